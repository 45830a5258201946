"""Where an element is said best: the sentences that name most of what it asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from checks.evidence import LISTED, close_by, closest, in_full
from checks.frames import ElementResult, Match
from checks.model import Element
from checks.passage import Passage

_Rated = tuple[tuple[int, ...], Match]


def best_of_each(
    elements: Iterable[Element], results: Mapping[str, ElementResult], passage: Passage
) -> dict[str, set[int]]:
    """For each element that is present, where its parts are said best, with the rest of the series.

    With what the element `shows` close by. Of sentences that say equally much it is one that no other element
    has as its best: whoever writes a sentence says something by it.
    """
    there = [element for element in elements if results[element.id].state == "present"]
    rated = {one.id: _rated_parts(one, results[one.id], passage) for one in there}
    best = {one.id: _places(_chosen(one, rated[one.id], frozenset(), passage)) for one in there}
    shown: dict[str, set[int]] = {}
    for element in there:
        others = frozenset[int]().union(*(places for name, places in best.items() if name != element.id))
        parts = _chosen(element, rated[element.id], others, passage)
        whole = in_full(parts, passage)
        shown[element.id] = whole.union(*(close_by(whole, line, passage) for line in element.shows))
    return shown


def _rated_parts(element: Element, result: ElementResult, passage: Passage) -> list[list[_Rated]]:
    beside = frozenset[str]().union(*(line.asked_for for line in element.shows))
    parts = (part if element.of_each else closest(part) for part in result.telling if part)
    # One alone has nothing to be compared with.
    return [
        [_rated(match, beside, passage) for match in part] if len(part) > 1 else [((), part[0])]
        for part in parts
    ]


def _rated(match: Match, beside: AbstractSet[str], passage: Passage) -> _Rated:
    """What makes the match better than others: most of what is asked or shown `beside` it, in few sentences.

    Of equal ones a sentence before the row of a table, then that which names it more often.
    """
    told = named(match.asked | beside, match.places, passage)
    rows = sum(passage.sentences[place].kind == "table" for place in match.places)
    return (told, -len(match.places), -rows, _times_named(match, passage)), match


def _chosen(
    element: Element, parts: Iterable[Sequence[_Rated]], of_others: AbstractSet[int], passage: Passage
) -> tuple[tuple[Match, ...], ...]:
    """Of each part the best match, and in a list its like; of equal ones that which says nothing else.

    What is asked of each of several stays whole.
    """

    def worth(rated: _Rated) -> tuple[tuple[int, ...], int, int]:
        worth, match = rated
        return worth, -sum(place in of_others for place in match.places), -match.places[0]

    if element.of_each:
        return tuple(tuple(match for _, match in part) for part in parts)
    return tuple(
        tuple(match for _, match in part if match is best or _alike(match, best, passage))
        for part, (_, best) in ((part, max(part, key=worth)) for part in parts)
    )


def _alike(match: Match, best: Match, passage: Passage) -> bool:
    """Whether another item of the same list says the same."""
    return match.asked == best.asked and all(
        passage.sentences[place].kind in LISTED for place in (*match.places, *best.places)
    )


def _places(parts: Iterable[Iterable[Match]]) -> frozenset[int]:
    return frozenset(place for part in parts for match in part for place in match.places)


def _times_named(match: Match, passage: Passage) -> int:
    """How often these sentences name a thing that is asked."""
    return sum(
        len({first for name in match.asked & hits.keys() for first, _ in hits[name]})
        for hits in (passage.sentences[place].analysis.hits for place in match.places)
    )


def named(asked: frozenset[str], places: Iterable[int], passage: Passage) -> int:
    """How many of these things stand in the sentences."""
    return len(
        frozenset().union(*(asked & passage.sentences[place].analysis.hits.keys() for place in places))
    )
