"""Three-way merge of one block by words: for the *Combined* column of a conflict."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from app.domain.difference import PAIRS_AT_ONCE, words


@dataclass(frozen=True, slots=True)
class Merge:
    """The combined text. Where both sides changed the same place, both texts stand one after the other.

    `both` holds those places as character spans of `text`; the merge is `clean` when there are none.
    """

    text: str
    both: tuple[tuple[int, int], ...] = ()

    @property
    def clean(self) -> bool:
        """No place was changed by both sides in different ways."""
        return not self.both


@dataclass(frozen=True, slots=True)
class _Stable:
    """A stretch of base words that both sides kept, with where it lies on each side."""

    base: int
    mine: int
    theirs: int
    size: int


def merge(base: str, mine: str, theirs: str) -> Merge:
    """Combine two changed copies of `base`. No word that either side typed is lost."""
    if mine == theirs:
        return Merge(mine)
    old, left, right = words(base), words(mine), words(theirs)
    if len(old) * max(len(left), len(right)) > PAIRS_AT_ONCE:
        old, left, right = [base], [mine], [theirs]
    parts: list[str] = []
    both: list[tuple[int, int]] = []
    length = b = m = t = 0
    for stable in _stable(old, left, right):
        text, conflict = _region(old[b : stable.base], left[m : stable.mine], right[t : stable.theirs])
        if conflict:
            both.append((length, length + len(text)))
        kept = "".join(old[stable.base : stable.base + stable.size])
        parts += [text, kept]
        length += len(text) + len(kept)
        b, m, t = stable.base + stable.size, stable.mine + stable.size, stable.theirs + stable.size
    return Merge("".join(parts), tuple(both))


def _region(base: list[str], mine: list[str], theirs: list[str]) -> tuple[str, bool]:
    """The combined words of a stretch that at least one side changed, and whether both did."""
    if mine == theirs or theirs == base:
        return "".join(mine), False
    if mine == base:
        return "".join(theirs), False
    first, second = "".join(mine), "".join(theirs)
    gap = " " if first and second and not first[-1].isspace() and not second[0].isspace() else ""
    return first + gap + second, True


def _stable(base: list[str], mine: list[str], theirs: list[str]) -> list[_Stable]:
    """Base stretches kept by both sides, in order, closed by an empty one at the end."""
    left = SequenceMatcher(None, base, mine, autojunk=False).get_matching_blocks()
    right = SequenceMatcher(None, base, theirs, autojunk=False).get_matching_blocks()
    found: list[_Stable] = []
    i = j = 0
    while i < len(left) and j < len(right):
        start = max(left[i].a, right[j].a)
        left_end, right_end = left[i].a + left[i].size, right[j].a + right[j].size
        size = min(left_end, right_end) - start
        if size > 0:
            mine_start, theirs_start = left[i].b + start - left[i].a, right[j].b + start - right[j].a
            found.append(_Stable(start, mine_start, theirs_start, size))
        if left_end <= right_end:
            i += 1
        else:
            j += 1
    return [*found, _Stable(len(base), len(mine), len(theirs), 0)]
