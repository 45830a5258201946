"""What changed between two texts (by words) and between two states of a section (by blocks)."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Literal

from app.domain.blocks import Block

# A word carries the white space before it, so that common blanks do not drive the comparison.
_WORD = re.compile(r"\s*\w+|\s*[^\w\s]|\s+\Z")
_SENTENCE = re.compile(r".+?(?:[.!?;:]+(?=\s)|\n+|\Z)", re.DOTALL)

# Above this many word pairs, whole sentences are compared first, then words inside changed sentences.
PAIRS_AT_ONCE = 4_000_000

ChangeKind = Literal["equal", "inserted", "deleted"]


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of text that both sides have, or only the new one, or only the old one."""

    kind: ChangeKind
    text: str


class BlockState(StrEnum):
    """What happened to a block between two states of its section."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class BlockChange:
    """One line of a comparison; `changes` are by words and cover both texts."""

    state: BlockState
    old: Block | None
    new: Block | None
    changes: tuple[Change, ...]
    moved: bool = False


def words(text: str) -> list[str]:
    """Words and marks with the white space before each; joined they are the text again."""
    return _WORD.findall(text)


def words_changed(old: str, new: str) -> tuple[Change, ...]:
    """The changes that turn `old` into `new`; deleted before inserted."""
    return _joined(_compared(words(old), words(new)))


def blocks_changed(old: Sequence[Block], new: Sequence[Block]) -> tuple[BlockChange, ...]:
    """Blocks compared by id, in the new order; removed ones stand where they were."""
    before = {block.id: block for block in old}
    present = {block.id for block in new}
    staying = _unmoved([b.id for b in old if b.id in present], [b.id for b in new if b.id in before])
    removed: dict[str | None, list[BlockChange]] = defaultdict(list)
    anchor: str | None = None
    for block in old:
        if block.id in staying:
            anchor = block.id
        elif block.id not in present:
            removed[anchor].append(_line(block, None, moved=False))
    lines = list(removed[None])
    for block in new:
        moved = block.id in before and block.id not in staying
        lines += [_line(before.get(block.id), block, moved=moved), *removed[block.id]]
    return tuple(lines)


def _line(old: Block | None, new: Block | None, *, moved: bool) -> BlockChange:
    changes = words_changed(old.text if old else "", new.text if new else "")
    if old is None:
        state = BlockState.ADDED
    elif new is None:
        state = BlockState.REMOVED
    elif (old.kind, old.text) != (new.kind, new.text):
        state = BlockState.CHANGED
    else:
        state = BlockState.MOVED if moved else BlockState.SAME
    return BlockChange(state, old, new, changes, moved)


def _unmoved(old: list[str], new: list[str]) -> set[str]:
    """Ids whose order among each other stayed."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return {old[i] for match in matcher.get_matching_blocks() for i in range(match.a, match.a + match.size)}


def _compared(old: list[str], new: list[str]) -> list[Change]:
    if len(old) * len(new) <= PAIRS_AT_ONCE:
        return _by_tokens(old, new)
    changes: list[Change] = []
    removed = added = ""
    for change in _by_tokens(_SENTENCE.findall("".join(old)), _SENTENCE.findall("".join(new))):
        if change.kind == "deleted":
            removed += change.text
        elif change.kind == "inserted":
            added += change.text
        else:
            changes += [*_inside(removed, added), change]
            removed = added = ""
    return changes + _inside(removed, added)


def _inside(removed: str, added: str) -> list[Change]:
    old, new = words(removed), words(added)
    if len(old) * len(new) <= PAIRS_AT_ONCE:
        return _by_tokens(old, new)
    return [Change("deleted", removed), Change("inserted", added)]


def _by_tokens(old: list[str], new: list[str]) -> list[Change]:
    changes: list[Change] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            changes.append(Change("equal", "".join(old[i1:i2])))
            continue
        changes.append(Change("deleted", "".join(old[i1:i2])))
        changes.append(Change("inserted", "".join(new[j1:j2])))
    return changes


def _joined(changes: list[Change]) -> tuple[Change, ...]:
    kept: list[Change] = []
    for change in changes:
        if not change.text:
            continue
        if kept and kept[-1].kind == change.kind:
            kept[-1] = Change(change.kind, kept[-1].text + change.text)
        else:
            kept.append(change)
    return tuple(kept)
