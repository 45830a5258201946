"""The opening and the closing words of a clause: what comes before and after all that is asked.

A clause that states a duty in full and says more beside it has either something to add or something to take
back. Which of the two, the words decide (`everywhere: at the close` in `defects.yaml`); where to look, this
module.
"""

from __future__ import annotations

from collections.abc import Iterable

from checks.defects import Edge
from checks.frames import ElementResult
from checks.passage import Passage


def words_at(edge: Edge, elements: Iterable[ElementResult], passage: Passage) -> range:
    """The sentences at this edge of a passage that states all these elements.

    What opens it stands before the shortest ending that states them all. What closes it comes after the
    shortest such beginning: after the sentence that completes it, or from that one on.
    """
    if edge == "at the opening":
        return opening_words(elements)
    closing = closing_words(elements, passage)
    return closing[1:] if edge == "at the close" else closing


def opening_words(elements: Iterable[ElementResult]) -> range:
    """What stands before the shortest ending of the passage that states all elements, which are present."""
    parts = (part for result in elements for part in result.parts if part)
    said = (max(min(match.places) for match in part) for part in parts)
    return range(min(said, default=0))


def closing_words(elements: Iterable[ElementResult], passage: Passage) -> range:
    """From the end of the shortest beginning of the passage that states all elements, which are present.

    The first is the sentence that completes it, those after it are the closing words proper.

    A part that is said twice is said when it is said first: the second time is closing words already.
    """
    parts = (part for result in elements for part in result.parts if part)
    said = (min(max(match.places) for match in part) for part in parts)
    return range(max(said, default=0), len(passage.sentences))
