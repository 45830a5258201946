"""Builders for tests: a company with people and a programme, all made through the doors of the product."""

from dataclasses import dataclass, field

from app.domain.people import Actor, Membership, Organisation, OrganisationKind, Role
from app.usecases.people import founding
from app.usecases.programmes.starting import start_programme
from app.usecases.workbench import Workbench
from tests.stories.accounts import PASSWORD


@dataclass
class Company:
    """An organisation with its people, ready to write."""

    bench: Workbench
    organisation: Organisation
    people: dict[str, Actor] = field(default_factory=dict)

    def person(self, name: str, *roles: Role) -> Actor:
        """Somebody with an account and these roles (a drafter when none is named)."""
        wanted = frozenset(roles or (Role.DRAFTER,))
        email = f"{name.split()[0].lower()}@{self.organisation.id}.example"
        person = founding.add_person(self.bench, self.organisation.id, name, email, wanted, PASSWORD, "en")
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
    return Company(bench, founding.found_organisation(bench, name, OrganisationKind.COMPANY))
