"""The scoping answers of a programme: those in force, and what new ones switch."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.errors import Conflict
from app.domain.people import Actor
from app.domain.permissions import Act
from app.domain.scoping import ScopeChange, answers_after, scope_change
from app.storage import programmes
from app.usecases.doors import WritingDesk, read_programme, write_programme
from app.usecases.programmes.outline import template_of
from app.usecases.unit_of_work import Retry
from app.usecases.workbench import Workbench
from checks.answers import Answers


@dataclass(frozen=True)
class Scope:
    """The scoping answers in force and their version (0 before the first)."""

    version: int
    answers: Answers


@dataclass(frozen=True)
class ScopeSaved:
    """New answers to the interview of a template, and what they switched on and off."""

    template: str
    scope: Scope
    change: ScopeChange


def read_scope(bench: Workbench, actor: Actor, programme_id: str) -> Scope:
    """The scoping answers in force."""
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        return Scope(desk.programme.scope_version, programmes.scope_answers(desk.session, desk.programme))


def answer_scope(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    given: Mapping[str, Any],
    base_version: int,
    retry: Retry | None = None,
) -> ScopeSaved:
    """Put answers in (None takes one away; the others stay) and say what that switched. Raises Conflict."""
    with write_programme(bench, actor, programme_id, Act.ANSWER_SCOPE, retry) as desk:
        return desk.answer(answer_at(bench, desk, given, base_version))


def answer_at(bench: Workbench, desk: WritingDesk, given: Mapping[str, Any], base_version: int) -> ScopeSaved:
    """The same, at a desk that is open already."""
    before = programmes.scope_answers(desk.session, desk.programme)
    if base_version != desk.programme.scope_version:
        raise Conflict(current={"version": desk.programme.scope_version, "answers": before})
    after = answers_after(before, given)
    version = programmes.add_scope_version(
        desk.session, desk.programme, after, at=desk.now, by=desk.actor.person.id
    )
    if version is None:
        raise Conflict()
    desk.record("answer_scope", f"{desk.programme.id}/scope/{version}")
    template = template_of(bench, desk.programme)
    return ScopeSaved(template.id, Scope(version, after), scope_change(template, before, after))
