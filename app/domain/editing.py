"""Changes to a section's blocks as pure functions: nothing here knows a database."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import Enum

from app.domain.blocks import Block, BlockKind, ParsedBlock
from app.domain.errors import Conflict, Invalid
from app.domain.pipe_table import canonical_table
from app.domain.plain_text import picture

Blocks = tuple[Block, ...]


class Place(Enum):
    """Where a block goes when it does not follow another one."""

    START = "start"
    END = "end"


def find(blocks: Sequence[Block], block_id: str) -> Block | None:
    """The block with this id, or None."""
    return next((block for block in blocks if block.id == block_id), None)


def checked(kind: BlockKind, text: str) -> str:
    """The text as a block of this kind keeps it. Raises Invalid for a picture without alternative text."""
    match kind:
        case BlockKind.HEADING:
            return " ".join(text.split("\n")).strip()
        case BlockKind.TABLE:
            return canonical_table(text)
        case BlockKind.PICTURE:
            found = picture(text)
            if found is None:
                raise Invalid("invalid_picture", field="text")
            if not found.alternative.strip():
                raise Invalid("alternative_missing", field="text")
            return text.strip(" \t")
        case _:
            return text


def born(parsed: Sequence[ParsedBlock], make_id: Callable[[], str], clause: str | None = None) -> Blocks:
    """Blocks that begin their life with version 1."""
    return tuple(Block(make_id(), block.kind, checked(block.kind, block.text), 1, clause) for block in parsed)


def inserted(blocks: Blocks, new: Blocks, after: str | Place) -> Blocks:
    """`new` right after the block `after`. Raises Conflict when that block is gone."""
    if after is Place.START:
        return new + blocks
    if after is Place.END:
        return blocks + new
    index = next((i for i, block in enumerate(blocks) if block.id == after), None)
    if index is None:
        raise Conflict("block_gone")
    return blocks[: index + 1] + new + blocks[index + 1 :]


def rewritten(blocks: Blocks, block: Block, text: str, kind: BlockKind | None = None) -> Blocks:
    """The block with another text (and kind), one version on."""
    kind = kind or block.kind
    changed = replace(block, kind=kind, text=checked(kind, text), version=block.version + 1)
    return tuple(changed if other.id == block.id else other for other in blocks)


def divided(
    blocks: Blocks, block: Block, texts: Sequence[str], kind: BlockKind, make_id: Callable[[], str]
) -> tuple[Blocks, Blocks]:
    """The block with the first of `texts` and the others right below it, and those parts in order.

    What follows a heading is a paragraph. Parts of a model clause go on remembering it; empty ones do not.
    Raises Invalid for a table, a picture, or fewer than two texts.
    """
    if kind in (BlockKind.TABLE, BlockKind.PICTURE) or len(texts) < 2:
        raise Invalid("indivisible", field="texts")
    below = BlockKind.PARAGRAPH if kind is BlockKind.HEADING else kind
    new = tuple(
        Block(make_id(), below, checked(below, text), 1, block.clause if text.strip() else None)
        for text in texts[1:]
    )
    blocks = rewritten(inserted(blocks, new, block.id), block, texts[0], kind)
    return blocks, (next(one for one in blocks if one.id == block.id), *new)


def joined(blocks: Blocks, block: Block, following: Block, text: str) -> Blocks:
    """The block with the text of both, without the one that stood right below it.

    Raises Invalid for tables and pictures, Conflict when something stands between them by now.
    """
    if {block.kind, following.kind} & {BlockKind.TABLE, BlockKind.PICTURE}:
        raise Invalid("indivisible", field="following")
    if blocks.index(following) != blocks.index(block) + 1:
        raise Conflict("block_moved")
    return rewritten(removed(blocks, following.id), block, text)


def removed(blocks: Blocks, block_id: str) -> Blocks:
    """The blocks without this one."""
    return tuple(block for block in blocks if block.id != block_id)


def moved(blocks: Blocks, block: Block, after: str | Place) -> Blocks:
    """The block in another place; its version stays, for its text did not change."""
    if after == block.id:
        return blocks
    return inserted(removed(blocks, block.id), (block,), after)


def stepped(blocks: Blocks, block: Block, step: int) -> Blocks:
    """The block `step` places further down (negative: up), never past an end."""
    index = blocks.index(block)
    target = min(max(index + step, 0), len(blocks) - 1)
    rest = removed(blocks, block.id)
    return (*rest[:target], block, *rest[target:])


def undone(before: Blocks, after: Blocks, now: Blocks, last: Mapping[str, Block]) -> Blocks:
    """Take back what turned `before` into `after`, as far as nobody changed it since.

    `last` holds the newest known state of blocks that are no longer there.
    """
    if {b.id: b for b in before} == {b.id: b for b in after}:
        return before if [b.id for b in now] == [b.id for b in after] and set(now) == set(after) else now
    old, new = {b.id: b for b in before}, {b.id: b for b in after}
    kept = [_taken_back(block, old, new) for block in now]
    result = [block for block in kept if block is not None]
    for index, block in enumerate(before):
        if block.id not in new and all(block.id != other.id for other in now):
            result.insert(_place(result, before[:index]), continued(block, last.get(block.id)))
    return tuple(result)


def restored(wanted: Blocks, now: Blocks, last: Mapping[str, Block]) -> Blocks:
    """An earlier state as the next one: each block continues its own count of versions."""
    present = {block.id: block for block in now}
    return tuple(continued(block, present.get(block.id) or last.get(block.id)) for block in wanted)


def continued(block: Block, last: Block | None) -> Block:
    """`block` again after `last`: no stale copy may meet a version number it knows with another text."""
    if last is None:
        return block
    same = (block.kind, block.text) == (last.kind, last.text)
    return replace(block, version=last.version if same else last.version + 1)


def _taken_back(block: Block, old: Mapping[str, Block], new: Mapping[str, Block]) -> Block | None:
    if block.id not in new or block != new[block.id]:
        return block
    if block.id not in old:
        return None
    return continued(old[block.id], block)


def _place(result: Sequence[Block], earlier: Sequence[Block]) -> int:
    """Right after the nearest earlier block that is still there."""
    where = {block.id: index for index, block in enumerate(result)}
    return next((where[block.id] + 1 for block in reversed(earlier) if block.id in where), 0)
