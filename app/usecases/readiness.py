"""Whether the product can do its work at this moment: read its database, and write to its disk."""

import shutil

from app.domain.errors import TryLater
from app.storage import migrate
from app.usecases.workbench import Workbench

LEAST_FREE_BYTES = 256 * 1024


def trouble(bench: Workbench) -> str | None:
    """The stable code of what stands in the way; None when everything works."""
    database = bench.work.database
    try:
        if migrate.current_revision(database) != migrate.newest():
            return "schema_changed"
    except TryLater as refusal:
        return refusal.code
    if database.is_sqlite and shutil.disk_usage(database.path.parent).free < LEAST_FREE_BYTES:
        return "disk_full"
    return None
