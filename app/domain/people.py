"""Organisations, the people in them, and the access a company gives to a consultant."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class OrganisationKind(StrEnum):
    """What an organisation is here for. The operator runs the installation and reads no programme."""

    COMPANY = "company"
    CONSULTANCY = "consultancy"
    AUTHORITY = "authority"
    OPERATOR = "operator"


class Role(StrEnum):
    """A person may hold several roles in one organisation."""

    DRAFTER = "drafter"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"
    OFFICER = "officer"
    CONSULTANT = "consultant"


SECOND_FACTOR_ROLES = frozenset({Role.ADMINISTRATOR, Role.OFFICER, Role.CONSULTANT})

ROLES_OF_KIND: dict[OrganisationKind, frozenset[Role]] = {
    OrganisationKind.COMPANY: frozenset({Role.DRAFTER, Role.APPROVER, Role.ADMINISTRATOR}),
    OrganisationKind.CONSULTANCY: frozenset({Role.CONSULTANT, Role.ADMINISTRATOR}),
    OrganisationKind.AUTHORITY: frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    OrganisationKind.OPERATOR: frozenset({Role.ADMINISTRATOR}),
}


@dataclass(frozen=True)
class Organisation:
    """A company, consultancy, authority or the operator: the tenant."""

    id: str
    name: str
    kind: OrganisationKind
    is_example: bool = False


@dataclass(frozen=True)
class Person:
    """A human with an account. `theme` is light, dark or auto; `language` en or nl."""

    id: str
    name: str
    email: str
    language: str = "en"
    theme: str = "auto"


@dataclass(frozen=True)
class Membership:
    """A person's place in an organisation."""

    person_id: str
    organisation_id: str
    organisation_name: str
    kind: OrganisationKind
    roles: frozenset[Role]


class EngagementScope(StrEnum):
    """How far a consultant may go at a company."""

    READ = "read"
    WRITE = "write"


@dataclass(frozen=True)
class Engagement:
    """A consultant's permission to work for one company. Given by the company only, never passed on.

    `programme_id` narrows it to one programme; `until` is the last moment it holds.
    """

    id: str
    company_id: str
    consultant_id: str
    scope: EngagementScope
    programme_id: str | None
    since: datetime
    until: datetime
    ended: datetime | None = None

    def holds_at(self, moment: datetime) -> bool:
        """Whether the engagement gives access at `moment`."""
        return self.ended is None and self.since <= moment <= self.until


@dataclass(frozen=True)
class Actor:
    """Who is asking, with every right looked up for this one request."""

    person: Person
    memberships: tuple[Membership, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    second_factor_passed: bool = False
    session_id: str | None = None

    def roles_in(self, organisation_id: str) -> frozenset[Role]:
        """The roles held in one organisation; empty for a foreign one."""
        found = (m.roles for m in self.memberships if m.organisation_id == organisation_id)
        return next(found, frozenset())

    @property
    def roles(self) -> frozenset[Role]:
        """Every role held anywhere."""
        return frozenset(role for membership in self.memberships for role in membership.roles)
