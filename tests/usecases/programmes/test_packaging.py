"""Leaving with everything: a package out of one installation and into another."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from app.bootstrap import build
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound, TooLarge
from app.domain.people import Actor, Role
from app.settings import Settings
from app.storage import migrate, portable
from app.storage.engine import Database
from app.storage.key_file import create_key
from app.usecases.printing.exporting import export_programme
from app.usecases.programmes import scoping, starting
from app.usecases.programmes.packaging import export_package, import_package
from app.usecases.workbench import Workbench
from app.usecases.writing import attaching, blanks, commenting, drafting, history
from tests.conftest import CHEAP_HASHER
from tests.stories.companies import Company, a_company
from tests.stories.packages import members_of, sealed, zipped
from tests.web.samples import picture_bytes

KEY = "icp.2.3"


@pytest.fixture
def programme(bench: Workbench, company: Company, anna: Actor) -> str:
    """A programme with two versions of a section, facts, answers, a comment and a picture."""
    made = company.programme(anna)
    drafting.save_section_text(bench, anna, made, KEY, "The officer stops orders.", 0)
    drafting.save_section_text(bench, anna, made, KEY, "{{export_control_officer}} stops orders.", 1)
    blanks.fill_blanks(bench, anna, made, {"export_control_officer": "Anna de Wit"}, 0)
    scoping.answer_scope(bench, anna, made, {"Q11": ["face_recognition"]}, 0)
    block = drafting.read_section(bench, anna, made, KEY).blocks[0]
    commenting.write_comment(bench, anna, made, KEY, block.id, "Who is the deputy?")
    attaching.add_picture(bench, anna, made, KEY, "plan.png", picture_bytes(), "A white square")
    return made


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Workbench]:
    """Another installation, with nothing in it."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    settings = Settings(data_dir=folder, test_mode=True)
    migrate.move(Database(settings.database))
    create_key(settings.key_file)
    made = build(settings, hasher=CHEAP_HASHER)
    yield made
    made.work.database.close()


@pytest.fixture
def there(elsewhere: Workbench) -> Actor:
    return a_company(elsewhere, "Meridian elsewhere").person("Joris Smeets", Role.DRAFTER, Role.APPROVER)


def organisation_of(actor: Actor) -> str:
    return actor.memberships[0].organisation_id


def test_every_table_of_a_programme_is_carried_or_left_on_purpose() -> None:
    """A new table cannot be forgotten here."""
    owned = {
        table.name
        for table in SQLModel.metadata.sorted_tables
        if "programme_id" in table.columns or table.name == "programme"
    }
    carried = {str(kind.__tablename__) for kind in portable.CARRIED}
    assert owned == carried | portable.LEFT_BEHIND


def test_nothing_is_lost_on_the_way(
    bench: Workbench, anna: Actor, programme: str, elsewhere: Workbench, there: Actor
) -> None:
    """The same texts, history, answers, facts, comments and pictures; and the same Word file."""
    package = export_package(bench, anna, programme)

    arrived = import_package(elsewhere, there, organisation_of(there), package.content)

    assert arrived.id == programme
    again = export_package(elsewhere, there, programme)
    assert data_of(again.content) == data_of(package.content)
    kept = history.list_versions(elsewhere, there, programme, KEY)
    assert [version.author for version in kept] == ["Anna de Wit", "Anna de Wit"]
    here = export_programme(bench, anna, programme).content
    assert body_of(export_programme(elsewhere, there, programme).content) == body_of(here)


def test_a_package_says_the_same_twice(bench: Workbench, anna: Actor, programme: str) -> None:
    """Same programme, same bytes."""
    assert export_package(bench, anna, programme) == export_package(bench, anna, programme)


def test_a_programme_that_is_here_already_is_not_overwritten(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """Bringing a package back beside its own programme is refused, and the programme stays."""
    package = export_package(bench, anna, programme)
    drafting.save_section_text(bench, anna, programme, KEY, "Newer words.", 2)
    with pytest.raises(Conflict) as refusal:
        import_package(bench, anna, organisation_of(anna), package.content)
    assert refusal.value.code == "already_here"
    assert drafting.read_section(bench, anna, programme, KEY).text == "Newer words."


def test_who_may_not_read_may_not_take(bench: Workbench, programme: str) -> None:
    """Another company gets nothing, and cannot bring a package into a company of others."""
    stranger = a_company(bench, "Other B.V.").person("Sanne Bakker", Role.DRAFTER)
    with pytest.raises(NotFound):
        export_package(bench, stranger, programme)


def test_an_administrator_takes_no_programme_text(bench: Workbench, company: Company, programme: str) -> None:
    """Managing people is not reading what they write."""
    administrator = company.person("Nora Willems", Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        export_package(bench, administrator, programme)


def tampered(change: Callable[[dict[str, bytes]], None]) -> Callable[[bytes], bytes]:
    def apply(content: bytes) -> bytes:
        members = members_of(content)
        change(members)
        return zipped(members)

    return apply


def change_text(members: dict[str, bytes]) -> None:
    members["data/section.json"] = members["data/section.json"].replace(b"stops", b"sells")


def drop_file(members: dict[str, bytes]) -> None:
    del members[next(name for name in members if name.startswith("files/"))]


def add_file(members: dict[str, bytes]) -> None:
    members["../../evil"] = b"x"


def other_format(members: dict[str, bytes]) -> None:
    members["manifest.json"] = members["manifest.json"].replace(b"toetssteen-programme", b"something-else")


def resealed(table: str, change: Callable[[list[dict[str, object]]], None]) -> Callable[[bytes], bytes]:
    """A forged package whose manifest agrees with its members."""

    def forge(content: bytes) -> bytes:
        members = members_of(content)
        rows = json.loads(members[f"data/{table}.json"])
        change(rows)
        return sealed(members | {f"data/{table}.json": json.dumps(rows).encode()})

    return forge


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"",
        lambda content: b"not a zip",
        lambda content: content[: len(content) // 2],
        tampered(change_text),
        tampered(drop_file),
        tampered(add_file),
        tampered(other_format),
        resealed("section", lambda rows: rows[0].update(programme_id="another")),
        resealed("section", lambda rows: rows[0].update(organisation_id="another")),
        resealed("section", lambda rows: rows[0].update(version="one")),
        resealed("section", lambda rows: rows[0].update(status="superseded")),
        resealed("section_version", lambda rows: rows[0].update(blocks=[{"id": 1}])),
        resealed("comment", lambda rows: rows[0].update(text="a\x00b")),
        resealed("comment", lambda rows: rows[0].update(written_by="nobody")),
        resealed("comment", lambda rows: rows.append(dict(rows[0]))),
        resealed("section_version", lambda rows: rows.append(dict(rows[0]))),
        resealed("comment", lambda rows: rows[0].update(thread_id="nothing")),
        resealed("programme", lambda rows: rows[0].update(template="unknown")),
        resealed("programme", lambda rows: rows[0].update(title="x" * 5000)),
        resealed("attachment", lambda rows: rows[0].update(sha256="0" * 64)),
    ],
)
def test_a_spoilt_package_is_refused_and_leaves_nothing(
    bench: Workbench,
    anna: Actor,
    programme: str,
    elsewhere: Workbench,
    there: Actor,
    spoil: Callable[[bytes], bytes],
) -> None:
    """Cut, changed, forged or of another kind: a clear code, and the installation as it was."""
    content = spoil(export_package(bench, anna, programme).content)
    with pytest.raises(Invalid):
        import_package(elsewhere, there, organisation_of(there), content)
    assert starting.readable_programmes(elsewhere, there) == ()


def test_a_package_needs_room_in_the_quota_and_bytes_kept_already_need_none(
    bench: Workbench, anna: Actor, programme: str, elsewhere: Workbench, there: Actor
) -> None:
    """Two megabytes there: two files of more than one are refused, one that is kept already is not."""
    settings = elsewhere.settings.model_copy(update={"organisation_quota_mb": 2})
    small, one = replace(elsewhere, settings=settings), b"1" * 1_200_000
    attaching.add_evidence(bench, anna, programme, KEY, "one.bin", None, one)
    package = export_package(bench, anna, programme).content
    attaching.add_evidence(bench, anna, programme, KEY, "two.bin", None, b"2" * 1_200_000)
    larger = export_package(bench, anna, programme).content

    with pytest.raises(TooLarge, match="quota_reached"):
        import_package(small, there, organisation_of(there), larger)
    assert starting.readable_programmes(small, there) == ()
    wanted = {"title": "Own", "template": "eu-nl", "language": "en"}
    own = starting.start_programme(small, there, organisation_id=organisation_of(there), **wanted)
    attaching.add_evidence(small, there, own.id, KEY, "one.bin", None, one)
    import_package(small, there, organisation_of(there), package)
    assert len(starting.readable_programmes(small, there)) == 2


def data_of(content: bytes) -> dict[str, object]:
    """Everything of a package but the ids of people, which are of the installation."""
    members = members_of(content)
    names = json.loads(members["people.json"])
    found: dict[str, object] = {}
    for name, data in sorted(members.items()):
        if name.startswith("data/"):
            text = data.decode()
            for person, called in names.items():
                text = text.replace(person, called)
            found[name] = json.loads(text)
        elif name.startswith("files/"):
            found[name] = data
    return found


def body_of(word: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        return archive.read("word/document.xml").replace(b"Meridian elsewhere", b"Meridian Sensors B.V.")
