"""The part of the trail that concerns one organisation, through the fence."""

from collections.abc import Iterator
from datetime import datetime

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


def newest_about(session: Session, about: str, acts: frozenset[str]) -> Entry | None:
    """The last of these acts on an object whose name begins with `about`."""
    query = (
        select(TrailRow)
        .where(col(TrailRow.act).in_(acts), col(TrailRow.object).startswith(about, autoescape=True))
        .order_by(col(TrailRow.number).desc())
        .limit(1)
    )
    return next(_entries(iter(session.exec(query))), None)


def of_act(session: Session, act: str, about: str) -> tuple[Entry, ...]:
    """All entries of one kind of act on objects whose names begin with `about`, oldest first."""
    query = (
        select(TrailRow)
        .where(TrailRow.act == act, col(TrailRow.object).startswith(about, autoescape=True))
        .order_by(col(TrailRow.number))
    )
    return tuple(_entries(iter(session.exec(query))))


def objects_of(session: Session, act: str, about: str, at: datetime) -> tuple[str, ...]:
    """The objects of one kind of act done at one moment, whose names begin with `about`."""
    query = (
        select(TrailRow.object)
        .where(
            TrailRow.act == act, TrailRow.at == at, col(TrailRow.object).startswith(about, autoescape=True)
        )
        .order_by(col(TrailRow.number))
    )
    return tuple(session.exec(query))


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
