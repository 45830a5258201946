"""Counts of open findings per section, as the overview shows them."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import insert
from sqlmodel import Session, col, delete, select

from app.domain.overview import FindingCounts
from app.storage.tables import SectionCheckRow


def counts_of(session: Session, programme_id: str, fingerprint: str) -> dict[str, FindingCounts]:
    """Counts by section that were made from the present state of the programme (`fingerprint`)."""
    rows = session.exec(
        select(SectionCheckRow).where(
            col(SectionCheckRow.programme_id) == programme_id, col(SectionCheckRow.fingerprint) == fingerprint
        )
    )
    return {row.key: FindingCounts(row.fix_first, row.improve, row.tip) for row in rows}


def store_counts(
    session: Session,
    programme_id: str,
    organisation_id: str,
    fingerprint: str,
    counts: Mapping[str, FindingCounts],
    at: datetime,
) -> None:
    """Replace the counts of a programme: two statements, however many sections there are."""
    session.exec(delete(SectionCheckRow).where(col(SectionCheckRow.programme_id) == programme_id))
    rows = [
        {
            "programme_id": programme_id,
            "key": key,
            "organisation_id": organisation_id,
            "fingerprint": fingerprint,
            "fix_first": found.fix_first,
            "improve": found.improve,
            "tip": found.tip,
            "checked_at": at,
        }
        for key, found in counts.items()
    ]
    if rows:
        session.execute(insert(SectionCheckRow), rows)
