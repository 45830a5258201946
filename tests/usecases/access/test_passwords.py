"""Choosing, changing and resetting a password."""

import sqlite3

import pytest

from app.domain.errors import Invalid, NotFound
from app.domain.people import Person
from app.usecases.access import access_tokens, passwords
from app.usecases.access.passwords import (
    ask_for_reset,
    change_password,
    require_good_password,
    reset_password,
)
from app.usecases.access.signing_in import Origin, sign_in
from app.usecases.access.visits import recognise, recognise_access_token
from app.usecases.workbench import Workbench
from tests.conftest import SetClock
from tests.stories.accounts import ELSEWHERE, PASSWORD, Account, a_drafter, an_account, letters_to, token_in

WANTED = "vier groene stoelen zonder tafel"
ANN = Person("1", "Ann Drafter", "ann.drafter@meridian.example")


@pytest.fixture
def ann(bench: Workbench) -> Account:
    return a_drafter(bench)


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("abc 12", "password_too_short"),
        ("elevensigns", "password_too_short"),
        ("password1234", "password_easy"),
        ("qwertyuiopasdf", "password_easy"),
        ("aaaaaaaaaaaaaaaa", "password_easy"),
        ("Ann Drafter 2026", "password_easy"),
        ("toetssteen2026", "password_easy"),
        ("x" * 4097, "password_too_long"),
    ],
)
def test_weak_passwords_are_refused(password: str, code: str) -> None:
    """Short ones, common ones and those that one's own name gives away."""
    with pytest.raises(Invalid) as refusal:
        require_good_password(password, ANN)
    assert refusal.value.code == code
    assert password not in str(refusal.value.facts)


@pytest.mark.parametrize(
    "password", [WANTED, "correct-horse-staple-tree", "ünïcödé wörter genügen auch", "w4#Kd!9zPq2&"]
)
def test_good_passwords_need_no_special_signs(password: str) -> None:
    """Length and surprise count; there is no rule about capitals or digits."""
    require_good_password(password, ANN)


def test_a_changed_password_ends_everything_else(bench: Workbench, ann: Account) -> None:
    """Every other session and token is void, this browser goes on anew, and a mail tells the owner."""
    here, there = ann.sign_in(), ann.sign_in(Origin("198.51.100.4"))
    actor = ann.visit(here).actor
    token = access_tokens.make_access_token(bench, actor, "script", 30).token
    opened = change_password(bench, actor, PASSWORD, WANTED, "", "192.0.2.7")
    assert recognise(bench, there.token) is None
    assert recognise(bench, here.token) is None
    assert recognise_access_token(bench, token) is None
    assert recognise(bench, opened.token) is not None
    assert sign_in(bench, ann.person.email, WANTED, ELSEWHERE).token
    assert "The password of your account was changed." in letters_to(bench, ann.person.email)[-1]


def test_changing_needs_the_present_password(bench: Workbench, ann: Account) -> None:
    """A browser left alone is not enough."""
    with pytest.raises(Invalid) as refusal:
        change_password(bench, ann.actor(), "something else", WANTED, "", "192.0.2.7")
    assert (refusal.value.code, refusal.value.field) == ("wrong_password", "present")


def test_a_reset_link_works_once(bench: Workbench, ann: Account) -> None:
    """The link sets a password once, ends every session, and then stands for nothing."""
    before = ann.sign_in()
    ask_for_reset(bench, ann.person.email.upper(), "192.0.2.7")
    token = token_in(letters_to(bench, ann.person.email)[-1])
    reset_password(bench, token, WANTED)
    assert recognise(bench, before.token) is None
    assert sign_in(bench, ann.person.email, WANTED, ELSEWHERE).token
    assert not passwords.reset_is_open(bench, token)
    with pytest.raises(NotFound):
        reset_password(bench, token, "nog vier andere losse woorden")


def test_a_refused_password_does_not_use_the_link_up(bench: Workbench, ann: Account) -> None:
    """Whoever chooses a weak password may choose again."""
    ask_for_reset(bench, ann.person.email, "192.0.2.7")
    token = token_in(letters_to(bench, ann.person.email)[-1])
    with pytest.raises(Invalid):
        reset_password(bench, token, "password1234")
    reset_password(bench, token, WANTED)


def test_a_reset_link_is_short_lived(bench: Workbench, ann: Account, clock: SetClock) -> None:
    """After thirty minutes it is void."""
    ask_for_reset(bench, ann.person.email, "192.0.2.7")
    token = token_in(letters_to(bench, ann.person.email)[-1])
    clock.forward(minutes=30)
    with pytest.raises(NotFound):
        reset_password(bench, token, WANTED)


def test_changing_the_password_voids_reset_links(bench: Workbench, ann: Account) -> None:
    """A link asked for by somebody else dies when the owner changes the password."""
    ask_for_reset(bench, ann.person.email, "192.0.2.7")
    token = token_in(letters_to(bench, ann.person.email)[-1])
    change_password(bench, ann.actor(), PASSWORD, WANTED, "", "192.0.2.7")
    with pytest.raises(NotFound):
        reset_password(bench, token, "nog vier andere losse woorden")


def test_a_link_sets_the_password_of_its_own_account_only(bench: Workbench, ann: Account) -> None:
    """Another account keeps its password and its sessions."""
    bo = an_account(bench, ann.organisation, "Bo", *ann.actor().roles)
    signed_in = bo.sign_in()
    ask_for_reset(bench, ann.person.email, "192.0.2.7")
    reset_password(bench, token_in(letters_to(bench, ann.person.email)[-1]), WANTED)
    assert recognise(bench, signed_in.token) is not None
    assert bo.sign_in().token


def test_asking_tells_nothing(bench: Workbench, ann: Account) -> None:
    """For an unknown address nothing is sent and nothing is said."""
    ask_for_reset(bench, "nobody@example.org", "192.0.2.7")
    assert letters_to(bench, "nobody@example.org") == []


def test_nobody_is_buried_under_mail(bench: Workbench, ann: Account) -> None:
    """Asking again and again sends a few mails, then none for a while."""
    for _ in range(20):
        ask_for_reset(bench, ann.person.email, "192.0.2.7")
    assert len(letters_to(bench, ann.person.email)) <= 4


@pytest.mark.databases("sqlite")
def test_the_database_keeps_no_link(bench: Workbench, ann: Account) -> None:
    """Once the mail is out, a copy of the database opens nothing."""
    ask_for_reset(bench, ann.person.email, "192.0.2.7")
    token = token_in(letters_to(bench, ann.person.email)[-1])
    signed_in = ann.sign_in()
    with sqlite3.connect(bench.settings.database.removeprefix("sqlite:///")) as database:
        dump = "\n".join(database.iterdump())
    assert token not in dump
    assert signed_in.token not in dump


def test_links_start_with_the_configured_address(bench: Workbench, ann: Account) -> None:
    """No request decides where a link leads."""
    ask_for_reset(bench, ann.person.email, "192.0.2.7")
    assert f"{bench.settings.base_url}/password/new?token=" in letters_to(bench, ann.person.email)[-1]
