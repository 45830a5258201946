"""Tables as JSON lines and back, the same for SQLite and PostgreSQL and for every revision of the schema.

Tables are read as the database describes them, not as `tables.py` does: a backup taken before a migration is
of the older schema. One line is one row, keys sorted, times in UTC, bytes in base 64.
"""

import base64
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import JSON, Connection, DateTime, LargeBinary, MetaData, Table, insert

from app.storage.streams import ROWS_AT_ONCE, stream

NOT_DATA = frozenset({"alembic_version"})


@dataclass(frozen=True)
class Contents:
    """How many rows a table has, and a digest of each column in the order of the rows."""

    rows: int
    columns: dict[str, str]


def described(connection: Connection) -> tuple[Table, ...]:
    """The tables in the database, those referred to first."""
    found = MetaData()
    found.reflect(connection)
    return tuple(table for table in found.sorted_tables if table.name not in NOT_DATA)


def lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """The rows of a table, each as one line without its line end."""
    for row in stream(connection, table):
        plain = {name: _plain(value) for name, value in row._mapping.items()}
        yield json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def load(connection: Connection, table: Table, given: Iterable[bytes]) -> None:
    """Put lines back as rows. Raises KeyError or ValueError when they are not rows of this table."""
    batch: list[dict[str, Any]] = []
    for line in given:
        plain = json.loads(line)
        batch.append({column.name: _stored(column.type, plain[column.name]) for column in table.columns})
        if len(batch) == ROWS_AT_ONCE:
            connection.execute(insert(table), batch)
            batch = []
    if batch:
        connection.execute(insert(table), batch)


def contents(connection: Connection) -> dict[str, Contents]:
    """What is in every table, for comparing before and after."""
    found = {}
    for table in described(connection):
        digests = {column.name: sha256() for column in table.columns}
        rows = 0
        for row in stream(connection, table):
            rows += 1
            for name, value in row._mapping.items():
                digests[name].update(json.dumps(_plain(value), sort_keys=True).encode() + b"\n")
        found[table.name] = Contents(rows, {name: digest.hexdigest() for name, digest in digests.items()})
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.astimezone(UTC).isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    return value


def _stored(kind: Any, plain: Any) -> Any:
    if plain is None or isinstance(kind, JSON):
        return plain
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(plain)
    if isinstance(kind, LargeBinary):
        return base64.b64decode(plain, validate=True)
    return plain
