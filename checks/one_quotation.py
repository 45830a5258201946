"""What is quoted for an element of a single clause: where it is said best, as a rule in one piece.

A programme shows every place that says something of an element; who judges a clause reads one quotation, and
it must hold the whole of what is asked and be about nothing else.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from checks.best_stated import best_stated, falls_with
from checks.evidence import quote
from checks.frames import ElementResult, match_line
from checks.leaning import leaning_on, speaks_of_the_one_before
from checks.lines import Line
from checks.model import Element, Evidence
from checks.passage import Passage

WIDEST_GAP = 3
"""So many sentences between two that carry an element are quoted with them."""


def evidence_in_clause(
    elements: Iterable[Element], results: Mapping[str, ElementResult], passage: Passage
) -> Iterator[Evidence]:
    """The sentences to quote for those of the elements that are there, of a clause about nothing but them.

    What is quoted for no element is quoted where it may be the other half of one: beside what is, and saying
    something of it; or, in a clause that states everything, leaning on it ("Their place cannot be taken").
    """
    asked = {element.id: element for element in elements}
    there = {name: result for name, result in results.items() if result.state == "present"}
    shown = {name: best_stated(asked[name], result, passage) for name, result in there.items()}
    for name in (name for name in shown if asked[name].of_each):
        others = [places for other, places in shown.items() if not asked[other].of_each]
        shown[name] = _with_the_others(shown[name], asked[name].shows, others, passage)
    taken = frozenset[int]().union(*shown.values())
    complete = len(there) == len(results)
    if complete and not falls_with([(there, taken)]):
        shown = {name: set(result.places) for name, result in there.items()}
    for name, places in shown.items():
        idle = set(there[name].places) - taken
        places.update(place for place in idle if _is_beside(place, places, passage))
    if complete:
        for name, place in tuple(leaning_on(shown, passage)):
            shown[name].add(place)
    for name, places in shown.items():
        for place in sorted(_in_one_piece(places, passage)):
            yield quote(passage.sentences[place], name)


def in_text(evidence: Iterable[Evidence], text: str, offsets: Mapping[str, int]) -> tuple[Evidence, ...]:
    """With places in the text (offsets of its blocks); what follows each other there is one quotation.

    The other half of what is asked says nothing to who reads it alone ("Clients do not count").
    """
    quoted: list[Evidence] = []
    for item in evidence:
        start, end = item.start + offsets[item.block], item.end + offsets[item.block]
        if quoted and quoted[-1].element == item.element and not _says_any(text[quoted[-1].end : start]):
            start = quoted.pop().start
        quoted.append(Evidence("", start, end, text[start:end], item.element))
    return tuple(quoted)


def _says_any(gap: str) -> bool:
    return any(map(str.isalnum, gap))


def _with_the_others(
    shown: AbstractSet[int],
    shows: Iterable[Line],
    of_another_element: Iterable[AbstractSet[int]],
    passage: Passage,
) -> set[int]:
    """With the sentences before and after that speak of others of whom it is asked, at least one of two."""
    found = (match for line in shows for match in match_line(line, passage) if match.state == "present")
    others = {place for match in found for place in match.places}.difference(*of_another_element)
    together = set(shown)
    while beside := {place for place in others - together if _is_beside(place, together, passage, 2)}:
        together |= beside
    return together


def _is_beside(place: int, shown: AbstractSet[int], passage: Passage, reach: int = 1) -> bool:
    near = range(place - reach, place + reach + 1)
    return any(at in shown and _in_one_block(place, at, passage) for at in near)


def _in_one_piece(places: AbstractSet[int], passage: Passage) -> set[int]:
    """With the sentence before one that speaks of somebody named there, and what stands in between.

    "She reads reports of the UN": who she is stands before it.
    """
    sentences = passage.sentences
    whole = set(places)
    for place in places:
        while speaks_of_the_one_before(sentences[place]) and _in_one_block(place - 1, place, passage):
            place -= 1
            whole.add(place)
    for before, after in itertools.pairwise(sorted(whole)):
        if after - before <= WIDEST_GAP + 1 and _in_one_block(before, after, passage):
            whole.update(range(before, after))
    return whole


def _in_one_block(before: int, after: int, passage: Passage) -> bool:
    return before >= 0 and passage.sentences[before].block == passage.sentences[after].block
