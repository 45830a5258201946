"""Where an element is said best: the sentences that name most of what it asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from checks.evidence import LISTED, close_by, closest, in_full
from checks.frames import ElementResult, Match
from checks.model import Element
from checks.passage import Passage

_Told = tuple[Sequence[Match], Sequence[Match]]
"""What tells a part of an element, and those of it that nothing tells better."""


def best_of_each(
    elements: Iterable[Element], results: Mapping[str, ElementResult], passage: Passage
) -> dict[str, set[int]]:
    """For each element that is present, where its parts are said best, with the rest of the series.

    With what the element `shows` close by. Of sentences that say equally much it is one that no other element
    has as its best: whoever writes a sentence says something by it.
    """
    there = [element for element in elements if results[element.id].state == "present"]
    parts = {one.id: _parts_told(one, results[one.id], passage) for one in there}
    chosen = {one.id: _chosen(one, parts[one.id], frozenset(), passage) for one in there}
    best = {name: _places(each) for name, each in chosen.items()}
    shown: dict[str, set[int]] = {}
    for element in there:
        telling = chosen[element.id]
        if any(len(equal) > 1 for _, equal in parts[element.id]):  # else the others decide nothing
            others = frozenset[int]().union(*(places for name, places in best.items() if name != element.id))
            telling = _chosen(element, parts[element.id], others, passage)
        whole = in_full(telling, passage)
        shown[element.id] = whole.union(*(close_by(whole, line, passage) for line in element.shows))
    return shown


def _parts_told(element: Element, result: ElementResult, passage: Passage) -> list[_Told]:
    if element.of_each:  # all of it is shown
        return [(part, part[:1]) for part in result.parts if part]
    beside = frozenset[str]().union(*(line.asked_for for line in element.shows))
    parts = (closest(part) for part in result.parts if part)
    return [(part, _best(part, beside, passage)) for part in parts]


def _best(part: Sequence[Match], beside: AbstractSet[str], passage: Passage) -> Sequence[Match]:
    """The matches with most of what is asked or shown `beside` it; of these those in the fewest sentences.

    Of equal ones those outside the rows of a table, then those that name it most often.
    """
    measures: tuple[Callable[[Match], int], ...] = (
        lambda match: named(match.asked | beside, match.places, passage),
        lambda match: -len(match.places),
        lambda match: -sum(passage.sentences[place].kind == "table" for place in match.places),
        lambda match: _times_named(match, passage),
    )
    for measure in measures:
        if len(part) == 1:
            break
        measured = [measure(match) for match in part]
        most = max(measured)
        part = [match for match, much in zip(part, measured, strict=True) if much == most]
    return part


def _chosen(
    element: Element, parts: Iterable[_Told], of_others: AbstractSet[int], passage: Passage
) -> tuple[tuple[Match, ...], ...]:
    """Of each part the best match, and in a list its like; of equal ones that which says nothing else.

    What is asked of each of several stays whole.
    """

    def apart(match: Match) -> tuple[int, int]:
        return -sum(place in of_others for place in match.places), -match.places[0]

    if element.of_each:
        return tuple(tuple(part) for part, _ in parts)
    return tuple(_with_its_like(max(equal, key=apart), part, passage) for part, equal in parts)


def _with_its_like(best: Match, part: Iterable[Match], passage: Passage) -> tuple[Match, ...]:
    """The match and the other items of its list that say the same."""
    if not _is_listed(best, passage):
        return (best,)
    return tuple(
        match for match in part if match is best or (match.asked == best.asked and _is_listed(match, passage))
    )


def _is_listed(match: Match, passage: Passage) -> bool:
    return all(passage.sentences[place].kind in LISTED for place in match.places)


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
    stated = [asked & passage.sentences[place].analysis.hits.keys() for place in places]
    return len(stated[0] if len(stated) == 1 else set[str]().union(*stated))
