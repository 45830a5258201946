"""What the interview shows before and after: the consequence of a change, and all answers together."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.scoping import ScopeChange, applicability
from app.i18n import _, current_language
from app.usecases.programmes.scope_words import reason_of
from app.usecases.writing.interviewing import Chosen, InterviewState, Versions
from app.web.views.interview_words import (
    Line,
    SwitchLines,
    blocked_words,
    group_lines,
    licence_lines,
    switch_lines,
    value_words,
)
from checks.answers import said
from icp_templates.interview import Page, Question


@dataclass(frozen=True)
class AnswerLine:
    """One question with its answers; none is an unanswered question."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class AnsweredPage:
    """One page of the interview with its answers."""

    title: str
    change_href: str
    lines: tuple[AnswerLine, ...]


@dataclass(frozen=True)
class CheckAnswersPage:
    """All answers, and what they switch on and off."""

    programme_id: str
    programme_title: str
    pages: tuple[AnsweredPage, ...]
    groups: tuple[str, ...]
    licences: tuple[Line, ...]
    blocked: tuple[str, ...]
    open_points: tuple[str, ...]
    in_force: int
    left_out: tuple[Line, ...]
    continue_href: str
    continue_text: str
    may_answer: bool


@dataclass(frozen=True)
class ConfirmChangePage:
    """A changed answer that switches sections, shown before it is applied."""

    programme_id: str
    programme_title: str
    page_id: str
    page_title: str
    change: SwitchLines
    hidden: tuple[tuple[str, str], ...]
    base_version: int
    facts_version: int


def check_answers_page(state: InterviewState) -> CheckAnswersPage:
    """The page that closes the interview, and opens it again."""
    language = current_language()
    base = f"/programmes/{state.programme.id}"
    next_page = state.next_page if state.may_answer else None
    outline = [(s, applicability(s.condition, state.answers)) for s in state.template.sections]
    return CheckAnswersPage(
        programme_id=state.programme.id,
        programme_title=state.programme.title,
        pages=tuple(_answered(state, page) for page in state.interview.pages),
        groups=group_lines(state),
        licences=licence_lines(state),
        blocked=tuple(blocked_words(state, found) for found in state.blocked),
        open_points=tuple(
            question.text[language]
            for question in state.interview.questions
            if question.id in state.open_points
        ),
        in_force=sum(found.applies for _section, found in outline),
        left_out=tuple(
            Line(f"{section.number} {section.title[language]}", reason_of(state.template.id, found))
            for section, found in outline
            if not found.applies
        ),
        continue_href=f"{base}/scope/{next_page.id}" if next_page else base,
        continue_text=_("Continue the interview") if next_page else _("Go to the programme"),
        may_answer=state.may_answer,
    )


def confirm_change_page(
    state: InterviewState,
    page: Page,
    change: ScopeChange,
    given: Chosen,
    facts: dict[str, str],
    seen: Versions,
) -> ConfirmChangePage:
    """The consequence of a change; what was answered travels along as hidden fields."""
    hidden = [(f"answer.{question}", value) for question, values in given.items() for value in values]
    hidden += [(f"fact.{key}", value) for key, value in facts.items()]
    return ConfirmChangePage(
        programme_id=state.programme.id,
        programme_title=state.programme.title,
        page_id=page.id,
        page_title=page.title[current_language()],
        change=switch_lines(state, change),
        hidden=tuple(hidden),
        base_version=seen.answers,
        facts_version=seen.facts,
    )


def _answered(state: InterviewState, page: Page) -> AnsweredPage:
    language = current_language()
    facts = {line.key: line for line in state.blanks.lines if line.key in page.blanks}
    lines = [
        AnswerLine(facts[key].label[language], (facts[key].value,) if facts[key].value else ())
        for key in page.blanks
    ]
    lines += [
        AnswerLine(question.text[language], _answers(question, said(state.answers, question.id)))
        for question in page.questions
    ]
    return AnsweredPage(
        page.title[language], f"/programmes/{state.programme.id}/scope/{page.id}", tuple(lines)
    )


def _answers(question: Question, values: tuple[str, ...]) -> tuple[str, ...]:
    """Each answer apart, as they hold commas of their own; countries, of which there are many, together."""
    words = tuple(value_words(question, value) for value in values)
    return (", ".join(words),) if words and question.kind == "countries" else words
