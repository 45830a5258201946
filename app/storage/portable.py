"""The rows of one programme as plain values and back, for taking it to another installation.

Every table that belongs to programmes is named here, carried or not; a test compares that with `tables.py`.
Blocks travel readable; everything else as JSON holds it, times in UTC.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Table, TypeDecorator, insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, col, select

from app.domain.blocks import Block, BlockKind, accept
from app.domain.errors import Conflict, Invalid
from app.domain.programme import Programme
from app.storage.programmes import programme_of
from app.storage.sections import pack, plain_blocks, unpack
from app.storage.tables import (
    AttachmentRow,
    BlanksVersionRow,
    CommentRow,
    FileContentRow,
    MembershipRow,
    PersonRow,
    PinRow,
    ProgrammeRow,
    RecordRow,
    RecordVersionRow,
    ScopeVersionRow,
    SectionRow,
    SectionVersionRow,
    WaiverRow,
)

CARRIED: tuple[type[SQLModel], ...] = (
    ProgrammeRow,
    ScopeVersionRow,
    BlanksVersionRow,
    SectionRow,
    SectionVersionRow,
    WaiverRow,
    PinRow,
    CommentRow,
    RecordRow,
    RecordVersionRow,
    AttachmentRow,
)
LEFT_BEHIND = frozenset({"engagement", "presence", "section_check"})
"""Access, who is there, and counts belong to the installation, not to the programme."""

Rows = dict[str, list[dict[str, Any]]]


def rows_of(session: Session, programme_id: str) -> Rows:
    """Every carried row of the programme, by table, without the organisation."""
    found: Rows = {}
    for kind in CARRIED:
        table = _table(kind)
        owner = table.c.id if kind is ProgrammeRow else table.c.programme_id
        query = select(kind).where(owner == programme_id).order_by(*table.primary_key.columns)
        found[table.name] = [_plain(table, row) for row in session.exec(query)]
    return found


def people_in(rows: Rows) -> frozenset[str]:
    """The ids of everybody whom a row names."""
    return frozenset(
        row[name]
        for kind in CARRIED
        for row in rows.get(_table(kind).name, ())
        for name in _people_columns(_table(kind))
        if row.get(name)
    )


def add_name_only(session: Session, person_id: str, name: str, at: datetime) -> None:
    """Somebody known by name only: never able to sign in."""
    session.add(
        PersonRow(
            id=person_id,
            name=name,
            email=f"{person_id}@imported.invalid",
            active=False,
            created_at=at,
        )
    )
    session.flush()


def members_of(session: Session, organisation_id: str) -> frozenset[str]:
    """The ids of the people in an organisation."""
    query = select(MembershipRow.person_id).where(MembershipRow.organisation_id == organisation_id)
    return frozenset(session.exec(query))


def put_rows(
    session: Session, rows: Mapping[str, Any], organisation_id: str, people: Mapping[str, str]
) -> Programme:
    """Add a programme's rows under `organisation_id`; `people` maps the ids of the package to ids here.

    Raises Invalid `bad_package` for what is no row of its table, Conflict `already_here` when it exists.
    """
    try:
        for kind in CARRIED:
            table = _table(kind)
            values = [
                _stored(table, row, people) | {"organisation_id": organisation_id} for row in rows[table.name]
            ]
            if values:
                _insert(session, kind, values)
        found = session.exec(select(ProgrammeRow).where(ProgrammeRow.id == rows["programme"][0]["id"]))
        return programme_of(found.one())
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Invalid("bad_package", field="file") from None


def file_contents(session: Session, organisation_id: str, hashes: Iterable[str]) -> dict[str, bytes]:
    """The bytes of files by their SHA-256."""
    query = select(FileContentRow).where(
        col(FileContentRow.organisation_id) == organisation_id,
        col(FileContentRow.sha256).in_(list(hashes)),
    )
    return {row.sha256: row.content for row in session.exec(query)}


def _insert(session: Session, kind: type[SQLModel], values: list[dict[str, Any]]) -> None:
    """Add rows of one table. The programme comes first and refers to no other row: only its id can be taken.

    Anything else that does not fit is the package's own fault: a row twice, a reference to nothing.
    """
    try:
        session.execute(insert(kind), values)
    except IntegrityError:
        if kind is ProgrammeRow:
            raise Conflict("already_here") from None
        raise Invalid("bad_package", field="file") from None


def _table(kind: type[SQLModel]) -> Table:
    table: Table = SQLModel.metadata.tables[str(kind.__tablename__)]
    return table


def _people_columns(table: Table) -> tuple[str, ...]:
    return tuple(
        column.name
        for column in table.columns
        if any(key.target_fullname == "person.id" for key in column.foreign_keys)
    )


def _plain(table: Table, row: SQLModel) -> dict[str, Any]:
    return {
        column.name: _plain_value(getattr(row, column.name))
        for column in table.columns
        if column.name != "organisation_id"
    }


def _plain_value(value: Any) -> Any:
    if isinstance(value, bytes):
        return plain_blocks(unpack(value))
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.value if isinstance(value, StrEnum) else value


def _stored(table: Table, row: Any, people: Mapping[str, str]) -> dict[str, Any]:
    persons = _people_columns(table)
    columns = [column for column in table.columns if column.name != "organisation_id"]
    if not isinstance(row, dict) or set(row) != {column.name for column in columns}:
        raise ValueError("not a row of this table")
    return {
        column.name: people[row[column.name]]
        if column.name in persons and row[column.name] is not None
        else _stored_value(column, row[column.name])
        for column in columns
    }


def _stored_value(column: Any, plain: Any) -> Any:
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    if plain is None:
        if not column.nullable:
            raise ValueError("a value is missing")
        return None
    if isinstance(kind, JSON):
        return _checked(plain)
    expected: type = kind.python_type
    if expected is bytes:
        return pack(_block(block) for block in plain)
    if expected is datetime:
        return datetime.fromisoformat(plain)
    if issubclass(expected, StrEnum):
        return expected(plain)
    if type(plain) is not expected:
        raise ValueError("a value of another type")
    if isinstance(plain, str) and len(plain) > (getattr(kind, "length", None) or len(plain)):
        raise ValueError("a text that is too long")
    return accept(plain) if isinstance(plain, str) else plain


def _checked(plain: Any) -> Any:
    """JSON whose texts can be stored everywhere."""
    if isinstance(plain, str):
        return accept(plain)
    if isinstance(plain, list):
        return [_checked(item) for item in plain]
    if isinstance(plain, dict):
        return {accept(key): _checked(value) for key, value in plain.items()}
    return plain


def _block(plain: Any) -> Block:
    clause = plain["clause"]
    if not isinstance(clause, str | None) or not isinstance(plain["id"], str):
        raise ValueError("not a block")
    return Block(plain["id"], BlockKind(plain["kind"]), accept(plain["text"]), int(plain["version"]), clause)
