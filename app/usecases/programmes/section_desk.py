"""What every act on a section's text shares: find it, keep the next version, say who was first."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NoReturn

from app.domain.blocks import SECTION_CHARACTER_LIMIT, Block, TextTooLong, characters
from app.domain.editing import find
from app.domain.errors import Conflict, NotFound
from app.domain.people import Actor
from app.domain.permissions import Act
from app.domain.programme import Cause, Section, status_after_edit
from app.storage import sections, versions
from app.usecases.doors import Desk, WritingDesk, write_programme
from app.usecases.unit_of_work import Retry
from app.usecases.workbench import Workbench

BLOCK_LIMIT = 2_000
"""Blocks in one section: far above any real programme, low enough to stay quick."""


@dataclass(frozen=True)
class Wording:
    """One side of a conflict over a whole section."""

    version: int
    text: str
    blocks: tuple[Block, ...]
    sha256: str
    saved_at: datetime | None


def section_for_reading(desk: Desk, key: str) -> Section:
    """The section as it stands. Raises NotFound."""
    section = sections.find_section(desk.session, desk.programme.id, key)
    if section is None:
        raise NotFound()
    return section


@contextmanager
def change_section(
    bench: Workbench, actor: Actor, programme_id: str, key: str, retry: Retry | None
) -> Iterator[tuple[WritingDesk, Section]]:
    """Open a section for one act on its text, held against other writers until the act is done.

    What was saved is checked afterwards, never before or instead. Raises NotFound.
    """
    with write_programme(bench, actor, programme_id, Act.WRITE_SECTION, retry) as desk:
        section = sections.find_section(desk.session, programme_id, key, to_change=True)
        if section is None:
            raise NotFound()
        yield desk, section
    bench.checker.programme_changed(programme_id)


def block_at(desk: WritingDesk, section: Section, block_id: str, base_version: int) -> Block:
    """The block, when it still is at `base_version`. Raises NotFound or Conflict with both texts."""
    block = find(section.blocks, block_id)
    if block is not None and block.version == base_version:
        return block
    trace = versions.trace_block(desk.session, section.programme_id, section.key, block_id, base_version)
    if block is None and trace is None:
        raise NotFound()
    raise Conflict(
        current=block,
        base=trace.base if trace else None,
        section_version=section.version,
        author=trace.author if trace else None,
        saved_at=trace.saved_at.isoformat() if trace else None,
    )


def refuse_stale_section(desk: WritingDesk, section: Section, base_version: int) -> NoReturn:
    """Raise the Conflict that carries the section as it is and as the writer knew it."""
    base = versions.find_version(desk.session, section.programme_id, section.key, base_version)
    newest = versions.find_version(desk.session, section.programme_id, section.key, section.version)
    raise Conflict(
        current=wording(section),
        base=Wording(base.number, base.text, base.blocks, base.sha256, base.saved_at) if base else None,
        author=newest.author if newest else None,
    )


def wording(section: Section) -> Wording:
    """The section as one side of a conflict."""
    return Wording(section.version, section.text, section.blocks, section.sha256, section.saved_at)


def keep(
    desk: WritingDesk,
    section: Section,
    blocks: tuple[Block, ...],
    cause: Cause,
    replaced: tuple[str, ...] = (),
) -> Section:
    """Store `blocks` as the section's next version: head, history and trail in the one transaction."""
    length = characters(blocks)
    if length > SECTION_CHARACTER_LIMIT or len(blocks) > BLOCK_LIMIT:
        raise TextTooLong(length)
    kept = replace(
        sections.with_text(section, blocks),
        version=section.version + 1,
        status=status_after_edit(section.status),
        saved_at=desk.now,
        saved_by=desk.actor.person.id,
    )
    if not sections.replace_head(desk.session, section, kept):
        refuse_stale_section(desk, section_for_reading(desk, section.key), section.version)
    versions.add_version(desk.session, desk.organisation_id, kept, cause, replaced)
    desk.record("save_section", f"{section.programme_id}/{section.key}", kept.sha256)
    return kept


def last_states(desk: WritingDesk, section: Section, wanted: tuple[Block, ...]) -> Mapping[str, Block]:
    """The newest state of those wanted blocks that the section no longer holds."""
    present = {block.id for block in section.blocks}
    gone = {block.id for block in wanted} - present
    return versions.last_states(desk.session, section.programme_id, section.key, gone) if gone else {}
