"""What must be known before a rule that follows from law may say anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checks.answers import Answers
from checks.hard import Case, Irrelevant, Seen, Undecided, detect, is_written, questions_read
from checks.model import Element, Rule
from checks.passage import Passage
from checks.results import NotChecked


@dataclass(frozen=True)
class Prepared:
    """The elements that can be decided, what detectors saw of them, and what stays unchecked."""

    elements: tuple[Element, ...]
    seen: Mapping[str, Seen]
    open: tuple[NotChecked, ...]


def prepare(rule: Rule, sections: Sequence[Passage], answers: Answers) -> Prepared:
    """Sort the elements of a strict rule. `sections` are those in its reach, written or not."""
    scope = rule.applies_to.evaluate(answers)
    if scope.value == "unknown":
        return Prepared((), {}, (NotChecked(rule.id, None, questions=scope.because),))
    case = Case(tuple(section for section in sections if is_written(section)), answers)
    elements: list[Element] = []
    seen: dict[str, Seen] = {}
    unchecked: list[NotChecked] = []
    for element in rule.elements:
        condition = element.when.evaluate(answers) if element.when else None
        if condition is not None and condition.value == "no":
            continue
        outcome = (
            Undecided(condition.because)
            if condition is not None and condition.value == "unknown"
            else _outcome(element, case)
        )
        if isinstance(outcome, Undecided):
            unchecked.append(_not_checked(rule, element, outcome))
            continue
        if isinstance(outcome, Irrelevant):
            continue
        if outcome is not None:
            seen[element.id] = outcome
        elements.append(element)
    if not elements and unchecked:
        return Prepared((), {}, (_together(rule, unchecked),))
    return Prepared(tuple(elements), seen, tuple(unchecked))


def decided_from(rule: Rule) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The questions and the sections from which a strict rule is decided, in order."""
    questions = set(rule.applies_to.questions())
    for element in rule.elements:
        if element.when is not None:
            questions |= element.when.questions()
        if element.detector is not None:
            questions.update(questions_read(element.detector))
    return tuple(sorted(questions)), rule.home


def _outcome(element: Element, case: Case) -> Seen | Undecided | Irrelevant | None:
    """What a detector says; None where lines decide and there is text for them."""
    if element.detector is not None:
        return detect(element.detector, case)
    return None if case.sections else Undecided()


def _not_checked(rule: Rule, element: Element, outcome: Undecided) -> NotChecked:
    """An undecided element without questions or words waits for text."""
    sections = () if outcome.questions or outcome.says else rule.home
    return NotChecked(rule.id, element.id, outcome.questions, sections, outcome.says)


def _together(rule: Rule, unchecked: Sequence[NotChecked]) -> NotChecked:
    """One entry for a rule of which nothing could be decided."""
    return NotChecked(
        rule.id,
        None,
        tuple(dict.fromkeys(question for one in unchecked for question in one.questions)),
        tuple(dict.fromkeys(section for one in unchecked for section in one.sections)),
        next((one.says for one in unchecked if one.says), {}),
    )
