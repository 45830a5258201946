"""Text quality: what stands in a text that should not, and what one text says against another.

Each detector is a function from sections to problems. Words, texts and weight stand in the rule files of a
pack (`notices: phrases`); this package only knows how to look.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checks.model import Evidence, Rule
from checks.passage import Passage
from checks.quality.absent import absent
from checks.quality.company_names import INTRODUCED, company_names
from checks.quality.control_codes import SAID_TO_BE_DEAD, dead_codes
from checks.quality.editions import editions
from checks.quality.known import facts_of
from checks.quality.mentions import annexes, sections
from checks.quality.model import Detector, Problem
from checks.quality.one_name import ONE_NAME_CONCEPTS, one_name
from checks.quality.phrases import phrases, signs
from checks.quality.quantities import quantities
from checks.quality.same_sentence import same_sentence
from checks.quality.sole_power import SOLE_POWER_CONCEPTS, sole_power
from checks.quality.yes_and_no import IN_PART, yes_and_no
from checks.results import (
    NOTICED,
    Finding,
    MissingElement,
    NotChecked,
    PassageJudgement,
    finding_id,
)
from checks.sections import ProgrammeFacts

__all__ = ["DETECTORS", "Looked", "facts_of", "judge_quality", "notice"]

DETECTORS: Mapping[str, Detector] = {
    "absent": Detector(absent, absent=True),
    "annexes": Detector(annexes),
    "company_names": Detector(company_names, frozenset({INTRODUCED})),
    "dead_codes": Detector(dead_codes, frozenset({SAID_TO_BE_DEAD})),
    "editions": Detector(editions),
    "one_name": Detector(one_name, ONE_NAME_CONCEPTS),
    "phrases": Detector(phrases),
    "quantities": Detector(quantities),
    "same_sentence": Detector(same_sentence),
    "sections": Detector(sections),
    "signs": Detector(signs),
    "sole_power": Detector(sole_power, SOLE_POWER_CONCEPTS),
    "yes_and_no": Detector(yes_and_no, frozenset({IN_PART})),
}


def notice(rule: Rule, passages: Sequence[Passage], facts: ProgrammeFacts) -> tuple[Finding, ...] | None:
    """One finding for each section in which the rule notices something; None when it cannot look.

    The passages are those of the sections in reading order.
    """
    problems = DETECTORS[rule.notices].find(rule, passages, facts)
    if problems is None:
        return None
    by_section: dict[str, list[Problem]] = {}
    for problem in problems:
        by_section.setdefault(problem.at.section, []).append(problem)
    return tuple(_finding(rule, section, found) for section, found in by_section.items())


def judge_quality(rule: Rule, passage: Passage, offsets: Mapping[str, int]) -> PassageJudgement:
    """One passage: found when the rule notices nothing in it, else partly; `offsets` places its blocks."""
    findings = notice(rule, [passage], ProgrammeFacts())
    state = "not_checked" if findings is None else NOTICED if findings else "present"
    places = [place for finding in findings or () for place in finding.evidence]
    return PassageJudgement(
        rule.requirement,
        "partly" if findings else "found",
        state,
        {},
        {},
        (),
        tuple(
            replace(p, block="", section="", start=p.start + offsets[p.block], end=p.end + offsets[p.block])
            for p in places
        ),
    )


class Looked:
    """One look at a programme by several quality rules: what they found, and which had nothing to say."""

    def __init__(self, facts: ProgrammeFacts) -> None:
        self._facts = facts
        self.clear: list[str] = []
        self.not_checked: list[NotChecked] = []

    def at(self, rule: Rule, passages: Sequence[Passage]) -> tuple[Finding, ...]:
        """The findings of one rule; the rule is noted when there are none."""
        found = notice(rule, passages, self._facts)
        if found is None:
            self.not_checked.append(NotChecked(rule.id, None, says=rule.silent))
        elif not found:
            self.clear.append(rule.id)
        return found or ()


def _finding(rule: Rule, section: str, problems: Sequence[Problem]) -> Finding:
    places = [place for problem in problems for place in (problem.at, *problem.against)]
    return Finding(
        id=finding_id(rule.id, section),
        rule=rule.id,
        requirement=rule.requirement,
        title=rule.name,
        message=rule.finding,
        severity=rule.severity,
        verdict="partly",
        state=NOTICED,
        section=section,
        elements={},
        evidence=_once(places),
        missing=_lacking(rule, problems) if DETECTORS[rule.notices].absent else (),
        stronger=(),
        defects=(),
        sources=rule.sources,
        why=rule.why,
        fix=rule.fix,
        clause=rule.clause,
        basis=rule.basis,
    )


def _lacking(rule: Rule, problems: Sequence[Problem]) -> tuple[MissingElement, ...]:
    named = {problem.at.element for problem in problems}
    return tuple(MissingElement(each.id, each.says) for each in rule.elements if each.id in named)


def _once(places: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Every place once; those of one section together, in the order in which they stand there."""
    return tuple({(e.section, e.block, e.start, e.end): e for e in places}.values())
