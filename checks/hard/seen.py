"""What a detector gets, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from checks.model import Evidence, SectionText, TextBlock, Words
from checks.scope import Answers
from checks.text import sentences

FEWEST_WORDS = 5
"""A section with fewer words than this has no text to judge: a title, or a note to oneself."""


@dataclass(frozen=True)
class Case:
    """The written sections in the reach of a rule, and the scoping answers."""

    sections: tuple[SectionText, ...]
    answers: Answers

    def given(self, question: str) -> tuple[str, ...] | None:
        """The values of an answer; None when it is missing, unknown, or no list of choices."""
        answer = self.answers.get(question)
        if answer is None or isinstance(answer, bool):
            return None
        values = (answer,) if isinstance(answer, str) else tuple(answer)
        return None if not values or "unknown" in values else values


@dataclass(frozen=True)
class Seen:
    """The state of an element; `says` replaces its words where it is not present.

    `bars` means that the law excludes what was seen: nothing else can make up for it.
    """

    state: Literal["present", "missing", "negated"]
    evidence: tuple[Evidence, ...] = ()
    says: Words = field(default_factory=dict)
    bars: bool = False


@dataclass(frozen=True)
class Undecided:
    """Nothing can be said: these questions have no answer, or for the reason in `says`, or without text."""

    questions: tuple[str, ...] = ()
    says: Words = field(default_factory=dict)


@dataclass(frozen=True)
class Irrelevant:
    """The element does not arise here: it neither counts nor is missing."""


Outcome = Seen | Undecided | Irrelevant
PRESENT = Seen("present")
Settings = Mapping[str, str]


def is_written(section: SectionText) -> bool:
    """Whether there is text to judge: headings and pictures alone are none."""
    words = sum(
        len(block.text.split()) for block in section.blocks if block.kind not in ("heading", "picture")
    )
    return words >= FEWEST_WORDS


def quoted(section: SectionText, block: TextBlock, start: int, end: int) -> Evidence:
    """The place as evidence; the engine names the element."""
    return Evidence(block.id, start, end, block.text[start:end], "", section.key)


def pieces(block: TextBlock) -> list[tuple[int, int]]:
    """Half-open ranges of what is read as one statement: a sentence, or a row of a table."""
    if block.kind != "table":
        return sentences(block.text)
    ranges, position = [], 0
    for line in block.text.split("\n"):
        if line.strip(" |-:"):
            ranges.append((position, position + len(line)))
        position += len(line) + 1
    return ranges
