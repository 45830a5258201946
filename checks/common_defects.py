"""Defects that a pack describes once: rules choose from them, every rule has some, and some are doubts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from checks.model import Defect, DefectSet, Line, Words

WHERE_COMPLETE = "where complete"
AT_THE_CLOSE = "at the close"


@dataclass(frozen=True)
class CommonDefect:
    """A defect as the pack describes it for all rules."""

    says: Words
    lines: tuple[Line, ...]
    unless: tuple[Line, ...]
    everywhere: str = "no"


class CommonDefects(dict[str, CommonDefect]):
    """The defects of a pack by their code."""

    def __init__(self, found: Mapping[str, CommonDefect]) -> None:
        super().__init__(found)
        self._made: dict[frozenset[str], DefectSet] = {}

    def everywhere(self, elements: frozenset[str]) -> DefectSet:
        """Those of every rule; one value for all rules with elements of the same names."""
        known = self._made.get(elements)
        if known is None:
            known = self._made[elements] = DefectSet(
                tuple(
                    Defect(code.split("_")[0], each.says, each.lines, each.unless, elements, everywhere=True)
                    for code, each in self.items()
                    if each.everywhere == "yes"
                )
            )
        return known

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
                    closing=each.everywhere == AT_THE_CLOSE,
                )
                for code, each in self.items()
                if each.everywhere in (WHERE_COMPLETE, AT_THE_CLOSE)
            )
        )
