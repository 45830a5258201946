"""Runs the examples that lie beside each rule, and compares them with each other."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from checks.example import Example
from checks.model import Pack
from checks.one_passage import judge_passage
from checks.plain_text import blocks_of
from checks.runner import run
from checks.sections import SectionText

SHINGLE = 3
TOO_ALIKE = 0.6
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class ExampleOutcome:
    """One example with what went wrong; an empty `problem` means it holds."""

    example: Example
    problem: str

    @property
    def holds(self) -> bool:
        """Whether the engine says what the author expects."""
        return not self.problem


def run_examples(pack: Pack, only: str | None = None) -> tuple[ExampleOutcome, ...]:
    """Every example of a pack, or of one rule, in file order."""
    return tuple(
        ExampleOutcome(example, "; ".join(_problems(pack, example)))
        for example in pack.examples
        if only is None or example.rule == only
    )


def near_duplicates(examples: Sequence[Example]) -> tuple[tuple[Example, Example], ...]:
    """Pairs of examples of one rule, language, outcome and answers whose words are nearly the same.

    Such a pair proves no more than one of the two. Words are compared in rows of three; an example and its
    counterpart with another outcome may well be alike.
    """
    groups: dict[tuple[str, ...], list[tuple[Example, frozenset[tuple[str, ...]]]]] = {}
    for example in examples:
        case = json.dumps(dict(example.answers), sort_keys=True)
        key = (example.rule, example.language, example.expect, case)
        groups.setdefault(key, []).append((example, _shingles(example)))
    return tuple(
        (one, other)
        for group in groups.values()
        for (one, its), (other, others) in combinations(group, 2)
        if _alike(its, others)
    )


def _shingles(example: Example) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(" ".join((example.text, *example.texts.values())).lower())
    rows = max(1, len(words) - SHINGLE + 1)
    return frozenset(tuple(words[start : start + SHINGLE]) for start in range(rows))


def _alike(one: Collection[tuple[str, ...]], other: Collection[tuple[str, ...]]) -> bool:
    shared = len(set(one) & set(other))
    return shared >= TOO_ALIKE * (len(one) + len(other) - shared)


def _problems(pack: Pack, example: Example) -> Iterator[str]:
    rule = pack.rule(example.rule)
    judge = _quality if rule.notices else _hard if rule.strict else _duty
    yield from judge(pack, example)


def _duty(pack: Pack, example: Example) -> Iterator[str]:
    judged = judge_passage(pack, example.rule, example.text, example.language)
    if judged.verdict != example.expect:
        states = ", ".join(f"{name} {state}" for name, state in judged.states.items())
        defects = f"; defects {', '.join(judged.defects)}" if judged.defects else ""
        yield f"expected {example.expect}, got {judged.verdict} ({states}{defects})"
    for name in example.missing:
        if judged.elements.get(name):
            yield f"{name} should be missing"
    for quotation in example.evidence:
        if not any(quotation in item.quote for item in judged.evidence):
            yield f"no evidence quotes '{quotation}'"


def _quality(pack: Pack, example: Example) -> Iterator[str]:
    sections = [_section(example, key, text) for key, text in (example.texts or {"": example.text}).items()]
    result = run((pack,), sections, {}, only={example.rule}, facts=example.facts)
    quotes = [evidence.quote for finding in result.findings for evidence in finding.evidence]
    got = "noticed" if result.findings else "not_checked" if result.not_checked else "nothing"
    if got != example.expect:
        yield f"expected {example.expect}, got {got}" + (f" ({'; '.join(quotes)})" if quotes else "")
    for quotation in example.evidence:
        if not any(quotation in quote for quote in quotes):
            yield f"no evidence quotes '{quotation}'"


def _section(example: Example, key: str, text: str) -> SectionText:
    return SectionText(key, "", example.language, tuple(block for _, block in blocks_of(text)))


def _hard(pack: Pack, example: Example) -> Iterator[str]:
    """A strict rule is judged in a small programme with its answers."""
    home = pack.rule(example.rule).home[0]
    sections = [_section(example, key, text) for key, text in (example.texts or {home: example.text}).items()]
    result = run((pack,), sections, example.answers, only={example.rule})
    finding = next(iter(result.findings), None)
    if finding is None:
        if example.expect != "not_checked" or not result.not_checked:
            yield f"expected {example.expect}, got no finding ({result.not_checked or 'not applicable'})"
        return
    if finding.verdict != example.expect:
        yield f"expected {example.expect}, got {finding.verdict} ({dict(finding.elements)})"
    for name in example.missing:
        if finding.elements.get(name, "present") == "present":
            yield f"{name} should be missing"
    for quotation in example.evidence:
        if not any(quotation in item.quote for item in finding.evidence):
            yield f"no evidence quotes '{quotation}'"
