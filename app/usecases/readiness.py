"""Whether the product can do its work at this moment: read its database, and write to its disk."""

import shutil

from app.domain.errors import TryLater
from app.storage import migrate
from app.usecases.workbench import Workbench

LEAST_FREE_BYTES = 256 * 1024
LOW_FREE_BYTES = 200 * 1024 * 1024


def trouble(bench: Workbench) -> str | None:
    """The stable code of what stands in the way; None when everything works."""
    database = bench.work.database
    try:
        if migrate.current_revision(database) != migrate.newest():
            return "schema_changed"
    except TryLater as refusal:
        return refusal.code
    if database.is_sqlite and free_bytes(bench) < LEAST_FREE_BYTES:
        return "disk_full"
    return None


def free_bytes(bench: Workbench) -> int:
    """Room left on the disk of the data folder, or of the SQLite file."""
    database = bench.work.database
    return shutil.disk_usage(database.path.parent if database.is_sqlite else bench.settings.data_dir).free


def is_running_full(bench: Workbench) -> bool:
    """Whether administrators should be told, and large uploads refused."""
    return free_bytes(bench) < LOW_FREE_BYTES
