"""What follows from scoping answers, in words."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.consequences import IcpStatus, LicenceStatus
from app.domain.scoping import ScopeChange, Switched
from app.i18n import N_, _, current_language
from app.usecases.programmes.scope_words import pages_of
from app.usecases.writing.interviewing import InterviewState
from app.web.countries import country_name
from checks.answers import UNKNOWN
from checks.hard.authorisations import Blocked, Obstacle
from icp_templates.interview import Question

UNKNOWN_WORDS = N_("I do not know yet")

STATUS_WORDS = {
    IcpStatus.REQUIRED: N_("A programme is required by law."),
    IcpStatus.EXPECTED: N_("A programme is expected, by the letter to Parliament of 16 July 2020."),
    IcpStatus.ADVISED: N_("A programme is our advice; no rule asks for it."),
}

OBSTACLE_WORDS = {
    Obstacle.ITEM: N_("%(licence)s cannot be used for %(values)s."),
    Obstacle.DESTINATION: N_("%(licence)s cannot be used for %(values)s."),
    Obstacle.OWNERSHIP: N_("%(licence)s asks that the receiving company is wholly owned."),
    Obstacle.CONTROL: N_("%(licence)s asks that the group is controlled from the EU or a country of EU001."),
    Obstacle.USER: N_("%(licence)s excludes use by these end-users: %(values)s."),
}

GROUP_WORDS = {
    1: N_(
        "Group 1 of the letter to Parliament: listed surveillance items. "
        "The human-rights part applies in full."
    ),
    2: N_("Group 2 of the letter to Parliament: technology that is not listed and can still harm people."),
}


@dataclass(frozen=True)
class Line:
    """A title with what is said of it."""

    title: str
    text: str


@dataclass(frozen=True)
class SwitchLines:
    """Sections that come in and sections that go out, each with the answers that decide it."""

    on: tuple[Line, ...]
    off: tuple[Line, ...]


def value_words(question: Question, value: str) -> str:
    """One answer as people read it."""
    if value == UNKNOWN:
        return _(UNKNOWN_WORDS)
    if question.kind == "countries":
        return country_name(value)
    label = next((option.label for option in question.options if option.value == value), None)
    return label[current_language()] if label else value


def licence_lines(state: InterviewState) -> tuple[Line, ...]:
    """The status of a programme for each licence."""
    return tuple(_licence_line(state, found) for found in state.licences)


def group_lines(state: InterviewState) -> tuple[str, ...]:
    """The groups of the letter that the company falls in."""
    return tuple(_(GROUP_WORDS[number]) for number in state.groups)


def blocked_words(state: InterviewState, found: Blocked) -> str:
    """Why a general authorisation cannot be used, with the answers that collide."""
    question = state.interview.question(found.question)
    values = ", ".join(value_words(question, value) if question else value for value in found.values)
    return _(OBSTACLE_WORDS[found.obstacle], licence=found.licence, values=values)


def switch_lines(state: InterviewState, change: ScopeChange) -> SwitchLines:
    """What a change of answers switches on and off."""
    return SwitchLines(_switched(state, change.switched_on), _switched(state, change.switched_off))


def _switched(state: InterviewState, found: tuple[Switched, ...]) -> tuple[Line, ...]:
    return tuple(
        Line(
            f"{section.key.removeprefix('icp.')} {section.title[current_language()]}",
            _("because of your answers under %(pages)s", pages=pages_of(state.template.id, section.because)),
        )
        for section in found
    )


def _licence_line(state: InterviewState, found: LicenceStatus) -> Line:
    question = state.interview.question("Q24")
    title = value_words(question, found.licence) if question else found.licence
    return Line(title, _(STATUS_WORDS[found.status]))
