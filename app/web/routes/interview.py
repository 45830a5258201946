"""The scoping interview: question pages, the consequence of a change, and all answers together."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.domain.errors import Conflict, Invalid
from app.domain.permissions import Act
from app.i18n import _, current_language
from app.usecases.writing.interviewing import (
    InterviewState,
    UnfitAnswers,
    Versions,
    check_answers,
    interview_page,
    read_interview,
    save_page,
)
from app.web.access import Asking, Bench, permits
from app.web.bodies import Body, WholeNumber, parse_form, validated
from app.web.countries import is_country
from app.web.flash import redirect
from app.web.frame import FieldError
from app.web.problems import field_error
from app.web.rendering import page
from app.web.views.interview_check_page import check_answers_page, confirm_change_page
from app.web.views.interview_page import question_page
from checks.answers import UNKNOWN
from icp_templates.interview import Page

router = APIRouter(prefix="/programmes/{programme_id}/scope", include_in_schema=False)

ANSWER, FACT = "answer.", "fact."
FIELDS_LIMIT = 500
"""Every country may be ticked."""


class PageForm(Body):
    """The answers and facts of one page, the versions they were read at, and whether it is confirmed."""

    answers: dict[str, list[str]]
    facts: dict[str, str]
    base_version: WholeNumber
    facts_version: WholeNumber
    confirmed: bool = False

    @property
    def seen(self) -> Versions:
        """What the person had before them."""
        return Versions(self.base_version, self.facts_version)


async def _page_form(request: Request) -> PageForm:
    answers: dict[str, list[str]] = {}
    facts: dict[str, str] = {}
    others: dict[str, str] = {}
    for name, value in parse_form(await request.body(), max_fields=FIELDS_LIMIT):
        if name.startswith(ANSWER):
            answers.setdefault(name.removeprefix(ANSWER), []).append(value)
        elif name.startswith(FACT):
            facts[name.removeprefix(FACT)] = value
        elif name in ("base_version", "facts_version", "confirmed"):
            others[name] = value
    return validated(PageForm, {"answers": answers, "facts": facts, **others}, strict=False)


@router.get("")
@permits(Act.READ_PROGRAMME)
def show_answers(request: Request, programme_id: str, asking: Asking, bench: Bench) -> Response:
    """All answers; a programme without any goes to the first page, for who may answer."""
    state = read_interview(bench, asking, programme_id)
    if not state.answers and state.may_answer:
        return redirect(_href(state, state.interview.pages[0]))
    return page(request, "interview/check.html", check_answers_page(state))


@router.get("/{page_id}")
@permits(Act.READ_PROGRAMME)
def show_page(request: Request, programme_id: str, page_id: str, asking: Asking, bench: Bench) -> Response:
    """One question page; who may not answer is shown the answers."""
    state = read_interview(bench, asking, programme_id)
    shown = interview_page(state, page_id)
    if not state.may_answer:
        return redirect(f"/programmes/{programme_id}/scope")
    return page(request, "interview/page.html", question_page(state, shown))


@router.post("/{page_id}")
@permits(Act.ANSWER_SCOPE)
def answer_page(
    request: Request,
    programme_id: str,
    page_id: str,
    form: Annotated[PageForm, Depends(_page_form)],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Save a page. A change that switches sections is shown first; what cannot be taken stays on the page."""
    state = read_interview(bench, asking, programme_id, Act.ANSWER_SCOPE)
    shown = interview_page(state, page_id)
    given = {question.id: form.answers.get(question.id, []) for question in shown.questions}
    was_complete = state.next_page is None
    try:
        check_answers(shown, given)
        _check_countries(shown, given)
        change = state.change_by(given)
        if was_complete and not form.confirmed and (change.switched_on or change.switched_off):
            view = confirm_change_page(state, shown, change, given, form.facts, form.seen)
            return page(request, "interview/confirm.html", view)
        newly_blocked = save_page(bench, asking, state, shown, given, form.facts, form.seen)
    except Invalid as error:
        refused = question_page(state, shown, given, form.facts, seen=form.seen)
        return page(request, "interview/page.html", refused, status=422, errors=_errors(shown, error))
    except Conflict as error:
        if error.code != "conflict":
            raise
        notice = _(
            "A colleague answered while you were typing. Your answers are still here. Check them and save."
        )
        refused = question_page(read_interview(bench, asking, programme_id), shown, given, form.facts, notice)
        return page(request, "interview/page.html", refused, status=409)
    if newly_blocked:
        return redirect(_href(state, shown), notice="saved")
    return redirect(_after(state, shown, was_complete=was_complete))


def _errors(shown: Page, error: Invalid) -> tuple[FieldError, ...]:
    """What is said beside each refused question, for the summary with the question itself."""
    asked = {question.id: question.text[current_language()] for question in shown.questions}
    flaws = error.flaws if isinstance(error, UnfitAnswers) else (error,)
    beside = [field_error(flaw) for flaw in flaws]
    return tuple(replace(one, question=asked.get(one.field, "")) for one in beside)


def _check_countries(shown: Page, given: dict[str, list[str]]) -> None:
    """Raises Invalid for a destination that is no country."""
    for question in shown.questions:
        values = given[question.id] if question.kind == "countries" else []
        if not all(value == UNKNOWN or is_country(value) for value in values):
            raise Invalid("bad_answer", field=question.id)


def _after(state: InterviewState, shown: Page, *, was_complete: bool) -> str:
    """The next page; after a change, and after the last page, all answers."""
    pages = state.interview.pages
    number = pages.index(shown)
    if was_complete or number + 1 == len(pages):
        return f"/programmes/{state.programme.id}/scope"
    return _href(state, pages[number + 1])


def _href(state: InterviewState, shown: Page) -> str:
    return f"/programmes/{state.programme.id}/scope/{shown.id}"
