"""Programmes: starting one, finding those one may read, their scope, and the steps of their sections."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.people import Actor
from app.domain.permissions import Act, may
from app.domain.programme import SETTABLE_STATUSES, Programme, SectionStatus
from app.domain.scoping import ScopeChange, answers_after, scope_change
from app.storage import programmes, sections
from app.usecases.doors import WritingDesk, read_programme, require, write_organisation, write_programme
from app.usecases.outline import template_of
from app.usecases.unit_of_work import Retry
from app.usecases.workbench import Workbench
from checks.answers import Answers

TITLE_LIMIT = 200
PROGRAMMES_LIMIT = 200


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


@dataclass(frozen=True)
class Step:
    """A section's status after somebody set it."""

    key: str
    status: SectionStatus
    version: int


def start_programme(
    bench: Workbench,
    actor: Actor,
    *,
    title: str,
    organisation_id: str,
    template: str,
    language: str,
    retry: Retry | None = None,
) -> Programme:
    """Start a programme with every section of the template, all without text. Raises Invalid."""
    title = checked_title(title)
    with write_organisation(bench, actor, organisation_id, Act.START_PROGRAMME, retry) as desk:
        try:
            chosen = bench.library.template(template)
        except KeyError:
            raise Invalid("unknown_template", field="template") from None
        if language not in chosen.languages:
            raise Invalid("unknown_language", field="language")
        if len(programmes.programmes_of(desk.session, organisation_id)) >= PROGRAMMES_LIMIT:
            raise Invalid("too_many_programmes", limit=PROGRAMMES_LIMIT)
        programme = Programme(
            id=bench.new_id(),
            organisation_id=organisation_id,
            title=title,
            language=language,
            template=chosen.id,
            template_version=chosen.version,
            scope_version=0,
            blanks_version=0,
            created_at=desk.now,
            changed_at=desk.now,
        )
        programmes.add_programme(desk.session, programme, actor.person.id)
        for section in chosen.sections:
            sections.add_section(
                desk.session, organisation_id, sections.new_section(programme.id, section.key, section.order)
            )
        desk.record("start_programme", programme.id)
        return desk.answer(programme)


def checked_title(title: str) -> str:
    """A title on one line. Raises Invalid when it is empty or too long."""
    kept = " ".join(title.split())
    if not kept:
        raise Invalid("missing", field="title")
    if len(kept) > TITLE_LIMIT:
        raise Invalid("too_long", field="title", limit=TITLE_LIMIT)
    return kept


def readable_programmes(bench: Workbench, actor: Actor) -> tuple[Programme, ...]:
    """Every programme the actor may read, last changed first, whichever organisation it belongs to."""
    now = bench.clock()
    companies = {m.organisation_id for m in actor.memberships} | {e.company_id for e in actor.engagements}
    found: list[Programme] = []
    for organisation_id in sorted(companies):
        with bench.work.read(organisation_id) as session:
            found += [
                programme
                for programme in programmes.programmes_of(session, organisation_id)
                if may(actor, Act.READ_PROGRAMME, organisation_id, programme.id, now)
            ]
    return tuple(sorted(found, key=lambda programme: programme.changed_at, reverse=True))


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


def set_section_status(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    key: str,
    status: SectionStatus,
    base_version: int,
    retry: Retry | None = None,
) -> Step:
    """Move a section to a step. `base_version` is the version of the text the actor has seen.

    Only an approver approves, or takes an approval back. Raises Invalid for a section without text, and
    Conflict when the text has moved on.
    """
    if status not in SETTABLE_STATUSES:
        raise Invalid("status_set_by_server", field="status")
    act = Act.APPROVE_SECTION if status == SectionStatus.APPROVED else Act.SET_STATUS
    with write_programme(bench, actor, programme_id, act, retry) as desk:
        section = sections.find_section(desk.session, programme_id, key, to_change=True)
        if section is None:
            raise NotFound()
        if section.status == SectionStatus.APPROVED:
            require(desk, Act.APPROVE_SECTION)
        if not section.text.strip() and status in (SectionStatus.READY, SectionStatus.APPROVED):
            raise Invalid("section_without_text", field="status")
        if not programmes.set_status(desk.session, programme_id, key, status, base_version=base_version):
            raise Conflict(current={"version": section.version, "status": section.status.value})
        desk.record("set_status", f"{programme_id}/{key}/{status.value}", section.sha256)
        return desk.answer(Step(key, status, section.version))
