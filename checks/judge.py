"""Packs as one thing to ask, in this process; `checks.apart` asks the same of a process of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checks.answers import Answers
from checks.engine import take_in
from checks.model import Pack
from checks.pinned import Pinned, judge_pinned, sentences_to_point_at
from checks.results import CheckResult
from checks.runner import run
from checks.sections import ProgrammeFacts, SectionText

Sentences = tuple[tuple[str, tuple[str, ...]], ...]
"""The blocks of a section in reading order, each with its sentences and rows."""


@dataclass(frozen=True)
class Pointing:
    """A passage that a person points to: `quote` in a block of a section, for one element of a rule."""

    rule: str
    element: str
    section: SectionText
    block: str
    quote: str


class Judge:
    """The packs in force. One question at a time: what was read before is remembered.

    Raises ValueError for packs without words, which would find nothing anywhere.
    """

    def __init__(self, packs: Sequence[Pack]) -> None:
        if not all(pack.concepts for pack in packs):
            raise ValueError("packs that were read for showing cannot judge")
        self._packs = tuple(packs)

    def take_in(self) -> None:
        """Read what no text is needed for, so that the first check does not wait for it."""
        take_in(self._packs)

    def check(
        self, sections: Sequence[SectionText], answers: Answers, facts: ProgrammeFacts | None = None
    ) -> CheckResult:
        """Judge sections by every rule that applies."""
        return run(self._packs, sections, answers, facts=facts)

    def judge_pinned(self, pointed: Sequence[Pointing]) -> tuple[Pinned, ...]:
        """How each passage is meant. Raises KeyError for an unknown rule or element."""
        return tuple(
            judge_pinned(self._packs, one.rule, one.element, one.section, one.block, one.quote)
            for one in pointed
        )

    def sentences_to_point_at(self, rule: str, section: SectionText) -> Sentences:
        """What can be pointed to in a section. Raises KeyError for an unknown rule."""
        return sentences_to_point_at(self._packs, rule, section)

    def close(self) -> None:
        """Nothing to tidy up here."""
