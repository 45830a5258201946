"""Filled forms: each head equals its newest version, no version is missing, each was made by an act."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from app.domain.records import digest_of
from app.storage import tables
from app.storage.faults import Fault

_record = tables.RecordRow.__table__  # type: ignore[attr-defined]
_version = tables.RecordVersionRow.__table__  # type: ignore[attr-defined]
_trail = tables.TrailRow.__table__  # type: ignore[attr-defined]


def of_records(connection: Connection) -> Iterator[Fault]:
    """Altered values, lost versions, and values changed in head and version alike."""
    acts = select(_trail.c.object, _trail.c.content).where(_trail.c.object.contains("/records/"))
    made = {(row.object, row.content) for row in connection.execute(acts)}
    histories: dict[str, list[Any]] = {}
    for version in connection.execute(select(_version).order_by(_version.c.record_id, _version.c.number)):
        histories.setdefault(version.record_id, []).append(version)
        act = f"{version.programme_id}/records/{version.record_id}/{version.number}"
        if (act, digest_of(version.values)) not in made:
            yield Fault("version_without_act", f"{version.record_id} {version.number}")
    for head in connection.execute(select(_record).order_by(_record.c.id)):
        history = histories.pop(head.id, [])
        if [one.number for one in history] != list(range(1, head.version + 1)):
            yield Fault("history_incomplete", head.id)
        elif (history[-1].values, history[-1].closed) != (head.values, head.closed):
            yield Fault("head_differs_from_history", head.id)
