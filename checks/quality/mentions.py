"""Annexes and sections that a text points at, held against those that the programme has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from checks.model import Evidence, Rule
from checks.passage import Passage, Sentence
from checks.quality.known import annex_label
from checks.quality.model import Problem
from checks.quality.spans import remembered, words_at
from checks.sections import ProgrammeFacts

_ANNEX = re.compile(
    r"\b(?i:annex|appendix|form|bijlage|formulier)(?:es|en|s)? "
    r"([A-Z]?\d{1,2})\b(?:(?:, | and | en | or | of )([A-Z]\d{1,2})\b)?"
)
_SECTION = re.compile(
    r"\b(?:sections?|chapters?|paragraphs?|onderde(?:el|len)|hoofdstuk(?:ken)?|paragra(?:af|fen)) "
    r"(\d{1,2}(?:\.\d{1,2})?)\b(?!\.\d)(?:(?:, | and | en | or | of )(\d{1,2}\.\d{1,2})\b)?"
    r"|\bicp\.(\d{1,2}\.\d{1,2})\b",
    re.IGNORECASE,
)
_OF_A_LAW = re.compile(
    r"[^.;]{0,40}?\b(?:regulation|directive|recommendation|act|decree|code|treaty|guidelines?|principles?|contract|agreement|standard"
    r"|verordening|richtlijn(?:en)?|aanbeveling|wet|besluit|wetboek|verdrag|beginselen|overeenkomst|norm|wassenaar|arrangement|iso|oecd|oeso|un|wsd|awb|wed|bsg)\b",
    re.IGNORECASE,
)
_LAW_BEFORE = re.compile(
    r"\b(?:articles?|artikel(?:en)?|regulation|directive|recommendation|verordening|richtlijn|aanbeveling|wet|besluit|iso|20\d{2}/\d+)\b[^.;]{0,30}$",
    re.IGNORECASE,
)


_Look = Callable[[Rule, Passage], list[tuple[str, Evidence]]]


def annexes(rule: Rule, passages: Sequence[Passage], facts: ProgrammeFacts) -> Iterable[Problem] | None:
    """Annexes that are named and neither belong to the programme nor stand in it under a heading."""
    if facts.annexes is None:
        return None
    there = set(facts.annexes) | {label for passage in passages for label in _headed(passage)}
    return _absent(rule, passages, there, _annexes)


def sections(rule: Rule, passages: Sequence[Passage], facts: ProgrammeFacts) -> Iterable[Problem] | None:
    """Sections and chapters that are named by number and are not in the programme."""
    if facts.numbers is None:
        return None
    return _absent(rule, passages, set(facts.numbers), _sections)


def _absent(rule: Rule, passages: Sequence[Passage], there: set[str], look: _Look) -> list[Problem]:
    return [Problem(place) for label, place in remembered(rule, passages, look) if label not in there]


def _annexes(rule: Rule, passage: Passage) -> list[tuple[str, Evidence]]:
    return list(_named(passage, _ANNEX))


def _sections(rule: Rule, passage: Passage) -> list[tuple[str, Evidence]]:
    return list(_named(passage, _SECTION))


def _named(passage: Passage, pattern: re.Pattern[str]) -> Iterator[tuple[str, Evidence]]:
    for sentence in passage.sentences:
        if sentence.kind == "heading":
            continue
        for match in pattern.finditer(sentence.quote):
            if _is_of_a_law(sentence, match):
                continue
            for label in filter(None, match.groups()):
                yield label.upper(), words_at(sentence, *match.span(), "label")


def _is_of_a_law(sentence: Sentence, match: re.Match[str]) -> bool:
    text = sentence.quote
    return bool(_OF_A_LAW.match(text, match.end()) or _LAW_BEFORE.search(text, 0, match.start()))


def _headed(passage: Passage) -> Iterator[str]:
    for sentence in passage.sentences:
        if sentence.kind == "heading" and (label := annex_label(sentence.quote.lstrip("# "))):
            yield label
