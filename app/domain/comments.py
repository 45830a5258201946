"""Remarks of colleagues on a block. Internal: part of an export only when somebody asks for it."""

from dataclasses import dataclass
from datetime import datetime

COMMENT_LIMIT = 5000


@dataclass(frozen=True)
class Comment:
    """One remark, or an answer to one (`thread_id` names the first remark)."""

    id: str
    key: str
    block_id: str
    block_version: int
    thread_id: str | None
    text: str
    author_id: str
    author: str
    written_at: datetime
    resolved_at: datetime | None = None
    resolved_by: str | None = None


@dataclass(frozen=True)
class Thread:
    """A remark with its answers. `outdated`: the block has changed since, or is gone (`block_gone`)."""

    first: Comment
    answers: tuple[Comment, ...]
    outdated: bool
    block_gone: bool

    @property
    def is_resolved(self) -> bool:
        """Whether somebody marked it as dealt with."""
        return self.first.resolved_at is not None


def threads(comments: tuple[Comment, ...], block_versions: dict[str, int]) -> tuple[Thread, ...]:
    """Comments (oldest first) as threads, open ones before resolved ones.

    `block_versions` holds the present version of every block of the section.
    """
    answers: dict[str, list[Comment]] = {}
    for comment in comments:
        if comment.thread_id is not None:
            answers.setdefault(comment.thread_id, []).append(comment)
    found = [
        Thread(
            first,
            tuple(answers.get(first.id, ())),
            outdated=block_versions.get(first.block_id) != first.block_version,
            block_gone=first.block_id not in block_versions,
        )
        for first in comments
        if first.thread_id is None
    ]
    return tuple(sorted(found, key=lambda thread: thread.is_resolved))
