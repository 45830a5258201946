"""Who belongs to an organisation, and how people come and go."""

import pytest

from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound, NotSignedIn, TryLater
from app.domain.people import OrganisationKind, Role
from app.storage import access_tokens as kept_tokens
from app.usecases.access import access_tokens
from app.usecases.access.visits import Standing, recognise, recognise_access_token
from app.usecases.people import inviting, membership
from app.usecases.workbench import Workbench
from tests.conftest import SetClock
from tests.stories.accounts import (
    PASSWORD,
    Account,
    a_drafter,
    an_account,
    an_administrator,
    an_organisation,
    letters_to,
    token_in,
)

DRAFTER = frozenset({Role.DRAFTER})


@pytest.fixture
def ada(bench: Workbench) -> Account:
    return an_administrator(bench)


@pytest.fixture
def dirk(bench: Workbench, ada: Account) -> Account:
    return an_account(bench, ada.organisation, "Dirk", Role.DRAFTER)


def _invite(bench: Workbench, ada: Account, email: str = "new@example.org") -> str:
    inviting.invite(bench, ada.actor(), ada.organisation.id, "New Person", email, DRAFTER)
    return token_in(letters_to(bench, email)[-1])


def test_an_invitation_becomes_an_account(bench: Workbench, ada: Account) -> None:
    """The link makes the account, signs in, and gives exactly the roles that were offered."""
    token = _invite(bench, ada)
    offer = inviting.read_offer(bench, token)
    assert (offer.email, offer.organisation.name, offer.has_account) == (
        "new@example.org",
        ada.organisation.name,
        False,
    )
    opened = inviting.accept_as_new(bench, token, "New Person", PASSWORD, "")
    visit = recognise(bench, opened.token)
    assert visit is not None
    assert visit.actor.roles_in(ada.organisation.id) == DRAFTER
    with pytest.raises(NotFound):
        inviting.accept_as_new(bench, token, "Another", PASSWORD, "")


def test_an_invited_administrator_connects_an_app_first(bench: Workbench, ada: Account) -> None:
    """A role that demands the second step demands it from the first minute."""
    inviting.invite(
        bench, ada.actor(), ada.organisation.id, "Adm", "adm@example.org", frozenset({Role.ADMINISTRATOR})
    )
    token = token_in(letters_to(bench, "adm@example.org")[-1])
    opened = inviting.accept_as_new(bench, token, "Adm", PASSWORD, "")
    visit = recognise(bench, opened.token)
    assert visit is not None
    assert visit.standing is Standing.ENROLMENT_MISSING


def test_an_invitation_does_not_last(bench: Workbench, ada: Account, clock: SetClock) -> None:
    """It ends after a week, when it is withdrawn, and when a newer one goes to the same address."""
    first = _invite(bench, ada)
    second = _invite(bench, ada)
    with pytest.raises(NotFound):
        inviting.read_offer(bench, first)
    listed = membership.list_people(bench, ada.actor(), ada.organisation.id).invitations
    inviting.withdraw_invitation(bench, ada.actor(), ada.organisation.id, listed[0].id)
    with pytest.raises(NotFound):
        inviting.read_offer(bench, second)
    third = _invite_later(bench, ada, clock)
    clock.forward(days=7)
    with pytest.raises(NotFound):
        inviting.read_offer(bench, third)


def _invite_later(bench: Workbench, ada: Account, clock: SetClock) -> str:
    clock.forward(seconds=30)
    return _invite(bench, ada)


def test_who_has_an_account_joins_with_it(bench: Workbench, ada: Account) -> None:
    """The invited address must be the one that is signed in; joining takes nothing from the first place."""
    other = a_drafter(bench, "Other Company")
    token = _invite(bench, ada, other.person.email)
    assert inviting.read_offer(bench, token).has_account
    with pytest.raises(Conflict):
        inviting.accept_as_new(bench, token, "Other", PASSWORD, "")
    third = a_drafter(bench, "Third Company", "Tom")
    with pytest.raises(NotFound):
        inviting.accept_as(bench, third.actor(), token)
    inviting.accept_as(bench, other.actor(), token)
    assert other.actor().roles_in(ada.organisation.id) == DRAFTER
    assert other.actor().roles_in(other.organisation.id) == DRAFTER


@pytest.mark.parametrize(
    ("name", "email", "code"),
    [
        ("", "a@example.org", "missing"),
        ("A\r\nBcc: x@example.org", "a@example.org", "invalid_character"),
        ("A\x1b[31m", "a@example.org", "invalid_character"),
        ("A\u202eB", "a@example.org", "invalid_character"),
        ("x" * 201, "a@example.org", "too_long"),
        ("A", "a@example.org\r\nBcc: x@example.org", "not_an_address"),
        ("A", "a,b@example.org", "not_an_address"),
        ("A", "nobody", "not_an_address"),
        ("A", "", "missing"),
    ],
)
def test_names_and_addresses_are_one_clean_line(
    bench: Workbench, ada: Account, name: str, email: str, code: str
) -> None:
    """Nothing a person types can become a mail header or a line in a log."""
    with pytest.raises(Invalid) as refusal:
        inviting.invite(bench, ada.actor(), ada.organisation.id, name, email, DRAFTER)
    assert refusal.value.code == code


def test_a_company_has_no_officers(bench: Workbench, ada: Account, dirk: Account) -> None:
    """Roles fit the kind of organisation, in invitations and afterwards."""
    officer = frozenset({Role.OFFICER})
    with pytest.raises(Invalid):
        inviting.invite(bench, ada.actor(), ada.organisation.id, "O", "o@example.org", officer)
    with pytest.raises(Invalid):
        membership.set_roles(bench, ada.actor(), ada.organisation.id, dirk.person.id, officer)


def test_roles_hold_at_once(bench: Workbench, ada: Account, dirk: Account) -> None:
    """The next request of an open session has the new roles."""
    signed_in = dirk.sign_in()
    membership.set_roles(bench, ada.actor(), ada.organisation.id, dirk.person.id, frozenset({Role.APPROVER}))
    assert dirk.visit(signed_in).actor.roles == {Role.APPROVER}


def test_a_removed_person_is_out_at_once(bench: Workbench, ada: Account, dirk: Account) -> None:
    """Sessions and tokens die with the last membership, and the account takes no sign-in."""
    signed_in = dirk.sign_in()
    token = access_tokens.make_access_token(bench, dirk.visit(signed_in).actor, "script", 30).token
    membership.remove_member(bench, ada.actor(), ada.organisation.id, dirk.person.id)
    assert recognise(bench, signed_in.token) is None
    assert recognise_access_token(bench, token) is None
    with pytest.raises(NotSignedIn):
        dirk.sign_in()


def test_a_removal_is_done_whole_or_not_at_all(
    bench: Workbench, ada: Account, dirk: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the account cannot be closed the membership stands, and the next try removes it."""
    signed_in = dirk.sign_in()

    def unreachable(*_args: object) -> None:
        raise TryLater("database_busy", seconds=2)

    with monkeypatch.context() as patched:
        patched.setattr(kept_tokens, "end_access_tokens", unreachable)
        with pytest.raises(TryLater):
            membership.remove_member(bench, ada.actor(), ada.organisation.id, dirk.person.id)
    assert dirk.visit(signed_in).actor.roles_in(ada.organisation.id) == DRAFTER
    membership.remove_member(bench, ada.actor(), ada.organisation.id, dirk.person.id)
    assert recognise(bench, signed_in.token) is None


def test_an_organisation_keeps_an_administrator(bench: Workbench, ada: Account, dirk: Account) -> None:
    """The last one can neither leave nor step down."""
    actor = ada.actor()
    with pytest.raises(Conflict):
        membership.remove_member(bench, actor, ada.organisation.id, ada.person.id)
    with pytest.raises(Conflict):
        membership.set_roles(bench, actor, ada.organisation.id, ada.person.id, DRAFTER)


def test_a_lost_app_is_disconnected_by_an_administrator(
    bench: Workbench, ada: Account, clock: SetClock
) -> None:
    """Sessions end, the person is told by mail, and connects an app anew after the password."""
    bo = an_account(bench, ada.organisation, "Bo", Role.ADMINISTRATOR, with_app=True)
    signed_in = bo.sign_in()
    membership.clear_second_factor(bench, ada.actor(), ada.organisation.id, bo.person.id)
    assert recognise(bench, signed_in.token) is None
    assert "Ada Steward disconnected" in letters_to(bench, bo.person.email)[-1]
    bo.secret = None
    assert bo.visit().standing is Standing.ENROLMENT_MISSING


def test_nobody_disconnects_an_app_out_of_turn(bench: Workbench, ada: Account, dirk: Account) -> None:
    """Not one's own, not that of somebody who belongs elsewhere too, not without the role."""
    with pytest.raises(Conflict):
        membership.clear_second_factor(bench, ada.actor(), ada.organisation.id, ada.person.id)
    other = a_drafter(bench, "Other Company")
    token = _invite_again(bench, ada, other.person.email)
    inviting.accept_as(bench, other.actor(), token)
    with pytest.raises(Conflict):
        membership.clear_second_factor(bench, ada.actor(), ada.organisation.id, other.person.id)
    with pytest.raises(NotAllowed):
        membership.clear_second_factor(bench, dirk.actor(), ada.organisation.id, ada.person.id)


def _invite_again(bench: Workbench, ada: Account, email: str) -> str:
    inviting.invite(bench, ada.actor(), ada.organisation.id, "Other", email, DRAFTER)
    return token_in(letters_to(bench, email)[-1])


def test_only_administrators_manage(bench: Workbench, ada: Account, dirk: Account) -> None:
    """Others of the organisation may look and are told who can help; strangers find nothing."""
    assert len(membership.list_people(bench, dirk.actor(), ada.organisation.id).members) == 2
    with pytest.raises(NotAllowed) as refusal:
        membership.set_roles(
            bench, dirk.actor(), ada.organisation.id, dirk.person.id, frozenset({Role.ADMINISTRATOR})
        )
    assert refusal.value.facts["helpers"] == ("Ada Steward",)
    stranger = an_account(
        bench,
        an_organisation(bench, OrganisationKind.COMPANY, "Stranger"),
        "Sam",
        Role.ADMINISTRATOR,
        with_app=True,
    )
    for attempt in (
        lambda: membership.list_people(bench, stranger.actor(), ada.organisation.id),
        lambda: membership.remove_member(bench, stranger.actor(), ada.organisation.id, dirk.person.id),
        lambda: membership.set_roles(bench, stranger.actor(), ada.organisation.id, dirk.person.id, DRAFTER),
    ):
        with pytest.raises(NotFound):
            attempt()
