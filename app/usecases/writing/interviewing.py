"""The scoping interview of a programme: where one is in it, one page of answers, and what they switch."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.consequences import LicenceStatus, blocked, groups, licence_statuses
from app.domain.errors import Invalid, NotFound
from app.domain.people import Actor
from app.domain.permissions import Act
from app.domain.programme import Programme
from app.domain.scoping import ScopeChange, answers_after, scope_change
from app.storage import programmes
from app.usecases.doors import read_programme, require, would_open, write_programme
from app.usecases.programmes.outline import template_of
from app.usecases.programmes.scoping import answer_at
from app.usecases.workbench import Workbench
from app.usecases.writing.blanks import Blanks, blanks_at, fill_at
from checks.answers import UNKNOWN, Answers, said
from checks.hard.authorisations import Blocked
from icp_templates import Template
from icp_templates.interview import Interview, Page, Question, load_interview

Chosen = Mapping[str, list[str]]


@dataclass(frozen=True)
class Versions:
    """At which versions of the answers and of the facts somebody saw a page."""

    answers: int
    facts: int


@dataclass(frozen=True)
class InterviewState:
    """Everything the pages of the interview show of one programme. `may_answer`: whether the reader may."""

    programme: Programme
    template: Template
    interview: Interview
    answers: Answers
    blanks: Blanks
    may_answer: bool

    @property
    def versions(self) -> Versions:
        """Those in force."""
        return Versions(self.programme.scope_version, self.blanks.version)

    @property
    def next_page(self) -> Page | None:
        """The first page with a question nobody has answered; None when the interview is complete."""
        return next((page for page in self.interview.pages if not self.is_answered(page)), None)

    @property
    def open_points(self) -> tuple[str, ...]:
        """Questions answered with "I do not know yet"."""
        return tuple(q.id for q in self.interview.questions if UNKNOWN in said(self.answers, q.id))

    @property
    def groups(self) -> tuple[int, ...]:
        """The groups of the letter to parliament that the company falls in."""
        return groups(self.answers)

    @property
    def licences(self) -> tuple[LicenceStatus, ...]:
        """Whether a programme is required, expected or advised, licence by licence."""
        return licence_statuses(self.answers)

    @property
    def blocked(self) -> tuple[Blocked, ...]:
        """Combinations that the law excludes."""
        return blocked(self.answers)

    def is_answered(self, page: Page) -> bool:
        """Whether every question of the page has an answer, "I do not know yet" included."""
        return all(said(self.answers, question.id) for question in page.questions)

    def blocked_on(self, page: Page) -> tuple[Blocked, ...]:
        """The combinations that an answer of this page takes part in."""
        asked = {question.id for question in page.questions}
        return tuple(found for found in self.blocked if found.question in asked or "Q24" in asked)

    def change_by(self, given: Chosen) -> ScopeChange:
        """What these answers would switch, without applying them."""
        return scope_change(self.template, self.answers, answers_after(self.answers, dict(given)))


def read_interview(
    bench: Workbench, actor: Actor, programme_id: str, act: Act = Act.READ_PROGRAMME
) -> InterviewState:
    """The interview as it stands, for one who may do `act` with it."""
    with read_programme(bench, actor, programme_id, act) as desk:
        return InterviewState(
            programme=desk.programme,
            template=template_of(bench, desk.programme),
            interview=load_interview(desk.programme.template),
            answers=programmes.scope_answers(desk.session, desk.programme),
            blanks=blanks_at(bench, desk),
            may_answer=would_open(desk, Act.ANSWER_SCOPE),
        )


def interview_page(state: InterviewState, page_id: str) -> Page:
    """The page with this id. Raises NotFound."""
    page = state.interview.page(page_id)
    if page is None:
        raise NotFound()
    return page


class UnfitAnswers(Invalid):
    """Questions of a page whose answers cannot be taken; the first one is the error's own."""

    def __init__(self, flaws: tuple[Invalid, ...]) -> None:
        super().__init__(flaws[0].code, field=flaws[0].field)
        self.flaws = flaws


def check_answers(page: Page, given: Chosen) -> None:
    """Raises UnfitAnswers for every question of the page without an answer, or with one it does not offer."""
    codes = {question.id: _flaw(question, given.get(question.id, [])) for question in page.questions}
    flaws = tuple(Invalid(code, field=question) for question, code in codes.items() if code)
    if flaws:
        raise UnfitAnswers(flaws)


def _flaw(question: Question, values: list[str]) -> str:
    """Why these answers cannot be taken, as the code of an error; empty when they can."""
    if not values:
        return "question_unanswered"
    if not all(question.accepts(value) for value in values):
        return "bad_answer"
    if question.kind == "one" and len(values) > 1:
        return "one_answer_only"
    return "unknown_with_others" if UNKNOWN in values and len(values) > 1 else ""


def save_page(
    bench: Workbench,
    actor: Actor,
    state: InterviewState,
    page: Page,
    given: Chosen,
    facts: Mapping[str, str],
    seen: Versions,
) -> tuple[Blocked, ...]:
    """Save one page of answers and the facts asked on it, both or neither; what is newly blocked comes back.

    Raises Invalid, or Conflict when a colleague changed answers or facts since they were seen.
    """
    check_answers(page, given)
    wanted = {key: facts[key] for key in page.blanks if key in facts}
    filled = any(state.blanks.values.get(key, "") != value.strip() for key, value in wanted.items())
    with write_programme(bench, actor, state.programme.id, Act.ANSWER_SCOPE) as desk:
        if filled:
            require(desk, Act.FILL_BLANKS)
            fill_at(desk, wanted, seen.facts)
        saved = answer_at(bench, desk, given, seen.answers)
    if filled:
        bench.checker.programme_changed(state.programme.id)
    before = set(state.blocked)
    return tuple(found for found in blocked(saved.scope.answers) if found not in before)
