"""What a detector is given and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from checks.model import Evidence, Rule
from checks.passage import Passage
from checks.sections import ProgrammeFacts


@dataclass(frozen=True, slots=True)
class Problem:
    """Something noticed `at` a place; `against` are the places elsewhere that it does not agree with."""

    at: Evidence
    against: tuple[Evidence, ...] = ()


Find = Callable[[Rule, Sequence[Passage], ProgrammeFacts], Iterable[Problem] | None]
"""Sections in, problems out; None when something that it needs to know is unknown."""


@dataclass(frozen=True, slots=True)
class Detector:
    """A way of looking. `concepts` are the names it looks for besides those in the rule's lines.

    One for what is `absent` looks for elements that do not occur: its problems name those.
    """

    find: Find
    concepts: frozenset[str] = frozenset()
    absent: bool = False
