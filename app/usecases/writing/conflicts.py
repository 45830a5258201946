"""Two people changed one block: the words of both are kept, whichever text goes on."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain import editing
from app.domain.blocks import Block, BlockKind, ParsedBlock, accept
from app.domain.editing import Place
from app.domain.errors import Conflict, Invalid
from app.domain.merging import Merge, merge
from app.domain.people import Actor
from app.domain.permissions import Act
from app.domain.programme import Cause, Section
from app.storage import versions
from app.usecases.doors import WritingDesk, read_programme
from app.usecases.programmes.section_desk import block_at, change_section, keep, section_for_reading
from app.usecases.unit_of_work import Retry
from app.usecases.workbench import Workbench
from app.usecases.writing.drafting import Written


class Choice(StrEnum):
    """What goes on in the text."""

    COMBINED = "combined"
    KEEP_MINE = "keep_mine"
    KEEP_THEIRS = "keep_theirs"


@dataclass(frozen=True)
class Dispute:
    """A conflict as the page shows it. `current` is None when the block was deleted meanwhile."""

    block_id: str
    mine: str
    base_version: int
    current: Block | None
    author: str | None
    saved_at: datetime | None
    combined: Merge


def compare(
    bench: Workbench, actor: Actor, programme_id: str, key: str, block_id: str, base_version: int, mine: str
) -> Dispute:
    """My text beside the block as it is now, with both combined word by word."""
    accepted = accept(mine)
    with read_programme(bench, actor, programme_id, Act.WRITE_SECTION) as desk:
        section = section_for_reading(desk, key)
        current = editing.find(section.blocks, block_id)
        trace = versions.trace_block(desk.session, programme_id, key, block_id, base_version)
    base = trace.base.text if trace and trace.base else ""
    return Dispute(
        block_id=block_id,
        mine=accepted,
        base_version=base_version,
        current=current,
        author=trace.author if trace else None,
        saved_at=trace.saved_at if trace else None,
        combined=merge(base, accepted, current.text) if current else Merge(accepted),
    )


def resolve(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    key: str,
    block_id: str,
    choice: Choice,
    mine: str,
    text: str | None,
    theirs_version: int | None,
    retry: Retry | None = None,
) -> Written:
    """End a conflict. `text` is the combined text; `theirs_version` the version of the block that was shown.

    Every text that does not go on is kept with the new version (`replaced`). Raises Conflict again when the
    block changed once more. `theirs_version` None says that the block was gone.
    """
    mine = accept(mine)
    with change_section(bench, actor, programme_id, key, retry) as (desk, section):
        theirs = _theirs(desk, section, block_id, theirs_version)
        match choice:
            case Choice.COMBINED:
                if theirs is None or text is None:
                    raise Invalid("missing", field="text")
                blocks = editing.rewritten(section.blocks, theirs, accept(text))
                kept = keep(desk, section, blocks, Cause.MERGE, (mine, theirs.text))
                return desk.answer(Written(kept, _only(kept.blocks, block_id)))
            case Choice.KEEP_MINE:
                kind = theirs.kind if theirs else BlockKind.PARAGRAPH
                new = editing.born([ParsedBlock(kind, mine)], bench.new_id)
                blocks = editing.inserted(section.blocks, new, theirs.id if theirs else Place.END)
                return desk.answer(Written(keep(desk, section, blocks, Cause.MERGE), new))
            case Choice.KEEP_THEIRS:
                kept = keep(desk, section, section.blocks, Cause.MERGE, (mine,))
                return desk.answer(Written(kept, _only(kept.blocks, block_id)))


def _theirs(desk: WritingDesk, section: Section, block_id: str, version: int | None) -> Block | None:
    if version is not None:
        return block_at(desk, section, block_id, version)
    current = editing.find(section.blocks, block_id)
    if current is not None:
        raise Conflict(current=current)
    return None


def _only(blocks: tuple[Block, ...], block_id: str) -> tuple[Block, ...]:
    return tuple(block for block in blocks if block.id == block_id)
