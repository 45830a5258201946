"""Connecting an authenticator app."""

from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from app.domain.errors import Conflict, Invalid, NotFound, NotSignedIn
from app.domain.people import Role
from app.storage import people
from app.usecases.access import access_tokens
from app.usecases.access.second_factor import begin_enrolment, confirm_enrolment, remove_second_factor
from app.usecases.access.visits import Standing, recognise, recognise_access_token
from app.usecases.unit_of_work import EVERY_ORGANISATION
from app.usecases.workbench import Workbench
from tests.conftest import SetClock
from tests.stories.accounts import PASSWORD, Account, a_consultant, a_drafter, an_account


@pytest.fixture
def nel(bench: Workbench) -> Account:
    """A consultant who has no app yet."""
    return an_account(bench, a_consultant(bench).organisation, "Nel", Role.CONSULTANT)


def test_the_first_code_completes_the_sign_in(bench: Workbench, nel: Account) -> None:
    """The session goes on under a new token, fully signed in; every earlier one ends."""
    here, there = nel.sign_in(), nel.sign_in()
    secret = begin_enrolment(bench, nel.visit(here).actor).secret
    code = pyotp.TOTP(secret).at(bench.clock())
    opened = confirm_enrolment(bench, nel.visit(here).actor, code, "")
    assert recognise(bench, here.token) is None
    assert recognise(bench, there.token) is None
    assert nel.visit(opened).standing is Standing.SIGNED_IN
    assert nel.visit(opened).actor.second_factor_passed


def test_the_first_code_is_used_up(bench: Workbench, nel: Account, clock: SetClock) -> None:
    """The code that connected the app signs nobody in."""
    actor = nel.actor()
    nel.secret = begin_enrolment(bench, actor).secret
    confirm_enrolment(bench, actor, nel.code(), "")
    with pytest.raises(NotSignedIn):
        nel.sign_in()
    clock.forward(seconds=30)
    assert nel.visit(nel.sign_in()).standing is Standing.SIGNED_IN


def test_looking_again_shows_the_same_key(bench: Workbench, nel: Account) -> None:
    """Reloading the page does not spoil what the app has scanned."""
    actor = nel.actor()
    first, second = begin_enrolment(bench, actor), begin_enrolment(bench, actor)
    assert first == second
    with pytest.raises(Invalid):
        confirm_enrolment(bench, actor, "000000", "")
    assert begin_enrolment(bench, actor) == first


def test_the_picture_names_product_and_account(bench: Workbench, nel: Account) -> None:
    """The app shows for which product and which account a code is."""
    address = urlsplit(begin_enrolment(bench, nel.actor()).address)
    assert address.scheme == "otpauth"
    assert parse_qs(address.query)["issuer"] == ["Toetssteen"]
    assert address.path.rpartition(":")[2].replace("%40", "@") == nel.person.email


def test_a_connected_app_is_not_replaced_unseen(bench: Workbench) -> None:
    """Whoever finds an open browser cannot connect an app of their own."""
    kees = a_consultant(bench)
    with pytest.raises(Conflict):
        begin_enrolment(bench, kees.actor())
    with pytest.raises(Conflict):
        confirm_enrolment(bench, kees.actor(), kees.code(), "")


def test_the_database_alone_makes_no_codes(bench: Workbench) -> None:
    """What is stored is not the secret: without our key it gives other codes."""
    kees = a_consultant(bench)
    with bench.work.read(EVERY_ORGANISATION) as session:
        known = people.credentials_of(session, kees.person.id)
    assert known is not None
    assert known.totp_seed is not None
    assert kees.secret is not None
    assert kees.secret.lower() not in known.totp_seed.lower()
    assert known.totp_seed.lower() not in kees.secret.lower()


def test_removing_takes_the_password(bench: Workbench) -> None:
    """A drafter may do without an app again; whoever's role demands one may not."""
    ann = a_drafter(bench)
    actor = ann.actor()
    ann.secret = begin_enrolment(bench, actor).secret
    actor = ann.visit(confirm_enrolment(bench, actor, ann.code(), "")).actor
    with pytest.raises(Invalid):
        remove_second_factor(bench, actor, "wrong", "192.0.2.7")
    remove_second_factor(bench, actor, PASSWORD, "192.0.2.7")
    ann.secret = None
    assert ann.visit(ann.sign_in()).standing is Standing.SIGNED_IN
    kees = a_consultant(bench)
    with pytest.raises(Conflict):
        remove_second_factor(bench, kees.actor(), PASSWORD, "192.0.2.7")


def test_a_token_has_the_rights_of_its_person(bench: Workbench, clock: SetClock) -> None:
    """A token works until its day or until it is withdrawn, and only its owner can withdraw it."""
    kees, ann = a_consultant(bench), a_drafter(bench)
    made = access_tokens.make_access_token(bench, kees.actor(), "script", 7)
    visit = recognise_access_token(bench, made.token)
    assert visit is not None
    assert visit.actor.roles == {Role.CONSULTANT}
    assert visit.standing is Standing.SIGNED_IN
    assert not visit.by_cookie
    with pytest.raises(NotFound):
        access_tokens.end_access_token(bench, ann.actor(), made.listed.id)
    access_tokens.end_access_token(bench, kees.actor(), made.listed.id)
    assert recognise_access_token(bench, made.token) is None
    other = access_tokens.make_access_token(bench, kees.actor(), "script", 7)
    clock.forward(days=7)
    assert recognise_access_token(bench, other.token) is None


@pytest.mark.parametrize("days", [0, -1, 31, 10_000])
def test_a_token_lives_for_a_chosen_time(bench: Workbench, days: int) -> None:
    """There is no token for ever."""
    with pytest.raises(Invalid):
        access_tokens.make_access_token(bench, a_drafter(bench).actor(), "script", days)
