"""Blanks in table cells and in the texts of a conflict: a person reads names, the text keeps keys in braces.

The scripts of the page do the same (`static/editor/grid.js`, `conflict.js`).
"""

from collections import Counter
from collections.abc import Iterable

Blanks = Iterable[tuple[str, str]]
"""Keys with their labels."""


def with_names(text: str, blanks: Blanks) -> str:
    """The text as a person reads it."""
    for key, label in told_apart(blanks):
        text = text.replace(f"{{{{{key}}}}}", f"‹{label}›")
    return text


def with_keys(text: str, blanks: Blanks) -> str:
    """The text as it is kept."""
    for key, label in told_apart(blanks):
        text = text.replace(f"‹{label}›", f"{{{{{key}}}}}")
    return text


def told_apart(blanks: Blanks) -> list[tuple[str, str]]:
    """Without those of one name: which of them is meant could not be told."""
    known = list(blanks)
    times = Counter(label for _, label in known)
    return [(key, label) for key, label in known if times[label] == 1]
