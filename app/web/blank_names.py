"""Blanks in the cells of a table: a person reads what one is called, the text keeps its key in braces.

The script of the page does the same (`static/editor/grid.js`).
"""

from collections import Counter
from collections.abc import Iterable

Blanks = Iterable[tuple[str, str]]
"""Keys with their labels."""


def with_names(text: str, blanks: Blanks) -> str:
    """The text of a cell as a person reads it."""
    for key, label in _told_apart(blanks):
        text = text.replace(f"{{{{{key}}}}}", f"‹{label}›")
    return text


def with_keys(text: str, blanks: Blanks) -> str:
    """The text of a cell as it is kept."""
    for key, label in _told_apart(blanks):
        text = text.replace(f"‹{label}›", f"{{{{{key}}}}}")
    return text


def _told_apart(blanks: Blanks) -> list[tuple[str, str]]:
    """Without those of one name: which of them is meant could not be told."""
    known = list(blanks)
    times = Counter(label for _, label in known)
    return [(key, label) for key, label in known if times[label] == 1]
