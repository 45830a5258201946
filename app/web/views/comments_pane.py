"""The comments pane of one section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten

from app.domain.comments import Comment, Thread
from app.i18n import _, clock_time, long_date
from app.usecases.writing.commenting import Discussion

FIRST_WORDS = 50
"""Characters of a paragraph, in whole words."""


@dataclass(frozen=True)
class CommentView:
    """One remark."""

    author: str
    when: str
    moment: str
    text: str


@dataclass(frozen=True)
class ThreadView:
    """A thread; `place` names its paragraph, `href` leads there (empty when the paragraph is gone)."""

    id: str
    block: str
    place: str
    href: str
    outdated: bool
    block_gone: bool
    resolved_by: str
    comments: tuple[CommentView, ...]


@dataclass(frozen=True)
class CommentsPane:
    """Threads, and the form for a new one. `chosen` is the block the form is about.

    `blocks` are those to choose from: the id, and its number with its first words.
    """

    programme_title: str
    programme_path: str
    path: str
    section_title: str
    open: tuple[ThreadView, ...]
    resolved: tuple[ThreadView, ...]
    blocks: tuple[tuple[str, str], ...]
    chosen: str
    text: str


def comments_pane(talk: Discussion, programme_id: str, chosen: str, text: str = "") -> CommentsPane:
    """The pane as of now."""
    path = f"/programmes/{programme_id}/sections/{talk.key}"
    names = {block: _paragraph(talk.number, place) for place, (block, _words) in enumerate(talk.blocks, 1)}
    views = [(thread, _thread(thread, names, path)) for thread in talk.threads]
    return CommentsPane(
        programme_title=talk.programme_title,
        programme_path=f"/programmes/{programme_id}",
        path=path,
        section_title=talk.title,
        open=tuple(view for thread, view in views if not thread.is_resolved),
        resolved=tuple(view for thread, view in views if thread.is_resolved),
        blocks=tuple((block, _with_first_words(names[block], words)) for block, words in talk.blocks),
        chosen=chosen if chosen in names else "",
        text=text,
    )


def _paragraph(number: str, place: int) -> str:
    return _("Paragraph %(number)s", number=f"{number}.{place}" if number else str(place))


def _with_first_words(name: str, text: str) -> str:
    """The number alone says little to who wants to choose; a block without text has nothing more."""
    words = shorten(text, FIRST_WORDS, placeholder="…")
    return f"{name}: {words}" if words else name


def _thread(thread: Thread, names: dict[str, str], path: str) -> ThreadView:
    block = thread.first.block_id
    return ThreadView(
        id=thread.first.id,
        block=block,
        place=names.get(block, _("A paragraph that is no longer there")),
        href=f"{path}#block-{block}" if block in names else "",
        outdated=thread.outdated and not thread.block_gone,
        block_gone=thread.block_gone,
        resolved_by=thread.first.resolved_by or "",
        comments=_comments((thread.first, *thread.answers)),
    )


def _comments(found: Sequence[Comment]) -> tuple[CommentView, ...]:
    return tuple(
        CommentView(
            author=comment.author,
            when=_(
                "%(date)s at %(time)s",
                date=long_date(comment.written_at),
                time=clock_time(comment.written_at),
            ),
            moment=comment.written_at.isoformat(),
            text=comment.text,
        )
        for comment in found
    )
