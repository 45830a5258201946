"""Where a section stands and who writes it, for the page that changes both."""

from dataclasses import dataclass

from app.domain.errors import NotFound, TryLater
from app.domain.overview import FindingCounts
from app.domain.people import Actor, Person
from app.domain.permissions import Act, may
from app.domain.programme import Programme, SectionStatus
from app.storage import programmes
from app.usecases.assigning import writers_at
from app.usecases.checking import findings_of
from app.usecases.doors import read_programme
from app.usecases.outline import number_of, template_of, title_of
from app.usecases.programme_state import state_of
from app.usecases.workbench import Workbench


@dataclass(frozen=True)
class SectionSteps:
    """A section's status and owner; `title` is numbered and in the reader's language."""

    programme: Programme
    key: str
    title: str
    version: int
    status: SectionStatus
    assignee_id: str | None
    people: tuple[Person, ...]
    may_approve: bool
    reader_id: str


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
