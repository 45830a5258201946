"""Every example beside every rule of every built-in pack holds."""

import pytest

from checks import ExampleOutcome, read_packs, run_examples

OUTCOMES = [outcome for pack in read_packs() for outcome in run_examples(pack)]


@pytest.mark.parametrize(
    "outcome", OUTCOMES, ids=[f"{o.example.rule}-{o.example.language}-{o.example.name}" for o in OUTCOMES]
)
def test_example_holds(outcome: ExampleOutcome) -> None:
    """The engine says of this text what its author expects, and quotes what it should."""
    assert outcome.holds, f"{outcome.example.file}:{outcome.example.line}: {outcome.problem}"
