"""Defects that a pack describes once: rules choose from them, every rule has some, and some are doubts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from checks.defects import EDGES, Defect, DefectSet, Spares
from checks.languages import Words
from checks.lines import Line
from checks.other_subjects import SubjectWords

IN_THE_REST = "in the rest"
IN_THE_TELLING = "in the telling"
PLACES_OF_DOUBTS = ("where complete", *EDGES, IN_THE_REST, IN_THE_TELLING)
"""Where a complete clause is looked at for what sets it against itself."""


@dataclass(frozen=True)
class CommonDefect:
    """A defect as the pack describes it for all rules.

    `where` is what the pack writes as `everywhere`: "no" when rules choose it, "yes" when every rule has it,
    else the place of a doubt (`PLACES_OF_DOUBTS`).
    """

    says: Words
    lines: tuple[Line, ...]
    unless: tuple[Line, ...]
    where: str = "no"
    spares: Spares = "no"
    words: SubjectWords | None = None


class CommonDefects(dict[str, CommonDefect]):
    """The defects of a pack by their code."""

    def __init__(self, found: Mapping[str, CommonDefect]) -> None:
        super().__init__(found)
        self._made: dict[frozenset[str], DefectSet] = {}

    @property
    def families(self) -> Mapping[str, Words]:
        """What the defects of each code ("D01") say in general: those that are named by the code alone."""
        return {code: each.says for code, each in self.items() if "_" not in code}

    def of_every_rule(self, elements: frozenset[str]) -> DefectSet:
        """Those of every rule; one value for all rules with elements of the same names."""
        known = self._made.get(elements)
        if known is None:
            known = self._made[elements] = DefectSet(
                tuple(
                    Defect(
                        code.split("_")[0],
                        each.says,
                        each.lines,
                        each.unless,
                        elements,
                        everywhere=True,
                        spares=each.spares,
                    )
                    for code, each in self.items()
                    if each.where == "yes"
                )
            )
        return known

    @cached_property
    def borne(self) -> frozenset[str]:
        """The codes of those that an element may bear in the sentences that tell it."""
        return frozenset(code.split("_")[0] for code, each in self.items() if each.where == IN_THE_TELLING)

    @cached_property
    def doubts(self) -> DefectSet:
        """Those that set a complete clause against itself; one value for all rules."""
        return DefectSet(
            tuple(
                Defect(
                    code.split("_")[0],
                    each.says,
                    each.lines,
                    each.unless,
                    frozenset(),
                    everywhere=True,
                    edge=next((edge for edge in EDGES if edge == each.where), None),
                    of_the_rest=each.where == IN_THE_REST,
                    in_the_telling=each.where == IN_THE_TELLING,
                )
                for code, each in self.items()
                if each.where in PLACES_OF_DOUBTS
            )
        )
