"""Opening a session inside the transaction of the act that earns it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.people import Person
from app.storage import sessions
from app.storage.sessions import KnownSession
from app.usecases.access.tokens import hash_of, new_token
from app.usecases.unit_of_work import Transaction
from app.usecases.workbench import Workbench

HALF_WAY = timedelta(minutes=10)
"""How long someone may look for the second factor after the password."""

USER_AGENT_LENGTH = 200


@dataclass(frozen=True)
class SignedIn:
    """A fresh session. `token` goes into the cookie and nowhere else."""

    token: str
    session_id: str
    csrf_token: str
    person: Person
    expires_at: datetime
    code_missing: bool = False


def open_session(
    bench: Workbench,
    transaction: Transaction,
    person: Person,
    user_agent: str,
    *,
    second_factor_passed: bool,
    code_missing: bool = False,
) -> SignedIn:
    """A new session with a new token; the same token is never used for two degrees of signing in."""
    token = new_token()
    span = HALF_WAY if code_missing else timedelta(hours=bench.settings.session_hours)
    kept = KnownSession(
        id=bench.new_id(),
        token_hash=hash_of(token),
        csrf_token=new_token(),
        person_id=person.id,
        second_factor_passed=second_factor_passed,
        created_at=transaction.now,
        last_seen_at=transaction.now,
        expires_at=transaction.now + span,
        user_agent=user_agent[:USER_AGENT_LENGTH],
    )
    sessions.add_session(transaction.session, kept)
    idle = timedelta(minutes=bench.settings.session_idle_minutes)
    expires_at = min(kept.expires_at, transaction.now + idle)
    return SignedIn(token, kept.id, kept.csrf_token, person, expires_at, code_missing)
