"""The trail in the database: appended in the transaction of the act, one writer at a time, never changed.

Written on the connection itself, not through the fenced session: an act may concern no organisation or more
than one, and the chain runs over all of them.
"""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, insert, select

from app.domain.trail import FIRST_SEAL, Anchor, Entry, seal
from app.storage.streams import stream
from app.storage.tables import TrailRow
from app.storage.tenancy import FencedSession

_trail = TrailRow.__table__  # type: ignore[attr-defined]


def append(
    session: FencedSession,
    key: bytes,
    *,
    at: datetime,
    actor_id: str | None,
    organisation_id: str | None,
    act: str,
    object_: str,
    content: str | None,
) -> Anchor:
    """Add one entry behind the last. The caller holds the write lock, so the chain cannot fork."""
    with session.every_row() as whole:
        last = head(whole)
    open_entry = Entry(last.number + 1, at, actor_id, organisation_id, act, object_, content, last.seal)
    sealed = seal(open_entry, key)
    session.connection().execute(
        insert(_trail).values(
            number=open_entry.number,
            at=at,
            actor_id=actor_id,
            organisation_id=organisation_id,
            act=act,
            object=object_,
            content=content,
            previous=open_entry.previous,
            seal=sealed,
        )
    )
    return Anchor(open_entry.number, sealed)


def head(connection: Connection) -> Anchor:
    """The newest entry's number and seal; number 0 before the first."""
    row = connection.execute(
        select(_trail.c.number, _trail.c.seal).order_by(_trail.c.number.desc()).limit(1)
    ).one_or_none()
    return Anchor(row.number, row.seal) if row else Anchor(0, FIRST_SEAL)


def entries(connection: Connection) -> Iterator[Entry]:
    """Every entry, oldest first."""
    for row in stream(connection, _trail):
        yield Entry(**row._mapping)
