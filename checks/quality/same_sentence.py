"""One sentence that stands in two places with different numbers in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from checks.evidence import quote
from checks.figures import NUMBER_WORDS
from checks.model import Rule
from checks.passage import Passage, Sentence
from checks.quality.model import Problem
from checks.quality.spans import NOT_OWN_WORDS, in_each_sentence, remembered
from checks.quality.statements import Statement, contradictions
from checks.sections import ProgrammeFacts

FEWEST_WORDS = 6
"""Shorter sentences are alike by chance."""
_NOT_COMPARED = NOT_OWN_WORDS | {"table"}
_DIGIT = re.compile(r"\d")
_NAMES_A_PLACE = frozenset(
    "article articles section chapter annex appendix form paragraph step phase class version"
    " artikel artikelen onderdeel hoofdstuk bijlage formulier paragraaf stap fase klasse versie".split()
)


def same_sentence(rule: Rule, passages: Sequence[Passage], facts: ProgrammeFacts) -> Iterable[Problem]:
    """Sentences in different sections that are word for word the same but for their numbers."""
    told = remembered(rule, passages, _statements)
    return [
        problem for problem in contradictions(rule, told) if problem.at.section != problem.against[0].section
    ]


def _statements(rule: Rule, passage: Passage) -> list[Statement]:
    return in_each_sentence(rule, passage, _statement, but_for=_NOT_COMPARED)


def _statement(_: Rule, sentence: Sentence) -> list[Statement]:
    forms = [token.form for token in sentence.analysis.tokens[sentence.analysis.own_first :]]
    if NUMBER_WORDS.keys().isdisjoint(forms) and _DIGIT.search(sentence.quote) is None:
        return []
    numbers = [place for place, form in enumerate(forms) if form[0].isdigit() or form in NUMBER_WORDS]
    amounts = [place for place in numbers if _is_amount(place, forms)]
    if not amounts or len(forms) - len(amounts) < FEWEST_WORDS:
        return []
    told = " ".join(forms[place] for place in amounts)
    for place in amounts:
        forms[place] = "#"
    return [Statement(" ".join(forms), "numbers", frozenset([told]), quote(sentence, "numbers"))]


def _is_amount(place: int, forms: Sequence[str]) -> bool:
    """A number that says how much; not that of a list item, a section, an article or a law."""
    return place > 0 and "." not in forms[place] and forms[place - 1] not in _NAMES_A_PLACE
