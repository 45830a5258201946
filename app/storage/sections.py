"""Sections as they stand. Blocks lie in the row as compressed JSON; callers get domain values."""

import json
import zlib
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from app.domain.blocks import Block, BlockKind
from app.domain.plain_text import sha256, to_text
from app.domain.programme import Section, SectionStatus
from app.storage.tables import AttachmentRow, ProgrammeRow, SectionRow


def pack(blocks: Iterable[Block]) -> bytes:
    """Blocks as they are stored: zlib over a JSON list."""
    written = json.dumps(plain_blocks(blocks), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(written.encode("utf-8"), 6)


def plain_blocks(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Blocks as plain values, as they are stored and as they travel."""
    return [
        {"id": b.id, "kind": b.kind.value, "text": b.text, "version": b.version, "clause": b.clause}
        for b in blocks
    ]


def unpack(stored: bytes) -> tuple[Block, ...]:
    """The blocks in what `pack` made; nothing stored means no blocks."""
    if not stored:
        return ()
    plain = json.loads(zlib.decompress(stored))
    return tuple(Block(b["id"], BlockKind(b["kind"]), b["text"], b["version"], b["clause"]) for b in plain)


def new_section(
    programme_id: str, key: str, order: int, *, title: str | None = None, blocks: tuple[Block, ...] = ()
) -> Section:
    """A section before its first version."""
    text = to_text(blocks)
    return Section(
        programme_id=programme_id,
        key=key,
        title=title,
        order=order,
        version=0,
        blocks=blocks,
        text=text,
        sha256=sha256(text),
        status=SectionStatus.NOT_STARTED,
        assignee_id=None,
        saved_at=None,
        saved_by=None,
    )


def find_section(session: Session, programme_id: str, key: str, *, to_change: bool = False) -> Section | None:
    """One section, or None. `to_change` holds the row against other writers until the transaction ends."""
    query = select(SectionRow).where(col(SectionRow.programme_id) == programme_id, col(SectionRow.key) == key)
    if to_change:
        query = query.with_for_update()
    row = session.exec(query).one_or_none()
    return _section(row) if row else None


def sections_of(session: Session, programme_id: str) -> tuple[Section, ...]:
    """Every section of a programme, in the order of the document."""
    query = (
        select(SectionRow)
        .where(col(SectionRow.programme_id) == programme_id)
        .order_by(col(SectionRow.order), col(SectionRow.key))
    )
    return tuple(_section(row) for row in session.exec(query))


def sections_named(session: Session, programme_id: str, keys: Iterable[str]) -> tuple[Section, ...]:
    """These sections of a programme, in the order of the document."""
    query = (
        select(SectionRow)
        .where(col(SectionRow.programme_id) == programme_id, col(SectionRow.key).in_(list(keys)))
        .order_by(col(SectionRow.order), col(SectionRow.key))
    )
    return tuple(_section(row) for row in session.exec(query))


def add_section(session: Session, organisation_id: str, section: Section) -> None:
    """Store a section that has no row yet."""
    session.add(
        SectionRow(
            programme_id=section.programme_id,
            key=section.key,
            organisation_id=organisation_id,
            title=section.title,
            order=section.order,
            version=section.version,
            blocks=pack(section.blocks),
            text=section.text,
            sha256=section.sha256,
            status=section.status,
            assignee_id=section.assignee_id,
            saved_at=section.saved_at,
            saved_by=section.saved_by,
        )
    )
    session.flush()


def remove_untouched(session: Session, programme_id: str, key: str) -> bool:
    """Take back a section that nobody wrote in, gave to anybody or put a file at; False when somebody did."""
    files = select(AttachmentRow.id).where(
        col(AttachmentRow.programme_id) == programme_id, col(AttachmentRow.key) == key
    )
    removed = session.execute(
        delete(SectionRow)
        .where(
            col(SectionRow.programme_id) == programme_id,
            col(SectionRow.key) == key,
            col(SectionRow.version) == 0,
            col(SectionRow.status_version) == 0,
            col(SectionRow.assignee_id).is_(None),
            ~files.exists(),
        )
        .execution_options(synchronize_session=False)
    )
    return bool(removed.rowcount == 1)  # type: ignore[attr-defined]


def replace_head(session: Session, before: Section, after: Section) -> bool:
    """Compare and swap: put `after` in the place of `before`; False when the section has moved on."""
    swapped = session.execute(
        update(SectionRow)
        .where(
            col(SectionRow.programme_id) == before.programme_id,
            col(SectionRow.key) == before.key,
            col(SectionRow.version) == before.version,
        )
        .values(
            version=after.version,
            blocks=pack(after.blocks),
            text=after.text,
            sha256=after.sha256,
            status=after.status,
            saved_at=after.saved_at,
            saved_by=after.saved_by,
        )
        .execution_options(synchronize_session=False)
    )
    if swapped.rowcount != 1:  # type: ignore[attr-defined]
        return False
    session.execute(
        update(ProgrammeRow)
        .where(col(ProgrammeRow.id) == before.programme_id)
        .values(changed_at=after.saved_at)
        .execution_options(synchronize_session=False)
    )
    return True


def with_text(section: Section, blocks: tuple[Block, ...]) -> Section:
    """The section with other blocks, its text and hash computed anew."""
    text = to_text(blocks)
    return replace(section, blocks=blocks, text=text, sha256=sha256(text))


def _section(row: SectionRow) -> Section:
    return Section(
        programme_id=row.programme_id,
        key=row.key,
        title=row.title,
        order=row.order,
        version=row.version,
        blocks=unpack(row.blocks),
        text=row.text,
        sha256=row.sha256,
        status=row.status,
        assignee_id=row.assignee_id,
        saved_at=row.saved_at,
        saved_by=row.saved_by,
    )
