"""Which schema a database has and which one this program works with, without loading what migrates.

A revision is a script `NNNN_what.py`; its number is its name. A server that finds its database current never
loads Alembic.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from app.storage.engine import Database
from app.storage.failures import translated
from app.storage.refusals import Refused

BASE = "base"
HEAD = "head"


def scripts_folder() -> Path:
    """Where the migration scripts are: beside this module in a wheel, in `alembic/` in a checkout."""
    in_wheel = Path(__file__).parent / "migrations"
    return in_wheel if in_wheel.is_dir() else Path(__file__).parents[2] / "alembic"


def newest() -> str:
    """The revision this program works with."""
    return max(scripts())


def scripts() -> frozenset[str]:
    """Every revision this program has a script for."""
    found = frozenset(
        path.name.partition("_")[0] for path in (scripts_folder() / "versions").glob("[0-9]*_*.py")
    )
    if not found:
        raise Refused("no_migrations", "This installation has no migrations; install it again.")
    return found


def resolved(revision: str) -> str | None:
    """The revision that `head` or `base` stands for; None is the empty schema."""
    return {HEAD: newest(), BASE: None}.get(revision, revision)


def revision_of(connection: Connection) -> str | None:
    """The revision a database is at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def current_revision(database: Database) -> str | None:
    """The revision the database is at; None for an empty one."""
    with translated(), database.engine.connect() as connection:
        return revision_of(connection)


def require_current(database: Database) -> None:
    """Refuse to work on a database that is older, newer or not ours."""
    found = current_revision(database)
    if found == newest():
        return
    if found is not None and found not in scripts():
        raise Refused(
            "schema_newer", f"The database has revision {found}, made by a newer program; install that one."
        )
    raise Refused("schema_older", "The database needs a migration; run: icp migrate")
