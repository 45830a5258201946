"""Finding words in the text a reader sees. Literal: no character has a special meaning."""

from collections.abc import Iterator
from dataclasses import dataclass

AROUND = 60
"""Characters shown on either side of a hit, up to the next space."""


@dataclass(frozen=True)
class Excerpt:
    """A hit with the text around it, in whole words; `cut_before` and `cut_after` say that there is more.

    `start` is where the hit stands in the text.
    """

    before: str
    hit: str
    after: str
    cut_before: bool
    cut_after: bool
    start: int

    @property
    def end(self) -> int:
        """Where what is shown ends in the text."""
        return self.start + len(self.hit) + len(self.after)


def excerpts(text: str, wanted: str, limit: int) -> tuple[Excerpt, ...]:
    """The first `limit` places of `wanted`, whatever the case of its letters, without overlap."""
    found: list[Excerpt] = []
    for start, end in occurrences(text, wanted):
        if len(found) == limit:
            break
        left, right = _left(text, start), _right(text, end)
        cut_before, cut_after = bool(text[:left].strip()), bool(text[right:].strip())
        before, after = text[left:start], text[end:right]
        found.append(Excerpt(before, text[start:end], after, cut_before, cut_after, start))
    return tuple(found)


def occurrences(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Where the words stand, in order, without overlap."""
    folded, needle = _folded(text), wanted.lower()
    start = folded.find(needle) if needle else -1
    while start != -1:
        yield start, start + len(needle)
        start = folded.find(needle, start + len(needle))


def _left(text: str, start: int) -> int:
    """Where a word begins before the hit, in the same line."""
    line = text.rfind("\n", 0, start) + 1
    wanted = max(line, start - AROUND)
    if wanted == line:
        return line
    space = text.find(" ", wanted - 1, start)
    return start if space == -1 else space + 1


def _right(text: str, end: int) -> int:
    """Where a word ends behind the hit, in the same line."""
    line = text.find("\n", end)
    line = len(text) if line == -1 else line
    wanted = min(line, end + AROUND)
    if wanted == line:
        return line
    space = text.rfind(" ", end, wanted + 1)
    return end if space == -1 else space


def _folded(text: str) -> str:
    """Lower case, letter by letter, so that places stay the same (`İ` alone would become two)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(lower if len(lower := letter.lower()) == 1 else letter for letter in text)
