"""The judge beside a plain keyword baseline, by language: blind rounds, sets of probes and of controls.

Rounds and sets whose texts were read afterwards tell what is kept; what one said at first contact stands in
`docs/evaluation.md`.
"""

from collections.abc import Iterable
from pathlib import Path

from benchmarks.report import Row
from checks.languages import LANGUAGES
from tests.evaluation.scoring import (
    CONTROLS,
    PROBES,
    ROUNDS,
    Clause,
    by_keywords,
    by_rules,
    called_found,
    read,
    score,
)


def measure() -> Iterable[Row]:
    """First the rounds, then the probes and the controls; some rounds are in one language."""
    for paths, row in ((ROUNDS, _round), (PROBES, _probes), (CONTROLS, _controls)):
        for path in paths:
            for language in LANGUAGES:
                if clauses := _of(path, language):
                    yield row(path.stem, language, clauses)


def _of(path: Path, language: str) -> list[Clause]:
    return [clause for clause in read(path) if clause.language == language]


def _round(name: str, language: str, clauses: list[Clause]) -> Row:
    """Macro-F1 over found, partly and not found; the share of bad clauses called found beside it."""
    ours, plain = score(clauses, by_rules), score(clauses, by_keywords)
    passes = f"false passes {ours.false_pass:.3f}, keywords {plain.false_pass:.3f}"
    return Row(
        f"judge, {name}, {language}, macro-F1",
        f"{ours.macro_f1:.3f}",
        f"keywords {plain.macro_f1:.3f}",
        ours.macro_f1 / plain.macro_f1 if plain.macro_f1 else None,
        f"at least {'0.80' if language == 'en' else '0.75'}",
        f"{ours.clauses} clauses; {passes}",
    )


def _probes(name: str, language: str, clauses: list[Clause]) -> Row:
    return _called_found(name, language, clauses, "at most 5 of 100")


def _controls(name: str, language: str, clauses: list[Clause]) -> Row:
    return _called_found(name, language, clauses, "no aim of its own")


def _called_found(name: str, language: str, clauses: list[Clause], aim: str) -> Row:
    """A count, so that sets stay unread."""
    ours, plain = called_found(clauses, by_rules), called_found(clauses, by_keywords)
    return Row(
        f"judge, {name}, {language}, called found",
        f"{ours} of {len(clauses)}",
        f"keywords {plain} of {len(clauses)}",
        ours / plain if plain else None,
        aim,
    )
