"""`icp migrate, backup, restore, verify, serve`: what they print, and how they refuse."""

import gc
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog

from app.cli.main import main
from app.usecases.workbench import Workbench
from tests.storage.written import write_something_of_everything

pytestmark = pytest.mark.databases("sqlite")

Icp = Callable[..., tuple[int, str, str]]


@pytest.fixture
def icp(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Icp]:
    """Run a command in a data folder: exit status, standard output, standard error."""

    def run(*arguments: str, **settings: str) -> tuple[int, str, str]:
        for name in [name for name in os.environ if name.startswith("ICP_")]:
            monkeypatch.delenv(name)
        monkeypatch.setenv("ICP_DATA_DIR", str(tmp_path))
        for name, value in settings.items():
            monkeypatch.setenv(f"ICP_{name.upper()}", value)
        monkeypatch.setattr(sys, "argv", ["icp", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    handlers = logging.getLogger().handlers[:]
    yield run
    structlog.reset_defaults()
    logging.getLogger().handlers[:] = handlers


def test_a_first_migration_sets_up_an_empty_folder(icp: Icp, tmp_path: Path) -> None:
    """`icp migrate` makes database and key, both for the owner alone; a second time it has nothing to do."""
    assert icp("migrate") == (0, "revision: 0002\n", "")
    assert {path.name for path in tmp_path.iterdir()} >= {"icp.db", "secret.key"}
    assert all(path.stat().st_mode & 0o077 == 0 for path in tmp_path.glob("icp.db*"))
    assert icp("migrate") == (0, "revision: 0002\n", "")
    assert icp("verify")[0] == 0


def test_backup_restore_and_verify_follow_one_another(icp: Icp, bench: Workbench, tmp_path: Path) -> None:
    """An archive made by the command is restored by it, and verifies against the anchor of before."""
    write_something_of_everything(bench)
    status, out, _ = icp("verify", "--json")
    assert status == 0
    (tmp_path / "anchor.json").write_text(out)
    assert icp("backup", str(tmp_path / "b.zip"))[0] == 0
    (tmp_path / "elsewhere").mkdir()
    elsewhere = {"data_dir": str(tmp_path / "elsewhere"), "secret_key_file": str(tmp_path / "secret.key")}
    status, out, _ = icp("restore", str(tmp_path / "b.zip"), **elsewhere)
    assert status == 0
    assert "rows restored and verified" in out
    status, out, _ = icp("verify", "--anchor", str(tmp_path / "anchor.json"), **elsewhere)
    # Above it there may be notes: the commands live today, the mail in the outbox is older.
    assert (status, out.splitlines()[-1].partition(";")[0]) == (0, "0 faults")


def test_a_fault_is_exit_status_one(icp: Icp, bench: Workbench) -> None:
    """What verification finds is listed, as JSON when asked, and the command fails."""
    write_something_of_everything(bench)
    with bench.work.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE section SET sha256 = 'x' WHERE version = 6")
    status, out, _ = icp("verify", "--json")
    assert status == 1
    assert "section_altered" in {fault["code"] for fault in json.loads(out)["faults"]}


def test_what_cannot_be_done_is_one_line(icp: Icp, bench: Workbench, tmp_path: Path) -> None:
    """Wrong use and unfit places end with status 2 and one line with a stable code; nothing is touched."""
    before = (tmp_path / "icp.db").read_bytes()
    wrong = {
        "place_taken": icp("restore", str(tmp_path / "none.zip")),
        "unknown_revision": icp("migrate", "--to", "4711"),
        "anchor_unreadable": icp("verify", "--anchor", str(tmp_path / "none")),
        "key_missing": icp("verify", secret_key_file=str(tmp_path / "none")),
        "database_missing": icp("serve", database_url=f"sqlite:///{tmp_path / 'none.db'}"),
        "database_url": icp("serve", database_url="nonsense"),
        "settings": icp("serve", base_url="ftp://somewhere"),
    }
    for code, (status, out, err) in wrong.items():
        assert (status, out, err.count("\n")) == (2, "", 1), err
        assert err.startswith(f"icp: {code}: ")
    assert (tmp_path / "icp.db").read_bytes() == before


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "database_empty"), (b"no database at all" * 100, "database_damaged")]
)
def test_a_file_that_is_no_database_is_not_served(
    icp: Icp, bench: Workbench, tmp_path: Path, content: bytes, code: str
) -> None:
    """An empty or foreign file in the database's place is refused and left as it is."""
    bench.work.database.close()
    (tmp_path / "icp.db").write_bytes(content)
    status, _, err = icp("serve")
    assert (status, err.split(": ")[1]) == (2, code)
    assert (tmp_path / "icp.db").read_bytes() == content


def test_a_key_open_to_others_stops_the_start(icp: Icp, bench: Workbench, tmp_path: Path) -> None:
    """A world-readable key is refused with the command that closes it."""
    (tmp_path / "secret.key").chmod(0o644)
    status, _, err = icp("serve")
    assert status == 2
    assert "chmod 600" in err
    assert gc.isenabled()  # a start that fails leaves the process as it was
