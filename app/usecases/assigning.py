"""Who writes which section."""

from app.domain.errors import Invalid, NotFound
from app.domain.people import Actor, Person
from app.domain.permissions import MEMBER_RIGHTS, Act
from app.storage import people, programmes
from app.usecases.doors import Desk, write_programme
from app.usecases.unit_of_work import Retry
from app.usecases.workbench import Workbench


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
    """The people of the company who may write, by name, and whoever asks."""
    writers = {
        member.person.id: member.person
        for member in people.members(desk.session, desk.organisation_id)
        if member.active and member.roles & MEMBER_RIGHTS[Act.WRITE_SECTION]
    }
    writers.setdefault(desk.actor.person.id, desk.actor.person)
    return tuple(sorted(writers.values(), key=lambda person: (person.name, person.id)))
