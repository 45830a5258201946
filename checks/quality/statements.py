"""What a programme says about one fact in several places, and where it does not agree with itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from checks.model import Evidence, Rule
from checks.quality.model import Problem


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence that gives a fact its values; `fact` tells which fact, `sort` what may be compared."""

    fact: str
    sort: str
    values: frozenset[str]
    at: Evidence
    at_least: bool = False


Clash = Callable[[Statement, Statement], bool]
"""Whether two statements about one fact cannot both be right."""


def disjoint(one: Statement, other: Statement) -> bool:
    """No value in common."""
    return one.values.isdisjoint(other.values)


def contradictions(rule: Rule, statements: Iterable[Statement], clash: Clash = disjoint) -> list[Problem]:
    """Each statement that does not agree with the leading one: the first at home, else the first of all.

    The finding then stands where the text departs from it, which is where it should refer to it instead.
    """
    by_fact: dict[tuple[str, str], list[Statement]] = {}
    for statement in statements:
        by_fact.setdefault((statement.fact, statement.sort), []).append(statement)
    problems = []
    for told in by_fact.values():
        if len(told) == 1:  # nearly all
            continue
        leading = _leading(rule, told)
        problems += [
            Problem(other.at, (leading.at,))
            for other in told
            if other is not leading and clash(leading, other)
        ]
    return problems


def _leading(rule: Rule, told: Sequence[Statement]) -> Statement:
    ranks = {key: rank for rank, key in enumerate(rule.home)}
    return min(told, key=lambda statement: ranks.get(statement.at.section, len(ranks)))
