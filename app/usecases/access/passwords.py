"""Choosing a password: what is good enough, changing it, and a new one by mail."""

from datetime import timedelta

from app.domain import throttling
from app.domain.errors import Invalid, NotFound, NotSignedIn
from app.domain.people import Actor, Person
from app.storage import access_tokens, password_resets, people, sessions
from app.storage.tenancy import EVERY_ORGANISATION
from app.usecases.access.hashing import LONGEST
from app.usecases.access.opening import SignedIn, open_session
from app.usecases.access.throttling import knock_of, note_failure, refuse_when_too_soon, wait
from app.usecases.access.tokens import hash_of, new_token
from app.usecases.running.letters import PRODUCT, password_changed_letter, post, reset_letter
from app.usecases.unit_of_work import Transaction
from app.usecases.workbench import Workbench

SHORTEST = 12
GOOD_ENOUGH = 3
JUDGED_LENGTH = 72
RESET_MINUTES = 30


def require_good_password(password: str, person: Person, field: str = "password") -> None:
    """Raise Invalid: `password_too_short`, `password_too_long` or `password_easy`.

    Length counts, signs do not: no rule about capitals or digits. What common lists, keyboards, dates or the
    person's own name give away is too easy.
    """
    if len(password) < SHORTEST:
        raise Invalid("password_too_short", field=field, shortest=SHORTEST)
    if len(password.encode("utf-8", "surrogatepass")) > LONGEST:
        raise Invalid("password_too_long", field=field, longest=LONGEST)
    # Loaded with the first password that is set: its word lists take 9 MB.
    from zxcvbn import zxcvbn

    known = [person.name, person.email, *person.name.split(), *person.email.split("@"), PRODUCT]
    judged = zxcvbn(password[:JUDGED_LENGTH], user_inputs=[word for word in known if word])
    if judged["score"] < GOOD_ENOUGH:
        raise Invalid("password_easy", field=field)


def change_password(
    bench: Workbench, actor: Actor, present: str, wanted: str, user_agent: str, address: str
) -> SignedIn:
    """A new password after the present one. Every session ends; this one goes on under a new token."""
    knock = knock_of(bench, actor.person.email, address)
    refuse_when_too_soon(bench, knock)
    with bench.work.read(EVERY_ORGANISATION) as session:
        known = people.credentials_of(session, actor.person.id)
    if known is None:
        raise NotSignedIn()
    if not bench.hasher.matches(known.password_hash, present):
        note_failure(bench, knock)
        raise Invalid("wrong_password", field="present")
    require_good_password(wanted, actor.person)
    hashed = bench.hasher.hash(wanted)
    with bench.work.write(EVERY_ORGANISATION, actor.person.id) as transaction:
        _set_password(bench, transaction, actor.person, hashed)
        transaction.record("change_password", actor.person.id)
        return open_session(
            bench, transaction, actor.person, user_agent, second_factor_passed=actor.second_factor_passed
        )


def ask_for_reset(bench: Workbench, email: str, address: str) -> None:
    """Mail a link if there is such an account. Whoever asks cannot see whether there is."""
    knock = knock_of(bench, email, address, "reset")
    patience = (throttling.RESET_BY_MAIL, throttling.RESET_BY_MAIL, throttling.RESETS_FROM_ADDRESS)
    is_welcome = wait(bench, knock, patience) == 0
    note_failure(bench, knock)
    with bench.work.read(EVERY_ORGANISATION) as session:
        known = people.credentials_by_email(session, email)
    if not is_welcome or known is None or not known.active:
        return
    token = new_token()
    with bench.work.write(EVERY_ORGANISATION, known.person.id) as transaction:
        until = transaction.now + timedelta(minutes=RESET_MINUTES)
        reset_id = bench.new_id()
        password_resets.add_reset(
            transaction.session, reset_id, hash_of(token), known.person.id, transaction.now, until
        )
        letter = reset_letter(bench, known.person, token, RESET_MINUTES)
        post(bench, transaction, known.person.email, letter)
        transaction.record("ask_for_reset", known.person.id)


def reset_is_open(bench: Workbench, token: str) -> bool:
    """Whether the link from the mail still works."""
    with bench.work.read(EVERY_ORGANISATION) as session:
        return password_resets.person_of_reset(session, hash_of(token), bench.clock()) is not None


def reset_password(bench: Workbench, token: str, wanted: str) -> None:
    """Set a password with the link from the mail. NotFound("reset_void") when it was used or is too old."""
    with bench.work.read(EVERY_ORGANISATION) as session:
        person = password_resets.person_of_reset(session, hash_of(token), bench.clock())
    if person is None:
        raise NotFound("reset_void")
    require_good_password(wanted, person)
    hashed = bench.hasher.hash(wanted)
    with bench.work.write(EVERY_ORGANISATION, person.id) as transaction:
        # Looked up again: of two tries at the same moment only one uses the link.
        if password_resets.person_of_reset(transaction.session, hash_of(token), transaction.now) is None:
            raise NotFound("reset_void")
        _set_password(bench, transaction, person, hashed)
        transaction.record("reset_password", person.id)


def _set_password(bench: Workbench, transaction: Transaction, person: Person, hashed: str) -> None:
    """The old password, every session, every token and every other reset link are void from here on."""
    people.set_password(transaction.session, person.id, hashed)
    sessions.end_sessions(transaction.session, person.id, transaction.now)
    access_tokens.end_access_tokens(transaction.session, person.id, transaction.now)
    password_resets.void_resets(transaction.session, person.id, transaction.now)
    post(bench, transaction, person.email, password_changed_letter(bench, person))
