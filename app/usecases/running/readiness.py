"""Whether the product can do its work at this moment: read its database, and write to its disk."""

import shutil

from app.domain.errors import TooLarge, TryLater
from app.storage import attachments, schemas
from app.storage.tenancy import FencedSession
from app.usecases.workbench import Workbench

LEAST_FREE_BYTES = 256 * 1024
LOW_BYTES = 200_000_000
"""Below this, administrators are warned and no files are taken in; writing goes on."""


def trouble(bench: Workbench) -> str | None:
    """The stable code of what stands in the way; None when everything works."""
    database = bench.work.database
    try:
        if schemas.current_revision(database) != schemas.newest():
            return "schema_changed"
    except TryLater as refusal:
        return refusal.code
    if database.is_sqlite and shutil.disk_usage(database.path.parent).free < LEAST_FREE_BYTES:
        return "disk_full"
    return None


def is_disk_low(bench: Workbench) -> bool:
    """Whether the disk of the SQLite database is nearly full. PostgreSQL's disk is not ours to see."""
    database = bench.work.database
    return database.is_sqlite and shutil.disk_usage(database.path.parent).free < LOW_BYTES


def require_room(bench: Workbench) -> None:
    """Raise TryLater `disk_low` rather than fill the disk with files."""
    if is_disk_low(bench):
        raise TryLater("disk_low", seconds=3600)


def require_quota(bench: Workbench, session: FencedSession, organisation_id: str, size: int) -> None:
    """Raise TooLarge `quota_reached` when `size` more bytes are more than the organisation may keep."""
    limit = bench.settings.organisation_quota_mb
    if attachments.bytes_kept(session, organisation_id) + size > limit * 1024 * 1024:
        raise TooLarge("quota_reached", field="file", limit=limit)
