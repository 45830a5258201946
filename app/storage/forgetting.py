"""Forgets data on people that nothing needs any more. The privacy page says after how many days.

The trail, names beside texts and what consultants were allowed stay: they show later who did what.
"""

from datetime import datetime

from sqlmodel import Session, SQLModel, col, delete, or_, select, update

from app.storage.tables import (
    AccessTokenRow,
    InvitationRow,
    OutboxRow,
    PasswordResetRow,
    PersonRow,
    SessionRow,
)

_ENDS: tuple[tuple[type[SQLModel], tuple[str, ...]], ...] = (
    (SessionRow, ("expires_at", "ended_at")),
    (AccessTokenRow, ("expires_at", "ended_at")),
    (PasswordResetRow, ("expires_at", "used_at")),
    (InvitationRow, ("expires_at", "accepted_at", "withdrawn_at")),
)
"""What opens something until the first of these moments, and nothing after it."""


def forget_ended(session: Session, before: datetime) -> None:
    """Forget sessions, tokens, password links and invitations that ended before that moment."""
    for kind, ends in _ENDS:
        session.exec(delete(kind).where(or_(*(col(getattr(kind, end)) < before for end in ends))))


def forget_mail(session: Session, before: datetime) -> tuple[str, ...]:
    """Forget mail written before that moment; gives the ids of what had never been handed over."""
    is_old = col(OutboxRow.created_at) < before
    unsent = session.exec(select(OutboxRow.id).where(is_old, col(OutboxRow.sent_at).is_(None))).all()
    session.exec(delete(OutboxRow).where(is_old))
    return tuple(unsent)


def forget_keys_of_closed_accounts(session: Session) -> None:
    """A closed account keeps neither password nor second factor."""
    session.exec(
        update(PersonRow)
        .where(
            col(PersonRow.active).is_(False),
            or_(col(PersonRow.password_hash).is_not(None), col(PersonRow.totp_secret).is_not(None)),
        )
        .values(password_hash=None, totp_secret=None, totp_confirmed=False)
    )
