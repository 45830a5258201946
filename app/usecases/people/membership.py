"""The people of an organisation: who they are, what they may do, and how they leave."""

from dataclasses import dataclass

from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.people import ROLES_OF_KIND, Actor, Organisation, OrganisationKind, Role
from app.domain.permissions import Act
from app.storage import access_tokens, invitations, people, sessions
from app.storage.invitations import Invitation
from app.storage.people import Member
from app.storage.tenancy import FencedSession
from app.usecases.doors import read_organisation, write_organisation
from app.usecases.people.consultants import Consultant, consultants_at
from app.usecases.running.letters import post, second_factor_cleared_letter
from app.usecases.workbench import Workbench


@dataclass(frozen=True)
class People:
    """An organisation's people, the invitations still open, and the consultants it has let in."""

    organisation: Organisation
    members: tuple[Member, ...]
    invitations: tuple[Invitation, ...]
    consultants: tuple[Consultant, ...]


def list_people(bench: Workbench, actor: Actor, organisation_id: str) -> People:
    """Everybody in the organisation, with roles."""
    return _people(bench, actor, organisation_id, Act.READ_PEOPLE)


def list_managed(bench: Workbench, actor: Actor, organisation_id: str) -> People:
    """The same, for whoever may change it."""
    return _people(bench, actor, organisation_id, Act.MANAGE_PEOPLE)


def set_roles(
    bench: Workbench, actor: Actor, organisation_id: str, person_id: str, roles: frozenset[Role]
) -> None:
    """Give a member exactly these roles, from this moment on. The last administrator stays one."""
    with write_organisation(bench, actor, organisation_id, Act.MANAGE_PEOPLE) as desk:
        require_roles_of_kind(_organisation(desk.session, organisation_id).kind, roles)
        _member(desk.session, organisation_id, person_id)
        if Role.ADMINISTRATOR not in roles:
            _require_other_administrator(desk.session, organisation_id, person_id)
        people.set_roles(desk.session, person_id, organisation_id, roles, desk.now)
        desk.record("set_roles", person_id)


def remove_member(bench: Workbench, actor: Actor, organisation_id: str, person_id: str) -> None:
    """End a membership. An account that belongs nowhere any more is closed, with its sessions and tokens."""
    with write_organisation(bench, actor, organisation_id, Act.MANAGE_PEOPLE, unfenced=True) as desk:
        _member(desk.session, organisation_id, person_id)
        _require_other_administrator(desk.session, organisation_id, person_id)
        people.set_roles(desk.session, person_id, organisation_id, frozenset(), desk.now)
        desk.record("remove_member", person_id)
        if not people.memberships_of(desk.session, person_id):
            people.set_active(desk.session, person_id, False)
            sessions.end_sessions(desk.session, person_id, desk.now)
            access_tokens.end_access_tokens(desk.session, person_id, desk.now)
            # The account is nobody's any more: its end stands in the trail of the installation.
            desk.transaction.record("close_account", person_id)


def clear_second_factor(bench: Workbench, actor: Actor, organisation_id: str, person_id: str) -> None:
    """For someone who lost the telephone: the app is disconnected, every session ends, the person is told.

    Refused for oneself, and for people who belong to another organisation too: it is not this one's alone.
    """
    with write_organisation(bench, actor, organisation_id, Act.MANAGE_PEOPLE, unfenced=True) as desk:
        member = _member(desk.session, organisation_id, person_id)
        if person_id == actor.person.id:
            raise Conflict("not_yourself")
        if len(people.memberships_of(desk.session, person_id)) > 1:
            raise Conflict("belongs_elsewhere")
        people.set_second_factor(desk.session, person_id, None, confirmed=False)
        sessions.end_sessions(desk.session, person_id, desk.now)
        access_tokens.end_access_tokens(desk.session, person_id, desk.now)
        letter = second_factor_cleared_letter(bench, member.person, actor.person.name)
        post(bench, desk.transaction, member.person.email, letter)
        desk.record("clear_second_factor", person_id)


def require_roles_of_kind(kind: OrganisationKind, roles: frozenset[Role]) -> None:
    """A company has no officers, an authority no drafters. Raises Invalid."""
    if not roles:
        raise Invalid("no_role", field="roles")
    if not roles <= ROLES_OF_KIND[kind]:
        raise Invalid("invalid_value", field="roles")


def _people(bench: Workbench, actor: Actor, organisation_id: str, act: Act) -> People:
    with read_organisation(bench, actor, organisation_id, act) as desk:
        return People(
            _organisation(desk.session, organisation_id),
            people.members(desk.session, organisation_id),
            invitations.open_invitations(desk.session, organisation_id),
            consultants_at(desk),
        )


def _organisation(session: FencedSession, organisation_id: str) -> Organisation:
    found = people.organisation_by_id(session, organisation_id)
    if found is None:
        raise NotFound()
    return found


def _member(session: FencedSession, organisation_id: str, person_id: str) -> Member:
    found = (m for m in people.members(session, organisation_id) if m.person.id == person_id)
    member = next(found, None)
    if member is None:
        raise NotFound()
    return member


def _require_other_administrator(session: FencedSession, organisation_id: str, person_id: str) -> None:
    members = people.members(session, organisation_id)
    was_one = any(m.person.id == person_id and Role.ADMINISTRATOR in m.roles for m in members)
    others = any(m.person.id != person_id and Role.ADMINISTRATOR in m.roles and m.active for m in members)
    if was_one and not others:
        raise Conflict("last_administrator")
