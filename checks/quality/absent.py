"""Sections without something that every procedure has: a person, or a moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checks.evidence import quote
from checks.model import Element, Evidence, Rule
from checks.passage import Passage
from checks.quality.model import Problem
from checks.quality.spans import lines_of, remembered
from checks.sections import ProgrammeFacts

FEWEST_WORDS = 15
"""A text with fewer words is a note and no procedure yet."""


def absent(rule: Rule, passages: Sequence[Passage], facts: ProgrammeFacts) -> Iterable[Problem]:
    """The first sentence of each home section in which an element of the rule does not occur at all."""
    return [Problem(place) for place in remembered(rule, passages, _unnamed)]


def _unnamed(rule: Rule, passage: Passage) -> list[Evidence]:
    at_home = passage.section in rule.home or not passage.section.startswith(("icp.", "own."))
    written = [sentence for sentence in passage.sentences if sentence.kind != "heading"]
    if not at_home or sum(len(sentence.quote.split()) for sentence in written) < FEWEST_WORDS:
        return []
    names = passage.names
    return [quote(written[0], element.id) for element in rule.elements if not _occurs(element, names)]


def _occurs(element: Element, names: frozenset[str]) -> bool:
    return any(not item.concepts.isdisjoint(names) for line in lines_of(element) for item in line.items)
