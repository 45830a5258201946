"""The edition of the control list that a programme says it works with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from checks.evidence import quote
from checks.figures import dates
from checks.model import Rule
from checks.passage import Passage, Sentence
from checks.quality.model import Problem
from checks.quality.spans import lines_of, occurrences, remembered
from checks.quality.statements import Statement, contradictions
from checks.sections import ProgrammeFacts

_ACT = re.compile(
    r"\b(?:Delegated Regulation|Gedelegeerde Verordening) \(EU\) (?:nr\. |No )?(20\d{2}/\d{1,4})\b",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?:edition|editie|version|versie|list|lijst|published|issued|gepubliceerd|uitgegeven|verschenen)"
    r"(?:[^.;:]{0,12} (?:that|the one|die|degene))?(?: (?:of|for|in|from|van|uit))? (20\d{2})\b(?!/)",
    re.IGNORECASE,
)


def editions(rule: Rule, passages: Sequence[Passage], facts: ProgrammeFacts) -> Iterable[Problem]:
    """Two sentences that name different editions: by day, by act or by year."""
    told = remembered(rule, passages, _statements)
    return contradictions(rule, told)


def _statements(rule: Rule, passage: Passage) -> list[Statement]:
    found: dict[int, Sentence] = {}
    for element in rule.elements:
        for line in lines_of(element):
            found |= {id(sentence): sentence for sentence, _ in occurrences(line, passage)}
    return [statement for sentence in found.values() for statement in _of(sentence)]


def _of(sentence: Sentence) -> Iterator[Statement]:
    text, at = sentence.quote, quote(sentence, "edition")
    days = {day.isoformat() for _, _, day in dates(text)}
    acts = set(_ACT.findall(text))
    years = {day[:4] for day in days} or set(_YEAR.findall(text))
    for sort, values in (("day", days), ("act", acts), ("year", years)):
        if values:
            yield Statement("edition", sort, frozenset(values), at)
