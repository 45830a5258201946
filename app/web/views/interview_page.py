"""What one question page of the interview shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.i18n import _, current_language
from app.usecases.writing.interviewing import Chosen, InterviewState, Versions
from app.web.countries import country_groups
from app.web.views.blanks_page import with_saved_value
from app.web.views.interview_words import UNKNOWN_WORDS, blocked_words, value_words
from checks.answers import UNKNOWN, said
from icp_templates.interview import Page, Question


@dataclass(frozen=True)
class ChoiceView:
    """One box or button."""

    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True)
class ChoiceGroupView:
    """Boxes under a fold, with what is chosen of them told outside it."""

    title: str
    chosen: str
    choices: tuple[ChoiceView, ...]


@dataclass(frozen=True)
class QuestionView:
    """One question. `groups` are used for countries, `choices` for everything else."""

    id: str
    text: str
    hint: str
    why: str
    takes_one: bool
    choices: tuple[ChoiceView, ...]
    groups: tuple[ChoiceGroupView, ...]


@dataclass(frozen=True)
class FactView:
    """One fact that is filled in here for the whole programme."""

    key: str
    label: str
    hint: str
    value: str


@dataclass(frozen=True)
class InterviewPage:
    """A question page. `warnings` name combinations that the law excludes."""

    programme_id: str
    programme_title: str
    page_id: str
    number: int
    total: int
    title: str
    intro: str
    warnings: tuple[str, ...]
    questions: tuple[QuestionView, ...]
    facts: tuple[FactView, ...]
    base_version: int
    facts_version: int
    back_href: str
    notice: str


def question_page(
    state: InterviewState,
    page: Page,
    given: Chosen | None = None,
    facts: Mapping[str, str] | None = None,
    notice: str = "",
    seen: Versions | None = None,
) -> InterviewPage:
    """The page as saved, or with what was just typed (`given`, `facts`) when that was not taken.

    What was typed on `seen` versions stays theirs; without, all that is saved now is on the page.
    """
    versions = seen or state.versions
    pages = state.interview.pages
    number = pages.index(page)
    language = current_language()
    before = f"/programmes/{state.programme.id}/scope"
    return InterviewPage(
        programme_id=state.programme.id,
        programme_title=state.programme.title,
        page_id=page.id,
        number=number + 1,
        total=len(pages),
        title=page.title[language],
        intro=page.intro[language] if page.intro else "",
        warnings=tuple(blocked_words(state, found) for found in state.blocked_on(page)),
        questions=tuple(_question(state, question, given, told=seen is None) for question in page.questions),
        facts=tuple(_fact(state, key, facts or {}, told=seen is None) for key in page.blanks),
        base_version=versions.answers,
        facts_version=versions.facts,
        back_href=f"{before}/{pages[number - 1].id}" if number else f"/programmes/{state.programme.id}",
        notice=notice,
    )


def _question(state: InterviewState, question: Question, given: Chosen | None, *, told: bool) -> QuestionView:
    """One question; whoever chose other answers is `told` which are saved now, as with a fact."""
    saved = said(state.answers, question.id)
    values = saved if given is None else tuple(given.get(question.id, ()))
    language = current_language()
    hint = question.hint[language] if question.hint else ""
    if told and set(values) != set(saved):
        hint = with_saved_value(hint, "; ".join(value_words(question, value) for value in saved), "")
    is_countries = question.kind == "countries"
    own = (
        ()
        if is_countries
        else tuple(
            ChoiceView(option.value, value_words(question, option.value), option.value in values)
            for option in question.options
        )
    )
    return QuestionView(
        id=question.id,
        text=question.text[language],
        hint=hint,
        why=question.why[language],
        takes_one=question.kind == "one",
        choices=(*own, ChoiceView(UNKNOWN, _(UNKNOWN_WORDS), UNKNOWN in values)),
        groups=_countries(values) if is_countries else (),
    )


def _countries(values: tuple[str, ...]) -> tuple[ChoiceGroupView, ...]:
    return tuple(
        ChoiceGroupView(
            title=group.title,
            chosen=", ".join(name for code, name in group.countries if code in values),
            choices=tuple(ChoiceView(code, name, code in values) for code, name in group.countries),
        )
        for group in country_groups()
    )


def _fact(state: InterviewState, key: str, typed: Mapping[str, str], *, told: bool) -> FactView:
    """One fact; whoever typed another value is `told` what is saved now, to see both and choose."""
    line = next(line for line in state.blanks.lines if line.key == key)
    language = current_language()
    value = typed.get(key, line.value)
    hint = line.help[language]
    if told:
        hint = with_saved_value(hint, line.value, value)
    return FactView(key, line.label[language], hint, value)
