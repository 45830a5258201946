"""The sets of clauses that the figures in docs/evaluation.md come from can all be scored again."""

from collections import Counter
from pathlib import Path

import pytest

from tests.evaluation.scoring import CONTROLS, PROBES, ROUNDS, Judged, called_found, read


def test_every_set_is_scored() -> None:
    """No file of clauses lies there that no code reads."""
    there = set(Path("tests/evaluation").resolve().glob("*.jsonl"))
    assert {path.resolve() for path in (*ROUNDS, *PROBES, *CONTROLS)} == there
    assert [path.stem for path in PROBES] == [f"probes-{number}" for number in range(1, len(PROBES) + 1)]


@pytest.mark.parametrize("path", PROBES, ids=lambda path: path.stem)
def test_a_set_of_probes_counts_by_the_hundred(path: Path) -> None:
    """A hundred clauses a language, none of which may pass."""
    probes = read(path)
    assert Counter(probe.language for probe in probes) == {"en": 100, "nl": 100}
    assert "found" not in {probe.verdict for probe in probes}


@pytest.mark.parametrize("path", CONTROLS, ids=lambda path: path.stem)
def test_a_set_of_controls_counts_by_the_hundred(path: Path) -> None:
    """A hundred clauses a language, all of them complete."""
    controls = read(path)
    assert Counter(control.language for control in controls) == {"en": 100, "nl": 100}
    assert {control.verdict for control in controls} == {"found"}


def test_only_what_is_called_found_counts() -> None:
    """A clause called partly found did not pass."""
    probes = read(PROBES[0])[:3]
    verdicts = dict(zip((probe.id for probe in probes), ("found", "partly", "not_found"), strict=True))
    assert called_found(probes, lambda probe: Judged(verdicts[probe.id], {})) == 1
