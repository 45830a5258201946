"""`icp migrate`: bring the database to the schema of this program, or back."""

from typing import Annotated

import typer

Revision = Annotated[
    str, typer.Option("--to", help="Revision to go to; the newest when left out.", metavar="REV")
]


def migrate(to: Revision = "head") -> None:
    """Move the database up or down, keeping every row.

    An SQLite database is backed up first, into the data folder, and the backup is verified.

    Example: icp migrate --to 0001
    """
    from app.bootstrap import migrate_database
    from app.settings import Settings

    migrated = migrate_database(Settings(), to)
    if migrated.backup is not None:
        typer.echo(f"backup: {migrated.backup}")
    typer.echo(f"revision: {migrated.revision}")
