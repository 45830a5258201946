"""Inviting people into an organisation by mail, and accepting."""

from dataclasses import dataclass
from datetime import timedelta

from app.domain.errors import Conflict, NotFound
from app.domain.names import clean_address, clean_name
from app.domain.people import Actor, Organisation, Person, Role
from app.domain.permissions import Act
from app.i18n import current_language
from app.storage import invitations, people
from app.storage.invitations import Invitation
from app.storage.tenancy import EVERY_ORGANISATION, FencedSession
from app.usecases.access.opening import SignedIn, open_session
from app.usecases.access.passwords import require_good_password
from app.usecases.access.tokens import hash_of, new_token
from app.usecases.doors import write_organisation
from app.usecases.people.membership import require_roles_of_kind
from app.usecases.running.letters import invitation_letter, post
from app.usecases.workbench import Workbench

DAYS = 7


@dataclass(frozen=True)
class Offer:
    """What someone with a link from a mail is invited to. `has_account` decides what the page asks."""

    email: str
    name: str
    organisation: Organisation
    roles: frozenset[Role]
    has_account: bool


def invite(
    bench: Workbench, actor: Actor, organisation_id: str, name: str, email: str, roles: frozenset[Role]
) -> Invitation:
    """Invite an address by mail. Whoever invites is not told whether there is an account already."""
    name, email = clean_name(name, "name"), clean_address(email, "email")
    token = new_token()
    with write_organisation(bench, actor, organisation_id, Act.MANAGE_PEOPLE) as desk:
        organisation = _organisation(desk.session, organisation_id)
        require_roles_of_kind(organisation.kind, roles)
        if any(member.person.email == email for member in people.members(desk.session, organisation_id)):
            raise Conflict("already_member")
        invitations.withdraw_for_address(desk.session, organisation_id, email, desk.now)
        invitation = Invitation(
            id=bench.new_id(),
            organisation_id=organisation_id,
            email=email,
            name=name,
            roles=roles,
            invited_by=actor.person.id,
            created_at=desk.now,
            expires_at=desk.now + timedelta(days=DAYS),
        )
        invitations.add_invitation(desk.session, invitation, hash_of(token))
        letter = invitation_letter(
            bench, current_language(), name, organisation.name, actor.person.name, token, DAYS
        )
        post(bench, desk.transaction, email, letter)
        desk.record("invite", invitation.id)
    return invitation


def withdraw_invitation(bench: Workbench, actor: Actor, organisation_id: str, invitation_id: str) -> None:
    """Take an open invitation back: its link stops working."""
    with write_organisation(bench, actor, organisation_id, Act.MANAGE_PEOPLE) as desk:
        if not invitations.withdraw(desk.session, invitation_id, desk.now):
            raise NotFound()
        desk.record("withdraw_invitation", invitation_id)


def read_offer(bench: Workbench, token: str) -> Offer:
    """What the link from the mail offers. NotFound("invitation_void") when it does not work any more."""
    with bench.work.read(EVERY_ORGANISATION) as session:
        found = invitations.invitation_by_token(session, hash_of(token), bench.clock())
        if found is None:
            raise NotFound("invitation_void")
        return Offer(
            found.email,
            found.name,
            _organisation(session, found.organisation_id),
            found.roles,
            people.person_by_email(session, found.email) is not None,
        )


def accept_as_new(bench: Workbench, token: str, name: str, password: str, user_agent: str) -> SignedIn:
    """Make the account the invitation is for, and sign in. The link proves the address."""
    name = clean_name(name, "name")
    offer = read_offer(bench, token)
    if offer.has_account:
        raise Conflict("account_exists")
    person = Person(bench.new_id(), name, offer.email, current_language())
    require_good_password(password, person)
    hashed = bench.hasher.hash(password)
    with bench.work.write(EVERY_ORGANISATION, person.id) as transaction:
        found = invitations.invitation_by_token(transaction.session, hash_of(token), transaction.now)
        if found is None or not invitations.accept(transaction.session, found.id, transaction.now):
            raise NotFound("invitation_void")
        people.add_person(transaction.session, person, hashed, transaction.now)
        people.set_roles(transaction.session, person.id, found.organisation_id, found.roles, transaction.now)
        transaction.record("accept_invitation", person.id, organisation_id=found.organisation_id)
        return open_session(bench, transaction, person, user_agent, second_factor_passed=False)


def accept_as(bench: Workbench, actor: Actor, token: str) -> None:
    """Join with the account one is signed in to; it must be the invited address."""
    with bench.work.write(EVERY_ORGANISATION, actor.person.id) as transaction:
        found = invitations.invitation_by_token(transaction.session, hash_of(token), transaction.now)
        if found is None or found.email != actor.person.email:
            raise NotFound("invitation_void")
        invitations.accept(transaction.session, found.id, transaction.now)
        kept = next(
            (m.roles for m in actor.memberships if m.organisation_id == found.organisation_id), frozenset()
        )
        people.set_roles(
            transaction.session, actor.person.id, found.organisation_id, kept | found.roles, transaction.now
        )
        transaction.record("accept_invitation", actor.person.id, organisation_id=found.organisation_id)


def _organisation(session: FencedSession, organisation_id: str) -> Organisation:
    found = people.organisation_by_id(session, organisation_id)
    if found is None:
        raise NotFound()
    return found
