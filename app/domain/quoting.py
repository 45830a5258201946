"""Words quoted from a text, in the sentence they stand in."""

from dataclasses import dataclass

from app.domain.visible import CELL_BORDER
from checks.text import sentences


@dataclass(frozen=True)
class Quoted:
    """`words` with the rest of their sentence; both sides are empty where they are all of it."""

    before: str
    words: str
    after: str


BETWEEN_CELLS = " · "


def without_borders(text: str) -> str:
    """The row of a table as it is quoted: a reader does not know the sign that stands between its cells."""
    return text.replace(CELL_BORDER, BETWEEN_CELLS)


def in_its_sentence(text: str, start: int, end: int, words: str) -> Quoted:
    """The words from `start` to `end` in their sentence; alone where the text does not have them there."""
    if text[start:end] == words:
        for first, last in sentences(text):
            if first <= start and end <= last:
                before, after = text[first:start], text[end:last]
                return Quoted(without_borders(before), without_borders(words), without_borders(after))
    return Quoted("", without_borders(words), "")
