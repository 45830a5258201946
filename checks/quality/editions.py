"""The edition of the control list that a programme says it works with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from checks.evidence import quote
from checks.model import Rule
from checks.passage import Passage, Sentence
from checks.quality.model import Problem
from checks.quality.spans import lines_of, occurrences, remembered
from checks.quality.statements import Statement, contradictions
from checks.sections import ProgrammeFacts

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january januari", "february februari", "march maart", "april", "may mei", "june juni",
            "july juli", "august augustus", "september", "october oktober", "november", "december",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_DAY = re.compile(r"\b(\d{1,2}) (" + "|".join(_MONTHS) + r") (20\d{2})\b", re.IGNORECASE)
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
    told = [statement for passage in passages for statement in remembered(rule, passage, _statements)]
    return contradictions(rule, told)


def _statements(rule: Rule, passage: Passage) -> list[Statement]:
    found: dict[int, Sentence] = {}
    for element in rule.elements:
        for line in lines_of(element):
            found |= {id(sentence): sentence for sentence, _ in occurrences(line, passage)}
    return [statement for sentence in found.values() for statement in _of(sentence)]


def _of(sentence: Sentence) -> Iterator[Statement]:
    text, at = sentence.quote, quote(sentence, "edition")
    days = {f"{y}-{_MONTHS[m.lower()]:02}-{int(d):02}" for d, m, y in _DAY.findall(text)}
    acts = set(_ACT.findall(text))
    years = {day[:4] for day in days} or set(_YEAR.findall(text))
    for sort, values in (("day", days), ("act", acts), ("year", years)):
        if values:
            yield Statement("edition", sort, frozenset(values), at)
