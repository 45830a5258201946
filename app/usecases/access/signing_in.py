"""Signing in with a password and, where there is one, a second factor; and signing out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import structlog

from app.domain.errors import NotSignedIn
from app.domain.people import Actor
from app.storage import people, sessions, sign_in_failures
from app.storage.people import Credentials
from app.storage.tenancy import EVERY_ORGANISATION
from app.usecases.access.opening import SignedIn, open_session
from app.usecases.access.second_factor import step_of
from app.usecases.access.throttling import Knock, knock_of, note_failure, refuse_when_too_soon
from app.usecases.unit_of_work import Transaction
from app.usecases.workbench import Workbench

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Origin:
    """Where a sign-in comes from: network address and browser, and the session it replaces."""

    address: str
    user_agent: str = ""
    session_id: str | None = None


def sign_in(
    bench: Workbench, email: str, password: str, origin: Origin, *, code: str = "", in_steps: bool = False
) -> SignedIn:
    """A session for the right pair, or NotSignedIn: `wrong_credentials`, `second_factor` or `wrong_code`.

    Unknown, closed and password-less accounts cost the same work and get the same answer as a wrong password.
    With `in_steps` a missing code opens a half-way session in which only the code can be given.
    """
    knock = knock_of(bench, email, origin.address)
    refuse_when_too_soon(bench, knock)
    with _counted(bench, knock):
        known = _by_password(bench, email, password)
        if known.totp_confirmed and not code:
            if not in_steps:
                raise NotSignedIn("second_factor")
            return _half_way(bench, known, origin)
        with bench.work.write(EVERY_ORGANISATION, known.person.id) as transaction:
            if known.totp_confirmed:
                _take(bench, transaction, known, code)
            return _welcome(bench, transaction, known, knock, origin)


def give_code(bench: Workbench, actor: Actor, code: str, origin: Origin) -> SignedIn:
    """The second step: the code for a half-way session, which ends as a full one with a new token begins."""
    knock = knock_of(bench, actor.person.email, origin.address)
    refuse_when_too_soon(bench, knock)
    with _counted(bench, knock), bench.work.write(EVERY_ORGANISATION, actor.person.id) as transaction:
        known = people.credentials_of(transaction.session, actor.person.id)
        if known is None or not known.active:
            raise NotSignedIn()
        _take(bench, transaction, known, code)
        return _welcome(bench, transaction, known, knock, origin)


def sign_out(bench: Workbench, actor: Actor) -> None:
    """The session is dead on the server from here on, whatever the browser keeps."""
    if actor.session_id is None:
        raise NotSignedIn()
    with bench.work.write(EVERY_ORGANISATION, actor.person.id) as transaction:
        sessions.end_session(transaction.session, actor.session_id, transaction.now)
        transaction.record("sign_out", actor.session_id)


def _by_password(bench: Workbench, email: str, password: str) -> Credentials:
    with bench.work.read(EVERY_ORGANISATION) as session:
        known = people.credentials_by_email(session, email)
    usable = known.password_hash if known and known.active else None
    # Always hash, also without an account: the time must not tell which addresses exist.
    if not bench.hasher.matches(usable, password) or known is None:
        raise NotSignedIn("wrong_credentials")
    return known


def _half_way(bench: Workbench, known: Credentials, origin: Origin) -> SignedIn:
    with bench.work.write(EVERY_ORGANISATION, known.person.id) as transaction:
        _replace(transaction, origin)
        transaction.record("begin_sign_in", known.person.id)
        return open_session(
            bench, transaction, known.person, origin.user_agent, second_factor_passed=False, code_missing=True
        )


def _take(bench: Workbench, transaction: Transaction, known: Credentials, code: str) -> None:
    """Use the code up, or raise NotSignedIn when it is wrong or was used before."""
    step = step_of(bench, known.totp_seed, code) if known.totp_seed and known.totp_confirmed else None
    if step is None or not people.use_step(transaction.session, known.person.id, step):
        raise NotSignedIn("wrong_code")


def _welcome(
    bench: Workbench, transaction: Transaction, known: Credentials, knock: Knock, origin: Origin
) -> SignedIn:
    _replace(transaction, origin)
    # The address keeps its count: one right sign-in must not pay for guesses at other accounts.
    sign_in_failures.forget_failures(transaction.session, (knock.pair,), transaction.now)
    signed_in = open_session(
        bench, transaction, known.person, origin.user_agent, second_factor_passed=known.totp_confirmed
    )
    transaction.record("sign_in", signed_in.session_id)
    return signed_in


def _replace(transaction: Transaction, origin: Origin) -> None:
    if origin.session_id is not None:
        sessions.end_session(transaction.session, origin.session_id, transaction.now)


@contextmanager
def _counted(bench: Workbench, knock: Knock) -> Iterator[None]:
    """Count a wrong password or code, after the transaction it was tried in."""
    try:
        yield
    except NotSignedIn as refusal:
        if refusal.code != "second_factor":
            note_failure(bench, knock)
            log.warning(
                "sign_in_refused", reason=refusal.code, person=knock.person[:12], address=knock.address[:12]
            )
        raise
