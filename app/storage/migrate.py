"""Runs Alembic from code."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from alembic import command
from app.storage.dump import Contents, contents
from app.storage.engine import Database
from app.storage.failures import translated
from app.storage.refusals import Refused
from app.storage.schemas import BASE, HEAD, revision_of, scripts_folder
from app.storage.tables import metadata
from app.storage.tenancy import EVERY_ORGANISATION, tell


def known_revisions() -> frozenset[str]:
    """Every revision this program has a script for."""
    return frozenset(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def move(database: Database, revision: str = HEAD) -> None:
    """Bring the schema up or down to a revision in one transaction: afterwards it is there, or as before.

    Every row and every value in a column that stays is compared; a migration that loses one is undone.
    """
    with on_connection(database) as connection:
        before = contents(connection)
        move_on(connection, revision)
        _require_kept(before, contents(connection))


def make_tables(address: str) -> None:
    """The newest schema in the empty database at this address."""
    database = Database(address)
    try:
        move(database)
    finally:
        database.close()


def move_on(connection: Connection, revision: str) -> None:
    """Run the steps to a revision on a connection of `on_connection`."""
    current = revision_of(connection)
    known = known_revisions()
    if current is not None and current not in known:
        raise Refused("schema_newer", f"The database has revision {current}, made by a newer program.")
    if revision not in known | {BASE, HEAD}:
        raise Refused("unknown_revision", f"There is no revision {revision}.")
    config = _config()
    config.attributes["connection"] = connection
    if current is not None and _lies_before(revision, current):
        command.downgrade(config, revision)
    else:
        command.upgrade(config, revision)


@contextmanager
def on_connection(database: Database) -> Iterator[Connection]:
    """A connection for migrating: one transaction over all organisations; no foreign keys on SQLite."""
    with translated(), database.engine.connect() as plain:
        connection = plain.execution_options(sqlite_begin="IMMEDIATE")
        raw = connection.connection.driver_connection
        if database.is_sqlite and raw is not None:
            raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                tell(connection, EVERY_ORGANISATION)
                yield connection
                if database.is_sqlite:
                    _require_whole_references(connection)
        finally:
            if database.is_sqlite and raw is not None:
                raw.execute("PRAGMA foreign_keys=ON")


def differences(connection: Connection) -> list[object]:
    """How the schema in the database differs from the one in `tables.py`; empty when they agree."""
    options = {"compare_type": True, "target_metadata": metadata}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


def _require_whole_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise Refused(
            "references_broken", f"Migrating would leave rows of {broken[0]} without what they refer to."
        )


def _require_kept(before: dict[str, Contents], after: dict[str, Contents]) -> None:
    for name, table in before.items():
        kept = after.get(name, Contents(0, {}))
        changed = [
            column
            for column in table.columns.keys() & kept.columns
            if table.columns[column] != kept.columns[column]
        ]
        if table.rows != kept.rows or changed:
            raise Refused(
                "rows_would_change", f"Migrating would change or lose rows of {name}; nothing was done."
            )


def _lies_before(revision: str, current: str) -> bool:
    if revision == BASE:
        return True
    if revision == HEAD:
        return False
    scripts = ScriptDirectory.from_config(_config())
    older = {script.revision for script in scripts.iterate_revisions(current, BASE)}
    return revision in older and revision != current


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(scripts_folder()).replace("%", "%%"))
    return config
