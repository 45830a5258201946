"""Half of an element, in a passage that says nothing else of the duty: what a policy promises in general.

"We respect human rights as the UN Guiding Principles set out" names one of two standards; by the letter
nothing of the duty is there. Whoever reads such a passage sees it said all the same. Which elements count by
half, and beside which concepts, stands in the rules (`half_beside`). Beside an element that is said whole
half of another is a gap, and in a programme another section says the rest: there it counts for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from checks.frames import ElementResult, Match
from checks.model import Rule
from checks.passage import Passage
from checks.telling import stands_beside
from checks.verdict import PassageResult


def half_said(rule: Rule, result: PassageResult, passage: Passage) -> Mapping[str, ElementResult]:
    """The elements of which the passage says a part that counts, as present.

    Empty as soon as it says a whole element, something against the duty, or something that is not meant.
    """
    if result.defects or any(element.state != "missing" for element in result.elements.values()):
        return {}
    found = {}
    for element in rule.essential:
        parts = tuple(
            tuple(match for match in part if _counts(match, element.half_beside, rule, passage))
            for part in result.elements[element.id].begun.parts
        )
        if any(parts):
            found[element.id] = ElementResult("present", parts)
    return found


def _counts(match: Match, beside: frozenset[str], rule: Rule, passage: Passage) -> bool:
    """Whether each of its sentences has one of these concepts, and no denial, limit or condition."""
    doubts = [doubt for doubt in rule.doubts.defects if doubt.in_the_telling]
    return all(
        not beside.isdisjoint(passage.sentences[place].analysis.hits)
        and not any(stands_beside(doubt, match, place, passage) for doubt in doubts)
        for place in match.places
    )
