"""Sessions on the server, personal access tokens, reset tokens and wrong sign-ins."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, delete, select, update

from app.domain.people import Membership, Person
from app.storage.people import membership_of, person_of
from app.storage.tables import (
    AccessTokenRow,
    MembershipRow,
    OrganisationRow,
    PasswordResetRow,
    PersonRow,
    SessionRow,
    SignInFailureRow,
)


@dataclass(frozen=True)
class KnownSession:
    """A session as it is kept: everything but the token, of which only the hash is here."""

    id: str
    token_hash: str
    csrf_token: str
    person_id: str
    second_factor_passed: bool
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    user_agent: str
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Recognised:
    """A session, whose it is, and where that person belongs.

    `has_second_factor` tells whether the account has one set up; `is_example`, whether the person belongs to
    the example and nowhere else.
    """

    session: KnownSession
    person: Person
    has_second_factor: bool
    active: bool
    memberships: tuple[Membership, ...]
    is_example: bool


def add_session(session: Session, new: KnownSession) -> None:
    """Keep a new session."""
    session.add(SessionRow(**vars(new)))
    session.flush()


def session_by_token(session: Session, token_hash: str) -> Recognised | None:
    """The session that token opens, ended or not, with its person; None for an unknown token.

    One statement, since every request asks this.
    """
    rows = session.exec(
        select(SessionRow, PersonRow, MembershipRow, OrganisationRow)
        .join(PersonRow, col(PersonRow.id) == col(SessionRow.person_id))
        .outerjoin(MembershipRow, col(MembershipRow.person_id) == col(PersonRow.id))
        .outerjoin(OrganisationRow, col(OrganisationRow.id) == col(MembershipRow.organisation_id))
        .where(SessionRow.token_hash == token_hash)
        .order_by(col(OrganisationRow.name), col(OrganisationRow.id))
    ).all()
    if not rows:
        return None
    kept, person = rows[0][:2]
    # Without a membership the outer join gives one row with nothing in its second half.
    places = [(membership, place) for _, _, membership, place in rows if membership is not None]
    return Recognised(
        _known(kept),
        person_of(person),
        person.totp_confirmed,
        person.active,
        tuple(membership_of(membership, place) for membership, place in places),
        bool(places) and all(place.is_example for _, place in places),
    )


def touch(session: Session, session_id: str, now: datetime) -> None:
    """The person of this session was here."""
    session.exec(update(SessionRow).where(col(SessionRow.id) == session_id).values(last_seen_at=now))


def end_session(session: Session, session_id: str, now: datetime) -> None:
    """The token of this session opens nothing any more."""
    session.exec(
        update(SessionRow)
        .where(col(SessionRow.id) == session_id, col(SessionRow.ended_at).is_(None))
        .values(ended_at=now)
    )


def end_sessions(session: Session, person_id: str, now: datetime, *, but: str | None = None) -> None:
    """End every session of a person, `but` the one named."""
    session.exec(
        update(SessionRow)
        .where(
            col(SessionRow.person_id) == person_id,
            col(SessionRow.ended_at).is_(None),
            col(SessionRow.id) != (but or ""),
        )
        .values(ended_at=now)
    )


def sessions_of(session: Session, person_id: str, now: datetime) -> tuple[KnownSession, ...]:
    """The sessions not ended and not past their last hour, newest first."""
    rows = session.exec(
        select(SessionRow)
        .where(
            SessionRow.person_id == person_id,
            col(SessionRow.ended_at).is_(None),
            col(SessionRow.expires_at) > now,
        )
        .order_by(col(SessionRow.last_seen_at).desc(), col(SessionRow.id))
    )
    return tuple(_known(row) for row in rows)


@dataclass(frozen=True)
class AccessToken:
    """A personal access token as it is listed; the token itself was shown once."""

    id: str
    person_id: str
    name: str
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None = None
    ended_at: datetime | None = None


def add_access_token(session: Session, token: AccessToken, token_hash: str) -> None:
    """Keep a new token."""
    session.add(AccessTokenRow(token_hash=token_hash, **vars(token)))
    session.flush()


def access_token_by_hash(session: Session, token_hash: str) -> tuple[AccessToken, Person, bool] | None:
    """The token with that hash, its person, and whether the account is open."""
    row = session.exec(
        select(AccessTokenRow, PersonRow)
        .join(PersonRow, col(PersonRow.id) == col(AccessTokenRow.person_id))
        .where(AccessTokenRow.token_hash == token_hash)
    ).first()
    return (_access_token(row[0]), person_of(row[1]), row[1].active) if row else None


def access_tokens_of(session: Session, person_id: str) -> tuple[AccessToken, ...]:
    """The tokens not withdrawn, newest first."""
    rows = session.exec(
        select(AccessTokenRow)
        .where(AccessTokenRow.person_id == person_id, col(AccessTokenRow.ended_at).is_(None))
        .order_by(col(AccessTokenRow.created_at).desc(), col(AccessTokenRow.id))
    )
    return tuple(_access_token(row) for row in rows)


def touch_access_token(session: Session, token_id: str, now: datetime) -> None:
    """The token was used."""
    session.exec(update(AccessTokenRow).where(col(AccessTokenRow.id) == token_id).values(last_used_at=now))


def end_access_tokens(session: Session, person_id: str, now: datetime, *, token_id: str | None = None) -> int:
    """Withdraw one token of a person, or all of them; gives the number withdrawn."""
    change = (
        update(AccessTokenRow)
        .where(col(AccessTokenRow.person_id) == person_id, col(AccessTokenRow.ended_at).is_(None))
        .values(ended_at=now)
    )
    if token_id is not None:
        change = change.where(col(AccessTokenRow.id) == token_id)
    return session.exec(change).rowcount


def add_reset(
    session: Session, reset_id: str, token_hash: str, person_id: str, now: datetime, until: datetime
) -> None:
    """A person may choose a new password with this token, once, until then."""
    session.add(
        PasswordResetRow(
            id=reset_id, token_hash=token_hash, person_id=person_id, created_at=now, expires_at=until
        )
    )
    session.flush()


def person_of_reset(session: Session, token_hash: str, now: datetime) -> Person | None:
    """Whose password the token may set; None when it is unknown, used or too old, or the account closed."""
    row = session.exec(
        select(PersonRow)
        .join(PasswordResetRow, col(PasswordResetRow.person_id) == col(PersonRow.id))
        .where(
            PasswordResetRow.token_hash == token_hash,
            col(PasswordResetRow.used_at).is_(None),
            col(PasswordResetRow.expires_at) > now,
            col(PersonRow.active).is_(True),
        )
    ).first()
    return person_of(row) if row else None


def void_resets(session: Session, person_id: str, now: datetime) -> None:
    """No reset token of this person opens anything any more."""
    session.exec(
        update(PasswordResetRow)
        .where(col(PasswordResetRow.person_id) == person_id, col(PasswordResetRow.used_at).is_(None))
        .values(used_at=now)
    )


def failures_of(session: Session, subject: str, since: datetime) -> list[datetime]:
    """When sign-ins of this subject went wrong."""
    rows = session.exec(
        select(SignInFailureRow.at).where(
            SignInFailureRow.subject == subject, col(SignInFailureRow.at) > since
        )
    )
    return list(rows)


def add_failure(session: Session, failure_id: str, subject: str, now: datetime) -> None:
    """A sign-in of this subject went wrong."""
    session.add(SignInFailureRow(id=failure_id, subject=subject, at=now))
    session.flush()


def forget_failures(session: Session, subjects: tuple[str, ...], before: datetime) -> None:
    """Forget the failures of these subjects, and of everybody before that moment."""
    session.exec(
        delete(SignInFailureRow).where(
            col(SignInFailureRow.subject).in_(subjects) | (col(SignInFailureRow.at) < before)
        )
    )


def _known(row: SessionRow) -> KnownSession:
    return KnownSession(
        id=row.id,
        token_hash=row.token_hash,
        csrf_token=row.csrf_token,
        person_id=row.person_id,
        second_factor_passed=row.second_factor_passed,
        created_at=row.created_at,
        last_seen_at=row.last_seen_at,
        expires_at=row.expires_at,
        user_agent=row.user_agent,
        ended_at=row.ended_at,
    )


def _access_token(row: AccessTokenRow) -> AccessToken:
    return AccessToken(
        row.id, row.person_id, row.name, row.created_at, row.expires_at, row.last_used_at, row.ended_at
    )
