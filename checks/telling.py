"""What the only sentences that tell an element say besides: a denial there, or a limit, may take it back.

"Dialogue is ruled out, and so is an independent third party" has every word of a procedure that talks first
and asks an outsider last. Nothing else in such a clause gives it away. Where an element is told in another
sentence too, and where it is one that is told by denying, the words take nothing back. Which elements bear a
denial or a limit beside them is counted in labelled clauses (`tools/telling.py`) and stands in the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checks.defects import Defect
from checks.frames import ElementResult, Match
from checks.model import Element
from checks.negation import strengthened
from checks.passage import Passage


def in_the_telling(
    defect: Defect, essential: Iterable[Element], elements: Mapping[str, ElementResult], passage: Passage
) -> tuple[int, ...]:
    """The sentences with words of the defect of each element that only such sentences tell.

    An element that bears the defect is left out.
    """
    places: set[int] = set()
    for element in essential:
        if defect.code not in element.bears:
            places.update(told_only_with(defect, elements[element.id], passage))
    return tuple(sorted(places))


def told_only_with(defect: Defect, element: ElementResult, passage: Passage) -> frozenset[int]:
    """The sentences with words of the defect that tell this element, if no others tell it; else none."""
    found: set[int] = set()
    for match in (match for part in element.telling for match in part):
        here = {place for place in match.places if stands_beside(defect, match, place, passage)}
        if not here:
            return frozenset()
        found |= here
    return frozenset(found)


def stands_beside(defect: Defect, match: Match, place: int, passage: Passage) -> bool:
    """Whether words of the defect stand in this sentence, apart from what tells and from what strengthens."""
    analysis = passage.sentences[place].analysis
    hits = analysis.hits
    names = defect.anchors & hits.keys()
    if not names:
        return False
    telling = {at for name in match.asked & hits.keys() for span in hits[name] for at in _tokens(span)}
    apart = strengthened(analysis) | telling
    return any(
        span[0] >= analysis.own_first and apart.isdisjoint(_tokens(span))
        for name in names
        for span in hits[name]
    )


def _tokens(span: tuple[int, int]) -> range:
    return range(span[0], span[1] + 1)
