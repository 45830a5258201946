"""Pictures in the text and files of evidence beside a section."""

import hashlib
from dataclasses import dataclass

from app.documents.pictures import accept_picture
from app.domain.attachments import (
    FILE_LIMIT,
    Attachment,
    AttachmentKind,
    check_alternative,
    safe_media_type,
    shown_name,
)
from app.domain.errors import Invalid, NotFound, TooLarge
from app.domain.people import Actor
from app.domain.permissions import Act
from app.domain.plain_text import picture_text
from app.domain.trail_acts import OrganisationAct
from app.storage import attachments, programmes
from app.usecases.doors import Desk, WritingDesk, read_programme, write_programme
from app.usecases.running.readiness import require_quota, require_room
from app.usecases.unit_of_work import Retry
from app.usecases.workbench import Workbench

EVIDENCE_LIMIT = 200
"""Files of evidence at one section."""
ADDED: dict[AttachmentKind, OrganisationAct] = {
    AttachmentKind.PICTURE: "add_picture",
    AttachmentKind.EVIDENCE: "add_evidence",
}


@dataclass(frozen=True)
class StoredFile:
    """A file with its bytes."""

    attachment: Attachment
    content: bytes


@dataclass(frozen=True)
class StoredPicture:
    """A picture that was stored, and the text of the block that shows it."""

    attachment: Attachment
    block_text: str


def add_picture(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    key: str,
    name: str,
    content: bytes,
    alternative: str,
    retry: Retry | None = None,
) -> StoredPicture:
    """Store a PNG or JPEG, stripped of everything but the picture. Raises Invalid, TooLarge.

    The words that stand for the picture are required. Put `block_text` into a picture block to show it.
    """
    words = check_alternative(alternative)
    accepted = accept_picture(content)
    with write_programme(bench, actor, programme_id, Act.ATTACH_FILE, retry) as desk:
        attachment = _attachment(
            bench, desk, key, AttachmentKind.PICTURE, name, accepted.content_type, accepted.content
        )
        _store(bench, desk, attachment, accepted.content)
        return desk.answer(StoredPicture(attachment, picture_text(words, attachment.id)))


def add_evidence(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    key: str,
    name: str,
    media_type: str | None,
    content: bytes,
    retry: Retry | None = None,
) -> Attachment:
    """Keep a file of any kind beside a section, byte for byte. It is only ever downloaded, never shown."""
    if not content:
        raise Invalid("file_missing", field="file")
    if len(content) > FILE_LIMIT:
        raise TooLarge("file_too_large", field="file", limit=FILE_LIMIT)
    with write_programme(bench, actor, programme_id, Act.ATTACH_FILE, retry) as desk:
        present = attachments.attachments_of(desk.session, programme_id, key, AttachmentKind.EVIDENCE)
        if len(present) >= EVIDENCE_LIMIT:
            raise TooLarge("too_many_files", field="file", limit=EVIDENCE_LIMIT)
        attachment = _attachment(
            bench, desk, key, AttachmentKind.EVIDENCE, name, safe_media_type(media_type), content
        )
        _store(bench, desk, attachment, content)
        return desk.answer(attachment)


def list_evidence(bench: Workbench, actor: Actor, programme_id: str, key: str) -> tuple[Attachment, ...]:
    """The files of evidence at a section, oldest first."""
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        _require_section(desk, key)
        return attachments.attachments_of(desk.session, programme_id, key, AttachmentKind.EVIDENCE)


def open_file(
    bench: Workbench, actor: Actor, programme_id: str, attachment_id: str, kind: AttachmentKind
) -> StoredFile:
    """A file with its bytes. Raises NotFound, also for a file of another kind."""
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        attachment = attachments.find_attachment(desk.session, programme_id, attachment_id)
        if attachment is None or attachment.kind is not kind:
            raise NotFound()
        content = attachments.content_of(desk.session, desk.organisation_id, attachment.sha256)
        return StoredFile(attachment, content)


def remove_evidence(
    bench: Workbench, actor: Actor, programme_id: str, attachment_id: str, retry: Retry | None = None
) -> Attachment:
    """Take a file of evidence out of the list. Its bytes are kept with the trail."""
    with write_programme(bench, actor, programme_id, Act.ATTACH_FILE, retry) as desk:
        attachment = attachments.find_attachment(desk.session, programme_id, attachment_id)
        if attachment is None or attachment.kind is not AttachmentKind.EVIDENCE:
            raise NotFound()
        attachments.remove_attachment(desk.session, attachment.id, desk.now)
        desk.record("remove_file", f"{programme_id}/{attachment.key}/{attachment.id}", attachment.sha256)
        return desk.answer(attachment)


def _attachment(
    bench: Workbench,
    desk: WritingDesk,
    key: str,
    kind: AttachmentKind,
    name: str,
    media_type: str,
    content: bytes,
) -> Attachment:
    _require_section(desk, key)
    return Attachment(
        id=bench.new_id(),
        key=key,
        kind=kind,
        name=shown_name(name),
        media_type=media_type,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        added_by=desk.actor.person.id,
        added_at=desk.now,
    )


def _store(bench: Workbench, desk: WritingDesk, attachment: Attachment, content: bytes) -> None:
    require_room(bench)
    require_quota(bench, desk.session, desk.organisation_id, len(content))
    attachments.add_attachment(desk.session, desk.programme.id, desk.organisation_id, attachment, content)
    desk.record(
        ADDED[attachment.kind],
        f"{desk.programme.id}/{attachment.key}/{attachment.id}",
        attachment.sha256,
    )


def _require_section(desk: Desk, key: str) -> None:
    if programmes.head_of(desk.session, desk.programme.id, key) is None:
        raise NotFound()
