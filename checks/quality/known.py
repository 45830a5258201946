"""What the titles of a programme tell about it: the numbers of its sections, the labels of its annexes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from checks.sections import ProgrammeFacts

FEWEST_NUMBERS = 3
"""A text with fewer numbered titles is not numbered as a whole, so nothing is known."""

ANNEX_TITLE = re.compile(
    r"(?i:annex|appendix|bijlage|form|formulier)\s+([A-Z]?\d{1,2})\b|([A-Z]\d{1,2})(?:\s|$)", re.ASCII
)
_KEY = re.compile(r"icp\.(\d{1,2}\.\d{1,2})\Z")
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\b(?![/-])")


def facts_of(
    titles: Mapping[str, str], names: Iterable[str] = (), annexes: Iterable[str] = ()
) -> ProgrammeFacts:
    """Facts from the titles of all sections by section key; `annexes` are labels known from elsewhere.

    Numbers and annexes stay unknown when no title shows any.
    """
    numbers = {number for key, title in titles.items() for number in _numbers(key, title)}
    labels = {*annexes, *(label for title in titles.values() if (label := annex_label(title)))}
    return ProgrammeFacts(
        tuple(names),
        frozenset(labels) if labels else None,
        frozenset(numbers) if len(numbers) >= FEWEST_NUMBERS else None,
    )


def annex_label(title: str) -> str:
    """The label of an annex that a title opens: "Annex 5 Visit checklist" gives "5"."""
    match = ANNEX_TITLE.match(title)
    return (match.group(1) or match.group(2)).upper() if match else ""


def _numbers(key: str, title: str) -> list[str]:
    """The number of a section, with those of the chapter and section it stands in."""
    match = _KEY.match(key) or _NUMBERED.match(title)
    parts = match.group(1).split(".") if match else []
    return [".".join(parts[:end]) for end in range(1, len(parts) + 1)]
