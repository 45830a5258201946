"""Words that a good text does without: vague ones, foreign ones, those of a template or of repealed law."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checks.model import Evidence, Rule
from checks.passage import Passage, Sentence
from checks.patterns import searched_together
from checks.quality.model import Problem
from checks.quality.spans import (
    apart,
    in_each_sentence,
    lines_of,
    occurrences,
    range_of,
    remembered,
    words_at,
)
from checks.sections import ProgrammeFacts


def phrases(rule: Rule, passages: Sequence[Passage], facts: ProgrammeFacts) -> Iterable[Problem]:
    """Every place where a line of the rule holds; the words themselves are shown."""
    return [Problem(place) for place in remembered(rule, passages, _phrases)]


def signs(rule: Rule, passages: Sequence[Passage], facts: ProgrammeFacts) -> Iterable[Problem]:
    """Every stretch of text that one of the rule's patterns describes, signs included."""
    return [Problem(place) for place in remembered(rule, passages, _signs)]


def _phrases(rule: Rule, passage: Passage) -> list[Evidence]:
    found = []
    for element in rule.elements:
        by_sentence: dict[int, set[tuple[int, int]]] = {}
        sentences = {}
        for line in lines_of(element):
            for sentence, span in occurrences(line, passage):
                if not sentence.analysis.question:
                    sentences[id(sentence)] = sentence
                    by_sentence.setdefault(id(sentence), set()).add(span)
        for key, spans in by_sentence.items():
            sentence = sentences[key]
            found += [words_at(sentence, *range_of(sentence, span), element.id) for span in apart(spans)]
    return found


def _signs(rule: Rule, passage: Passage) -> list[Evidence]:
    return in_each_sentence(rule, passage, _signs_in)


def _signs_in(rule: Rule, sentence: Sentence) -> list[Evidence]:
    name = rule.elements[0].id if rule.elements else ""
    matches = searched_together(rule.patterns).finditer(sentence.quote)
    spans = {match.span(match.lastindex or 0) for match in matches if match.group()}
    return [words_at(sentence, start, end + 1, name) for start, end in apart({(s, e - 1) for s, e in spans})]
