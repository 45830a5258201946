"""Builders for tests: a company with people and a programme, made through the doors where a door exists."""

from dataclasses import dataclass, field

from app.domain.people import Actor, Membership, Organisation, OrganisationKind, Person, Role
from app.storage import people
from app.usecases.programmes import start_programme
from app.usecases.unit_of_work import EVERY_ORGANISATION
from app.usecases.workbench import Workbench

PASSWORD = "zeven paarden op de dijk"


@dataclass
class Company:
    """An organisation with its people, ready to write."""

    bench: Workbench
    organisation: Organisation
    people: dict[str, Actor] = field(default_factory=dict)

    def person(self, name: str, *roles: Role) -> Actor:
        """Somebody with an account and these roles (a drafter when none is named)."""
        wanted = frozenset(roles or (Role.DRAFTER,))
        person = Person(self.bench.new_id(), name, f"{name.split()[0].lower()}@{self.organisation.id}.example")
        with self.bench.work.write(EVERY_ORGANISATION, None) as act:
            people.add_person(act.session, person, self.bench.hasher.hash(PASSWORD), act.now)
            people.set_roles(act.session, person.id, self.organisation.id, wanted, act.now)
            act.record("add_person", person.id)
        membership = Membership(
            person.id, self.organisation.id, self.organisation.name, self.organisation.kind, wanted
        )
        self.people[name] = Actor(person, (membership,), second_factor_passed=True)
        return self.people[name]

    def programme(self, by: Actor, language: str = "en") -> str:
        """A programme of the template, with no text yet; its id."""
        return start_programme(
            self.bench,
            by,
            title="Internal Compliance Programme",
            organisation_id=self.organisation.id,
            template="eu-nl",
            language=language,
        ).id


def a_company(bench: Workbench, name: str = "Meridian Sensors B.V.") -> Company:
    """A company without people."""
    organisation = Organisation(bench.new_id(), name, OrganisationKind.COMPANY)
    with bench.work.write(EVERY_ORGANISATION, None) as act:
        people.add_organisation(act.session, organisation, act.now)
        act.record("add_organisation", organisation.id)
    return Company(bench, organisation)
