"""Sessions on the server: rows in, domain values out. The token itself is never here, only its hash."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select, update

from app.domain.people import Membership, Person
from app.storage.people import belonging, person_of
from app.storage.tables import (
    MembershipRow,
    OrganisationRow,
    PersonRow,
    SessionRow,
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
    memberships, is_example = belonging(row[2:] for row in rows)
    return Recognised(
        _known(kept), person_of(person), person.totp_confirmed, person.active, memberships, is_example
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
