"""The closing words of a clause: what still follows when everything that is asked has been said.

A clause that states a duty in full and then goes on has either something to add or something to take back.
Which of the two, the words decide (`everywhere: at the close` in `defects.yaml`); where to look, this module.
"""

from __future__ import annotations

from collections.abc import Iterable

from checks.frames import ElementResult
from checks.passage import Passage


def closing_words(elements: Iterable[ElementResult], passage: Passage) -> frozenset[int]:
    """The sentences after the shortest beginning of the passage that states all elements, which are present.

    A part that is said twice is said when it is said first: the second time is closing words already.
    """
    parts = (part for result in elements for part in result.telling if part)
    said = (min(max(match.places) for match in part) for part in parts)
    return frozenset(range(max(said, default=-1) + 1, len(passage.sentences)))
