"""Mail waiting to be sent, written in the transaction of the act that causes it."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, or_, select, update

from app.storage.tables import OutboxRow


@dataclass(frozen=True)
class Mail:
    """A plain-text mail. `message_id` stays the same however often it is sent."""

    id: str
    message_id: str
    recipient: str
    subject: str
    body: str
    tries: int = 0


def add_mail(session: Session, mail: Mail, now: datetime) -> None:
    """Put a mail into the outbox."""
    session.add(OutboxRow(**vars(mail), created_at=now))
    session.flush()


def due(session: Session, now: datetime, most: int) -> tuple[Mail, ...]:
    """Unsent mail whose next try has come, oldest first."""
    rows = session.exec(
        select(OutboxRow)
        .where(
            col(OutboxRow.sent_at).is_(None),
            or_(col(OutboxRow.next_try_at).is_(None), col(OutboxRow.next_try_at) <= now),
        )
        .order_by(col(OutboxRow.created_at), col(OutboxRow.id))
        .limit(most)
    )
    return tuple(Mail(r.id, r.message_id, r.recipient, r.subject, r.body, r.tries) for r in rows)


def claim(session: Session, mail: Mail, next_try_at: datetime) -> bool:
    """Take a mail for one try; False when another postman took it. Unsent, it comes back at `next_try_at`."""
    taken = session.exec(
        update(OutboxRow)
        .where(
            col(OutboxRow.id) == mail.id,
            col(OutboxRow.tries) == mail.tries,
            col(OutboxRow.sent_at).is_(None),
        )
        .values(tries=mail.tries + 1, next_try_at=next_try_at)
    )
    return taken.rowcount == 1


def mark_sent(session: Session, mail_id: str, now: datetime) -> None:
    """The mail is out. Its text, which may hold a link that opens something, is wiped."""
    session.exec(update(OutboxRow).where(col(OutboxRow.id) == mail_id).values(sent_at=now, body=""))
