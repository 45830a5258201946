"""The consultants whom a company has let in, with the firm they come from."""

from dataclasses import dataclass

from app.domain.people import Engagement, Person
from app.storage import engagements, people
from app.usecases.doors import OrganisationDesk


@dataclass(frozen=True)
class Consultant:
    """Somebody with access at this moment; more than once when more than one access was given."""

    person: Person
    firm: str
    engagement: Engagement


def consultants_at(desk: OrganisationDesk) -> tuple[Consultant, ...]:
    """Who has access to the company, or to one of its programmes, by name."""
    given = [
        one
        for one in engagements.engagements_given(desk.session, desk.organisation_id)
        if one.holds_at(desk.now)
    ]
    firms = engagements.firms_of(desk.session, frozenset(one.consultant_id for one in given))
    found = (
        Consultant(person, firms.get(person.id, ""), one)
        for one in given
        if (person := people.person_by_id(desk.session, one.consultant_id))
    )
    return tuple(sorted(found, key=lambda one: (one.person.name, one.person.id, one.engagement.id)))
