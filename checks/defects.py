"""Ways in which a clause defeats itself, and which of them can show in a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from checks.languages import Words
from checks.lines import Line
from checks.names import union
from checks.other_subjects import SubjectWords

Edge = Literal["at the opening", "at the close", "from the last element"]
EDGES: tuple[Edge, ...] = get_args(Edge)
Spares = Literal["no", "before", "yes"]


@dataclass(frozen=True)
class Defect:
    """A way in which a clause defeats itself. Empty `touches` means the whole duty falls.

    One that `spares` weakens a duty (a wish, a condition); the others tell of another duty (own staff only).
    One that spares what stands "before" it closes a text: what is said last to be still to come is the rest.

    One with `words` shows where many words of a text belong to other subjects (`checks.other_subjects`).

    One with an `edge` is looked for only there, in a single clause that is complete (`checks.edges`); one
    `of_the_rest` is what such a clause says besides, where that is much (`checks.unasked`); one
    `in_the_telling` is what the only sentences say besides that tell an element of it (`checks.telling`).
    """

    code: str
    says: Words
    lines: tuple[Line, ...]
    unless: tuple[Line, ...]
    touches: frozenset[str]
    everywhere: bool = False
    spares: Spares = "no"
    edge: Edge | None = None
    words: SubjectWords | None = None
    of_the_rest: bool = False
    in_the_telling: bool = False

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Concepts of which one must occur before the defect can show."""
        return union(*(line.starts for line in self.lines))


Shown = tuple[tuple[Defect, tuple[int, ...]], ...]
"""Defects, each with the places of the sentences that show it."""


@dataclass(frozen=True)
class DefectSet:
    """Defects of one rule, or those that many rules share, found by the words that they need."""

    defects: tuple[Defect, ...] = ()

    def possible(self, names: frozenset[str]) -> list[Defect]:
        """In their order, those that can show where these concepts occur."""
        known = self._by_anchor
        numbers = {number for name in self._anchors & names for number in known[name]}
        return [self.defects[number] for number in sorted(numbers)]

    @cached_property
    def told_by_words(self) -> tuple[Defect, ...]:
        """Those that no concept, but the words of the whole text show."""
        return tuple(defect for defect in self.defects if defect.words is not None)

    @cached_property
    def of_the_rest(self) -> tuple[Defect, ...]:
        """Those that the room shows which other things take."""
        return tuple(defect for defect in self.defects if defect.of_the_rest)

    @cached_property
    def concepts(self) -> frozenset[str]:
        """Every concept that any of their lines names."""
        lines = (line for defect in self.defects for line in (*defect.lines, *defect.unless))
        return union(*(line.concepts for line in lines))

    @cached_property
    def _anchors(self) -> frozenset[str]:
        """All their anchors. Of two sets the smaller is gone through: a section has hundreds of concepts."""
        return frozenset(self._by_anchor)

    @cached_property
    def _by_anchor(self) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, list[int]] = {}
        for number, defect in enumerate(self.defects):
            for name in defect.anchors:
                found.setdefault(name, []).append(number)
        return {name: tuple(numbers) for name, numbers in found.items()}


NO_DEFECTS = DefectSet()
