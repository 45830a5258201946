"""The acceptance data: companies, a consultancy, authorities, the operator, with random passwords."""

from datetime import timedelta
from typing import Any

from app.domain.people import (
    SECOND_FACTOR_ROLES,
    Actor,
    EngagementScope,
    Membership,
    Organisation,
    OrganisationKind,
    Person,
    Role,
)
from app.usecases.people import engaging, founding
from app.usecases.programmes import starting
from app.usecases.workbench import Workbench
from checks.languages import LANGUAGES

TEMPLATE = "eu-nl"
ENGAGEMENT_DAYS = 365
ENGAGED = ("A", "B")


class Seeding:
    """Makes the data through the same use cases as everybody else, and keeps what must be printed."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._organisations: list[dict[str, Any]] = []
        self._engagements: list[dict[str, Any]] = []

    def run(self) -> dict[str, Any]:
        """Everything, as it is printed. Raises Conflict when it is there already."""
        approvers = {letter: self._company(letter) for letter in "ABC"}
        consultancy = self._organisation("K", "Consultancy K", OrganisationKind.CONSULTANCY)
        consultant = self._person(consultancy, "K consultant", Role.CONSULTANT)
        for letter in ENGAGED:
            self._engage(approvers[letter], consultant.person)
        for letter in "XY":
            authority = self._organisation(letter, f"Authority {letter}", OrganisationKind.AUTHORITY)
            self._person(authority, f"{letter} officer", Role.OFFICER)
        operator = self._organisation("O", "Operator", OrganisationKind.OPERATOR)
        self._person(operator, "Administrator", Role.ADMINISTRATOR)
        return {"organisations": self._organisations, "engagements": self._engagements}

    def _company(self, letter: str) -> Actor:
        company = self._organisation(letter, f"Organisation {letter}", OrganisationKind.COMPANY)
        writer = self._person(company, f"{letter} writer", Role.DRAFTER)
        approver = self._person(company, f"{letter} approver", Role.APPROVER)
        for language in LANGUAGES:
            programme = starting.start_programme(
                self._bench,
                writer,
                title=f"Programme {letter} {language}",
                organisation_id=company.id,
                template=TEMPLATE,
                language=language,
            )
            self._organisations[-1]["programmes"].append(
                {"id": programme.id, "title": programme.title, "language": language}
            )
        return approver

    def _organisation(self, key: str, name: str, kind: OrganisationKind) -> Organisation:
        made = founding.found_organisation(self._bench, name, kind)
        self._organisations.append(
            {"key": key, "id": made.id, "name": name, "kind": kind.value, "people": [], "programmes": []}
        )
        return made

    def _person(self, organisation: Organisation, name: str, role: Role) -> Actor:
        email = f"{name.lower().replace(' ', '.')}@acceptance.example"
        password = founding.new_password()
        roles = frozenset({role})
        person = founding.add_person(self._bench, organisation.id, name, email, roles, password)
        needs_app = role in SECOND_FACTOR_ROLES
        self._organisations[-1]["people"].append(
            {
                "id": person.id,
                "name": name,
                "username": email,
                "password": password,
                "second_factor_seed": founding.connect_app(self._bench, person.id) if needs_app else None,
                "roles": [role.value],
            }
        )
        place = Membership(person.id, organisation.id, organisation.name, organisation.kind, roles)
        return Actor(person, (place,), second_factor_passed=True)

    def _engage(self, approver: Actor, consultant: Person) -> None:
        company = approver.memberships[0].organisation_id
        until = (self._bench.clock() + timedelta(days=ENGAGEMENT_DAYS)).date()
        given = engaging.give_engagement(
            self._bench, approver, company, consultant.id, EngagementScope.WRITE, until
        )
        self._engagements.append(
            {
                "id": given.id,
                "organisation": company,
                "consultant": consultant.id,
                "scope": given.scope.value,
                "until": given.until.isoformat(),
            }
        )
