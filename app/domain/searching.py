"""Finding words in the text a reader sees. Literal: no character has a special meaning."""

from dataclasses import dataclass

AROUND = 60
"""Characters shown on either side of a hit."""


@dataclass(frozen=True)
class Excerpt:
    """A hit with the text around it; `cut_before` and `cut_after` say that there is more."""

    before: str
    hit: str
    after: str
    cut_before: bool
    cut_after: bool


def excerpts(text: str, wanted: str, limit: int) -> tuple[Excerpt, ...]:
    """The first `limit` places of `wanted`, whatever the case of its letters, without overlap."""
    if not wanted:
        return ()
    folded, needle = _folded(text), wanted.lower()
    found: list[Excerpt] = []
    start = folded.find(needle)
    while start != -1 and len(found) < limit:
        end = start + len(needle)
        left, right = max(0, start - AROUND), min(len(text), end + AROUND)
        found.append(Excerpt(text[left:start], text[start:end], text[end:right], left > 0, right < len(text)))
        start = folded.find(needle, end)
    return tuple(found)


def _folded(text: str) -> str:
    """Lower case, letter by letter, so that places stay the same (`İ` alone would become two)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(lower if len(lower := letter.lower()) == 1 else letter for letter in text)
