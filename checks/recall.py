"""Judging again only what an edit touches: a rule sees only the sentences that have one of its words.

As long as those sentences, their places and the headings above them stay as they were, so does the judgement.
"""

from __future__ import annotations

from checks.analysis import Passage
from checks.model import Rule
from checks.verdict import PassageResult, judge

MOST_KEPT = 10_000


def recalled(rule: Rule, passage: Passage) -> PassageResult | None:
    """What the rule sees in the passage; None when that is nothing at all."""
    names = rule.concepts & passage.places.keys()
    if not names:
        return None
    seen = sorted({place for name in names for place in passage.places[name]})
    # The rule is part of the key by its `id`, and kept with the result so that the `id` stays its own.
    key = (
        id(rule),
        rule.concepts & passage.above,
        tuple((place, passage.sentences[place].analysis.serial) for place in seen),
        tuple(rule.concepts & passage.sentences[place].above for place in seen),
    )
    known = passage.earlier.get(key)
    if known is None:
        result = judge(rule, passage)
        known = passage.earlier[key] = (rule, None if result.is_silent else result)
        if len(passage.earlier) > MOST_KEPT:
            passage.earlier.popitem(last=False)
    else:
        passage.earlier.move_to_end(key)
    kept: PassageResult | None = known[1]
    return kept
