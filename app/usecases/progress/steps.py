"""Where a section stands and who writes it: what the page shows, and the acts that change both."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.errors import Conflict, Invalid, NotFound, TryLater
from app.domain.overview import FindingCounts
from app.domain.people import Actor, Person
from app.domain.permissions import ENGAGEMENT_RIGHTS, MEMBER_RIGHTS, Act, may
from app.domain.programme import SETTABLE_STATUSES, Programme, SectionStatus
from app.storage import people, programmes, sections
from app.usecases.doors import Desk, read_programme, require, would_open, write_programme
from app.usecases.findings.checking import findings_of
from app.usecases.people.consultants import consultants_at
from app.usecases.programmes.outline import number_of, template_of, title_of
from app.usecases.programmes.programme_state import state_of
from app.usecases.unit_of_work import Retry
from app.usecases.workbench import Workbench


@dataclass(frozen=True)
class SectionSteps:
    """A section's status and owner; `title` is numbered and in the reader's language.

    `firms` names where those who are consultants come from, by person. `may_write`: whether the reader may
    change any of this, and the files of evidence with it.
    """

    programme: Programme
    key: str
    title: str
    version: int
    status: SectionStatus
    assignee_id: str | None
    people: tuple[Person, ...]
    firms: Mapping[str, str]
    may_write: bool
    may_approve: bool
    reader_id: str


@dataclass(frozen=True)
class Step:
    """A section's status after somebody set it."""

    key: str
    status: SectionStatus
    version: int


def read_steps(bench: Workbench, actor: Actor, programme_id: str, key: str, language: str) -> SectionSteps:
    """The steps of one section."""
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        head = programmes.head_of(desk.session, programme_id, key)
        if head is None:
            raise NotFound()
        template = template_of(bench, desk.programme)
        return SectionSteps(
            programme=desk.programme,
            key=key,
            title=f"{number_of(template, key)} {title_of(template, head, language)}".strip(),
            version=head.version,
            status=head.status,
            assignee_id=head.assignee_id,
            people=writers_at(desk),
            firms={one.person.id: one.firm for one in consultants_at(desk)},
            may_write=would_open(desk, Act.SET_STATUS),
            may_approve=may(actor, Act.APPROVE_SECTION, desk.organisation_id, programme_id, desk.now),
            reader_id=actor.person.id,
        )


def open_findings(bench: Workbench, actor: Actor, programme_id: str, key: str) -> FindingCounts | None:
    """What is open in one section, for who is about to approve it; None while the rules cannot be run."""
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        state = state_of(bench, desk.session, desk.programme)
        try:
            return findings_of(bench, state).counts.get(key, FindingCounts())
        except TryLater:
            return None


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


def assign_section(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    key: str,
    person_id: str | None,
    retry: Retry | None = None,
) -> str | None:
    """Give a section to a person, or to nobody (None). Returns the id now set. Raises Invalid, NotFound."""
    with write_programme(bench, actor, programme_id, Act.ASSIGN_SECTION, retry) as desk:
        if person_id is not None and person_id not in {person.id for person in writers_at(desk)}:
            raise Invalid("unknown_person", field="person")
        if not programmes.set_assignee(desk.session, programme_id, key, person_id):
            raise NotFound()
        desk.record("assign_section", f"{programme_id}/{key}/{person_id or 'nobody'}")
        return desk.answer(person_id)


def writers_at(desk: Desk) -> tuple[Person, ...]:
    """Who may write, by name: people of the company, consultants whom it let in, and whoever asks."""
    writers = {
        member.person.id: member.person
        for member in people.members(desk.session, desk.organisation_id)
        if member.active and member.roles & MEMBER_RIGHTS[Act.WRITE_SECTION]
    }
    writers |= {
        one.person.id: one.person
        for one in consultants_at(desk)
        if Act.WRITE_SECTION in ENGAGEMENT_RIGHTS[one.engagement.scope]
        and one.engagement.programme_id in (None, desk.programme.id)
    }
    writers.setdefault(desk.actor.person.id, desk.actor.person)
    return tuple(sorted(writers.values(), key=lambda person: (person.name, person.id)))
