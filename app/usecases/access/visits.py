"""Who is behind a session cookie or an access token, with every right as it stands at this moment."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.errors import NotFound, NotSignedIn, TryLater
from app.domain.people import SECOND_FACTOR_ROLES, Actor, Membership, Role
from app.storage import access_tokens, engagements, sessions
from app.storage.access_tokens import AccessToken
from app.storage.sessions import KnownSession, Recognised
from app.storage.tenancy import EVERY_ORGANISATION, FencedSession
from app.usecases.access.tokens import hash_of
from app.usecases.workbench import Workbench

TOUCH_EVERY = timedelta(minutes=1)
"""How exact the idle time is kept: one small write a minute and session, not one a request."""
CLOCK_TOLERANCE = timedelta(minutes=5)
"""How far the clock may have gone back; what seems to be from later than that opens nothing."""


class Standing(StrEnum):
    """How far someone is through the door."""

    SIGNED_IN = "signed_in"
    CODE_MISSING = "second_factor"
    ENROLMENT_MISSING = "second_factor_enrolment"


@dataclass(frozen=True)
class Visit:
    """One request's visitor. `csrf_token` is empty for an access token, which no browser sends by itself."""

    actor: Actor
    standing: Standing
    csrf_token: str
    expires_at: datetime
    is_example: bool = False

    @property
    def by_cookie(self) -> bool:
        """Whether a session cookie brought the visitor in."""
        return self.actor.session_id is not None


def recognise(bench: Workbench, token: str, *, counts: bool = True) -> Visit | None:
    """The visit behind a session token; None when it is unknown, ended or has run out.

    `counts` is False for requests a page makes by itself: they do not push the idle limit away.
    """
    now = bench.clock()
    with bench.work.read(EVERY_ORGANISATION) as session:
        found = sessions.session_by_token(session, hash_of(token))
        if found is None or not _is_open(bench, found, now):
            return None
        memberships = found.memberships
        actor = Actor(
            person=found.person,
            memberships=memberships,
            engagements=engagements.engagements_of(session, found.person.id)
            if _consults(memberships)
            else (),
            second_factor_passed=found.session.second_factor_passed,
            session_id=found.session.id,
        )
    seen = found.session.last_seen_at
    if counts and now - seen >= TOUCH_EVERY and _touched(bench, found.session.id, now):
        seen = now
    return Visit(
        actor,
        standing_of(actor, found.has_second_factor),
        found.session.csrf_token,
        _end_of(bench, found.session, seen),
        found.is_example,
    )


def recognise_access_token(bench: Workbench, token: str) -> Visit | None:
    """The visit behind a personal access token; None when it is unknown, withdrawn or has run out."""
    now = bench.clock()
    with bench.work.read(EVERY_ORGANISATION) as session:
        found = access_tokens.access_token_by_hash(session, hash_of(token))
        if found is None:
            return None
        kept = found.token
        is_of_now = kept.created_at <= now + CLOCK_TOLERANCE
        if not found.active or kept.ended_at is not None or not is_of_now or kept.expires_at <= now:
            return None
        memberships = found.memberships
        # Making a token takes a full sign-in, so the token stands for the second factor as well.
        actor = Actor(
            found.person,
            memberships,
            engagements.engagements_of(session, found.person.id) if _consults(memberships) else (),
            second_factor_passed=True,
        )
    if kept.last_used_at is None or now - kept.last_used_at >= TOUCH_EVERY:
        _token_touched(bench, kept, now)
    return Visit(actor, Standing.SIGNED_IN, "", kept.expires_at, found.is_example)


def standing_of(actor: Actor, has_second_factor: bool) -> Standing:
    """What is still missing. A second factor that was set up counts, whether the roles demand it or not."""
    if actor.second_factor_passed:
        return Standing.SIGNED_IN
    if has_second_factor:
        return Standing.CODE_MISSING
    return Standing.ENROLMENT_MISSING if actor.roles & SECOND_FACTOR_ROLES else Standing.SIGNED_IN


def extend(bench: Workbench, actor: Actor) -> datetime:
    """*Stay signed in*: the idle time starts anew. Gives the moment the session now ends."""
    now = bench.clock()
    with bench.work.write(EVERY_ORGANISATION, actor.person.id, silent=True) as transaction:
        found = _own_session(transaction.session, actor, now)
        sessions.touch(transaction.session, found.id, now)
    return _end_of(bench, found, now)


def list_sessions(bench: Workbench, actor: Actor) -> tuple[KnownSession, ...]:
    """The person's open sessions, newest first."""
    now = bench.clock()
    idle = timedelta(minutes=bench.settings.session_idle_minutes)
    with bench.work.read(EVERY_ORGANISATION) as session:
        found = sessions.sessions_of(session, actor.person.id, now)
    return tuple(kept for kept in found if kept.last_seen_at + idle > now)


def end_session(bench: Workbench, actor: Actor, session_id: str) -> None:
    """End one of the person's own sessions. NotFound for anybody else's."""
    with bench.work.write(EVERY_ORGANISATION, actor.person.id) as transaction:
        own = sessions.sessions_of(transaction.session, actor.person.id, transaction.now)
        if session_id not in {kept.id for kept in own}:
            raise NotFound()
        sessions.end_session(transaction.session, session_id, transaction.now)
        transaction.record("end_session", session_id)


def end_other_sessions(bench: Workbench, actor: Actor) -> None:
    """End every session of the person but the one that asks."""
    with bench.work.write(EVERY_ORGANISATION, actor.person.id) as transaction:
        sessions.end_sessions(transaction.session, actor.person.id, transaction.now, but=actor.session_id)
        transaction.record("end_other_sessions", actor.person.id)


def _is_open(bench: Workbench, found: Recognised, now: datetime) -> bool:
    kept = found.session
    # A session from the future was made under a clock that ran ahead: it would outlive every limit.
    is_of_now = max(kept.created_at, kept.last_seen_at) <= now + CLOCK_TOLERANCE
    return found.active and kept.ended_at is None and is_of_now and _end_of(bench, kept) > now


def _end_of(bench: Workbench, kept: KnownSession, seen: datetime | None = None) -> datetime:
    idle = timedelta(minutes=bench.settings.session_idle_minutes)
    return min(kept.expires_at, (seen or kept.last_seen_at) + idle)


def _own_session(session: FencedSession, actor: Actor, now: datetime) -> KnownSession:
    own = sessions.sessions_of(session, actor.person.id, now)
    found = next((kept for kept in own if kept.id == actor.session_id), None)
    if found is None:
        raise NotSignedIn()
    return found


def _consults(memberships: tuple[Membership, ...]) -> bool:
    return any(Role.CONSULTANT in membership.roles for membership in memberships)


def _touched(bench: Workbench, session_id: str, now: datetime) -> bool:
    """Note the visit. A database that cannot write now must not keep people from reading."""
    try:
        with bench.work.write(EVERY_ORGANISATION, None, silent=True, hurried=True) as transaction:
            sessions.touch(transaction.session, session_id, now)
    except TryLater:
        return False
    return True


def _token_touched(bench: Workbench, kept: AccessToken, now: datetime) -> None:
    try:
        with bench.work.write(EVERY_ORGANISATION, None, silent=True, hurried=True) as transaction:
            access_tokens.touch_access_token(transaction.session, kept.id, now)
    except TryLater:
        return
