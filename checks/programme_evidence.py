"""What a finding of a programme quotes: what says an element best, or what begins to say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checks.evidence import evidence_of, quote
from checks.hard import Seen
from checks.lines import Line
from checks.model import Evidence, Rule
from checks.passage import Passage
from checks.shown_in_programme import best_in_programme
from checks.states import State
from checks.verdict import PassageResult


def evidence_in_programme(
    rule: Rule,
    elements: Mapping[str, State],
    results: Sequence[tuple[Passage, PassageResult]],
    seen: Mapping[str, Seen],
) -> tuple[Evidence, ...]:
    """What says a present element best; of the others what says them or, where one is present, begins to."""
    best = tuple(_best(rule, elements, results))
    named = {one.element for one in best}
    begun = rule.home if "present" in elements.values() else ()
    shows = {element.id: element.shows for element in rule.elements}
    rest = (
        item
        for name, state in elements.items()
        if name not in named
        for item in _evidence_of_one(begun, name, state, results, seen, shows[name])
    )
    order = list(elements)
    return tuple(sorted(dict.fromkeys((*best, *rest)), key=lambda one: order.index(one.element)))


def _evidence_of_one(
    home: Sequence[str],
    element: str,
    state: State,
    results: Sequence[tuple[Passage, PassageResult]],
    seen: Mapping[str, Seen],
    shows: Sequence[Line],
) -> Iterator[Evidence]:
    """What says the element; of one that is not found, what says a part of it in these home sections."""
    if element in seen:
        yield from (replace(item, element=element) for item in seen[element].evidence)
        return
    for passage, result in results:
        own = result.elements[element]
        if state == "missing" and passage.section in home:
            yield from evidence_of(own.begun, element, passage)
        elif state != "missing" and own.state == state:
            yield from evidence_of(own, element, passage, shows)


def _best(
    rule: Rule, elements: Mapping[str, State], results: Sequence[tuple[Passage, PassageResult]]
) -> Iterator[Evidence]:
    """What says the present elements best, as far as a passage says them."""
    present = [element for element in rule.essential if elements.get(element.id) == "present"]
    passages = [(passage, result.elements) for passage, result in results]
    best = best_in_programme(present, passages, rule.home)
    for element in present:
        for (passage, _), places in zip(passages, best, strict=True):
            for place in sorted(places.get(element.id, ())):
                yield quote(passage.sentences[place], element.id)


def only_place(
    elements: Mapping[str, State],
    results: Sequence[tuple[Passage, PassageResult]],
    seen: Mapping[str, Seen],
) -> tuple[str, str, int] | None:
    """Section, block and start of the one sentence that says all that is there; None if several do."""
    saying = (
        (passage.section, passage.sentences[place])
        for passage, result in results
        for name, state in elements.items()
        if state == "present" and name not in seen and result.elements[name].state == state
        for place in result.elements[name].places
    )
    places = {(section, sentence.block, sentence.start) for section, sentence in saying}
    places |= {(one.section, one.block, one.start) for each in seen.values() for one in each.evidence}
    return places.pop() if len(places) == 1 else None
