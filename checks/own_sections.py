"""A text whose sections are its own: a duty is told by the section that states most of it.

Nobody says which section answers for what. A word here and a word there make up any duty, and a neighbour's
defect would take back any; so one section is heard, and what others say of the duty is not. The numbers stand
in docs/evaluation.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from checks.excerpts import excerpts
from checks.frames import NOTHING
from checks.model import Rule
from checks.passage import Passage
from checks.seen import (
    HALF,
    Seen,
    how_many_may_be_said,
    judged,
    only_lacking,
    reaches,
    told_by_half,
    weighed,
)
from checks.verdict import PassageResult

BY_GOOD_WILL = 1
"""So many elements may be read into a section that has not all of their words."""


def read_own_sections(rule: Rule, passages: Sequence[Passage]) -> list[Seen]:
    """What the rule sees in the section that states most of its duty, if that is half of it at least.

    Where none states half, nothing counts as stated; then that section is heard which speaks of most, of half
    at least: what it denies, wishes or leaves to others, and the defects that it shows.
    """
    telling = _telling(rule, passages)
    if telling:
        seen = weighed(telling)
        lacking = only_lacking(rule, seen)
        return seen if lacking is None else [*seen, *told_by_half(rule, lacking, seen)]
    return [(part, _without_what_is_stated(result)) for part, result in _speaking(rule, passages)]


def _about(rule: Rule, passage: Passage) -> Iterator[Seen]:
    """What the rule sees around its topic; in the whole section, if it has none."""
    for part in excerpts(rule, passage, at_home=True) if rule.topic else (passage,):
        result = judged(rule, part, to_the_letter=False)
        if result is not None:
            yield part, result


def _telling(rule: Rule, passages: Sequence[Passage]) -> list[Seen]:
    """What is seen in the section that states most of the duty; nothing where that is less than half."""
    seen: dict[int, list[Seen]] = {}
    most = 0
    able = sorted(
        ((how_many_may_be_said(rule, one), place) for place, one in enumerate(passages)), reverse=True
    )
    for may_say, place in able:
        if may_say + BY_GOOD_WILL < most or not reaches(HALF, may_say, len(rule.essential)):
            break
        seen[place] = list(_about(rule, passages[place]))
        most = max(most, len(_stated(seen[place])))
    return _of_most(rule, seen, _stated)


def _speaking(rule: Rule, passages: Sequence[Passage]) -> list[Seen]:
    """The same for what is said in any way, or met by a defect."""
    return _of_most(rule, {place: list(_about(rule, one)) for place, one in enumerate(passages)}, _spoken_of)


def _of_most(
    rule: Rule, seen: Mapping[int, list[Seen]], elements: Callable[[Sequence[Seen]], frozenset[str]]
) -> list[Seen]:
    """Of what is seen, by place of the section, that with most elements; nothing if that is less than half.

    Of several one that no defect meets as a whole, then by which elements: in which order the sections stand
    must not matter. Those with the same elements are heard together, in reading order.
    """
    found = {place: elements(here) for place, here in seen.items()}
    most = max(map(len, found.values()), default=0)
    if not most or not reaches(HALF, most, len(rule.essential)):
        return []

    def worth(place: int) -> tuple[bool, list[str]]:
        return _is_met(seen[place]), sorted(found[place])

    best = min((place for place in found if len(found[place]) == most), key=worth)
    alike = sorted(place for place in found if worth(place) == worth(best))
    return [each for place in alike for each in seen[place]]


def _stated(seen: Sequence[Seen]) -> frozenset[str]:
    """The elements that are stated."""
    return frozenset(
        name for _, result in seen for name, one in result.elements.items() if one.state == "present"
    )


def _spoken_of(seen: Sequence[Seen]) -> frozenset[str]:
    """The elements that are said in any way, and those that a defect meets."""
    said = (name for _, result in seen for name, one in result.elements.items() if one.state != "missing")
    return frozenset(said).union(*(defect.touches for _, result in seen for defect, _ in result.defects))


def _is_met(seen: Sequence[Seen]) -> bool:
    """Whether a defect meets the whole duty."""
    return any(not defect.touches for _, result in seen for defect, _ in result.defects)


def _without_what_is_stated(result: PassageResult) -> PassageResult:
    states = result.elements.items()
    return replace(result, elements={n: NOTHING if one.state == "present" else one for n, one in states})
