"""Where an element is said best: the sentences that name most of what it asks."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from checks.evidence import LISTED, close_by, closest, falls_without, in_full
from checks.frames import ElementResult, Match
from checks.model import Element
from checks.passage import Passage


def best_stated(element: Element, result: ElementResult, passage: Passage) -> set[int]:
    """Where each part is said best, with the rest of the series, and what the element shows close by."""
    parts = [part for part in result.telling if part]
    best = parts if element.of_each else [tuple(_best(part, passage)) for part in parts]
    shown = in_full(ElementResult(result.state, tuple(best)), passage)
    return shown.union(*(close_by(shown, line, passage) for line in element.shows))


def best_in_programme(
    elements: Sequence[Element],
    passages: Sequence[tuple[Passage, Mapping[str, ElementResult]]],
    home: Collection[str],
) -> list[dict[str, set[int]]]:
    """For each passage the sentences that say elements best, of one duty with these home sections.

    Where an element is said at home it is not shown elsewhere. Everything that says it is shown where the
    duty would not fall without what is said best: who deletes all that is shown deletes the duty.
    """
    best: list[dict[str, set[int]]] = [{} for _ in passages]
    for element in elements:
        for place, sentences in _best_of_one(element, passages, home):
            best[place][element.id] = sentences
    taken = [frozenset[int]().union(*places.values()) for places in best]
    if falls_with([(results, places) for (_, results), places in zip(passages, taken, strict=True)]):
        return best
    return [
        {name: set(result.places) for name, result in results.items() if result.state == "present"}
        for _, results in passages
    ]


def _best_of_one(
    element: Element, passages: Sequence[tuple[Passage, Mapping[str, ElementResult]]], home: Collection[str]
) -> list[tuple[int, set[int]]]:
    """In which passages the element is said best, by number, with the sentences of each."""
    stated = [
        (_asked_at(sentences, result, passage), passage.section in home, place, sentences)
        for place, (passage, results) in enumerate(passages)
        for result in (results[element.id],)
        if result.state == "present"
        for sentences in (best_stated(element, result, passage),)
    ]
    stated = [one for one in stated if one[1]] or stated
    most = max((asked for asked, *_ in stated), default=0)
    return [(place, sentences) for asked, _, place, sentences in stated if asked == most]


def _asked_at(places: AbstractSet[int], result: ElementResult, passage: Passage) -> int:
    """How many of the things that are asked stand in these sentences."""
    asked = frozenset[str]().union(*(match.asked for part in result.telling for match in part))
    hits = (passage.sentences[place].analysis.hits.keys() for place in places)
    return len(asked.intersection(itertools.chain.from_iterable(hits)))


def falls_with(passages: Sequence[tuple[Mapping[str, ElementResult], AbstractSet[int]]]) -> bool:
    """Whether who deletes these sentences of each passage deletes some element everywhere.

    The elements are those of one duty.
    """
    return any(
        all(
            falls_without(places, results[name])
            for results, places in passages
            if name in results and results[name].state == "present"
        )
        for name in {name for results, _ in passages for name in results}
    )


def _best(part: tuple[Match, ...], passage: Passage) -> Iterator[Match]:
    """The match that names most of what is asked, in the fewest sentences; in a list, its like as well."""
    matches = closest(part)
    best = max(matches, key=lambda match: (_named(match, passage), -len(match.places), -match.places[0]))
    for match in matches:
        if match is best or (
            match.asked == best.asked and _all_items({*match.places, *best.places}, passage)
        ):
            yield match


def _named(match: Match, passage: Passage) -> int:
    """How many of the things that are asked stand there."""
    hits = (passage.sentences[place].analysis.hits.keys() for place in match.places)
    return len(match.asked.intersection(itertools.chain.from_iterable(hits)))


def _all_items(places: Iterable[int], passage: Passage) -> bool:
    return all(passage.sentences[place].kind in LISTED for place in places)
