"""Which section of a programme is shown for an element: the first of its home sections that says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from checks.best_stated import best_of_each, named
from checks.evidence import falls_with
from checks.frames import ElementResult
from checks.model import Element
from checks.passage import Passage
from checks.recall import recalled_best

Read = tuple[Passage, Mapping[str, ElementResult]]
"""A passage with what it says of each element of one duty."""


def best_in_programme(
    elements: Sequence[Element],
    passages: Sequence[Read],
    home: Sequence[str],
) -> list[dict[str, set[int]]]:
    """For each passage the sentences that say elements best, of one duty with these home sections.

    An element that is said in home sections is shown in the first of them. When the duty would stand
    without all that, one element is shown wherever it is said: who deletes all that is shown deletes the
    duty.
    """
    stated = _Stated(elements, passages)
    best: list[dict[str, set[int]]] = [{} for _ in passages]
    for element in elements:
        for place in _best_passages(element, stated, passages, home):
            best[place][element.id] = stated[place][element.id]
    if any(best) and not _falls(passages, best):
        _add_everywhere(_least_said(elements, passages), passages, best)
    return best


class _Stated(dict[int, dict[str, set[int]]]):
    """By number of the passage where it says each element best, made once somebody asks for it.

    What was made of a passage is remembered: an edit of one section leaves the others as they were.
    """

    def __init__(self, elements: Sequence[Element], passages: Sequence[Read]) -> None:
        super().__init__()
        self._elements, self._passages = elements, passages
        self._names = tuple(element.id for element in elements)

    def __missing__(self, place: int) -> dict[str, set[int]]:
        passage, results = self._passages[place]
        self[place] = recalled_best(
            passage, results, self._names, lambda: best_of_each(self._elements, results, passage)
        )
        return self[place]


def _least_said(elements: Sequence[Element], passages: Sequence[Read]) -> str:
    """The element that the fewest sentences say."""
    counts = {element.id: sum(map(len, _said(element.id, passages))) for element in elements}
    return min((name for name in counts if counts[name]), key=counts.__getitem__)


def _add_everywhere(
    element: str,
    passages: Sequence[Read],
    best: Sequence[dict[str, set[int]]],
) -> None:
    for shown, said in zip(best, _said(element, passages), strict=True):
        if said:
            shown[element] = said


def _said(element: str, passages: Sequence[Read]) -> list[set[int]]:
    """All that says the element, by passage."""
    return [
        set(results[element].places) if results[element].state == "present" else set()
        for _, results in passages
    ]


def _falls(
    passages: Sequence[Read],
    shown: Sequence[Mapping[str, AbstractSet[int]]],
) -> bool:
    taken = [frozenset[int]().union(*places.values()) for places in shown]
    return falls_with([(results, places) for (_, results), places in zip(passages, taken, strict=True)])


def _best_passages(
    element: Element,
    stated: Mapping[int, Mapping[str, AbstractSet[int]]],
    passages: Sequence[Read],
    home: Sequence[str],
) -> list[int]:
    """The passages in which the element is said best, of the first home section that says it.

    Of two there that in which most stands of what it asks and of its duty.
    """
    said = [at for at, (_, results) in enumerate(passages) if results[element.id].state == "present"]
    by_section: dict[str, list[int]] = {}
    for place in said:
        by_section.setdefault(passages[place][0].section, []).append(place)
    there = next((by_section[key] for key in (*element.home, *home) if key in by_section), said)
    if len(there) < 2:
        return there

    def worth(place: int) -> int:
        passage, results = passages[place]
        return _asked_at(stated[place][element.id], results[element.id], passage) + len(stated[place])

    worths = {place: worth(place) for place in there}
    return [place for place in there if worths[place] == max(worths.values())]


def _asked_at(places: AbstractSet[int], result: ElementResult, passage: Passage) -> int:
    """How many of the things that the element asks stand in these sentences."""
    asked = frozenset[str]().union(*(match.asked for part in result.parts for match in part))
    return named(asked, places, passage)
