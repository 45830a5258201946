"""Who has which block open. A hint with an end time, never a lock."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from app.storage.tables import PersonRow, PresenceRow


@dataclass(frozen=True)
class Presence:
    """One person at work in one block."""

    person_id: str
    name: str
    block_id: str
    until: datetime


def keep_presence(
    session: Session,
    organisation_id: str,
    programme_id: str,
    key: str,
    person_id: str,
    block_id: str,
    until: datetime,
) -> None:
    """Say that the person has this block open until that moment; a person has one block open per section."""
    session.merge(
        PresenceRow(
            programme_id=programme_id,
            key=key,
            person_id=person_id,
            organisation_id=organisation_id,
            block_id=block_id,
            until=until,
        )
    )
    session.flush()


def end_presence(session: Session, programme_id: str, key: str, person_id: str) -> None:
    """The person closed the block."""
    session.execute(
        delete(PresenceRow)
        .where(
            col(PresenceRow.programme_id) == programme_id,
            col(PresenceRow.key) == key,
            col(PresenceRow.person_id) == person_id,
        )
        .execution_options(synchronize_session=False)
    )


def forget_past(session: Session, now: datetime) -> None:
    """Drop hints whose time has passed."""
    session.execute(
        delete(PresenceRow).where(col(PresenceRow.until) < now).execution_options(synchronize_session=False)
    )


def others_present(
    session: Session, programme_id: str, key: str, person_id: str, now: datetime
) -> tuple[Presence, ...]:
    """Everybody else whose hint has not run out, by name."""
    query = (
        select(PresenceRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == col(PresenceRow.person_id))
        .where(
            col(PresenceRow.programme_id) == programme_id,
            col(PresenceRow.key) == key,
            col(PresenceRow.person_id) != person_id,
            col(PresenceRow.until) > now,
        )
        .order_by(col(PersonRow.name))
    )
    return tuple(Presence(row.person_id, name, row.block_id, row.until) for row, name in session.exec(query))
