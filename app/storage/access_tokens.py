"""Personal access tokens, of which only the hash is kept."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select, update

from app.domain.people import Membership, Person
from app.storage.people import belonging, person_of
from app.storage.tables import AccessTokenRow, MembershipRow, OrganisationRow, PersonRow


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


@dataclass(frozen=True)
class RecognisedToken:
    """A token, whose it is, and where that person belongs; `is_example`: to the example and nowhere else."""

    token: AccessToken
    person: Person
    active: bool
    memberships: tuple[Membership, ...]
    is_example: bool


def add_access_token(session: Session, token: AccessToken, token_hash: str) -> None:
    """Keep a new token."""
    session.add(AccessTokenRow(token_hash=token_hash, **vars(token)))
    session.flush()


def access_token_by_hash(session: Session, token_hash: str) -> RecognisedToken | None:
    """The token with that hash, withdrawn or not, with its person; None for an unknown one.

    One statement, since every request with a token asks this.
    """
    rows = session.exec(
        select(AccessTokenRow, PersonRow, MembershipRow, OrganisationRow)
        .join(PersonRow, col(PersonRow.id) == col(AccessTokenRow.person_id))
        .outerjoin(MembershipRow, col(MembershipRow.person_id) == col(PersonRow.id))
        .outerjoin(OrganisationRow, col(OrganisationRow.id) == col(MembershipRow.organisation_id))
        .where(AccessTokenRow.token_hash == token_hash)
        .order_by(col(OrganisationRow.name), col(OrganisationRow.id))
    ).all()
    if not rows:
        return None
    token, person = rows[0][:2]
    return RecognisedToken(
        _access_token(token), person_of(person), person.active, *belonging(row[2:] for row in rows)
    )


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


def _access_token(row: AccessTokenRow) -> AccessToken:
    return AccessToken(
        row.id, row.person_id, row.name, row.created_at, row.expires_at, row.last_used_at, row.ended_at
    )
