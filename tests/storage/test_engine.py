"""Durable, alone, and honest about trouble."""

import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from app.domain.errors import TryLater
from app.domain.people import OrganisationKind
from app.storage import engine
from app.storage.engine import Database
from app.storage.failures import StorageMistake
from app.storage.refusals import Refused
from app.storage.tables import OrganisationRow
from app.storage.tenancy import EVERY_ORGANISATION
from app.usecases.workbench import Workbench


@pytest.mark.databases("sqlite")
def test_every_connection_is_durable(bench: Workbench) -> None:
    """Each connection waits, logs ahead, synchronises in full, keeps references and overwrites what goes."""
    with bench.work.database.engine.connect() as connection:
        found = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in engine.SQLITE_PRAGMAS}
    assert found == {
        "busy_timeout": 5000,
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
    }


def test_no_update_is_lost(bench: Workbench) -> None:
    """Eight threads that each read a number and write it back plus one never overwrite one another."""
    with bench.work.write(EVERY_ORGANISATION, None, silent=True) as act:
        act.session.add(OrganisationRow(id="o", name="0", kind=OrganisationKind.COMPANY, created_at=act.now))

    def count(_: int) -> None:
        for _ in range(10):
            with bench.work.write(EVERY_ORGANISATION, None, silent=True) as act:
                row = act.session.get_one(OrganisationRow, "o")
                row.name = str(int(row.name) + 1)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count, range(8)))
    with bench.work.read(EVERY_ORGANISATION) as session:
        assert session.get_one(OrganisationRow, "o").name == "80"


def test_a_reader_sees_one_moment(bench: Workbench) -> None:
    """What is committed while a reader reads does not appear in the middle of its reading."""
    with bench.work.read(EVERY_ORGANISATION) as session:
        before = session.get(OrganisationRow, "o")

        def meanwhile() -> None:
            with bench.work.write(EVERY_ORGANISATION, None, silent=True) as act:
                act.session.add(
                    OrganisationRow(id="o", name="new", kind=OrganisationKind.COMPANY, created_at=act.now)
                )

        writer = threading.Thread(target=meanwhile)
        writer.start()
        writer.join(10)
        assert not writer.is_alive()
        assert before is None
        assert session.get(OrganisationRow, "o") is None


def test_a_write_inside_a_write_is_a_mistake(bench: Workbench) -> None:
    """A use case that opens a second act inside its first is stopped at once, not after five seconds."""
    with (
        pytest.raises(RuntimeError, match="inside another"),
        bench.work.write(EVERY_ORGANISATION, None, silent=True),
        bench.work.write(EVERY_ORGANISATION, None, silent=True),
    ):
        pytest.fail("the second act ran")


def test_what_was_being_saved_does_not_reach_error_messages(bench: Workbench) -> None:
    """An error of the database quotes no text, and no cause of it is printed that does."""
    with pytest.raises(StorageMistake) as caught, bench.work.write(EVERY_ORGANISATION, None) as act:
        act.session.add(OrganisationRow(id="o", name="SECRET-WORD", created_at=act.now))
        act.session.flush()
    shown = "".join(traceback.format_exception(caught.value))
    assert "IntegrityError" in shown or "NotNullViolation" in shown
    assert "SECRET-WORD" not in shown


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "sqlite://"])
def test_other_databases_are_refused(url: str) -> None:
    """Only SQLite files and PostgreSQL are supported; anything else is said in one line."""
    with pytest.raises(Refused):
        Database(url).path  # noqa: B018


def test_a_database_that_is_away_is_try_later() -> None:
    """Nobody listening at the address is `database_unavailable`, with a time to come back."""
    database = Database("postgresql+psycopg://nobody@127.0.0.1:1/none")
    with pytest.raises(TryLater) as caught, database.read(EVERY_ORGANISATION) as session:
        session.connection()
    assert (caught.value.code, caught.value.seconds) == ("database_unavailable", 5)


@pytest.mark.databases("sqlite")
def test_a_lock_held_elsewhere_is_try_later(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """When another process keeps the database locked, the answer is `database_busy`, not a failure."""
    other = create_engine(f"sqlite:///{tmp_path / 'icp.db'}").connect()
    other.exec_driver_sql("BEGIN IMMEDIATE")
    with bench.work.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
    with pytest.raises(TryLater) as caught, bench.work.write(EVERY_ORGANISATION, None, silent=True):
        pytest.fail("the act ran")
    assert caught.value.code == "database_busy"
    other.close()
