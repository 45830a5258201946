"""`icp backup` and `icp restore`: one file with everything, proved before it counts."""

from pathlib import Path
from typing import Annotated

import typer

Archive = Annotated[Path, typer.Argument(help="The archive.", metavar="FILE")]


def backup(file: Archive) -> None:
    """Write everything in the database into one archive while the server goes on, then restore it on trial.

    The secret key is not in the archive: keep it apart. Whoever has both can read everything.

    Example: icp backup /backups/icp-2026-11-25.zip
    """
    from app.bootstrap import open_database
    from app.settings import Settings
    from app.storage.backup import back_up
    from app.storage.key_file import read_key

    settings = Settings()
    manifest = back_up(open_database(settings), read_key(settings.key_file), file)
    typer.echo(
        f"{manifest.rows} rows, trail at {manifest.trail_number}; restored on trial and found equal: {file}"
    )


def restore(file: Archive) -> None:
    """Put an archive into an empty place: no SQLite file there yet, or a PostgreSQL database without tables.

    Needs the secret key that was in use when the archive was made.

    Example: ICP_DATA_DIR=/srv/icp icp restore /backups/icp-2026-11-25.zip
    """
    from app.settings import Settings
    from app.storage.backup import restore as put_back
    from app.storage.key_file import read_key

    settings = Settings()
    manifest = put_back(settings.database, read_key(settings.key_file), file)
    typer.echo(f"{manifest.rows} rows restored and verified, trail at {manifest.trail_number}")
