"""The fence between organisations: a session that sees and writes the rows of one organisation only.

Every mapped table with an `organisation_id` gets a criterion on each statement. Statements the fence cannot
narrow (textual SQL, Core tables by themselves) are refused; the few named functions that need them go through
`session.connection()`, and a test lists them. On PostgreSQL those meet a second fence (`policies.py`): each
transaction tells the database for whom it works.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Engine, column, event, func, select
from sqlalchemy.orm import (
    FromStatement,
    ORMExecuteState,
    SessionTransaction,
    UOWTransaction,
    with_loader_criteria,
)
from sqlalchemy.sql.base import ExecutableOption
from sqlmodel import Session

from app.storage import policies
from app.storage.tables import Fenced


class _Everyone(Enum):
    EVERY_ORGANISATION = "every organisation"


EVERY_ORGANISATION: Final = _Everyone.EVERY_ORGANISATION
Fence = str | _Everyone


class FenceBroken(Exception):
    """A mistake in the program: a statement or row that belongs to no or another organisation."""


class FencedSession(Session):
    """A session for one organisation, or for every one where a named function says so."""

    def __init__(self, bind: Engine, fence: Fence) -> None:
        super().__init__(bind=bind, expire_on_commit=False)
        self.fence = fence

    def narrow(self, organisation_id: str) -> None:
        """From every organisation to one. There is no way back."""
        if self.fence not in (EVERY_ORGANISATION, organisation_id):
            raise FenceBroken("a fenced session cannot move to another organisation")
        self.fence = organisation_id
        if self.in_transaction():
            tell(self.connection(), organisation_id)

    @contextmanager
    def every_row(self) -> Iterator[Connection]:
        """The connection past both fences, to read what runs over all organisations, whatever this one's."""
        connection = self.connection()
        if self.fence is EVERY_ORGANISATION:
            yield connection
            return
        tell(connection, EVERY_ORGANISATION)
        yield connection
        # Not after a failure: PostgreSQL then takes no statement before the transaction has ended.
        tell(connection, self.fence)


def tell(connection: Connection, fence: Fence) -> None:
    """Tell PostgreSQL for whom this transaction works, until it ends. SQLite need not know."""
    if connection.dialect.name != "postgresql":
        return
    name = policies.EVERY if fence is EVERY_ORGANISATION else policies.name_of(fence)
    connection.execute(select(func.set_config(policies.SETTING, name, True)))


@event.listens_for(FencedSession, "after_begin")
def _tell_fence(session: FencedSession, _transaction: SessionTransaction, connection: Connection) -> None:
    tell(connection, session.fence)


# SQLAlchemy first reads the criterion on what the tables have in common, which has no columns of its own.
Fenced.organisation_id = column("organisation_id")


@lru_cache(maxsize=1000)
def _criterion(organisation_id: str) -> ExecutableOption:
    # One for all tables: one for each of them took longer to add to a statement than to send it.
    return with_loader_criteria(
        Fenced, lambda table: table.organisation_id == organisation_id, include_aliases=True
    )


@event.listens_for(FencedSession, "do_orm_execute")
def _narrow_statement(state: ORMExecuteState) -> None:
    fence = state.session.fence  # type: ignore[attr-defined]
    if fence is EVERY_ORGANISATION:
        return
    if not state.is_orm_statement or isinstance(state.statement, FromStatement):
        raise FenceBroken("a fenced session takes statements on mapped classes only")
    if state.is_insert:
        _check_inserted(state, fence)
    else:
        state.statement = state.statement.options(_criterion(fence))


def _check_inserted(state: ORMExecuteState, fence: str) -> None:
    mapper = state.bind_mapper
    if mapper is None or "organisation_id" not in mapper.columns:
        return
    given = state.parameters
    rows = [given] if isinstance(given, Mapping) else list(given or [{}])
    if any(row.get("organisation_id") != fence for row in rows):
        raise FenceBroken("an insert names another organisation, or hides which")


@event.listens_for(FencedSession, "before_flush")
def _check_flushed(session: FencedSession, _context: UOWTransaction, _instances: Any) -> None:
    if session.fence is EVERY_ORGANISATION:
        return
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, Fenced) and _organisation_of(row) != session.fence:
            raise FenceBroken(f"a row of {type(row).__name__} belongs to another organisation")


def _organisation_of(row: Any) -> Any:
    return row.organisation_id
