"""A text whose sections are its own: a duty is told by the section that states most of it.

Nobody says which section answers for what. A word here and a word there make up any duty, and a neighbour's
defect would take back any; so one section is heard, and what others say of the duty is not. The numbers stand
in docs/evaluation.md.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from checks.excerpts import excerpts
from checks.frames import NOTHING
from checks.model import Rule
from checks.passage import Passage
from checks.seen import HALF, Seen, how_many_may_be_said, judged, only_lacking, reaches, told_by_half
from checks.states import ORDER
from checks.verdict import PassageResult

BY_GOOD_WILL = 1
"""So many elements may be read into a section that has not all of their words."""
SAID = frozenset(ORDER) - {"missing"}


def read_own_sections(rule: Rule, passages: Sequence[Passage]) -> list[Seen]:
    """What the rule sees in the section that states most of its duty, if that is half of it at least.

    Of sections that state the same elements all are heard. Where none states half, nothing counts as stated;
    then that is heard which speaks of most, of half at least: what it denies, wishes or leaves to others.
    """
    telling = _telling(rule, passages)
    if telling:
        lacking = only_lacking(rule, telling)
        return telling if lacking is None else [*telling, *told_by_half(rule, lacking, telling)]
    return [(part, _without_what_is_stated(result)) for part, result in _speaking(rule, passages)]


def _about(rule: Rule, passage: Passage) -> Iterator[Seen]:
    """What the rule sees around its topic; in the whole section, if it has none."""
    for part in excerpts(rule, passage, at_home=True) if rule.topic else (passage,):
        result = judged(rule, part, to_the_letter=False)
        if result is not None:
            yield part, result


def _telling(rule: Rule, passages: Sequence[Passage]) -> list[Seen]:
    """What is seen in the section that states most of the duty; nothing where that is less than half."""
    seen: dict[frozenset[str], list[Seen]] = {}
    most = 0
    for may_say, passage in sorted(_by_words(rule, passages), key=lambda each: -each[0]):
        if may_say + BY_GOOD_WILL < most or not reaches(HALF, may_say, len(rule.essential)):
            break
        here = list(_about(rule, passage))
        stated = _elements(here, {"present"})
        most = max(most, len(stated))
        seen.setdefault(stated, []).extend(here)
    return _of_most(rule, seen)


def _speaking(rule: Rule, passages: Sequence[Passage]) -> list[Seen]:
    """The same for what is said in any way."""
    seen: dict[frozenset[str], list[Seen]] = {}
    for passage in passages:
        here = list(_about(rule, passage))
        seen.setdefault(_elements(here, SAID), []).extend(here)
    return _of_most(rule, seen)


def _elements(seen: Iterable[Seen], states: Container[str]) -> frozenset[str]:
    """The elements that are in one of these states somewhere."""
    return frozenset(
        name for _, result in seen for name, one in result.elements.items() if one.state in states
    )


def _of_most(rule: Rule, seen: Mapping[frozenset[str], list[Seen]]) -> list[Seen]:
    """Of what is seen, by elements, that with most of them; nothing where that is less than half."""
    most = max(map(len, seen), default=0)
    if not most or not reaches(HALF, most, len(rule.essential)):
        return []
    # Of several by what they tell: in which order they stand must not matter.
    return seen[min((elements for elements in seen if len(elements) == most), key=sorted)]


def _by_words(rule: Rule, passages: Sequence[Passage]) -> Iterator[tuple[int, Passage]]:
    """How many elements each section can state: those of which all words occur."""
    for passage in passages:
        yield how_many_may_be_said(rule, passage), passage


def _without_what_is_stated(result: PassageResult) -> PassageResult:
    states = result.elements.items()
    return replace(result, elements={n: NOTHING if one.state == "present" else one for n, one in states})
