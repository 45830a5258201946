"""What a failing database means to the person who asked: nothing was done, ask again in a moment."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from app.domain.errors import TryLater

_SQLITE_PRIMARY = {
    sqlite3.SQLITE_BUSY: ("database_busy", 2),
    sqlite3.SQLITE_LOCKED: ("database_busy", 2),
    sqlite3.SQLITE_FULL: ("disk_full", 60),
    sqlite3.SQLITE_IOERR: ("storage_failed", 30),
    sqlite3.SQLITE_CANTOPEN: ("storage_failed", 30),
    sqlite3.SQLITE_READONLY: ("storage_failed", 30),
    sqlite3.SQLITE_PROTOCOL: ("database_busy", 2),
}

# SQLSTATE classes of PostgreSQL's appendix A; the longer prefix decides.
_SQLSTATES = {
    "55P03": ("database_busy", 2),
    "57014": ("database_busy", 2),
    "40": ("database_busy", 1),
    "53100": ("disk_full", 60),
    "53": ("database_unavailable", 5),
    "57P": ("database_unavailable", 5),
    "58": ("storage_failed", 30),
    "08": ("database_unavailable", 5),
    "25006": ("storage_failed", 30),
}


def try_later(error: exc.SQLAlchemyError) -> TryLater | None:
    """The refusal that stands for `error`; None when the error is a mistake in the program."""
    if isinstance(error, exc.TimeoutError):
        return TryLater("database_busy", seconds=2)
    if not isinstance(error, exc.DBAPIError):
        return None
    meaning = _of_sqlite(error.orig) if isinstance(error.orig, sqlite3.Error) else _of_postgresql(error)
    return TryLater(meaning[0], seconds=meaning[1]) if meaning else None


class StorageMistake(Exception):
    """A statement the database does not accept: a mistake in the program. Names no values."""


@contextmanager
def translated() -> Iterator[None]:
    """Raise `TryLater` instead of a failure of disk, lock or connection.

    PostgreSQL quotes the failing row in its messages, so no other database error leaves with its own words.
    """
    try:
        yield
    except exc.SQLAlchemyError as error:
        refusal = try_later(error)
        if refusal is not None:
            raise refusal from error
        if isinstance(error, exc.DBAPIError):
            raise StorageMistake(_named(error)) from None
        raise


def _named(error: exc.DBAPIError) -> str:
    facts = getattr(error.orig, "diag", None)
    names = [
        getattr(facts, name, None) for name in ("sqlstate", "table_name", "column_name", "constraint_name")
    ]
    return " ".join([type(error.orig).__name__, *(str(name) for name in names if name)])


def _of_sqlite(error: sqlite3.Error) -> tuple[str, int] | None:
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else _SQLITE_PRIMARY.get(code & 0xFF)


def _of_postgresql(error: exc.DBAPIError) -> tuple[str, int] | None:
    state = getattr(error.orig, "sqlstate", None)
    if state is None:
        lost = error.connection_invalidated or isinstance(error, exc.OperationalError)
        return ("database_unavailable", 5) if lost else None
    found = [prefix for prefix in _SQLSTATES if state.startswith(prefix)]
    return _SQLSTATES[max(found, key=len)] if found else None
