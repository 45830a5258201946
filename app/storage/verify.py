"""Is everything still what it was? Reads one moment of the whole database and changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import Connection

from app.domain.trail import Anchor
from app.storage import integrity, record_check, schemas, trail, trail_check
from app.storage.engine import Database
from app.storage.failures import StorageMistake
from app.storage.faults import Fault
from app.storage.tenancy import EVERY_ORGANISATION


@dataclass(frozen=True)
class Report:
    """`faults` are damage or tampering; `notes` are for the operator to know. `anchor` is today's head."""

    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]
    anchor: Anchor

    def as_dict(self) -> dict[str, Any]:
        """The report as plain values; a line of it serves as an anchor file later."""
        return {
            "faults": [{"code": fault.code, "where": fault.where} for fault in self.faults],
            "notes": [{"code": note.code, "where": note.where} for note in self.notes],
            "anchor": {"number": self.anchor.number, "seal": self.anchor.seal},
        }


def verify(database: Database, key: bytes, *, anchors: tuple[Anchor, ...] = (), now: datetime) -> Report:
    """Look everything over. Raises TryLater when the database cannot be read at all."""
    try:
        schemas.require_current(database)
        with database.read(EVERY_ORGANISATION) as session:
            connection = session.connection()
            faults = tuple(chain(integrity.of_database(connection), _of_contents(connection, key, anchors)))
            notes = tuple(_to_know(connection, now))
            return Report(faults, notes, trail.head(connection))
    except StorageMistake as error:
        # Damaged pages and missing tables stop the reading itself; that is an answer too.
        return Report((Fault("database_damaged", str(error)),), (), Anchor(0, ""))


def _to_know(connection: Connection, now: datetime) -> Iterator[Fault]:
    yield from trail_check.backward_steps(connection)
    yield from integrity.leftovers(connection, now)
    yield from integrity.of_role(connection)


def _of_contents(connection: Connection, key: bytes, anchors: tuple[Anchor, ...]) -> Iterator[Fault]:
    yield from integrity.of_sections(connection)
    yield from integrity.of_acts(connection)
    yield from integrity.of_numbered_heads(connection)
    yield from integrity.of_files(connection)
    yield from record_check.of_records(connection)
    yield from trail_check.of_chain(connection, key, anchors)
