"""One sentence that stands in two places with different numbers in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checks.analysis import Passage, Sentence
from checks.frames import quote
from checks.model import ProgrammeFacts, Rule
from checks.quality.model import Problem
from checks.quality.quantities import NUMBER_WORDS
from checks.quality.spans import NOT_OWN_WORDS, remembered
from checks.quality.statements import Statement, contradictions

FEWEST_WORDS = 6
"""Shorter sentences are alike by chance."""


def same_sentence(rule: Rule, passages: Sequence[Passage], facts: ProgrammeFacts) -> Iterable[Problem]:
    """Sentences in different sections that are word for word the same but for their numbers."""
    told = [statement for passage in passages for statement in remembered(rule, passage, _statements)]
    return [
        problem for problem in contradictions(rule, told) if problem.at.section != problem.against[0].section
    ]


def _statements(rule: Rule, passage: Passage) -> list[Statement]:
    return [
        statement
        for sentence in passage.sentences
        if sentence.kind not in NOT_OWN_WORDS and sentence.kind != "table"
        for statement in _of(sentence)
    ]


def _of(sentence: Sentence) -> Iterable[Statement]:
    tokens = sentence.analysis.tokens[sentence.analysis.own_first :]
    numbers = [token.form for token in tokens if _is_number(token.form)]
    if not numbers or len(tokens) - len(numbers) < FEWEST_WORDS:
        return []
    words = " ".join("#" if _is_number(token.form) else token.form for token in tokens)
    return [Statement(words, "numbers", frozenset([" ".join(numbers)]), quote(sentence, "numbers"))]


def _is_number(form: str) -> bool:
    return form[0].isdigit() or form in NUMBER_WORDS
