"""What a detector gets, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, TypeVar

from checks.answers import Answers
from checks.cues import state_of
from checks.languages import Words
from checks.model import Evidence
from checks.passage import Passage, Sentence

Made = TypeVar("Made")
FEWEST_WORDS = 5
"""A section with fewer words than this has no text to judge: a title, or a note to oneself."""
NO_TEXT = frozenset({"heading", "picture"})


@dataclass(frozen=True)
class Case:
    """The written sections in the reach of a rule, and the scoping answers."""

    sections: tuple[Passage, ...]
    answers: Answers

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence and row of a table, in reading order, headings apart."""
        for section in self.sections:
            yield from _written(section)

    def each(self, read: Callable[..., Iterable[Made]], *told: Hashable) -> Iterator[Made]:
        """What `read` finds in each of them: told the sentence and the rest, and asked once per text."""
        for section in self.sections:
            yield from section.once((read, *told), None, partial(_read_all, section, read, told))


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


def _read_all(
    section: Passage, read: Callable[..., Iterable[Made]], told: Sequence[Hashable]
) -> tuple[Made, ...]:
    return tuple(made for sentence in _written(section) for made in read(sentence, *told))


def _written(section: Passage) -> Iterator[Sentence]:
    return (sentence for sentence in section.sentences if sentence.kind not in NO_TEXT)


def is_written(section: Passage) -> bool:
    """Whether there is text to judge: headings and pictures alone are none."""
    words = sum(len(sentence.quote.split()) for sentence in section.sentences if sentence.kind not in NO_TEXT)
    return words >= FEWEST_WORDS


def is_meant(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words between these offsets of the sentence are a duty: not denied, wished, or planned."""
    analysis = sentence.analysis
    left, right = analysis.own_start + start, analysis.own_start + end
    inside = [place for place, token in enumerate(analysis.tokens) if left <= token.start < right]
    return bool(inside) and state_of(analysis, inside[0], inside[-1], False) == "present"


def header_of(sentence: Sentence) -> str:
    """The header row of a row of a table; empty for any other sentence, and for the header itself."""
    return sentence.analysis.text[: sentence.analysis.own_start] if sentence.kind == "table" else ""
