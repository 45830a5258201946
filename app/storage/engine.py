"""The database engine and its only two doors: `read` and `write`.

SQLite: write-ahead log, `synchronous=FULL` (an acknowledged save survives a power cut), `BEGIN IMMEDIATE`
for every write (a read that later writes would lose updates or fail at once), and one lock for the process,
because SQLite's own waiting is not fair. PostgreSQL: the same order by an advisory lock taken at the start of
a write, so that both behave alike: writes happen one after another, and readers see one moment.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from app.domain.errors import TryLater
from app.storage.failures import translated
from app.storage.refusals import Refused
from app.storage.tenancy import Fence, FencedSession

BUSY_SECONDS: Final = 5
CONNECTIONS: Final = 8
SQLITE_FLOOR: Final = (3, 40, 0)

# Set on every connection and read back. NORMAL loses acknowledged saves at a power cut; it is refused.
# What a company destroys is overwritten, not only unlinked.
SQLITE_PRAGMAS: Final[dict[str, tuple[str, str | int]]] = {
    "busy_timeout": (str(BUSY_SECONDS * 1000), BUSY_SECONDS * 1000),
    "journal_mode": ("WAL", "wal"),
    "synchronous": ("FULL", 2),
    "foreign_keys": ("ON", 1),
    "secure_delete": ("ON", 1),
}

_POSTGRESQL_OPTIONS: Final = (
    f"-c lock_timeout={BUSY_SECONDS * 1000} -c statement_timeout=30000 "
    "-c idle_in_transaction_session_timeout=60000 -c timezone=UTC -c synchronous_commit=on"
)
# Any constant will do; every process of the product uses this one.
_WRITE_LOCK_NUMBER: Final = 0x1C9


class Database:
    """One database, SQLite or PostgreSQL, behind two doors."""

    def __init__(self, url: str) -> None:
        try:
            self.url = make_url(url)
        except ArgumentError as error:
            raise Refused("database_url", "ICP_DATABASE_URL is not a database address.") from error
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            self.engine = _sqlite(str(self.url))
        elif self.url.get_backend_name() == "postgresql":
            self.engine = _postgresql(url)
        else:
            raise Refused(
                "database_url", "ICP_DATABASE_URL must begin with sqlite:/// or postgresql+psycopg://."
            )
        self._writing = self.engine.execution_options(sqlite_begin="IMMEDIATE")
        self._reading = (
            self.engine
            if self.is_sqlite
            else self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        )
        self._write_lock = threading.Lock()
        self._here = threading.local()

    @property
    def path(self) -> Path:
        """The file of an SQLite database."""
        if not self.is_sqlite or not self.url.database:
            raise Refused("not_sqlite", "This needs an SQLite database.")
        return Path(self.url.database)

    @contextmanager
    def read(self, fence: Fence) -> Iterator[FencedSession]:
        """One moment of the database. Nothing is kept."""
        with translated(), FencedSession(self._reading, fence) as session:
            yield session

    @contextmanager
    def write(self, fence: Fence, *, wait: float = BUSY_SECONDS) -> Iterator[FencedSession]:
        """One transaction, alone. Commits at the end of the block, rolls back on any exception.

        Raises TryLater when its turn does not come within `wait` seconds, or disk or connection is not there.
        """
        engine = self._writing.execution_options(wait=wait)
        with self._alone(wait), translated(), FencedSession(engine, fence) as session:
            connection = session.connection()
            if not self.is_sqlite:
                _wait_for_turn(connection, wait)
            yield session
            session.commit()

    @contextmanager
    def _alone(self, wait: float) -> Iterator[None]:
        if getattr(self._here, "writes", False):
            raise RuntimeError("a write transaction was opened inside another one")
        if self.is_sqlite and not self._write_lock.acquire(timeout=wait):
            raise TryLater("database_busy", seconds=2)
        self._here.writes = True
        try:
            yield
        finally:
            self._here.writes = False
            if self.is_sqlite:
                self._write_lock.release()

    def require_durable(self) -> None:
        """Refuse a PostgreSQL that says *committed* before it is on disk. SQLite is set and checked by us."""
        if self.is_sqlite:
            return
        with translated(), self.engine.connect() as connection:
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                if connection.execute(text(f"SHOW {setting}")).scalar() == "off":
                    raise Refused("not_durable", f"PostgreSQL runs with {setting}=off: saves could be lost.")

    def close(self) -> None:
        """Close every connection; the last one of SQLite also folds the log into the file."""
        self.engine.dispose()


def _sqlite(url: str) -> Engine:
    if sqlite3.sqlite_version_info < SQLITE_FLOOR:
        raise Refused("sqlite_too_old", f"SQLite {sqlite3.sqlite_version} is older than 3.40.")
    engine = create_engine(
        url,
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=CONNECTIONS,
        max_overflow=CONNECTIONS,
        pool_timeout=BUSY_SECONDS,
    )
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(connection: Any, _record: Any) -> None:
    # The driver's own transactions start late and lose updates: off, we begin them ourselves.
    connection.isolation_level = None
    for name, (value, expected) in SQLITE_PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found != expected:
            raise Refused(
                "sqlite_setting", f"SQLite did not take {name}={value}; is the file on a local disk?"
            )


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    wait = options.get("wait", BUSY_SECONDS)
    if wait != BUSY_SECONDS:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={wait * 1000:.0f}")
    try:
        connection.exec_driver_sql(f"BEGIN {options.get('sqlite_begin', '')}")
    finally:
        if wait != BUSY_SECONDS:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")


def _postgresql(url: str) -> Engine:
    return create_engine(
        url,
        hide_parameters=True,
        pool_size=CONNECTIONS,
        max_overflow=CONNECTIONS,
        pool_timeout=BUSY_SECONDS,
        pool_pre_ping=True,
        connect_args={"options": _POSTGRESQL_OPTIONS, "connect_timeout": BUSY_SECONDS},
    )


def _wait_for_turn(connection: Connection, wait: float) -> None:
    if wait != BUSY_SECONDS:
        limit = {"limit": f"{wait * 1000:.0f}ms"}
        connection.execute(text("SELECT set_config('lock_timeout', :limit, true)"), limit)
    connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _WRITE_LOCK_NUMBER})
