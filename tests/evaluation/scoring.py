"""Reading the blind rounds, judging them, and the figures that `docs/evaluation.md` tells."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from checks import Pack, SectionText, judge_passage, load_pack
from checks.engine import analysts_for
from checks.languages import Language
from checks.loader import BUILT_IN
from checks.plain_text import blocks_of


def _numbered(kind: str) -> tuple[Path, ...]:
    found = Path(__file__).parent.glob(f"{kind}-*.jsonl")
    return tuple(sorted(found, key=lambda path: int(path.stem.rpartition("-")[2])))


ROUNDS = _numbered("round")
PROBES = _numbered("probes")
"""Clauses with one defect each, so that none of them may be called found. Most sets nobody has read."""
CONTROLS = _numbered("controls")
"""Complete clauses in words of a defect that take nothing back: all of them should be called found."""
Judge = Callable[["Clause"], "Judged"]


@dataclass(frozen=True)
class Clause:
    """A passage with the verdict and the elements that its author gave it."""

    id: str
    requirement: str
    language: str
    text: str
    verdict: str
    elements: dict[str, bool]


@dataclass(frozen=True)
class Judged:
    """What a judge says of a clause."""

    verdict: str
    elements: dict[str, bool]


@dataclass(frozen=True)
class Score:
    """Figures over a set of clauses, each from 0 to 1."""

    clauses: int
    macro_f1: float
    found_recall: float
    false_pass: float
    element_precision: float
    element_recall: float


@cache
def pack() -> Pack:
    """The human-rights pack."""
    return load_pack(BUILT_IN / "hr-due-diligence")


def read(path: Path) -> tuple[Clause, ...]:
    """The clauses of one round."""
    return tuple(_clause(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line)


def score(clauses: Iterable[Clause], judge: Judge) -> Score:
    """The figures of a judge on these clauses; macro-F1 over the verdicts that their authors gave."""
    judged = [(clause, judge(clause)) for clause in clauses]
    ticks = [
        (said, mine.elements.get(name, False))
        for clause, mine in judged
        for name, said in clause.elements.items()
    ]
    verdicts = {clause.verdict for clause, _ in judged}
    return Score(
        len(judged),
        sum(_f1(judged, verdict) for verdict in verdicts) / len(verdicts),
        _share(mine.verdict == "found" for clause, mine in judged if clause.verdict == "found"),
        _share(mine.verdict == "found" for clause, mine in judged if clause.verdict == "not_found"),
        _share(said for said, mine in ticks if mine),
        _share(mine for said, mine in ticks if said),
    )


def called_found(clauses: Iterable[Clause], judge: Judge) -> int:
    """How many of these clauses the judge lets pass."""
    return sum(judge(clause).verdict == "found" for clause in clauses)


def by_rules(clause: Clause) -> Judged:
    """The product's own judge."""
    judged = judge_passage(pack(), clause.requirement, clause.text, clause.language)
    return Judged(judged.verdict, dict(judged.elements))


def by_keywords(clause: Clause) -> Judged:
    """The plain baseline: an element is there when a word of one of its lines occurs, however meant."""
    rule = pack().rule(clause.requirement)
    language: Language = "nl" if clause.language == "nl" else "en"
    section = SectionText("", "", language, tuple(block for _, block in blocks_of(clause.text)))
    passage = analysts_for([pack()]).analyst(pack(), language).passage(section)
    elements = {
        element.id: any(
            not line.starts.isdisjoint(passage.names) for part in element.parts for line in part.lines
        )
        for element in rule.elements
        if not element.advice
    }
    present = sum(elements.values())
    verdict = "found" if present == len(elements) else "partly" if present else "not_found"
    return Judged(verdict, elements)


def _clause(raw: dict[str, Any]) -> Clause:
    return Clause(raw["id"], raw["requirement"], raw["lang"], raw["text"], raw["verdict"], raw["elements"])


def _f1(judged: Sequence[tuple[Clause, Judged]], verdict: str) -> float:
    right = sum(clause.verdict == verdict == mine.verdict for clause, mine in judged)
    either = sum((clause.verdict == verdict) + (mine.verdict == verdict) for clause, mine in judged)
    return 2 * right / either if either else 0.0


def _share(values: Iterable[bool]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0
