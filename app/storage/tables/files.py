"""Files by their hash, and what they are attached to."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from app.storage.tables.columns import Fenced, bytes_column, id_field, reference


class FileContentRow(Fenced, table=True):
    """Bytes by their SHA-256, once per organisation: hashes never tell one tenant what another has."""

    __tablename__ = "file_content"
    organisation_id: str = Field(primary_key=True, foreign_key="organisation.id", max_length=36)
    sha256: str = Field(primary_key=True, max_length=64)
    size: int
    content: bytes = Field(sa_column=bytes_column())


class AttachmentRow(Fenced, table=True):
    """A picture in the text, or evidence beside a section. `name` is shown, never used as a path."""

    __tablename__ = "attachment"
    __table_args__ = (Index("ix_attachment_programme_id_key", "programme_id", "key"),)
    id: str = id_field()
    programme_id: str = reference("programme.id", index=False)
    organisation_id: str = reference("organisation.id")
    key: str = Field(max_length=80)
    kind: str = Field(max_length=20)
    name: str = Field(max_length=255)
    media_type: str = Field(max_length=100)
    sha256: str = Field(max_length=64)
    size: int
    added_by: str = reference("person.id", index=False)
    added_at: datetime
    removed_at: datetime | None = None
