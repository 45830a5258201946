"""Tokens with which somebody chooses a new password, once."""

from datetime import datetime

from sqlmodel import Session, col, select, update

from app.domain.people import Person
from app.storage.people import person_of
from app.storage.tables import PasswordResetRow, PersonRow


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
