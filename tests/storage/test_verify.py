"""`icp verify` finds every kind of damage and tampering, and nothing in a sound database."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.trail import Anchor, Entry, seal
from app.storage import trail
from app.storage.anchors import read_anchors
from app.storage.refusals import Refused
from app.storage.tenancy import tell
from app.storage.verify import Report, verify
from app.usecases.unit_of_work import EVERY_ORGANISATION
from app.usecases.workbench import Workbench
from tests.conftest import SetClock
from tests.storage.written import write_something_of_everything

Examine = Callable[..., Report]


@pytest.fixture
def written(bench: Workbench) -> Workbench:
    write_something_of_everything(bench)
    return bench


@pytest.fixture
def examine(written: Workbench) -> Examine:
    def run(*anchors: Anchor, key: bytes = written.secret) -> Report:
        return verify(written.work.database, key, anchors=anchors, now=written.clock())

    return run


@pytest.fixture
def tamper(written: Workbench) -> Callable[..., None]:
    """Run SQL as somebody with the database in hand would, past the guards of the trail."""

    def run(*statements: str, **values: object) -> None:
        database = written.work.database
        with database.engine.begin() as connection:
            tell(connection, EVERY_ORGANISATION)
            if database.is_sqlite:
                guards = connection.exec_driver_sql(
                    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
                ).all()
                for name, _ in guards:
                    connection.exec_driver_sql(f"DROP TRIGGER {name}")
            else:
                connection.exec_driver_sql("ALTER TABLE trail DISABLE TRIGGER USER")
            for statement in statements:
                connection.exec_driver_sql(statement)
            if database.is_sqlite:
                for _, sql in guards:
                    connection.exec_driver_sql(sql)
            else:
                connection.exec_driver_sql("ALTER TABLE trail ENABLE TRIGGER USER")

    return run


def codes(report: Report) -> set[str]:
    return {fault.code for fault in report.faults}


def test_a_sound_database_has_no_fault(examine: Examine) -> None:
    """After ordinary work there is nothing to report, and the anchor is the head of the trail."""
    report = examine()
    assert report.faults == ()
    assert report.notes == ()
    assert report.anchor.number > 10


SWAP = (
    "UPDATE trail SET number = -1 WHERE number = 3",
    "UPDATE trail SET number = 3 WHERE number = 4",
    "UPDATE trail SET number = 4 WHERE number = -1",
)

TAMPERINGS = {
    "edit": (("UPDATE trail SET act = 'nothing' WHERE number = 5",), "trail_broken"),
    "delete first": (("DELETE FROM trail WHERE number = 1",), "trail_gap"),
    "delete middle": (("DELETE FROM trail WHERE number = 6",), "trail_gap"),
    "delete last": (("DELETE FROM trail WHERE number = (SELECT max(number) FROM trail)",), "trail_cut"),
    "swap": (SWAP, "trail_broken"),
    "truncate to half": (("DELETE FROM trail WHERE number > 8",), "trail_cut"),
    "all rows gone": (("DELETE FROM trail",), "trail_empty"),
}


@pytest.mark.parametrize("kind", TAMPERINGS)
def test_tampering_with_the_trail_is_found(examine: Examine, tamper: Callable[..., None], kind: str) -> None:
    """Edited, removed, swapped and cut-off entries are found against an anchor kept elsewhere."""
    statements, code = TAMPERINGS[kind]
    anchor = examine().anchor
    tamper(*statements)
    assert code in codes(examine(anchor))


def test_an_inserted_entry_is_found(
    written: Workbench, examine: Examine, tamper: Callable[..., None]
) -> None:
    """An entry pushed in at the end without the key does not carry the right seal."""
    head = examine().anchor
    forged = Entry(head.number + 1, written.clock(), None, None, "approve", "x", None, head.seal)
    tamper(
        "INSERT INTO trail (number, at, act, object, previous, seal) VALUES "
        f"({forged.number}, '{forged.at:%Y-%m-%d %H:%M:%S.%f}', 'approve', 'x', "
        f"'{head.seal}', '{seal(forged, b'guessed')}')"
    )
    assert codes(examine()) == {"trail_broken"}


def test_a_wrong_key_is_found(examine: Examine) -> None:
    """Under another key the first seal already does not fit."""
    assert "trail_broken" in codes(examine(key=bytes(range(32))))


def test_a_trail_table_that_is_gone_is_found(written: Workbench, examine: Examine) -> None:
    """Dropping the table whole is damage, not a crash of the verification."""
    with written.work.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE trail")
    assert codes(examine()) == {"database_damaged"}


def test_a_rewritten_trail_is_found_against_an_anchor(
    written: Workbench, examine: Examine, tamper: Callable[..., None]
) -> None:
    """Even whoever holds the key cannot replace the past: the anchor has another seal at that number."""
    anchor = examine().anchor
    tamper("DELETE FROM trail")
    for _ in range(anchor.number + 1):
        with written.work.write(EVERY_ORGANISATION, None) as act:
            act.record("invented", "history")
    assert "trail_not_as_anchored" in codes(examine(anchor))


@pytest.mark.databases("sqlite")
def test_missing_guards_are_found(written: Workbench, examine: Examine) -> None:
    """A trail whose triggers were dropped is no longer append-only."""
    with written.work.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER trail_keeps_rows")
    assert codes(examine()) == {"trail_guard_missing"}


ALTERATIONS = {
    "text of a head": ("UPDATE section SET text = text || '!' WHERE version > 0", "section_altered"),
    "hash of a head": ("UPDATE section SET sha256 = 'x' WHERE version > 0", "section_altered"),
    "blocks of a version": (
        "UPDATE section_version SET blocks = (SELECT blocks FROM section WHERE version = 1 LIMIT 1) "
        "WHERE number = 3",
        "version_altered",
    ),
    "a version in the middle": ("DELETE FROM section_version WHERE number = 3", "history_incomplete"),
    "the newest version": ("DELETE FROM section_version WHERE number = 6", "history_incomplete"),
    "head set back": ("UPDATE section SET version = 5 WHERE version = 6", "history_incomplete"),
    "answers without history": ("UPDATE programme SET scope_version = 7", "history_incomplete"),
    "bytes of a file": ("UPDATE file_content SET content = substr(content, 2)", "file_altered"),
    "a file": ("DELETE FROM file_content", "file_missing"),
    "the file of a house style": (
        "UPDATE house_style SET sha256 = 'x' WHERE removed_at IS NULL",
        "file_missing",
    ),
}


@pytest.mark.parametrize("what", ALTERATIONS)
def test_altered_work_is_found(examine: Examine, tamper: Callable[..., None], what: str) -> None:
    """Texts, histories and files that are not what was saved are found."""
    statement, code = ALTERATIONS[what]
    tamper(statement)
    assert code in codes(examine())


def test_a_version_that_no_act_made_is_found(examine: Examine, tamper: Callable[..., None]) -> None:
    """A text replaced together with its hash still misses the trail entry of its saving."""
    tamper(
        "UPDATE section_version SET blocks = (SELECT v.blocks FROM section_version v WHERE v.number = 2 "
        "AND v.programme_id = section_version.programme_id AND v.key = section_version.key), "
        "sha256 = (SELECT v.sha256 FROM section_version v WHERE v.number = 2 "
        "AND v.programme_id = section_version.programme_id AND v.key = section_version.key) WHERE number = 3",
    )
    assert "version_without_act" in codes(examine())


def test_a_clock_set_back_is_a_note(written: Workbench, clock: SetClock, examine: Examine) -> None:
    """Time running backwards is told, and is no fault: entries are ordered by number."""
    clock.forward(hours=-2)
    with written.work.write(EVERY_ORGANISATION, None) as act:
        act.record("did", "thing")
    report = examine()
    assert report.faults == ()
    assert [note.code for note in report.notes] == ["clock_went_back"]


def test_leftovers_are_notes(written: Workbench, clock: SetClock, examine: Examine) -> None:
    """Mail that nobody sent for a day is told."""
    clock.forward(hours=25)
    assert [note.code for note in examine().notes] == ["mail_not_sent"]


def test_anchors_are_read_from_a_log_and_from_an_answer(tmp_path: Path) -> None:
    """Lines of the server's log and of `icp verify --json` serve alike; other lines are skipped."""
    file = tmp_path / "anchors"
    file.write_text(
        'Nov 25 host icp: {"event":"trail","number":3,"seal":"abc"}\nnoise\n{"event":"started"}\n'
        '{"faults":[],"notes":[],"anchor":{"number":9,"seal":"def"}}\n'
    )
    assert read_anchors(file) == (Anchor(3, "abc"), Anchor(9, "def"))
    file.write_text("noise\n")
    with pytest.raises(Refused, match="no anchor"):
        read_anchors(file)


def test_the_trail_is_streamed_in_order(written: Workbench) -> None:
    """Entries come oldest first, whatever their number."""
    with written.work.read(EVERY_ORGANISATION) as session:
        numbers = [entry.number for entry in trail.entries(session.connection())]
    assert numbers == list(range(1, len(numbers) + 1))
