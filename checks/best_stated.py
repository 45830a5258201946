"""Where an element is said best: the sentences that name most of what it asks."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from checks.evidence import LISTED, close_by, closest, falls_without, in_full
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
        whole = in_full(ElementResult("present", parts), passage)
        shown[element.id] = whole.union(*(close_by(whole, line, passage) for line in element.shows))
    return shown


def _rated_parts(element: Element, result: ElementResult, passage: Passage) -> list[list[_Rated]]:
    beside = frozenset[str]().union(*(line.asked_for for line in element.shows))
    parts = (part if element.of_each else closest(part) for part in result.telling if part)
    return [[_rated(match, beside, passage) for match in part] for part in parts]


def _rated(match: Match, beside: AbstractSet[str], passage: Passage) -> _Rated:
    """What makes the match better than others: most of what is asked or shown `beside` it, in few sentences.

    Of equal ones a sentence before the row of a table, then that which names it more often.
    """
    named = _named(match.asked | beside, match.places, passage)
    rows = sum(passage.sentences[place].kind == "table" for place in match.places)
    return (named, -len(match.places), -rows, _times_named(match, passage)), match


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


def best_in_programme(
    elements: Sequence[Element],
    passages: Sequence[tuple[Passage, Mapping[str, ElementResult]]],
    home: Sequence[str],
) -> list[dict[str, set[int]]] | None:
    """For each passage the sentences that say elements best, of one duty with these home sections.

    An element that is said in home sections is shown in the first of them. When the duty would stand
    without all that, one element is shown wherever it is said: who deletes all that is shown deletes the
    duty. None when the passages say none of the elements.
    """
    stated = [best_of_each(elements, results, passage) for passage, results in passages]
    best: list[dict[str, set[int]]] = [{} for _ in passages]
    for element in elements:
        for place in _best_passages(element, stated, passages, home):
            best[place][element.id] = stated[place][element.id]
    if not any(best):
        return None
    if not _falls(passages, best):
        _add_everywhere(_least_said(elements, passages), passages, best)
    return best


def _least_said(
    elements: Sequence[Element], passages: Sequence[tuple[Passage, Mapping[str, ElementResult]]]
) -> str:
    """The element that the fewest sentences say."""
    counts = {element.id: sum(map(len, _said(element.id, passages))) for element in elements}
    return min((name for name in counts if counts[name]), key=counts.__getitem__)


def _add_everywhere(
    element: str,
    passages: Sequence[tuple[Passage, Mapping[str, ElementResult]]],
    best: Sequence[dict[str, set[int]]],
) -> None:
    for shown, said in zip(best, _said(element, passages), strict=True):
        if said:
            shown[element] = said


def _said(element: str, passages: Sequence[tuple[Passage, Mapping[str, ElementResult]]]) -> list[set[int]]:
    """All that says the element, by passage."""
    return [
        set(results[element].places) if results[element].state == "present" else set()
        for _, results in passages
    ]


def _falls(
    passages: Sequence[tuple[Passage, Mapping[str, ElementResult]]],
    shown: Sequence[Mapping[str, AbstractSet[int]]],
) -> bool:
    taken = [frozenset[int]().union(*places.values()) for places in shown]
    return falls_with([(results, places) for (_, results), places in zip(passages, taken, strict=True)])


def _best_passages(
    element: Element,
    stated: Sequence[Mapping[str, AbstractSet[int]]],
    passages: Sequence[tuple[Passage, Mapping[str, ElementResult]]],
    home: Sequence[str],
) -> list[int]:
    """The passages in which the element is said best, of the first home section that says it.

    Of two there that in which most stands of what it asks and of its duty.
    """
    said = [place for place, one in enumerate(stated) if element.id in one]
    by_section: dict[str, list[int]] = {}
    for place in said:
        by_section.setdefault(passages[place][0].section, []).append(place)
    there = next((by_section[key] for key in (*element.home, *home) if key in by_section), said)

    def worth(place: int) -> int:
        passage, results = passages[place]
        return _asked_at(stated[place][element.id], results[element.id], passage) + len(stated[place])

    return [place for place in there if worth(place) == max(map(worth, there))]


def _asked_at(places: AbstractSet[int], result: ElementResult, passage: Passage) -> int:
    """How many of the things that the element asks stand in these sentences."""
    asked = frozenset[str]().union(*(match.asked for part in result.telling for match in part))
    return _named(asked, places, passage)


def falls_with(passages: Sequence[tuple[Mapping[str, ElementResult], AbstractSet[int]]]) -> bool:
    """Whether who deletes these sentences of each passage deletes some element everywhere.

    The elements are those of one duty; one that is nowhere said needs no deleting.
    """
    return any(
        all(
            falls_without(places, results[name])
            for results, places in passages
            if name in results and results[name].state == "present"
        )
        for name in {name for results, _ in passages for name in results}
    )


def _times_named(match: Match, passage: Passage) -> int:
    """How often these sentences name a thing that is asked."""
    return sum(
        len({first for name in match.asked & hits.keys() for first, _ in hits[name]})
        for hits in (passage.sentences[place].analysis.hits for place in match.places)
    )


def _named(asked: frozenset[str], places: Iterable[int], passage: Passage) -> int:
    """How many of these things stand in the sentences."""
    hits = (passage.sentences[place].analysis.hits.keys() for place in places)
    return len(asked.intersection(itertools.chain.from_iterable(hits)))
