"""A programme, its sections and their allowed steps."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.blocks import Block


class SectionStatus(StrEnum):
    """`changed_after_approval` is set by the server only."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    READY = "ready"
    APPROVED = "approved"
    CHANGED_AFTER_APPROVAL = "changed_after_approval"


SETTABLE_STATUSES = frozenset(SectionStatus) - {SectionStatus.CHANGED_AFTER_APPROVAL}
DONE_STATUSES = frozenset({SectionStatus.READY, SectionStatus.APPROVED})


def status_after_edit(status: SectionStatus) -> SectionStatus:
    """What a section's status becomes when its text changes."""
    if status in (SectionStatus.APPROVED, SectionStatus.CHANGED_AFTER_APPROVAL):
        return SectionStatus.CHANGED_AFTER_APPROVAL
    return SectionStatus.IN_PROGRESS


@dataclass(frozen=True)
class Programme:
    """The ICP of one organisation. `locked` means submitted: no edits until a next revision starts.

    `hold` is the reason why it may not be destroyed, None when nothing stands in the way.
    """

    id: str
    organisation_id: str
    title: str
    language: str
    template: str
    template_version: str
    scope_version: int
    blanks_version: int
    created_at: datetime
    changed_at: datetime
    locked: bool = False
    archived: bool = False
    archived_at: datetime | None = None
    hold: str | None = None


@dataclass(frozen=True)
class Section:
    """The section as it stands: head of its versions. `version` 0 has no text yet."""

    programme_id: str
    key: str
    title: str | None
    order: int
    version: int
    blocks: tuple[Block, ...]
    text: str
    sha256: str
    status: SectionStatus
    assignee_id: str | None
    saved_at: datetime | None
    saved_by: str | None


class Cause(StrEnum):
    """Why a version came to be."""

    EDIT = "edit"
    CLAUSE = "clause"
    PASTE = "paste"
    TEXT = "text"
    RESTORE = "restore"
    MERGE = "merge"
    UNDO = "undo"
    EXAMPLE = "example"
    UPGRADE = "upgrade"


@dataclass(frozen=True)
class Version:
    """One saved, numbered, immutable state of a section. `replaced` holds texts that lost a merge."""

    key: str
    number: int
    blocks: tuple[Block, ...]
    text: str
    sha256: str
    saved_at: datetime
    saved_by: str
    author: str
    cause: Cause
    replaced: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class VersionSummary:
    """One line of a section's history."""

    number: int
    sha256: str
    saved_at: datetime
    author: str
    cause: Cause
