"""The part of the trail that concerns one organisation, through the fence."""

from collections.abc import Iterator

from sqlmodel import Session, col, select

from app.domain.trail import Entry
from app.storage.tables import TrailRow


def newest(
    session: Session, *, person_id: str | None, act: str | None, before: int | None, most: int
) -> tuple[Entry, ...]:
    """Entries newest first, by one person or of one act where named, `before` a number."""
    query = select(TrailRow).order_by(col(TrailRow.number).desc()).limit(most)
    if person_id is not None:
        query = query.where(TrailRow.actor_id == person_id)
    if act is not None:
        query = query.where(TrailRow.act == act)
    if before is not None:
        query = query.where(TrailRow.number < before)
    return tuple(_entries(session.exec(query)))


def actors(session: Session) -> frozenset[str]:
    """Who ever did something that concerns the organisation."""
    found = session.exec(select(TrailRow.actor_id).distinct())
    return frozenset(one for one in found if one is not None)


def acts(session: Session) -> tuple[str, ...]:
    """Which acts ever concerned the organisation."""
    return tuple(session.exec(select(TrailRow.act).distinct().order_by(col(TrailRow.act))))


def _entries(rows: Iterator[TrailRow]) -> Iterator[Entry]:
    for row in rows:
        yield Entry(
            row.number,
            row.at,
            row.actor_id,
            row.organisation_id,
            row.act,
            row.object,
            row.content,
            row.previous,
            row.seal,
        )
