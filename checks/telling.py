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
from checks.showing import cleared


def in_the_telling(
    defect: Defect, essential: Iterable[Element], elements: Mapping[str, ElementResult], passage: Passage
) -> tuple[int, ...]:
    """The sentences with words of the defect of each element that only such sentences tell.

    An element that bears the defect is left out; none for a defect that is looked for elsewhere.
    """
    places: set[int] = set()
    if not defect.in_the_telling:
        return ()
    for element in essential:
        if defect.code not in element.bears:
            places.update(told_only_with(defect, elements[element.id], passage))
    return tuple(sorted(places))


def told_only_with(defect: Defect, element: ElementResult, passage: Passage) -> frozenset[int]:
    """The sentences with words of the defect that tell a part of this element, if no others tell that part.

    Where its counter-cue stands ("even if", "no excuse") a denial or a condition keeps the duty.
    """
    firm = cleared(defect, passage)
    found: set[int] = set()
    for part in element.parts:
        here = [
            {at for at in match.places if at not in firm and has_words_of(defect, match, at, passage)}
            for match in part
        ]
        if all(here):
            found.update(*here)
    return frozenset(found)


def has_words_of(defect: Defect, match: Match, place: int, passage: Passage) -> bool:
    """Whether words of the defect stand in this sentence, apart from what tells and from what strengthens."""
    analysis = passage.sentences[place].analysis
    hits = analysis.hits
    names = defect.anchors & hits.keys()
    if not names:
        return False
    asked = {at for name in match.asked & hits.keys() for span in hits[name] for at in _tokens(span)}
    apart = strengthened(analysis) | asked
    return any(
        span[0] >= analysis.own_first and apart.isdisjoint(_tokens(span))
        for name in names
        for span in hits[name]
    )


def _tokens(span: tuple[int, int]) -> range:
    return range(span[0], span[1] + 1)
