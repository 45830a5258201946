"""The second fence: PostgreSQL itself keeps organisations apart, also where the first is not asked."""

from pathlib import Path

import pytest
from sqlalchemy import Connection, func, make_url, select, text

from app.storage import migrate, policies, tables
from app.storage.backup import back_up, restore
from app.storage.engine import Database
from app.storage.failures import StorageMistake
from app.storage.tenancy import EVERY_ORGANISATION, tell
from app.storage.verify import verify
from app.usecases.workbench import Workbench
from tests.storage.written import write_something_of_everything

pytestmark = pytest.mark.databases("postgresql")

MOVED = "UPDATE programme SET organisation_id = :theirs WHERE organisation_id = :ours"
ADDED = (
    "INSERT INTO retention (organisation_id, years, set_at, set_by)"
    " SELECT :theirs, 5, now(), id FROM person LIMIT 1"
)
FOREIGN = "UPDATE programme SET title = 'taken' WHERE organisation_id = :theirs"
REMOVED = "DELETE FROM file_content WHERE organisation_id = :theirs"


def of_organisations() -> set[str]:
    """Every table with a column for the organisation, by what `app.storage.tables` says."""
    return {table.name for table in tables.metadata.sorted_tables if "organisation_id" in table.columns}


def owners(connection: Connection) -> dict[str, set[str | None]]:
    """Whose rows each table shows, asked past the first fence."""
    return {
        name: set(connection.execute(text(f"SELECT organisation_id FROM {name}")).scalars())
        for name in of_organisations()
    }


@pytest.fixture
def written(bench: Workbench) -> Workbench:
    """Two companies with something of nearly every kind."""
    write_something_of_everything(bench)
    return bench


@pytest.fixture
def two(written: Workbench) -> tuple[str, str]:
    """The ids of the two companies."""
    with written.work.read(EVERY_ORGANISATION) as session:
        ours, theirs = session.exec(select(tables.OrganisationRow.id)).scalars()
    return ours, theirs


def test_every_table_of_an_organisation_has_its_policy(bench: Workbench) -> None:
    """A table with an `organisation_id` that no migration fences fails here."""
    with bench.work.database.engine.connect() as connection:
        assert policies.open_tables(connection) == []
        guarded = connection.execute(text("SELECT relname FROM pg_class WHERE relforcerowsecurity"))
        assert set(guarded.scalars()) == of_organisations()


def test_the_tests_work_as_a_role_that_policies_bind(bench: Workbench) -> None:
    """A superuser would pass by every policy, and every test of one would be worth nothing."""
    with bench.work.database.engine.connect() as connection:
        assert policies.role_past_policies(connection) is None
        assert connection.execute(text("SELECT current_user")).scalar() == "icp"


@pytest.mark.parametrize("narrowed", [False, True])
def test_text_and_core_show_own_rows_only(written: Workbench, two: tuple[str, str], narrowed: bool) -> None:
    """SQL that the first fence never sees returns no row of another organisation, from any table."""
    ours, theirs = two
    with written.work.read(EVERY_ORGANISATION if narrowed else ours) as session:
        if narrowed:
            assert {ours, theirs} <= owners(session.connection())["trail"]
            session.narrow(ours)
        connection = session.connection()
        seen = owners(connection)
        assert {name: found for name, found in seen.items() if found - {ours}} == {}
        assert {"programme", "section", "section_version", "file_content", "trail"} <= {
            name for name, found in seen.items() if found
        }
        programme = tables.metadata.tables["programme"]
        assert connection.execute(select(programme.c.organisation_id)).scalars().all() == [ours]
        foreign = select(func.count()).where(programme.c.organisation_id == theirs)
        assert connection.scalar(foreign) == 0


def test_who_asks_for_every_organisation_sees_all(written: Workbench, two: tuple[str, str]) -> None:
    """Work of the system, which says so, finds the rows of both."""
    with written.work.read(EVERY_ORGANISATION) as session:
        seen = owners(session.connection())
    assert seen["programme"] == seen["section"] == seen["file_content"] == set(two)


@pytest.mark.parametrize("fence", ["every", "one:", "'", "nobody"])
def test_no_name_of_an_organisation_opens_the_fence(written: Workbench, fence: str) -> None:
    """Ids come from addresses: one that spells the word for all of them shows nothing."""
    with written.work.read(fence) as session:
        assert set().union(*owners(session.connection()).values()) == set()


def test_who_names_nobody_sees_nothing(written: Workbench) -> None:
    """A connection that told the database nothing, or told it in an earlier transaction, finds no row."""
    with written.work.database.engine.connect() as connection:
        assert set().union(*owners(connection).values()) == set()
        connection.rollback()
        tell(connection, EVERY_ORGANISATION)
        assert owners(connection)["programme"] != set()
        connection.commit()
        assert set().union(*owners(connection).values()) == set()


@pytest.mark.parametrize("statement", [MOVED, ADDED])
def test_a_row_for_another_organisation_is_refused(
    written: Workbench, two: tuple[str, str], statement: str
) -> None:
    """Adding a row to another organisation, or moving one there, is an error of the database."""
    ours, theirs = two
    with (
        pytest.raises(StorageMistake, match="InsufficientPrivilege 42501"),
        written.work.write(ours, None, silent=True) as act,
    ):
        act.session.connection().execute(text(statement), {"ours": ours, "theirs": theirs})


@pytest.mark.parametrize("statement", [FOREIGN, REMOVED])
def test_a_row_of_another_organisation_cannot_be_touched(
    written: Workbench, two: tuple[str, str], statement: str
) -> None:
    """A change or removal that names another organisation's rows finds none."""
    ours, theirs = two
    with written.work.write(ours, None, silent=True) as act:
        done = act.session.connection().execute(text(statement), {"theirs": theirs})
        assert done.rowcount == 0
    with written.work.write(theirs, None, silent=True) as act:
        done = act.session.connection().execute(text(statement), {"theirs": theirs})
        assert done.rowcount == 1


def test_one_chain_runs_through_acts_of_both(written: Workbench, two: tuple[str, str]) -> None:
    """An act of one organisation continues the chain behind the other's, and leaves the fence as it was."""
    for organisation in (*two, *two):
        with written.work.write(organisation, None) as act:
            act.record("did", "thing")
            assert owners(act.session.connection())["trail"] == {organisation}
    assert verify(written.work.database, written.secret, now=written.clock()).faults == ()


def test_an_act_is_kept_for_its_own_organisation_only(written: Workbench, two: tuple[str, str]) -> None:
    """Not even the trail takes an entry about another organisation from a session of this one."""
    ours, theirs = two
    with pytest.raises(StorageMistake, match="42501"), written.work.write(ours, None) as act:
        act.record("did", "thing", organisation_id=theirs)


def test_an_open_table_is_a_fault(written: Workbench) -> None:
    """Verification names each table of organisations whose fence is down, or has a gate beside it."""
    with written.work.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE comment NO FORCE ROW LEVEL SECURITY"))
        connection.execute(text("CREATE POLICY gate ON section USING (true)"))
        connection.execute(text("CREATE TABLE later (organisation_id varchar(36))"))
    faults = verify(written.work.database, written.secret, now=written.clock()).faults
    assert [(fault.code, fault.where) for fault in faults] == [
        ("policy_missing", "comment"),
        ("policy_missing", "later"),
        ("policy_missing", "section"),
    ]


def test_a_superuser_is_a_note(written: Workbench, postgresql_address: str) -> None:
    """An installation that works as a superuser has one fence only, and its operator is told."""
    here = make_url(written.settings.database).database
    address = make_url(postgresql_address).set(database=here).render_as_string(hide_password=False)
    database = Database(address)
    report = verify(database, written.secret, now=written.clock())
    database.close()
    assert report.faults == ()
    assert [(note.code, note.where) for note in report.notes] == [("role_past_policies", "postgres")]


def test_an_archive_from_before_the_fence_is_fenced(
    written: Workbench, empty_database_url: str, tmp_path: Path
) -> None:
    """Restoring what was backed up under the first schema brings back every row, behind policies."""
    migrate.move(written.work.database, "0001")
    back_up(written.work.database, written.secret, tmp_path / "old.zip")
    restore(empty_database_url, written.secret, tmp_path / "old.zip")
    restored = Database(empty_database_url)
    assert verify(restored, written.secret, now=written.clock()).faults == ()
    with restored.engine.connect() as connection:
        assert set().union(*owners(connection).values()) == set()
    restored.close()
