"""Writing a section: every act names the version it was made on, and a newer one is never overwritten."""

from dataclasses import dataclass

from app.domain import editing
from app.domain.blocks import Block, BlockKind, ParsedBlock, accept
from app.domain.editing import Place
from app.domain.errors import Conflict, NotFound
from app.domain.matching import keep_ids
from app.domain.people import Actor
from app.domain.permissions import Act
from app.domain.plain_text import from_text
from app.domain.programme import Cause, Section
from app.storage import versions
from app.usecases.doors import read_programme
from app.usecases.programmes.section_desk import (
    block_at,
    change_section,
    keep,
    last_states,
    refuse_stale_section,
    section_for_reading,
)
from app.usecases.unit_of_work import Retry
from app.usecases.workbench import Workbench


@dataclass(frozen=True)
class Written:
    """The section after an act on some of its blocks; `blocks` are the ones that were added or changed.

    `pictures_left_out` counts the pictures that a paste could not bring along.
    """

    section: Section
    blocks: tuple[Block, ...] = ()
    pictures_left_out: int = 0


def read_section(bench: Workbench, actor: Actor, programme_id: str, key: str) -> Section:
    """The section as it stands."""
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        return section_for_reading(desk, key)


def came_back_as_it_was(section: Section, text: str, base_version: int) -> bool:
    """Whether a form with the whole section was sent without a change: there is nothing to keep then."""
    return (section.text, section.version) == (text, base_version)


def block_came_back_as_it_was(
    section: Section, block_id: str, text: str, kind: BlockKind | None, base_version: int
) -> bool:
    """Whether the form of one block was sent without a change."""
    block = editing.find(section.blocks, block_id)
    return block is not None and (block.text, block.kind, block.version) == (
        text,
        kind or block.kind,
        base_version,
    )


def save_section_text(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    key: str,
    text: str,
    base_version: int,
    retry: Retry | None = None,
) -> Section:
    """Replace the whole section by a text. Blocks keep their ids where they match.

    Raises Conflict unless `base_version` is the section's version, TextTooLong, InvalidCharacter.
    """
    accepted = accept(text)
    with change_section(bench, actor, programme_id, key, retry) as (desk, section):
        if section.version != base_version:
            refuse_stale_section(desk, section, base_version)
        blocks = keep_ids(section.blocks, from_text(accepted), bench.new_id)
        return desk.answer(keep(desk, section, blocks, Cause.TEXT))


def save_block(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    key: str,
    block_id: str,
    text: str,
    base_version: int,
    kind: BlockKind | None = None,
    retry: Retry | None = None,
) -> Written:
    """Change one block's text, and its kind when one is named.

    Holds as long as the block itself is at `base_version`, whatever happened to the rest of the section.
    """
    accepted = accept(text)
    with change_section(bench, actor, programme_id, key, retry) as (desk, section):
        block = block_at(desk, section, block_id, base_version)
        kept = keep(desk, section, editing.rewritten(section.blocks, block, accepted, kind), Cause.EDIT)
        return desk.answer(_written(kept, block_id))


def add_block(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    key: str,
    kind: BlockKind,
    text: str,
    after: str | Place = Place.END,
    retry: Retry | None = None,
) -> Written:
    """Add a block after another one. Raises Conflict `block_gone` when that one was deleted meanwhile."""
    accepted = accept(text)
    with change_section(bench, actor, programme_id, key, retry) as (desk, section):
        new = editing.born([ParsedBlock(kind, accepted)], bench.new_id)
        kept = keep(desk, section, editing.inserted(section.blocks, new, after), Cause.EDIT)
        return desk.answer(Written(kept, new))


def delete_block(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    key: str,
    block_id: str,
    base_version: int,
    retry: Retry | None = None,
) -> Written:
    """Take a block out of the section. `undo` of the version this makes brings it back."""
    with change_section(bench, actor, programme_id, key, retry) as (desk, section):
        block = block_at(desk, section, block_id, base_version)
        return desk.answer(
            Written(keep(desk, section, editing.removed(section.blocks, block.id), Cause.EDIT))
        )


def move_block(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    key: str,
    block_id: str,
    base_version: int,
    to: str | Place | int,
    retry: Retry | None = None,
) -> Written:
    """Move a block after another one, to an end, or (`to` a number) so many places down, negative for up."""
    with change_section(bench, actor, programme_id, key, retry) as (desk, section):
        block = block_at(desk, section, block_id, base_version)
        blocks = (
            editing.stepped(section.blocks, block, to)
            if isinstance(to, int)
            else editing.moved(section.blocks, block, to)
        )
        return desk.answer(_written(keep(desk, section, blocks, Cause.EDIT), block_id))


def undo(
    bench: Workbench, actor: Actor, programme_id: str, key: str, version: int, retry: Retry | None = None
) -> Written:
    """Take back what one version changed (a delete, a paste, a clause), sparing what was changed since.

    Raises Conflict `nothing_to_undo` when nothing of it is left to take back.
    """
    with change_section(bench, actor, programme_id, key, retry) as (desk, section):
        after = versions.find_version(desk.session, programme_id, key, version)
        before = versions.find_version(desk.session, programme_id, key, version - 1)
        if after is None or (before is None and version > 1):
            raise NotFound()
        earlier = before.blocks if before else ()
        blocks = editing.undone(earlier, after.blocks, section.blocks, last_states(desk, section, earlier))
        if blocks == section.blocks:
            raise Conflict("nothing_to_undo")
        known = set(section.blocks)
        changed = tuple(block for block in blocks if block not in known)
        return desk.answer(Written(keep(desk, section, blocks, Cause.UNDO), changed))


def _written(section: Section, block_id: str) -> Written:
    block = editing.find(section.blocks, block_id)
    return Written(section, (block,) if block else ())
