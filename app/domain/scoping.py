"""Which sections apply to a company, from its scoping answers, and what a changed answer switches."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.errors import Invalid
from app.domain.overview import Applicability
from checks import scope
from checks.answers import Answer, Answers
from icp_templates import SectionTemplate, Template

_QUESTION = re.compile(r"Q\d\d\Z")
VALUE_LIMIT = 500
VALUES_LIMIT = 200


@dataclass(frozen=True)
class Switched:
    """A section that a new answer turned on or off, and the questions that decided it."""

    key: str
    title: Mapping[str, str]
    because: tuple[str, ...]


@dataclass(frozen=True)
class ScopeChange:
    """What a new set of answers does to the outline."""

    switched_on: tuple[Switched, ...]
    switched_off: tuple[Switched, ...]


def applicability(condition: str, answers: Answers) -> Applicability:
    """Whether a section with this scope expression applies. Missing answers keep it in."""
    result = scope.parse(condition).evaluate(answers)
    return Applicability(result.value != "no", result.value == "unknown", result.because)


def scope_change(template: Template, before: Answers, after: Answers) -> ScopeChange:
    """Compare two sets of answers over every section of the template."""
    on: list[Switched] = []
    off: list[Switched] = []
    for section in template.sections:
        was, becomes = applicability(section.condition, before), applicability(section.condition, after)
        if was.applies != becomes.applies:
            (on if becomes.applies else off).append(_switched(section, becomes))
    return ScopeChange(tuple(on), tuple(off))


def answers_after(before: Answers, given: Mapping[str, Any]) -> dict[str, Answer]:
    """`before` with the given answers put in; None takes an answer away. Raises Invalid."""
    kept = dict(before)
    for question, answer in given.items():
        if not _QUESTION.match(question):
            raise Invalid("unknown_question", field="answers")
        kept.pop(question, None)
        if answer is not None:
            kept[question] = _answer(question, answer)
    return dict(sorted(kept.items()))


def _answer(question: str, answer: Any) -> Answer:
    values = answer if isinstance(answer, list) else [answer]
    sound = all(isinstance(value, str) and len(value) <= VALUE_LIMIT for value in values)
    if not (isinstance(answer, bool) or (sound and len(values) <= VALUES_LIMIT)):
        raise Invalid("bad_answer", field=f"answers.{question}")
    return answer  # type: ignore[no-any-return]


def _switched(section: SectionTemplate, becomes: Applicability) -> Switched:
    return Switched(section.key, section.title, becomes.because)
