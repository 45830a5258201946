"""What the pages about an organisation's people, access and trail show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.people import ROLES_OF_KIND, Actor, EngagementScope, Organisation, OrganisationKind, Role
from app.domain.permissions import MEMBER_RIGHTS, Act
from app.i18n import N_, _
from app.storage.people import Member
from app.usecases.people.engaging import Engagements, Given
from app.usecases.people.membership import People
from app.web.views.account_pages import ROLE_NAMES, role_names

ROLE_HINTS: dict[Role, str] = {
    Role.DRAFTER: N_("Writes the programme."),
    Role.APPROVER: N_("Writes, approves sections, and gives consultants access."),
    Role.ADMINISTRATOR: N_("Manages people and access. Does not read the programme."),
    Role.OFFICER: N_("Assesses programmes that were submitted."),
    Role.CONSULTANT: N_("Works on the programmes of companies that give access."),
}
SCOPE_NAMES: dict[EngagementScope, str] = {
    EngagementScope.READ: N_("Read and comment"),
    EngagementScope.WRITE: N_("Read and write"),
}


@dataclass(frozen=True)
class Tab:
    """A page of the administration of one organisation."""

    text: str
    href: str
    is_current: bool


def tabs(actor: Actor, organisation: Organisation, current: str) -> tuple[Tab, ...]:
    """The pages this person may open."""
    pages = [("people", _("People"), Act.READ_PEOPLE)]
    if organisation.kind is OrganisationKind.COMPANY:
        pages.append(("engagements", _("Consultants"), Act.GIVE_ENGAGEMENT))
        pages.append(("retention", _("Keeping and destroying"), Act.DESTROY_PROGRAMME))
        pages.append(("house-styles", _("House styles"), Act.MANAGE_HOUSE_STYLES))
    pages.append(("trail", _("Trail"), Act.READ_TRAIL))
    roles = actor.roles_in(organisation.id)
    return tuple(
        Tab(text, f"/admin/{organisation.id}/{name}", name == current)
        for name, text, act in pages
        if roles & MEMBER_RIGHTS[act]
    )


@dataclass(frozen=True)
class OrganisationsPage:
    """The organisations one helps to run."""

    organisations: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class RoleChoice:
    """One role that can be given here."""

    value: str
    text: str
    hint: str
    is_chosen: bool


def role_choices(kind: OrganisationKind, chosen: frozenset[str]) -> tuple[RoleChoice, ...]:
    """The roles an organisation of this kind has."""
    return tuple(
        RoleChoice(role.value, _(name), _(ROLE_HINTS[role]), role.value in chosen)
        for role, name in ROLE_NAMES.items()
        if role in ROLES_OF_KIND[kind]
    )


@dataclass(frozen=True)
class MemberLine:
    """A person in the list."""

    id: str
    name: str
    email: str
    roles: str
    has_second_factor: bool
    is_you: bool


@dataclass(frozen=True)
class InvitationLine:
    """An invitation that was not accepted yet."""

    id: str
    name: str
    email: str
    roles: str
    until: datetime
    is_over: bool


@dataclass(frozen=True)
class ConsultantLine:
    """Somebody of a consultancy who has access now."""

    name: str
    firm: str
    scope: str
    until: datetime


@dataclass(frozen=True)
class PeoplePage:
    """The people, the open invitations, the consultants, and the form for a new one.

    `consultants_href` is the page of their access, empty for whoever may not give it. `disk_is_low` warns
    who manages.
    """

    organisation_id: str
    organisation: str
    tabs: tuple[Tab, ...]
    members: tuple[MemberLine, ...]
    invitations: tuple[InvitationLine, ...]
    consultants: tuple[ConsultantLine, ...]
    consultants_href: str
    may_manage: bool
    choices: tuple[RoleChoice, ...]
    name: str
    email: str
    disk_is_low: bool


def people_page(
    actor: Actor,
    found: People,
    now: datetime,
    *,
    name: str = "",
    email: str = "",
    chosen: frozenset[str] = frozenset(),
    disk_is_low: bool = False,
) -> PeoplePage:
    """The page for this person; `name`, `email` and `chosen` are what stood in the form."""
    organisation = found.organisation
    return PeoplePage(
        organisation.id,
        organisation.name,
        tabs(actor, organisation, "people"),
        tuple(_member_line(actor, member) for member in found.members),
        tuple(
            InvitationLine(
                one.id, one.name, one.email, role_names(one.roles), one.expires_at, one.expires_at <= now
            )
            for one in found.invitations
        ),
        tuple(
            ConsultantLine(
                one.person.name, one.firm, _(SCOPE_NAMES[one.engagement.scope]), one.engagement.until
            )
            for one in found.consultants
        ),
        f"/admin/{organisation.id}/engagements"
        if actor.roles_in(organisation.id) & MEMBER_RIGHTS[Act.GIVE_ENGAGEMENT]
        else "",
        bool(actor.roles_in(organisation.id) & MEMBER_RIGHTS[Act.MANAGE_PEOPLE]),
        role_choices(organisation.kind, chosen),
        name,
        email,
        disk_is_low,
    )


def _member_line(actor: Actor, member: Member) -> MemberLine:
    person = member.person
    return MemberLine(
        person.id,
        person.name,
        person.email,
        role_names(member.roles),
        member.has_second_factor,
        person.id == actor.person.id,
    )


@dataclass(frozen=True)
class PersonPage:
    """One person's roles, and the heavier acts."""

    organisation_id: str
    organisation: str
    person_id: str
    name: str
    email: str
    since: datetime
    choices: tuple[RoleChoice, ...]
    has_second_factor: bool
    is_you: bool


def person_page(actor: Actor, found: People, member: Member) -> PersonPage:
    """The page of a member."""
    return PersonPage(
        found.organisation.id,
        found.organisation.name,
        member.person.id,
        member.person.name,
        member.person.email,
        member.since,
        role_choices(found.organisation.kind, frozenset(role.value for role in member.roles)),
        member.has_second_factor,
        member.person.id == actor.person.id,
    )


@dataclass(frozen=True)
class ConfirmPage:
    """A heavy act on its own page."""

    heading: str
    explanation: str
    action: str
    button: str
    back: str
    type_this: str


@dataclass(frozen=True)
class EngagementLine:
    """A consultant's access."""

    id: str
    consultant: str
    firm: str
    scope: str
    programme: str
    until: datetime
    ended: datetime | None
    holds: bool


@dataclass(frozen=True)
class EngagementForm:
    """What stands in the form."""

    consultant: str = ""
    scope: str = EngagementScope.READ.value
    programme: str = ""
    until: str = ""


@dataclass(frozen=True)
class EngagementsPage:
    """What a company gave, and the form to give more."""

    organisation_id: str
    organisation: str
    tabs: tuple[Tab, ...]
    lines: tuple[EngagementLine, ...]
    scopes: tuple[tuple[str, str, None], ...]
    programmes: tuple[tuple[str, str], ...]
    form: EngagementForm
    today: date


def engagements_page(
    actor: Actor, found: Engagements, today: date, form: EngagementForm = EngagementForm()
) -> EngagementsPage:
    """The page for whoever may give access."""
    return EngagementsPage(
        found.organisation.id,
        found.organisation.name,
        tabs(actor, found.organisation, "engagements"),
        tuple(_engagement_line(one) for one in found.given),
        tuple((scope.value, _(name), None) for scope, name in SCOPE_NAMES.items()),
        found.programmes,
        form,
        today,
    )


def _engagement_line(given: Given) -> EngagementLine:
    one = given.engagement
    return EngagementLine(
        one.id,
        given.consultant,
        given.firm,
        _(SCOPE_NAMES[one.scope]),
        given.programme or _("All programmes"),
        one.until,
        one.ended,
        given.holds,
    )
