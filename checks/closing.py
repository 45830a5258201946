"""The closing words of a clause: what still follows when everything that is asked has been said.

A clause that states a duty in full and then goes on has either something to add or something to take back.
Which of the two, the words decide (`everywhere: at the close` in `defects.yaml`); where to look, this module.
"""

from __future__ import annotations

from collections.abc import Iterable

from checks.frames import ElementResult
from checks.passage import Passage


def closing_words(elements: Iterable[ElementResult], passage: Passage) -> range:
    """From the end of the shortest beginning of the passage that states all elements, which are present.

    The first is the sentence that completes it, those after it are the closing words proper.

    A part that is said twice is said when it is said first: the second time is closing words already.
    """
    parts = (part for result in elements for part in result.telling if part)
    said = (min(max(match.places) for match in part) for part in parts)
    return range(max(said, default=0), len(passage.sentences))
