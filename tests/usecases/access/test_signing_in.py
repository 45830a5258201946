"""Who signs in, how, and how often someone may be wrong."""

from dataclasses import replace

import pytest
from argon2 import Parameters, PasswordHasher, extract_parameters

from app.domain.errors import NotFound, NotSignedIn, TryLater
from app.domain.people import Role
from app.settings import Settings
from app.storage import people
from app.usecases.access import visits
from app.usecases.access.hashing import Argon2Hasher
from app.usecases.access.signing_in import Origin, give_code, sign_in, sign_out
from app.usecases.access.visits import Standing, recognise
from app.usecases.unit_of_work import EVERY_ORGANISATION
from app.usecases.workbench import Workbench
from tests.conftest import SetClock
from tests.stories.accounts import ELSEWHERE, PASSWORD, Account, a_consultant, a_drafter, an_account

HOME = Origin("198.51.100.4")


@pytest.fixture
def ann(bench: Workbench) -> Account:
    return a_drafter(bench)


@pytest.fixture
def kees(bench: Workbench) -> Account:
    return a_consultant(bench)


def _refusal(bench: Workbench, email: str, password: str, code: str = "") -> str:
    with pytest.raises(NotSignedIn) as refusal:
        sign_in(bench, email, password, ELSEWHERE, code=code)
    return refusal.value.code


def test_the_right_pair_opens_a_session(bench: Workbench, ann: Account) -> None:
    """Address and password open a session, in whatever case the address is typed."""
    signed_in = sign_in(bench, f"  {ann.person.email.upper()} ", PASSWORD, ELSEWHERE)
    visit = ann.visit(signed_in)
    assert visit.standing is Standing.SIGNED_IN
    assert visit.actor.roles_in(ann.organisation.id) == {Role.DRAFTER}
    assert visit.csrf_token == signed_in.csrf_token


def test_unknown_closed_and_wrong_look_the_same(bench: Workbench, ann: Account) -> None:
    """Nobody learns from a refusal whether an account exists."""
    with bench.work.write(EVERY_ORGANISATION, None, silent=True) as transaction:
        people.set_active(transaction.session, ann.person.id, False)
    bo = an_account(bench, ann.organisation, "Bo", Role.DRAFTER)
    assert _refusal(bench, ann.person.email, PASSWORD) == "wrong_credentials"
    assert _refusal(bench, bo.person.email, "not the password") == "wrong_credentials"
    assert _refusal(bench, "nobody@example.org", PASSWORD) == "wrong_credentials"


@pytest.mark.databases("sqlite")
def test_an_unknown_account_costs_the_same_work(
    bench: Workbench, ann: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time of a refusal does not tell either: one verification with the same costs, whoever is named."""
    slow = replace(bench, hasher=Argon2Hasher(memory_kib=16 * 1024, passes=2))
    closed = an_account(bench, ann.organisation, "Bo", Role.DRAFTER)
    with bench.work.write(EVERY_ORGANISATION, None, silent=True) as transaction:
        people.set_password(transaction.session, ann.person.id, slow.hasher.hash(PASSWORD))
        people.set_active(transaction.session, closed.person.id, False)
    work: list[tuple[Parameters, int]] = []
    verify = PasswordHasher.verify

    def counted(hasher: PasswordHasher, hashed: str, password: bytes) -> bool:
        work.append((extract_parameters(hashed), len(password)))
        return verify(hasher, hashed, password)

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    for email in (ann.person.email, closed.person.email, "nobody@example.org"):
        with pytest.raises(NotSignedIn):
            sign_in(slow, email, "wrong", ELSEWHERE)
    known, shut, unknown = work
    assert known == shut == unknown
    assert (known[0].memory_cost, known[0].time_cost) == (16 * 1024, 2)


@pytest.mark.parametrize(
    "typed", [f" {PASSWORD}", f"{PASSWORD} ", PASSWORD.upper(), f"{PASSWORD}\0", "", "\ud800"]
)
def test_the_exact_characters_of_a_password_count(bench: Workbench, ann: Account, typed: str) -> None:
    """Nothing is trimmed, folded or cut off before a password is compared."""
    assert _refusal(bench, ann.person.email, typed) == "wrong_credentials"


def test_another_normal_form_is_another_password(bench: Workbench, ann: Account) -> None:
    """A composed and a decomposed letter are different characters in a password."""
    with bench.work.write(EVERY_ORGANISATION, None, silent=True) as transaction:
        people.set_password(transaction.session, ann.person.id, bench.hasher.hash("caf\u00e9 on the corner"))
    assert _refusal(bench, ann.person.email, "cafe\u0301 on the corner") == "wrong_credentials"
    assert sign_in(bench, ann.person.email, "caf\u00e9 on the corner", ELSEWHERE).token


def test_a_huge_password_is_just_wrong(bench: Workbench, ann: Account) -> None:
    """A megabyte costs no more than a wrong password, and its first part does not count."""
    assert _refusal(bench, ann.person.email, PASSWORD + "x" * 1_000_000) == "wrong_credentials"


def test_a_code_is_asked_only_after_the_right_password(bench: Workbench, kees: Account) -> None:
    """Who has no password does not learn whether there is a second factor."""
    assert _refusal(bench, kees.person.email, "wrong") == "wrong_credentials"
    assert _refusal(bench, kees.person.email, PASSWORD) == "second_factor"
    assert _refusal(bench, kees.person.email, PASSWORD, "000000") == "wrong_code"


def test_a_code_works_once(bench: Workbench, kees: Account, clock: SetClock) -> None:
    """A code that was seen over a shoulder is worth nothing."""
    kees.sign_in()
    with pytest.raises(NotSignedIn):
        kees.sign_in()
    with pytest.raises(NotSignedIn):
        kees.sign_in(steps=-1)
    clock.forward(seconds=30)
    kees.sign_in()


@pytest.mark.parametrize(("steps", "fits"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_one_step_off(bench: Workbench, kees: Account, steps: int, fits: bool) -> None:
    """The code of the step before or after is taken, no other."""
    if fits:
        assert kees.visit(kees.sign_in(steps=steps)).standing is Standing.SIGNED_IN
    else:
        with pytest.raises(NotSignedIn):
            kees.sign_in(steps=steps)


@pytest.mark.parametrize("shape", [" {}", "{} ", "{}0", "+{}", "{}\n"])
def test_only_six_digits_are_a_code(bench: Workbench, kees: Account, shape: str) -> None:
    """The use case takes the six digits and nothing around them."""
    assert _refusal(bench, kees.person.email, PASSWORD, shape.format(kees.code())) == "wrong_code"


def test_half_way_in_opens_nothing(bench: Workbench, kees: Account, clock: SetClock) -> None:
    """After the password alone the session is good for the code only, and for ten minutes."""
    half = sign_in(bench, kees.person.email, PASSWORD, ELSEWHERE, in_steps=True)
    assert half.code_missing
    visit = recognise(bench, half.token)
    assert visit is not None
    assert visit.standing is Standing.CODE_MISSING
    clock.forward(minutes=10, seconds=1)
    assert recognise(bench, half.token) is None


def test_the_code_ends_the_half_way_session(bench: Workbench, kees: Account) -> None:
    """The full session has a new token; the token of the half-way one is dead."""
    half = sign_in(bench, kees.person.email, PASSWORD, ELSEWHERE, in_steps=True)
    actor = kees.visit(half).actor
    full = give_code(bench, actor, kees.code(), Origin("192.0.2.7", session_id=half.session_id))
    assert full.token != half.token
    assert full.csrf_token != half.csrf_token
    assert recognise(bench, half.token) is None
    assert kees.visit(full).standing is Standing.SIGNED_IN


def test_a_role_that_demands_an_app_gets_no_further_without(bench: Workbench, kees: Account) -> None:
    """An officer, consultant or administrator without an app can only connect one."""
    new = an_account(bench, kees.organisation, "Nel", Role.CONSULTANT)
    assert new.visit().standing is Standing.ENROLMENT_MISSING


def test_signing_in_anew_ends_the_session_it_replaces(bench: Workbench, ann: Account) -> None:
    """A token planted before the sign-in is not the one after it."""
    first = ann.sign_in()
    second = ann.sign_in(replace(ELSEWHERE, session_id=first.session_id))
    assert recognise(bench, first.token) is None
    assert recognise(bench, second.token) is not None


def test_signing_out_is_done_on_the_server(bench: Workbench, ann: Account) -> None:
    """Whoever kept the cookie cannot use it any more."""
    signed_in = ann.sign_in()
    sign_out(bench, ann.visit(signed_in).actor)
    assert recognise(bench, signed_in.token) is None


def test_a_session_ends_when_idle(bench: Workbench, ann: Account, clock: SetClock) -> None:
    """Thirty minutes without a request end it; requests that a page makes by itself do not count."""
    signed_in = ann.sign_in()
    clock.forward(minutes=29)
    assert recognise(bench, signed_in.token) is not None
    clock.forward(minutes=29)
    assert recognise(bench, signed_in.token, counts=False) is not None
    clock.forward(minutes=2)
    assert recognise(bench, signed_in.token) is None


def test_a_database_that_cannot_write_keeps_nobody_from_reading(
    bench: Workbench, ann: Account, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Noting when somebody was last here may fail; the visit goes on."""
    signed_in = ann.sign_in()
    clock.forward(minutes=5)

    def full(*_: object, **__: object) -> None:
        raise TryLater("disk_full", seconds=60)

    monkeypatch.setattr(bench.work, "write", full)
    assert recognise(bench, signed_in.token) is not None


def test_a_session_ends_after_twelve_hours(bench: Workbench, ann: Account, clock: SetClock) -> None:
    """However busy somebody is, and whatever they extend."""
    signed_in = ann.sign_in()
    for _ in range(47):
        clock.forward(minutes=15)
        assert visits.extend(bench, ann.visit(signed_in).actor) <= signed_in_end(bench, signed_in.token)
    clock.forward(minutes=16)
    assert recognise(bench, signed_in.token) is None


def signed_in_end(bench: Workbench, token: str) -> object:
    visit = recognise(bench, token)
    assert visit is not None
    return visit.expires_at


def test_other_sessions_can_be_ended(bench: Workbench, ann: Account) -> None:
    """Sessions are listed; one can be ended, or all the others, but never somebody else's."""
    here, there, third = ann.sign_in(), ann.sign_in(HOME), ann.sign_in()
    actor = ann.visit(here).actor
    assert {one.id for one in visits.list_sessions(bench, actor)} == {
        here.session_id,
        there.session_id,
        third.session_id,
    }
    visits.end_session(bench, actor, there.session_id)
    assert recognise(bench, there.token) is None
    bo = an_account(bench, ann.organisation, "Bo", Role.DRAFTER)
    foreign = bo.sign_in()
    with pytest.raises(NotFound):
        visits.end_session(bench, actor, foreign.session_id)
    visits.end_other_sessions(bench, actor)
    assert recognise(bench, third.token) is None
    assert recognise(bench, here.token) is not None
    assert recognise(bench, foreign.token) is not None


def test_wrong_tries_cost_growing_pauses(strict: Workbench, clock: SetClock) -> None:
    """Fifty tries in a row take far longer than the first ones, and nobody is locked out for good."""
    ann = a_drafter(strict)
    start = clock.now
    for _ in range(50):
        clock.forward(seconds=_try(strict, ann, "wrong") or 0)
    waited = (clock.now - start).total_seconds()
    assert waited > 500
    pause = _try(strict, ann, PASSWORD)
    clock.forward(seconds=pause or 0)
    assert _try(strict, ann, PASSWORD) is None


def test_too_early_does_not_count(strict: Workbench, clock: SetClock) -> None:
    """Knocking on during a pause does not make it longer, also not with the right password."""
    ann = a_drafter(strict)
    pause = None
    while pause is None:
        pause = _try(strict, ann, "wrong")
    for _ in range(20):
        assert _try(strict, ann, PASSWORD) == pause
    clock.forward(seconds=pause)
    assert _try(strict, ann, PASSWORD) is None


def test_pauses_are_the_same_for_unknown_accounts(strict: Workbench) -> None:
    """The pause does not tell which accounts exist."""
    ann = a_drafter(strict)

    def tries(email: str, address: str) -> int:
        for number in range(100):
            try:
                sign_in(strict, email, "wrong", Origin(address))
            except NotSignedIn:
                continue
            except TryLater:
                return number
        return 100

    assert tries(ann.person.email, "192.0.2.1") == tries("nobody@example.org", "192.0.2.2")


def test_one_address_cannot_stop_somebody_elsewhere(strict: Workbench, clock: SetClock) -> None:
    """The long pause is for account and address together; the owner at home waits half a minute at most."""
    ann = a_drafter(strict)
    for _ in range(30):
        clock.forward(seconds=_try(strict, ann, "wrong") or 0)
    at_home = 0
    try:
        ann.sign_in(HOME)
    except TryLater as refusal:
        at_home = refusal.seconds
    assert at_home <= 30


def test_codes_are_counted_too(strict: Workbench, clock: SetClock) -> None:
    """Guessing codes with the right password is slowed like guessing passwords."""
    kees = a_consultant(strict)
    refused = 0
    for guess in range(20):
        try:
            sign_in(strict, kees.person.email, PASSWORD, ELSEWHERE, code=f"{guess:06}")
        except NotSignedIn:
            refused += 1
        except TryLater:
            break
    assert 0 < refused < 10


@pytest.fixture
def strict(bench: Workbench) -> Workbench:
    """The pauses of a real installation, not the patient ones of test mode."""
    settings: Settings = bench.settings.model_copy(update={"test_mode": False})
    return replace(bench, settings=settings)


def _try(bench: Workbench, account: Account, password: str) -> int | None:
    """None after a try that was looked at, else the seconds to wait."""
    try:
        sign_in(bench, account.person.email, password, ELSEWHERE)
    except NotSignedIn:
        return None
    except TryLater as refusal:
        return refusal.seconds
    return None
