"""The programme's blanks: every value, kept whole per version."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, select

from app.domain.programme import Programme
from app.storage.programmes import move_head
from app.storage.tables import BlanksVersionRow


def blank_values(session: Session, programme: Programme) -> dict[str, str]:
    """The values in force; empty before the first."""
    row = session.exec(
        select(BlanksVersionRow).where(
            BlanksVersionRow.programme_id == programme.id, BlanksVersionRow.number == programme.blanks_version
        )
    ).first()
    return dict(row.values) if row else {}


def add_blanks_version(
    session: Session, programme: Programme, values: Mapping[str, str], *, at: datetime, by: str
) -> int | None:
    """Store a next version of all values and make it the head. None when another was stored meanwhile."""
    if not move_head(session, programme.id, "blanks_version", base=programme.blanks_version, at=at):
        return None
    number = programme.blanks_version + 1
    session.add(
        BlanksVersionRow(
            programme_id=programme.id,
            number=number,
            organisation_id=programme.organisation_id,
            values=dict(values),
            saved_at=at,
            saved_by=by,
        )
    )
    session.flush()
    return number
