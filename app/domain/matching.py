"""Blocks keep their identity when a whole section comes back as text or from Word."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from app.domain.blocks import Block, ParsedBlock
from app.domain.difference import words

# Twice the shared words over the words of both texts; below it a block counts as new. Our own choice.
SIMILAR_ENOUGH = 0.5

# Above this many pairs only blocks near each other are compared, so that a huge paste stays quick.
_PAIRS_AT_ONCE = 40_000
_NEAR = 10


def keep_ids(
    old: Sequence[Block], new: Sequence[ParsedBlock], make_id: Callable[[], str]
) -> tuple[Block, ...]:
    """The new blocks with the ids of the old ones they continue.

    Equal blocks first (in order, then moved ones), then similar ones. A version goes up only where kind
    or text changed; a block without a predecessor gets an id from `make_id` and version 1.
    """
    pairs = _in_order(old, new)
    _pair_moved(old, new, pairs)
    _pair_similar(old, new, pairs)
    return tuple(
        _continued(old[pairs[j]], block) if j in pairs else Block(make_id(), block.kind, block.text)
        for j, block in enumerate(new)
    )


def _continued(old: Block, new: ParsedBlock) -> Block:
    if (old.kind, old.text) == (new.kind, new.text):
        return old
    return replace(old, kind=new.kind, text=new.text, version=old.version + 1)


def _in_order(old: Sequence[Block], new: Sequence[ParsedBlock]) -> dict[int, int]:
    """Equal blocks in unchanged order: new position -> old position."""
    before, after = [(b.kind, b.text) for b in old], [(b.kind, b.text) for b in new]
    matcher = SequenceMatcher(None, before, after, autojunk=len(before) * len(after) > _PAIRS_AT_ONCE)
    return {m.b + k: m.a + k for m in matcher.get_matching_blocks() for k in range(m.size)}


def _pair_moved(old: Sequence[Block], new: Sequence[ParsedBlock], pairs: dict[int, int]) -> None:
    """Equal blocks that changed places."""
    used = set(pairs.values())
    left: dict[tuple[str, str], deque[int]] = defaultdict(deque)
    for i, block in enumerate(old):
        if i not in used:
            left[(block.kind, block.text)].append(i)
    for j, parsed in enumerate(new):
        waiting = left[(parsed.kind, parsed.text)]
        if j not in pairs and waiting:
            pairs[j] = waiting.popleft()


def _pair_similar(old: Sequence[Block], new: Sequence[ParsedBlock], pairs: dict[int, int]) -> None:
    """Changed blocks: the most alike first; among equals the nearest."""
    used = set(pairs.values())
    before = {i: Counter(_bare(block.text)) for i, block in enumerate(old) if i not in used}
    after = {j: Counter(_bare(block.text)) for j, block in enumerate(new) if j not in pairs}
    everywhere = len(before) * len(after) <= _PAIRS_AT_ONCE
    scored = [
        (-likeness, abs(i - j), i, j)
        for i, first in before.items()
        for j, second in after.items()
        if (everywhere or abs(i - j) <= _NEAR) and (likeness := _likeness(first, second)) >= SIMILAR_ENOUGH
    ]
    taken: set[int] = set()
    for _, _, i, j in sorted(scored):
        if i not in taken and j not in pairs:
            pairs[j] = i
            taken.add(i)


def _bare(text: str) -> list[str]:
    return [word.strip().casefold() for word in words(text)]


def _likeness(first: Counter[str], second: Counter[str]) -> float:
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0
