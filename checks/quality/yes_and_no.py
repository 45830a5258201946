"""Things that one section says the company does and another says it does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checks.evidence import quote
from checks.frames import match_line
from checks.model import Rule
from checks.passage import Passage
from checks.quality.model import Problem
from checks.quality.spans import NOT_OWN_WORDS, lines_of, remembered
from checks.quality.statements import Statement, contradictions
from checks.sections import ProgrammeFacts

_SAID = {"present": "yes", "negated": "no"}
IN_PART = "DENIED_IN_PART"


def yes_and_no(rule: Rule, passages: Sequence[Passage], facts: ProgrammeFacts) -> Iterable[Problem]:
    """Elements that are meant in one sentence and denied in another."""
    told = remembered(rule, passages, _statements)
    return contradictions(rule, told)


def _statements(rule: Rule, passage: Passage) -> list[Statement]:
    said: dict[tuple[str, int], set[str]] = {}
    for element in rule.elements:
        for line in lines_of(element):
            for match in match_line(line, passage):
                partly_denied = match.state == "negated" and _is_limited(passage, match.places[0])
                if match.state in _SAID and not partly_denied:
                    said.setdefault((element.id, match.places[0]), set()).add(_SAID[match.state])
    return [
        Statement(fact, "use", frozenset(values), quote(passage.sentences[place], fact))
        for (fact, place), values in said.items()
        if passage.sentences[place].kind not in NOT_OWN_WORDS
    ]


def _is_limited(passage: Passage, place: int) -> bool:
    return IN_PART in passage.sentences[place].analysis.hits
