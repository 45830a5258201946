"""Runs the examples that lie beside each rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.model import Example, Pack
from checks.runner import judge_passage


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


def _problems(pack: Pack, example: Example) -> Iterator[str]:
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
