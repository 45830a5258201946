"""Waivers: one that stands per rule and section; earlier ones stay as they were given."""

from datetime import UTC, datetime, time

from sqlalchemy import update
from sqlmodel import Session, col, select

from app.domain.waiver import Waiver
from app.storage.tables import WaiverRow


def add_waiver(session: Session, programme_id: str, organisation_id: str, waiver: Waiver) -> None:
    """Store a waiver. Withdraw the one before it first."""
    session.add(
        WaiverRow(
            id=waiver.id,
            programme_id=programme_id,
            organisation_id=organisation_id,
            key=waiver.key,
            rule=waiver.rule,
            reason=waiver.reason,
            text_sha256=waiver.text_sha256,
            given_by=waiver.given_by,
            given_at=waiver.given_at,
            until=datetime.combine(waiver.until, time.min, UTC),
        )
    )
    session.flush()


def standing_waivers(session: Session, programme_id: str) -> tuple[Waiver, ...]:
    """Waivers that nobody has withdrawn, lapsed ones included, oldest first."""
    rows = session.exec(
        select(WaiverRow)
        .where(col(WaiverRow.programme_id) == programme_id, col(WaiverRow.withdrawn_at).is_(None))
        .order_by(col(WaiverRow.given_at), col(WaiverRow.id))
    )
    return tuple(_waiver(row) for row in rows)


def withdraw_waivers(session: Session, programme_id: str, key: str, rule: str, at: datetime) -> int:
    """Withdraw what stands for this rule and section; how many that were."""
    done = session.execute(
        update(WaiverRow)
        .where(
            col(WaiverRow.programme_id) == programme_id,
            col(WaiverRow.key) == key,
            col(WaiverRow.rule) == rule,
            col(WaiverRow.withdrawn_at).is_(None),
        )
        .values(withdrawn_at=at)
        .execution_options(synchronize_session=False)
    )
    return int(done.rowcount)  # type: ignore[attr-defined]


def _waiver(row: WaiverRow) -> Waiver:
    return Waiver(
        id=row.id,
        key=row.key,
        rule=row.rule,
        reason=row.reason,
        text_sha256=row.text_sha256,
        given_by=row.given_by,
        given_at=row.given_at,
        until=row.until.date(),
        withdrawn_at=row.withdrawn_at,
    )
