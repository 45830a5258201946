"""Control codes that the reference data marks as not used. A code that it does not hold is not checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from checks.model import Evidence, Rule
from checks.passage import Passage, Sentence
from checks.quality.model import Problem
from checks.quality.spans import in_each_sentence, remembered, words_at
from checks.reference import control_codes
from checks.sections import ProgrammeFacts

_CODE = re.compile(
    # `\b` before a figure, said behind it: what begins with a figure is looked for at figures only.
    r"[0-9](?<!\w[0-9])[A-E][0-9]{3}(?:\.[a-z]\b(?:\.[0-9]{1,2}\b(?:\.[a-z]\b)?)?)?",
    re.IGNORECASE,
)
SAID_TO_BE_DEAD = "SAID_TO_BE_OVER"


def dead_codes(rule: Rule, passages: Sequence[Passage], facts: ProgrammeFacts) -> Iterable[Problem]:
    """Every code that stands for nothing, unless its sentence says so."""
    return [Problem(place) for place in remembered(rule, passages, _dead)]


def _dead(rule: Rule, passage: Passage) -> list[Evidence]:
    return in_each_sentence(rule, passage, _dead_in)


def _dead_in(_: Rule, sentence: Sentence) -> list[Evidence]:
    if SAID_TO_BE_DEAD in sentence.analysis.hits:
        return []
    return [
        words_at(sentence, match.start(), match.end(), "code")
        for match in _CODE.finditer(sentence.quote)
        if control_codes().state(_as_listed(match.group())) == "not_used"
    ]


def _as_listed(code: str) -> str:
    head, dot, tail = code.partition(".")
    return head.upper() + dot + tail.lower()
