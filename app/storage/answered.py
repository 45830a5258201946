"""The first answer to each request that carried an `Idempotency-Key`, kept for 48 hours."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, delete, select

from app.storage.tables import AnsweredRequestRow
from app.storage.tenancy import FencedSession

KEPT_FOR = timedelta(hours=48)


@dataclass(frozen=True)
class Answered:
    """What was asked before, and the answer it got."""

    route: str
    body_sha256: str
    status: int
    answer: str


def find(session: FencedSession, asker: str, key: str, now: datetime) -> Answered | None:
    """The earlier answer, unless it is older than 48 hours: then the key is new again. Only reads."""
    row = session.exec(
        select(AnsweredRequestRow).where(AnsweredRequestRow.asker == asker, AnsweredRequestRow.key == key)
    ).one_or_none()
    if row is None or row.at < now - KEPT_FOR:
        return None
    return Answered(row.route, row.body_sha256, row.status, row.answer)


def add(session: FencedSession, id_: str, asker: str, key: str, answered: Answered, now: datetime) -> None:
    """Keep an answer, in the transaction of its act, in place of one older than 48 hours."""
    session.exec(
        delete(AnsweredRequestRow).where(
            col(AnsweredRequestRow.asker) == asker,
            col(AnsweredRequestRow.key) == key,
            col(AnsweredRequestRow.at) < now - KEPT_FOR,
        )
    )
    session.add(
        AnsweredRequestRow(
            id=id_,
            asker=asker,
            key=key,
            route=answered.route,
            body_sha256=answered.body_sha256,
            status=answered.status,
            answer=answered.answer,
            at=now,
        )
    )
    session.flush()


def sweep(session: FencedSession, now: datetime) -> None:
    """Forget answers older than 48 hours."""
    session.exec(delete(AnsweredRequestRow).where(col(AnsweredRequestRow.at) < now - KEPT_FOR))
