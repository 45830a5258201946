"""Periods, deadlines and rhythms that one kind of fact is given in different places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checks.evidence import quote
from checks.figures import NUMBER, number_of
from checks.model import Element, Rule
from checks.passage import Passage, Sentence
from checks.quality.model import Problem
from checks.quality.spans import lines_of, occurrences, range_of, remembered
from checks.quality.statements import Statement, contradictions
from checks.sections import ProgrammeFacts

REACH = 90
"""Characters between the words of the fact and its quantity."""
MOST_KEPT = 500
"""So many sentences are remembered with their quantities."""

_UNITS = {
    "y": ("month", 12), "j": ("month", 12), "mo": ("month", 1), "ma": ("month", 1), "we": ("day", 7),
    "da": ("day", 1), "wer": ("working day", 1), "h": ("hour", 1), "u": ("hour", 1),
}  # fmt: skip
"""What a unit begins with, with the unit it is counted in and how many of those it holds."""
_QUANTITY = re.compile(
    rf"\b({NUMBER})(?: ?\(\d{{1,3}}\))?[ -]"
    r"(?:(working|business|calendar|kalender|full|volle) ?)?"
    r"(years?|jaar|jaren|months?|maand(?:en)?|weeks?|week|weken|days?|dag(?:en)?|werkdag(?:en)?|hours?|uur|uren)\b",
    re.IGNORECASE,
)
_RHYTHM = re.compile(
    r"\b(?:(?P<twice>twice|two times|twee keer|tweemaal) (?:a|per|each|every) (?:year|jaar)"
    r"|(?P<half>half[- ]?yearly|every half year|halfjaarlijks|(?:elk|ieder|per) half ?jaar)"
    r"|(?P<year>yearly|annually|annual|every year|each year|once a year"
    r"|jaarlijkse?|elk jaar|ieder jaar|(?:een|één) keer per jaar|eens per jaar|eenmaal per jaar)"
    r"|(?P<quarter>quarterly|every quarter|each quarter|(?:elk|ieder|per) kwartaal)"
    r"|(?P<month>monthly|every month|each month|maandelijkse?|elke maand|iedere maand))\b",
    re.IGNORECASE,
)
_RHYTHM_MONTHS = {"twice": 6, "half": 6, "year": 12, "quarter": 3, "month": 1}
_DEADLINE = re.compile(
    r"\b(within|no later than|not later than|at the latest|binnen|uiterlijk|in)( the| de)?$", re.I
)
_EVERY = re.compile(
    r"\b(every|each|once in|once every|elke|iedere|om de|eens in de|eens per)( the| de)?$", re.I
)
_AT_LEAST = re.compile(
    r"\b(at least|minimum of|minimaal|ten minste|tenminste|minstens|not less than)( of| for)?$", re.I
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """So much of a unit at a place in a sentence: for how long, within what time, or how often."""

    sort: str
    unit: str
    amount: int
    start: int
    at_least: bool


def quantities(rule: Rule, passages: Sequence[Passage], facts: ProgrammeFacts) -> Iterable[Problem]:
    """Facts with two different quantities of one sort and unit. `values` of the rule names the sorts."""
    told = remembered(rule, passages, _statements)
    return contradictions(rule, told, _clash)


@lru_cache(maxsize=MOST_KEPT)
def quantities_in(text: str) -> tuple[Quantity, ...]:
    """Every quantity of time in a sentence. It is asked once for each fact that the sentence may give."""
    return tuple(_quantities_in(text))


def _quantities_in(text: str) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(text):
        before = text[: match.start()].rstrip()
        least = _AT_LEAST.search(before[-30:])
        at = before[-30:][: least.start()].rstrip() if least else before[-30:]
        sort = "deadline" if _DEADLINE.search(at) else "rhythm" if _EVERY.search(at) else "period"
        unit, times = _unit(match.group(3).lower(), match.group(2))
        yield Quantity(sort, unit, number_of(match.group(1)) * times, match.start(), least is not None)
    for match in _RHYTHM.finditer(text):
        yield Quantity("rhythm", "month", _RHYTHM_MONTHS[match.lastgroup or "year"], match.start(), False)


def _unit(written: str, qualifier: str | None) -> tuple[str, int]:
    beginning = max((start for start in _UNITS if written.startswith(start)), key=len)
    unit, times = _UNITS[beginning]
    is_working = unit == "day" and times == 1 and (qualifier or "").lower() in ("working", "business")
    return ("working day", 1) if is_working else (unit, times)


def _statements(rule: Rule, passage: Passage) -> list[Statement]:
    return [statement for element in rule.elements for statement in _of(rule, element, passage)]


def _of(rule: Rule, element: Element, passage: Passage) -> Iterator[Statement]:
    seen: set[int] = set()
    for line in lines_of(element):
        for sentence, span in occurrences(line, passage):
            if id(sentence) in seen:
                continue
            near = list(_near(rule, sentence, span))
            if near:
                seen.add(id(sentence))
            for sort, unit in dict.fromkeys((one.sort, one.unit) for one in near):
                fitting = [one for one in near if (one.sort, one.unit) == (sort, unit)]
                yield Statement(
                    element.id,
                    f"{sort} {unit}",
                    frozenset(str(one.amount) for one in fitting),
                    quote(sentence, element.id),
                    all(one.at_least for one in fitting),
                )


def _near(rule: Rule, sentence: Sentence, span: tuple[int, int]) -> Iterator[Quantity]:
    start, end = range_of(sentence, span)
    for one in quantities_in(sentence.quote):
        if one.sort in rule.values and start - REACH <= one.start <= end + REACH:
            yield one


def _clash(one: Statement, other: Statement) -> bool:
    """Different amounts; "at least five" agrees with every single amount from five."""
    if one.at_least != other.at_least:
        floor, exact = (one, other) if one.at_least else (other, one)
        return max(map(int, exact.values)) < min(map(int, floor.values))
    return one.values.isdisjoint(other.values)
