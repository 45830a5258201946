"""Good will in a programme: the last element of a duty from half of what tells it, where all the rest stands.

A firm says in its own words what no list of words foresees. Where one paragraph states every other element of
a duty, a sentence of it with half of a line, in words that say nothing else of it, tells the last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from checks.elements import told_by_half
from checks.excerpts import paragraph_of_each
from checks.frames import NOTHING, ElementResult
from checks.model import Element
from checks.passage import Passage


def told_beside_the_rest(
    element: Element, elements: Mapping[str, ElementResult], passage: Passage
) -> ElementResult:
    """The element by half of its lines in a paragraph that states all the others."""
    others = [result for result in elements.values() if result.state == "present"]
    if len(others) < len(elements) - 1:
        return NOTHING
    numbers = paragraph_of_each(passage)
    stated = Counter(number for each in others for number in {numbers[place] for place in each.places})
    dense = {number for number, count in stated.items() if count == len(others)}
    if not dense:
        return NOTHING
    asked = frozenset[str]().union(*(line.asked_for for part in element.parts for line in part.lines))
    taken = _taken(others, passage)
    return told_by_half(element, passage).within(
        {
            place
            for place, sentence in enumerate(passage.sentences)
            if numbers[place] in dense
            for name in asked & sentence.analysis.hits.keys()
            for first, last in sentence.analysis.hits[name]
            if taken.get(place, frozenset()).isdisjoint(range(first, last + 1))
        }
    )


def _taken(others: list[ElementResult], passage: Passage) -> dict[int, set[int]]:
    """The words that carry other elements, by sentence."""
    taken: dict[int, set[int]] = {}
    for match in (match for result in others for part in result.parts for match in part):
        for place in match.places:
            hits = passage.sentences[place].analysis.hits
            for first, last in (span for name in match.asked & hits.keys() for span in hits[name]):
                taken.setdefault(place, set()).update(range(first, last + 1))
    return taken
