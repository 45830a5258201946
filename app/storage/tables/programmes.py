"""Programmes with their answers, blanks and house style."""

from datetime import datetime
from typing import Any

from sqlmodel import Field

from app.storage.tables.columns import Fenced, id_field, json_column, reference, text_column


class ProgrammeRow(Fenced, table=True):
    __tablename__ = "programme"
    id: str = id_field()
    organisation_id: str = reference("organisation.id")
    title: str = Field(max_length=200)
    language: str = Field(max_length=2)
    template: str = Field(max_length=60)
    template_version: str = Field(max_length=40)
    scope_version: int = 0
    blanks_version: int = 0
    created_at: datetime
    created_by: str = reference("person.id", index=False)
    changed_at: datetime
    locked: bool = False
    archived: bool = False
    archived_at: datetime | None = None
    hold: str | None = Field(default=None, sa_column=text_column(nullable=True))
    """Why the programme may not be destroyed, such as an inquiry; None when nothing stands in the way."""


class ScopeVersionRow(Fenced, table=True):
    """Immutable. The head is `programme.scope_version`."""

    __tablename__ = "scope_version"
    programme_id: str = Field(primary_key=True, foreign_key="programme.id", max_length=36)
    number: int = Field(primary_key=True)
    organisation_id: str = reference("organisation.id")
    answers: dict[str, Any] = Field(sa_column=json_column())
    saved_at: datetime
    saved_by: str = reference("person.id", index=False)


class BlanksVersionRow(Fenced, table=True):
    """Immutable: every blank's value at that moment. The head is `programme.blanks_version`."""

    __tablename__ = "blanks_version"
    programme_id: str = Field(primary_key=True, foreign_key="programme.id", max_length=36)
    number: int = Field(primary_key=True)
    organisation_id: str = reference("organisation.id")
    values: dict[str, str] = Field(sa_column=json_column())
    saved_at: datetime
    saved_by: str = reference("person.id", index=False)


class HouseStyleRow(Fenced, table=True):
    """A company's own Word file for its exports; its bytes are a `file_content`. In use once released."""

    __tablename__ = "house_style"
    id: str = id_field()
    organisation_id: str = reference("organisation.id")
    name: str = Field(max_length=255)
    sha256: str = Field(max_length=64)
    size: int
    added_by: str = reference("person.id", index=False)
    added_at: datetime
    tried_at: datetime | None = None
    released_at: datetime | None = None
    removed_at: datetime | None = None
