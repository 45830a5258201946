"""Stored files: bytes by their SHA-256 once per organisation, and what is known about each use of them."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from app.domain.attachments import Attachment, AttachmentKind
from app.storage.tables import AttachmentRow, FileContentRow


def add_attachment(
    session: Session, programme_id: str, organisation_id: str, attachment: Attachment, content: bytes
) -> None:
    """Store a file; the same bytes are kept once per organisation."""
    keep_content(session, organisation_id, attachment.sha256, content)
    session.add(
        AttachmentRow(
            id=attachment.id,
            programme_id=programme_id,
            organisation_id=organisation_id,
            key=attachment.key,
            kind=attachment.kind.value,
            name=attachment.name,
            media_type=attachment.media_type,
            sha256=attachment.sha256,
            size=attachment.size,
            added_by=attachment.added_by,
            added_at=attachment.added_at,
        )
    )
    session.flush()


def keep_content(session: Session, organisation_id: str, sha256: str, content: bytes) -> None:
    """Store bytes under their hash, once per organisation."""
    if session.get(FileContentRow, (organisation_id, sha256)) is None:
        session.add(
            FileContentRow(organisation_id=organisation_id, sha256=sha256, size=len(content), content=content)
        )


def hashes_kept(session: Session, organisation_id: str, hashes: Iterable[str]) -> frozenset[str]:
    """Those of the hashes whose bytes the organisation keeps already."""
    kept = session.exec(
        select(FileContentRow.sha256).where(
            col(FileContentRow.organisation_id) == organisation_id, col(FileContentRow.sha256).in_(hashes)
        )
    )
    return frozenset(kept)


def attachments_of(
    session: Session, programme_id: str, key: str, kind: AttachmentKind
) -> tuple[Attachment, ...]:
    """The files of one kind at a section, oldest first; removed ones left out."""
    rows = session.exec(
        select(AttachmentRow)
        .where(
            col(AttachmentRow.programme_id) == programme_id,
            col(AttachmentRow.key) == key,
            col(AttachmentRow.kind) == kind.value,
            col(AttachmentRow.removed_at).is_(None),
        )
        .order_by(col(AttachmentRow.added_at), col(AttachmentRow.id))
    )
    return tuple(_attachment(row) for row in rows)


def find_attachment(session: Session, programme_id: str, attachment_id: str) -> Attachment | None:
    """A file of this programme, or None. A removed picture is still found: old versions show it."""
    row = session.exec(
        select(AttachmentRow).where(
            col(AttachmentRow.programme_id) == programme_id, col(AttachmentRow.id) == attachment_id
        )
    ).one_or_none()
    if row is None or (row.removed_at is not None and row.kind == AttachmentKind.EVIDENCE):
        return None
    return _attachment(row)


def content_of(session: Session, organisation_id: str, sha256: str) -> bytes:
    """The bytes with this hash; the row exists as long as an attachment or a house style names it."""
    return session.exec(
        select(FileContentRow.content).where(
            col(FileContentRow.organisation_id) == organisation_id, col(FileContentRow.sha256) == sha256
        )
    ).one()


def pictures_named(session: Session, programme_id: str, ids: Iterable[str]) -> dict[str, bytes]:
    """The bytes of these pictures of the programme, by attachment id."""
    rows = session.exec(
        select(AttachmentRow.id, FileContentRow.content)
        .join(
            FileContentRow,
            (col(FileContentRow.organisation_id) == col(AttachmentRow.organisation_id))
            & (col(FileContentRow.sha256) == col(AttachmentRow.sha256)),
        )
        .where(
            col(AttachmentRow.programme_id) == programme_id,
            col(AttachmentRow.kind) == AttachmentKind.PICTURE.value,
            col(AttachmentRow.id).in_(sorted(set(ids))),
        )
    )
    return dict(rows.all())


def remove_attachment(session: Session, attachment_id: str, at: datetime) -> None:
    """Take a file out of the lists. Its bytes stay, so that the trail's hash can be proved."""
    session.execute(
        update(AttachmentRow)
        .where(col(AttachmentRow.id) == attachment_id)
        .values(removed_at=at)
        .execution_options(synchronize_session=False)
    )


def bytes_kept(session: Session, organisation_id: str) -> int:
    """How much room the organisation's files take."""
    total = session.exec(
        select(func.coalesce(func.sum(col(FileContentRow.size)), 0)).where(
            col(FileContentRow.organisation_id) == organisation_id
        )
    ).one()
    return int(total)


def _attachment(row: AttachmentRow) -> Attachment:
    return Attachment(
        id=row.id,
        key=row.key,
        kind=AttachmentKind(row.kind),
        name=row.name,
        media_type=row.media_type,
        sha256=row.sha256,
        size=row.size,
        added_by=row.added_by,
        added_at=row.added_at,
    )
