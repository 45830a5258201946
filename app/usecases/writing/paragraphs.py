"""Where paragraphs begin and end: one divided into several, two made one. `drafting.undo` takes it back."""

from collections.abc import Sequence

from app.domain import editing
from app.domain.blocks import BlockKind, accept
from app.domain.people import Actor
from app.domain.programme import Cause
from app.usecases.programmes.section_desk import block_at, change_section, keep
from app.usecases.unit_of_work import Retry
from app.usecases.workbench import Workbench
from app.usecases.writing.drafting import Written


def divide_block(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    key: str,
    block_id: str,
    texts: Sequence[str],
    base_version: int,
    kind: BlockKind | None = None,
    retry: Retry | None = None,
) -> Written:
    """The block keeps the first text, and perhaps gets another kind; each other text is a block below it.

    One version, so that no reader sees a part twice or not at all. Raises Conflict, Invalid.
    """
    accepted = [accept(text) for text in texts]
    with change_section(bench, actor, programme_id, key, retry) as (desk, section):
        block = block_at(desk, section, block_id, base_version)
        blocks, parts = editing.divided(section.blocks, block, accepted, kind or block.kind, bench.new_id)
        return desk.answer(Written(keep(desk, section, blocks, Cause.EDIT), parts))


def join_blocks(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    key: str,
    block_id: str,
    text: str,
    base_version: int,
    following_id: str,
    following_version: int,
    retry: Retry | None = None,
) -> Written:
    """The block gets the text of both, and the one right below it goes, in one version.

    Raises Conflict when either is not at its version any more, or something stands between them.
    """
    accepted = accept(text)
    with change_section(bench, actor, programme_id, key, retry) as (desk, section):
        block = block_at(desk, section, block_id, base_version)
        following = block_at(desk, section, following_id, following_version)
        blocks = editing.joined(section.blocks, block, following, accepted)
        kept = keep(desk, section, blocks, Cause.EDIT)
        whole = editing.find(kept.blocks, block_id)
        return desk.answer(Written(kept, (whole,) if whole else ()))
