"""A text whose sections are its own: a duty is told by the section that states most of it.

Nobody says which section answers for what. A word here and a word there make up any duty, and a neighbour's
defect would take back any; so one section is heard, and what others say of the duty is not. The numbers stand
in docs/evaluation.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checks.excerpts import excerpts
from checks.frames import NOTHING
from checks.model import Rule
from checks.passage import Passage
from checks.seen import HALF, MOST, Seen, Share, judged, may_state, only_lacking, reaches, told_by_half
from checks.verdict import PassageResult


def read_own_sections(rule: Rule, passages: Sequence[Passage]) -> list[Seen]:
    """What the rule sees in the section that states most of its duty, if that is half of it at least.

    Of sections that state the same elements all are heard. Where none states half, nothing counts as stated,
    but what is denied, wished for or left to others is told.
    """
    for share in (MOST, HALF):
        telling = _telling(rule, passages, share)
        if telling:
            lacking = only_lacking(rule, telling)
            return telling if lacking is None else [*telling, *told_by_half(rule, lacking, telling)]
    return [
        (part, _without_what_is_stated(result))
        for passage in passages
        for part, result in _about(rule, passage)
    ]


def _about(rule: Rule, passage: Passage) -> Iterator[Seen]:
    """What the rule sees around its topic; in the whole section, if it has none."""
    for part in excerpts(rule, passage, at_home=True) if rule.topic else (passage,):
        result = judged(rule, part, to_the_letter=False)
        if result is not None:
            yield part, result


def _telling(rule: Rule, passages: Sequence[Passage], share: Share) -> list[Seen]:
    """What is seen in the section that states most of the duty; nothing where that is less than the share."""
    may_tell = (passage for passage in passages if may_state(rule, passage, share))
    seen = [each for passage in may_tell for each in _about(rule, passage)]
    said: dict[str, frozenset[str]] = {}
    for part, result in seen:
        present = (name for name, element in result.elements.items() if element.state == "present")
        said[part.section] = said.get(part.section, frozenset()).union(present)
    most = max(map(len, said.values()), default=0)
    if not most or not reaches(share, most, len(rule.essential)):
        return []
    # Of several by what they state: in which order they stand must not matter.
    elements = min((names for names in said.values() if len(names) == most), key=sorted)
    return [(part, result) for part, result in seen if said[part.section] == elements]


def _without_what_is_stated(result: PassageResult) -> PassageResult:
    states = result.elements.items()
    return replace(result, elements={n: NOTHING if one.state == "present" else one for n, one in states})
