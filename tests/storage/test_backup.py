"""A backup holds everything, proves itself, and is refused when it is not whole, not ours or too new."""

import hashlib
import json
import random
import shutil
import stat
import threading
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.storage import backup, dump, schemas
from app.storage.engine import Database
from app.storage.manifest import Manifest
from app.storage.refusals import Refused
from app.storage.tables import OrganisationRow, PersonRow
from app.storage.tenancy import EVERY_ORGANISATION
from app.storage.verify import verify
from app.usecases.workbench import Workbench
from tests.storage.written import write_something_of_everything


@pytest.fixture
def written(bench: Workbench) -> Workbench:
    write_something_of_everything(bench)
    return bench


@pytest.fixture
def archive(written: Workbench, tmp_path: Path) -> Path:
    backup.back_up(written.work.database, written.secret, tmp_path / "backup.zip")
    return tmp_path / "backup.zip"


def contents(database: Database) -> dict[str, dump.Contents]:
    with database.read(EVERY_ORGANISATION) as session:
        return dump.contents(session.connection())


def test_everything_comes_back(written: Workbench, archive: Path, empty_database_url: str) -> None:
    """Every row and value of every table is restored, the trail verifies, and work goes on."""
    if written.work.database.is_sqlite:
        written.work.database.close()
        shutil.move(written.work.database.path, archive.with_name("before.db"))
        before = contents(Database(f"sqlite:///{archive.with_name('before.db')}"))
    else:
        before = contents(written.work.database)
    manifest = backup.restore(empty_database_url, written.secret, archive)
    restored = Database(empty_database_url)
    assert contents(restored) == before
    assert manifest.rows == sum(table.rows for table in before.values()) > 60
    assert verify(restored, written.secret, now=written.clock()).faults == ()
    restored.close()


def test_an_archive_moves_between_the_two_databases(
    written: Workbench, archive: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """What was backed up on one database restores on the other, value for value."""
    if written.work.database.is_sqlite:
        url = request.getfixturevalue("postgresql_empty")
    else:
        url = f"sqlite:///{tmp_path / 'moved.db'}"
    backup.restore(url, written.secret, archive)
    moved = Database(url)
    assert contents(moved) == contents(written.work.database)
    assert verify(moved, written.secret, now=written.clock()).faults == ()
    moved.close()


def test_a_backup_under_load_is_one_moment(written: Workbench, tmp_path: Path) -> None:
    """While others save, each backup shows the database between two acts: every person with a trail entry."""
    stop = threading.Event()
    failures: list[BaseException] = []

    def save_on() -> None:
        try:
            while not stop.is_set():
                with written.work.write(EVERY_ORGANISATION, None) as act:
                    id_ = written.new_id()
                    act.session.add(
                        PersonRow(id=id_, name="N", email=f"{id_}@example.org", created_at=act.now)
                    )
                    act.record("add_person", id_)
        except BaseException as error:
            failures.append(error)

    savers = [threading.Thread(target=save_on) for _ in range(4)]
    for saver in savers:
        saver.start()
    try:
        manifests = [
            backup.back_up(written.work.database, written.secret, tmp_path / f"{number}.zip")
            for number in range(3)
        ]
    finally:
        stop.set()
        for saver in savers:
            saver.join()
    assert not failures
    offsets = {manifest.trail_number - manifest.tables["person"].rows for manifest in manifests}
    assert len(offsets) == 1
    assert len({manifest.trail_number for manifest in manifests}) == 3


def test_only_the_owner_can_read_an_archive(archive: Path) -> None:
    """Archives are as confidential as the database: mode 0600, and no scratch file stays."""
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    assert [path.name for path in archive.parent.glob(".icp-*")] == []


def test_the_same_rows_make_the_same_archive(written: Workbench, archive: Path, tmp_path: Path) -> None:
    """Two backups of an unchanged database are the same bytes."""
    backup.back_up(written.work.database, written.secret, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == archive.read_bytes()


def test_an_existing_file_is_never_overwritten(written: Workbench, archive: Path) -> None:
    """A backup does not replace the last good one."""
    before = archive.read_bytes()
    with pytest.raises(Refused, match="already"):
        backup.back_up(written.work.database, written.secret, archive)
    assert archive.read_bytes() == before


@pytest.mark.databases("sqlite")
def test_a_place_that_is_taken_is_left_alone(written: Workbench, archive: Path) -> None:
    """Restoring over a live database is refused and changes nothing."""
    before = contents(written.work.database)
    with pytest.raises(Refused, match="already"):
        backup.restore(written.settings.database, written.secret, archive)
    assert contents(written.work.database) == before


def test_a_database_with_tables_is_left_alone(written: Workbench, archive: Path) -> None:
    """A database that has tables is no empty place, whatever is in them."""
    before = contents(written.work.database)
    with pytest.raises(Refused):
        backup.restore(written.settings.database, written.secret, archive)
    assert contents(written.work.database) == before


def refused(archive: Path, key: bytes) -> str:
    """The code with which an archive is refused; nothing may be left where it would have gone."""
    target = archive.parent / "target.db"
    with pytest.raises(Refused) as caught:
        backup.restore(f"sqlite:///{target}", key, archive)
    assert not target.exists()
    assert list(archive.parent.glob(".icp-*")) == []
    return caught.value.code


def rewritten(archive: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The archive with its members changed."""
    with zipfile.ZipFile(archive) as original:
        members = {name: original.read(name) for name in original.namelist()}
    change(members)
    target = archive.with_name("rewritten.zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as changed:
        for name, data in members.items():
            changed.writestr(name, data)
        changed.comment = b"0" * 64
    body = target.read_bytes()[:-64]
    target.write_bytes(body + hashlib.sha256(body).hexdigest().encode())
    return target


@pytest.mark.databases("sqlite")
class TestRefusals:
    """Archives that must not be restored."""

    def test_half(self, written: Workbench, archive: Path) -> None:
        """An archive that was cut off."""
        archive.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])
        assert refused(archive, written.secret) == "archive_damaged"

    def test_one_byte_changed(self, written: Workbench, archive: Path) -> None:
        """Whichever byte is changed, the archive is refused."""
        whole = archive.read_bytes()
        chosen = random.Random(1)
        for position in [chosen.randrange(len(whole)) for _ in range(50)]:
            archive.write_bytes(whole[:position] + bytes([whole[position] ^ 0x55]) + whole[position + 1 :])
            assert refused(archive, written.secret).startswith("archive_")

    def test_another_product(self, written: Workbench, archive: Path) -> None:
        """A zip of something else, and one with somebody else's manifest."""
        other = rewritten(archive, lambda members: members.clear())
        assert refused(other, written.secret) == "archive_foreign"
        manifest = json.dumps({"facts": {"product": "other", "format": 1}, "seal": ""}).encode()
        other = rewritten(archive, lambda members: members.update({"manifest.json": manifest}))
        assert refused(other, written.secret) == "archive_foreign"

    def test_no_zip_at_all(self, written: Workbench, archive: Path) -> None:
        """Random bytes, an empty file, no file."""
        archive.write_bytes(b"")
        assert refused(archive, written.secret) == "archive_damaged"
        archive.write_bytes(bytes(range(256)) * 20)
        assert refused(archive, written.secret) == "archive_damaged"
        archive.unlink()
        assert refused(archive, written.secret) == "archive_missing"

    def test_another_key(self, archive: Path) -> None:
        """An archive of another installation: its trail could not be verified here."""
        assert refused(archive, bytes(range(32))) == "archive_key"

    def test_rows_changed_together_with_their_hash(self, written: Workbench, archive: Path) -> None:
        """Whoever edits a table must reseal the manifest, and lacks the key."""

        def rename(members: dict[str, bytes]) -> None:
            members["tables/person.jsonl"] = members["tables/person.jsonl"].replace(b"Anna", b"Emma")

        assert refused(rewritten(archive, rename), written.secret) == "archive_damaged"

    def test_a_newer_revision(self, written: Workbench, archive: Path) -> None:
        """A schema this program does not know."""
        newer = Manifest("9.0", "9999", 0, "", {})
        sealed = rewritten(
            archive,
            lambda members: (
                members.clear(),
                members.update({"manifest.json": newer.to_bytes(written.secret)}),
            ),
        )
        assert refused(sealed, written.secret) == "archive_newer"

    def test_path_names_inside(self, written: Workbench, archive: Path) -> None:
        """Members that the manifest does not name, whatever they are called; nothing is written outside."""
        smuggled = rewritten(archive, lambda members: members.update({"../escaped": b"x"}))
        assert refused(smuggled, written.secret) == "archive_foreign"
        assert not (archive.parent.parent / "escaped").exists()


@pytest.mark.databases("sqlite")
def test_nothing_to_back_up_is_said(tmp_path: Path) -> None:
    """A database without tables is refused rather than archived."""
    database = Database(f"sqlite:///{tmp_path / 'icp.db'}")
    with pytest.raises(Refused):
        backup.back_up(database, bytes(range(32)), tmp_path / "backup.zip")
    database.close()
    assert not (tmp_path / "backup.zip").exists()


def test_the_clock_zone_and_the_bytes_survive(bench: Workbench, tmp_path: Path) -> None:
    """Times stay UTC to the microsecond, names keep their letters."""
    moment = datetime(2026, 3, 29, 1, 59, 59, 123456, tzinfo=UTC)
    with bench.work.write(EVERY_ORGANISATION, None, silent=True) as act:
        act.session.add(OrganisationRow(id="o", name="Žluťoučký ‮ 🐎", kind="company", created_at=moment))
    backup.back_up(bench.work.database, bench.secret, tmp_path / "b.zip")
    backup.restore(f"sqlite:///{tmp_path / 'back.db'}", bench.secret, tmp_path / "b.zip")
    back = Database(f"sqlite:///{tmp_path / 'back.db'}")
    with back.read(EVERY_ORGANISATION) as session:
        row = session.get_one(OrganisationRow, "o")
        assert (row.name, row.created_at) == ("Žluťoučký ‮ 🐎", moment)
    assert schemas.current_revision(back) == schemas.newest()
    back.close()
