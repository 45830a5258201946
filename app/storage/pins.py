"""Pins: one that stands per element, rule and section; earlier ones stay as they were given."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from app.domain.pin import Pin
from app.storage.tables import PinRow


def add_pin(session: Session, programme_id: str, organisation_id: str, pin: Pin) -> None:
    """Store a pin. Withdraw the one before it first."""
    session.add(
        PinRow(
            id=pin.id,
            programme_id=programme_id,
            organisation_id=organisation_id,
            key=pin.key,
            rule=pin.rule,
            element=pin.element,
            place=pin.place,
            block_id=pin.block,
            quote=pin.quote,
            quote_sha256=pin.quote_sha256,
            given_by=pin.given_by,
            given_at=pin.given_at,
        )
    )
    session.flush()


def standing_pins(session: Session, programme_id: str) -> tuple[Pin, ...]:
    """Pins that nobody has withdrawn, lapsed ones included, oldest first."""
    rows = session.exec(
        select(PinRow)
        .where(col(PinRow.programme_id) == programme_id, col(PinRow.withdrawn_at).is_(None))
        .order_by(col(PinRow.given_at), col(PinRow.id))
    )
    return tuple(_pin(row) for row in rows)


def withdraw_pins(
    session: Session, programme_id: str, key: str, rule: str, element: str, at: datetime
) -> int:
    """Withdraw what stands for this element of a rule in a section; how many that were."""
    done = session.execute(
        update(PinRow)
        .where(
            col(PinRow.programme_id) == programme_id,
            col(PinRow.key) == key,
            col(PinRow.rule) == rule,
            col(PinRow.element) == element,
            col(PinRow.withdrawn_at).is_(None),
        )
        .values(withdrawn_at=at)
        .execution_options(synchronize_session=False)
    )
    return int(done.rowcount)  # type: ignore[attr-defined]


def _pin(row: PinRow) -> Pin:
    return Pin(
        id=row.id,
        key=row.key,
        rule=row.rule,
        element=row.element,
        place=row.place,
        block=row.block_id,
        quote=row.quote,
        quote_sha256=row.quote_sha256,
        given_by=row.given_by,
        given_at=row.given_at,
    )
