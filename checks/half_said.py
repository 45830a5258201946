"""Half of an element, in a passage that says nothing else of the duty: what a policy promises in general.

"We respect human rights as the UN Guiding Principles set out" names one of two standards; by the letter
nothing of the duty is there. Whoever reads such a passage sees it said all the same. Which elements count by
half, and what the sentence must say for it, stands in the rules (`half`). Beside an element that is said
whole half of another is a gap, and in a programme another section says the rest: there it counts for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from checks.frames import ElementResult, match_line
from checks.model import Rule
from checks.passage import Passage
from checks.verdict import PassageResult, beside, shown_defects


def half_said(rule: Rule, result: PassageResult, passage: Passage) -> Mapping[str, ElementResult]:
    """The elements of which the passage says a part that counts, as present.

    Empty as soon as it says a whole element, something against the duty, or something that is not meant.
    """
    if result.defects or any(element.state != "missing" for element in result.elements.values()):
        return {}
    found = {}
    for element in rule.essential:
        counting = {
            at
            for line in element.half
            for match in match_line(line, passage)
            if match.state == "present"
            for at in match.places
        }
        said = result.elements[element.id].begun.within(counting)
        if any(said.parts):
            found[element.id] = ElementResult("present", said.parts)
    blocks = frozenset(passage.sentences[at].block for each in found.values() for at in each.places)
    return {} if shown_defects(rule, passage, blocks, beside(blocks, passage)) else found
