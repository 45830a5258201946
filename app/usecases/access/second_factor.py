"""The second factor: six digits from an authenticator app (TOTP, RFC 6238), each usable once.

The database keeps a random seed; the secret that the app shares with us is computed from it with our key, so
a copy of the database alone makes no codes.
"""

import base64
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

import pyotp

from app.domain.errors import Conflict, Invalid, NotSignedIn
from app.domain.people import SECOND_FACTOR_ROLES, Actor
from app.storage import people, sessions
from app.storage.tenancy import EVERY_ORGANISATION
from app.usecases.access.opening import SignedIn, open_session
from app.usecases.access.throttling import knock_of, note_failure, refuse_when_too_soon
from app.usecases.workbench import Workbench

ISSUER = "Toetssteen"
PERIOD = 30
SECRET_BYTES = 20
SEED_BYTES = 16


@dataclass(frozen=True)
class Enrolment:
    """What a person puts into the app: the secret in base 32, or the address behind the picture."""

    secret: str
    address: str


def secret_of(bench: Workbench, seed: str) -> str:
    """The shared secret in base 32 that belongs to a seed."""
    digest = hmac.new(bench.secret, f"second-factor\0{seed}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:SECRET_BYTES]).decode()


def new_seed() -> str:
    """A fresh seed."""
    return secrets.token_hex(SEED_BYTES)


def step_of(bench: Workbench, seed: str, code: str) -> int | None:
    """The time step in which the code is right: this one, the one before or the one after; else None."""
    if not re.fullmatch("[0-9]{6}", code):
        return None
    totp = pyotp.TOTP(secret_of(bench, seed), interval=PERIOD)
    now = int(bench.clock().timestamp()) // PERIOD
    for step in (now, now - 1, now + 1):
        if hmac.compare_digest(totp.generate_otp(step), code):
            return step
    return None


def begin_enrolment(bench: Workbench, actor: Actor) -> Enrolment:
    """Start, or look again at, the set-up of a second factor. Conflict when there is one already."""
    with bench.work.write(EVERY_ORGANISATION, actor.person.id, silent=True) as transaction:
        known = people.credentials_of(transaction.session, actor.person.id)
        if known is None:
            raise NotSignedIn()
        if known.totp_confirmed:
            raise Conflict("second_factor_exists")
        seed = known.totp_seed or new_seed()
        if known.totp_seed is None:
            people.set_second_factor(transaction.session, actor.person.id, seed, confirmed=False)
    secret = secret_of(bench, seed)
    totp = pyotp.TOTP(secret, interval=PERIOD, issuer=ISSUER, name=actor.person.email)
    return Enrolment(secret, totp.provisioning_uri())


def confirm_enrolment(bench: Workbench, actor: Actor, code: str, user_agent: str) -> SignedIn:
    """Finish the set-up with a first code. The session continues under a new token, the others end."""
    with bench.work.write(EVERY_ORGANISATION, actor.person.id) as transaction:
        known = people.credentials_of(transaction.session, actor.person.id)
        if known is None or known.totp_seed is None:
            raise Conflict("second_factor_not_started")
        if known.totp_confirmed:
            raise Conflict("second_factor_exists")
        step = step_of(bench, known.totp_seed, code)
        if step is None or not people.use_step(transaction.session, actor.person.id, step):
            raise Invalid("wrong_code", field="code")
        people.set_second_factor(transaction.session, actor.person.id, known.totp_seed, confirmed=True)
        sessions.end_sessions(transaction.session, actor.person.id, transaction.now)
        transaction.record("set_up_second_factor", actor.person.id)
        return open_session(bench, transaction, known.person, user_agent, second_factor_passed=True)


def remove_second_factor(bench: Workbench, actor: Actor, password: str, address: str) -> None:
    """Do without a second factor, after the password. Refused to those whose role demands one."""
    if actor.roles & SECOND_FACTOR_ROLES:
        raise Conflict("second_factor_required")
    knock = knock_of(bench, actor.person.email, address)
    refuse_when_too_soon(bench, knock)
    with bench.work.read(EVERY_ORGANISATION) as session:
        known = people.credentials_of(session, actor.person.id)
    if known is None or not bench.hasher.matches(known.password_hash, password):
        note_failure(bench, knock)
        raise Invalid("wrong_password", field="password")
    with bench.work.write(EVERY_ORGANISATION, actor.person.id) as transaction:
        people.set_second_factor(transaction.session, actor.person.id, None, confirmed=False)
        transaction.record("remove_second_factor", actor.person.id)
