"""The history of sections: immutable versions, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from app.domain.blocks import Block
from app.domain.editing import find
from app.domain.plain_text import to_text
from app.domain.programme import Cause, Section, Version, VersionSummary
from app.storage.sections import pack, unpack
from app.storage.tables import PersonRow, SectionVersionRow

HELPING = 20


def add_version(
    session: Session, organisation_id: str, section: Section, cause: Cause, replaced: tuple[str, ...] = ()
) -> None:
    """Keep the section's state as its newest version."""
    assert section.saved_at is not None
    assert section.saved_by is not None
    session.add(
        SectionVersionRow(
            programme_id=section.programme_id,
            key=section.key,
            number=section.version,
            organisation_id=organisation_id,
            blocks=pack(section.blocks),
            sha256=section.sha256,
            saved_at=section.saved_at,
            saved_by=section.saved_by,
            cause=cause,
            replaced=list(replaced),
        )
    )
    session.flush()


def find_version(session: Session, programme_id: str, key: str, number: int) -> Version | None:
    """One version with its text, or None."""
    query = (
        select(SectionVersionRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == col(SectionVersionRow.saved_by))
        .where(
            col(SectionVersionRow.programme_id) == programme_id,
            col(SectionVersionRow.key) == key,
            col(SectionVersionRow.number) == number,
        )
    )
    found = session.exec(query).one_or_none()
    return _version(*found) if found else None


def versions_of(
    session: Session, programme_id: str, key: str, *, limit: int, before: int | None = None
) -> tuple[VersionSummary, ...]:
    """At most `limit` versions without their texts, newest first, older than number `before`."""
    row = SectionVersionRow
    query = (
        select_columns(
            col(row.number), col(row.sha256), col(row.saved_at), col(PersonRow.name), col(row.cause)
        )
        .join(PersonRow, col(PersonRow.id) == col(row.saved_by))
        .where(col(row.programme_id) == programme_id, col(row.key) == key)
        .order_by(col(row.number).desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(col(row.number) < before)
    return tuple(VersionSummary(*line) for line in session.execute(query))


def oldest_first(
    session: Session, programme_id: str, key: str
) -> Iterator[tuple[int, Cause, tuple[Block, ...]]]:
    """Number, cause and blocks of every version of a section."""
    row = SectionVersionRow
    query = (
        select_columns(col(row.number), col(row.cause), col(row.blocks))
        .where(col(row.programme_id) == programme_id, col(row.key) == key)
        .order_by(col(row.number))
    )
    for number, cause, blocks in session.execute(query):
        yield number, cause, unpack(blocks)


def made_at(session: Session, programme_id: str, cause: Cause, at: datetime) -> tuple[tuple[str, int], ...]:
    """Key and number of the versions that one act made."""
    row = SectionVersionRow
    query = (
        select_columns(col(row.key), col(row.number))
        .where(col(row.programme_id) == programme_id, col(row.cause) == cause, col(row.saved_at) == at)
        .order_by(col(row.key))
    )
    return tuple((key, number) for key, number in session.execute(query))


@dataclass(frozen=True)
class BlockTrace:
    """Who brought a block to its present state and when, and the block as it was at an earlier version."""

    base: Block | None
    author: str
    saved_at: datetime


def trace_block(
    session: Session, programme_id: str, key: str, block_id: str, base_version: int
) -> BlockTrace | None:
    """Follow a block back to its version `base_version`; None when the history never held it."""
    newest: Block | None = None
    last_change: tuple[str, datetime] | None = None
    seen = False
    for number, (author, saved_at, blocks) in enumerate(_newest_first(session, programme_id, key)):
        block = find(blocks, block_id)
        seen = seen or block is not None
        newest = block if number == 0 else newest
        if block == newest:
            last_change = (author, saved_at)
        if block is not None and block.version <= base_version:
            return BlockTrace(
                block if block.version == base_version else None, *(last_change or (author, saved_at))
            )
    return BlockTrace(None, *last_change) if seen and last_change else None


def last_states(session: Session, programme_id: str, key: str, block_ids: set[str]) -> dict[str, Block]:
    """The newest state the history holds of each of these blocks."""
    found: dict[str, Block] = {}
    for _, _, blocks in _newest_first(session, programme_id, key):
        for block in blocks:
            if block.id in block_ids:
                found.setdefault(block.id, block)
        if len(found) == len(block_ids):
            break
    return found


def _newest_first(
    session: Session, programme_id: str, key: str
) -> Iterator[tuple[str, datetime, tuple[Block, ...]]]:
    """Author, moment and blocks of each version, read in small helpings: the search mostly ends soon."""
    row = SectionVersionRow
    query = (
        select(row, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == col(row.saved_by))
        .where(col(row.programme_id) == programme_id, col(row.key) == key)
        .order_by(col(row.number).desc())
        .limit(HELPING)
    )
    before: int | None = None
    while found := session.exec(query if before is None else query.where(col(row.number) < before)).all():
        for version, author in found:
            yield author, version.saved_at, unpack(version.blocks)
        before = found[-1][0].number


def _version(row: SectionVersionRow, author: str) -> Version:
    blocks = unpack(row.blocks)
    return Version(
        key=row.key,
        number=row.number,
        blocks=blocks,
        text=to_text(blocks),
        sha256=row.sha256,
        saved_at=row.saved_at,
        saved_by=row.saved_by,
        author=author,
        cause=row.cause,
        replaced=tuple(row.replaced),
    )
