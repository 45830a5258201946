"""Talking about a block. Comments stay inside unless an export asks for them; no submission holds them."""

from dataclasses import dataclass

from app.domain.blocks import normalise
from app.domain.comments import COMMENT_LIMIT, Comment, Thread, threads
from app.domain.editing import find
from app.domain.errors import Invalid, NotFound, TooLarge
from app.domain.people import Actor
from app.domain.permissions import Act
from app.domain.plain_text import sha256
from app.domain.programme import Section
from app.domain.visible import visible
from app.storage import comments, sections
from app.usecases.doors import Desk, read_programme, write_programme
from app.usecases.programmes.outline import number_of, template_of, template_section
from app.usecases.programmes.programme_state import state_of
from app.usecases.unit_of_work import Retry
from app.usecases.workbench import Workbench

COMMENTS_LIMIT = 2000
"""Comments on one section."""


@dataclass(frozen=True)
class Discussion:
    """The threads on a section, open ones first, and its blocks in order, to name their places.

    Each block has its id and the text a reader sees, blanks filled in.
    """

    programme_title: str
    key: str
    number: str
    title: str
    blocks: tuple[tuple[str, str], ...]
    threads: tuple[Thread, ...]


def read_threads(bench: Workbench, actor: Actor, programme_id: str, key: str) -> tuple[Thread, ...]:
    """The threads on a section, open ones first."""
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        section = _section(desk, key)
        found = comments.comments_of(desk.session, programme_id, key)
        return threads(found, {block.id: block.version for block in section.blocks})


def read_discussion(bench: Workbench, actor: Actor, programme_id: str, key: str, language: str) -> Discussion:
    """The threads with what a page needs around them; the title is in the reader's language."""
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        section = _section(desk, key)
        template = template_of(bench, desk.programme)
        own = template_section(template, key)
        found = comments.comments_of(desk.session, programme_id, key)
        state = state_of(bench, desk.session, desk.programme)
        return Discussion(
            programme_title=desk.programme.title,
            key=key,
            number=number_of(template, key),
            title=f"{own.number} {own.title[language]}" if own else section.title or key,
            blocks=tuple(
                (block.id, visible(block.text, state.values, state.labels, block.kind).text)
                for block in section.blocks
            ),
            threads=threads(found, {block.id: block.version for block in section.blocks}),
        )


def write_comment(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    key: str,
    block_id: str,
    text: str,
    thread_id: str | None = None,
    retry: Retry | None = None,
) -> Comment:
    """Remark on a block, or answer in a thread (the thread's own block counts then). Raises Invalid."""
    accepted = _accepted(text)
    with write_programme(bench, actor, programme_id, Act.COMMENT, retry) as desk:
        section = _section(desk, key)
        if len(comments.comments_of(desk.session, programme_id, key)) >= COMMENTS_LIMIT:
            raise TooLarge("too_many_comments", limit=COMMENTS_LIMIT)
        place, version = _place(desk, section, block_id, thread_id)
        comment = Comment(
            id=bench.new_id(),
            key=key,
            block_id=place,
            block_version=version,
            thread_id=thread_id,
            text=accepted,
            author_id=actor.person.id,
            author=actor.person.name,
            written_at=desk.now,
        )
        comments.add_comment(desk.session, programme_id, desk.organisation_id, comment)
        desk.record("write_comment", f"{programme_id}/{key}/{comment.id}", sha256(accepted))
        return desk.answer(comment)


def resolve_thread(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    comment_id: str,
    resolved: bool,
    retry: Retry | None = None,
) -> Comment:
    """Mark a thread as dealt with, or open it again. Returns its first comment."""
    with write_programme(bench, actor, programme_id, Act.COMMENT, retry) as desk:
        first = comments.find_thread(desk.session, programme_id, comment_id)
        if first is None:
            raise NotFound()
        comments.set_resolved(
            desk.session, first.id, desk.now if resolved else None, actor.person.id if resolved else None
        )
        desk.record("resolve_comment" if resolved else "reopen_comment", f"{programme_id}/{first.id}")
        changed = comments.find_thread(desk.session, programme_id, first.id)
        assert changed is not None
        return desk.answer(changed)


def _accepted(text: str) -> str:
    if len(text) > COMMENT_LIMIT:
        raise TooLarge("too_long", field="text", limit=COMMENT_LIMIT)
    kept = normalise(text).strip()
    if not kept:
        raise Invalid("missing", field="text")
    return kept


def _section(desk: Desk, key: str) -> Section:
    section = sections.find_section(desk.session, desk.programme.id, key)
    if section is None:
        raise NotFound()
    return section


def _place(desk: Desk, section: Section, block_id: str, thread_id: str | None) -> tuple[str, int]:
    """The block and its version that a comment stands at. An answer stands where its thread does."""
    if thread_id is not None:
        first = comments.find_thread(desk.session, section.programme_id, thread_id)
        if first is None or first.key != section.key:
            raise Invalid("unknown_thread", field="thread")
        return first.block_id, first.block_version
    block = find(section.blocks, block_id)
    if block is None:
        raise Invalid("unknown_block", field="block")
    return block.id, block.version
