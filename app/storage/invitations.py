"""Invitations to an organisation: rows in, domain values out."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select, update

from app.domain.people import Role
from app.storage.tables import InvitationRow


@dataclass(frozen=True)
class Invitation:
    """An invitation as it is listed; its token went out by mail and is not kept."""

    id: str
    organisation_id: str
    email: str
    name: str
    roles: frozenset[Role]
    invited_by: str
    created_at: datetime
    expires_at: datetime


def add_invitation(session: Session, invitation: Invitation, token_hash: str) -> None:
    """Keep a new invitation."""
    values = vars(invitation) | {"roles": sorted(role.value for role in invitation.roles)}
    session.add(InvitationRow(token_hash=token_hash, **values))
    session.flush()


def open_invitations(session: Session, organisation_id: str) -> tuple[Invitation, ...]:
    """Those neither accepted nor withdrawn, newest first; ones past their date included."""
    rows = session.exec(
        select(InvitationRow)
        .where(
            InvitationRow.organisation_id == organisation_id,
            col(InvitationRow.accepted_at).is_(None),
            col(InvitationRow.withdrawn_at).is_(None),
        )
        .order_by(col(InvitationRow.created_at).desc(), col(InvitationRow.id))
    )
    return tuple(_invitation(row) for row in rows)


def invitation_by_token(session: Session, token_hash: str, now: datetime) -> Invitation | None:
    """The invitation the link stands for; None when it is unknown, used, withdrawn or too old."""
    row = session.exec(
        select(InvitationRow).where(
            InvitationRow.token_hash == token_hash,
            col(InvitationRow.accepted_at).is_(None),
            col(InvitationRow.withdrawn_at).is_(None),
            col(InvitationRow.expires_at) > now,
        )
    ).first()
    return _invitation(row) if row else None


def accept(session: Session, invitation_id: str, now: datetime) -> bool:
    """Use an invitation up; False when somebody else just did, or it was withdrawn."""
    return _close(session, invitation_id, accepted_at=now)


def withdraw(session: Session, invitation_id: str, now: datetime) -> bool:
    """Take an invitation back; False when it is not open any more, or not of this organisation."""
    return _close(session, invitation_id, withdrawn_at=now)


def withdraw_for_address(session: Session, organisation_id: str, email: str, now: datetime) -> None:
    """Only the newest invitation of an address is open: earlier links stop working."""
    session.exec(
        update(InvitationRow)
        .where(
            col(InvitationRow.organisation_id) == organisation_id,
            col(InvitationRow.email) == email,
            col(InvitationRow.accepted_at).is_(None),
            col(InvitationRow.withdrawn_at).is_(None),
        )
        .values(withdrawn_at=now)
    )


def _close(session: Session, invitation_id: str, **values: datetime) -> bool:
    closed = session.exec(
        update(InvitationRow)
        .where(
            col(InvitationRow.id) == invitation_id,
            col(InvitationRow.accepted_at).is_(None),
            col(InvitationRow.withdrawn_at).is_(None),
        )
        .values(**values)
    )
    return closed.rowcount == 1


def _invitation(row: InvitationRow) -> Invitation:
    return Invitation(
        id=row.id,
        organisation_id=row.organisation_id,
        email=row.email,
        name=row.name,
        roles=frozenset(Role(role) for role in row.roles),
        invited_by=row.invited_by,
        created_at=row.created_at,
        expires_at=row.expires_at,
    )
