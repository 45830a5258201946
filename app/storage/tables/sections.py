"""Sections with their versions, and what people and checks say of them."""

from datetime import datetime

from sqlmodel import Field

from app.domain.programme import Cause, SectionStatus
from app.storage.tables.columns import (
    Fenced,
    bytes_column,
    choice_column,
    id_field,
    json_column,
    reference,
    text_column,
)


class SectionRow(Fenced, table=True):
    """Head of a section. `blocks` is the same compressed JSON as in the newest version."""

    __tablename__ = "section"
    programme_id: str = Field(primary_key=True, foreign_key="programme.id", max_length=36)
    key: str = Field(primary_key=True, max_length=80)
    organisation_id: str = reference("organisation.id")
    title: str | None = Field(default=None, max_length=200)
    order: int
    version: int = 0
    blocks: bytes = Field(sa_column=bytes_column())
    text: str = Field(sa_column=text_column())
    sha256: str = Field(max_length=64)
    status: SectionStatus = Field(sa_column=choice_column(SectionStatus))
    status_version: int = 0
    assignee_id: str | None = reference("person.id", nullable=True, index=False)
    saved_at: datetime | None = None
    saved_by: str | None = reference("person.id", nullable=True, index=False)


class SectionVersionRow(Fenced, table=True):
    """Immutable. `replaced` keeps texts that lost a merge, so that every typed word is found again."""

    __tablename__ = "section_version"
    programme_id: str = Field(primary_key=True, foreign_key="programme.id", max_length=36)
    key: str = Field(primary_key=True, max_length=80)
    number: int = Field(primary_key=True)
    organisation_id: str = reference("organisation.id")
    blocks: bytes = Field(sa_column=bytes_column())
    sha256: str = Field(max_length=64)
    saved_at: datetime
    saved_by: str = reference("person.id", index=False)
    cause: Cause = Field(sa_column=choice_column(Cause))
    replaced: list[str] = Field(sa_column=json_column())


class SectionCheckRow(Fenced, table=True):
    """Counts of open findings for the overview, as of `fingerprint` (text, blanks, answers, packs)."""

    __tablename__ = "section_check"
    programme_id: str = Field(primary_key=True, foreign_key="programme.id", max_length=36)
    key: str = Field(primary_key=True, max_length=80)
    organisation_id: str = reference("organisation.id")
    fingerprint: str = Field(max_length=64)
    fix_first: int
    improve: int
    tip: int
    checked_at: datetime


class WaiverRow(Fenced, table=True):
    """A person's reasoned *not relevant here*, per rule and section; `text_sha256` is what it is about."""

    __tablename__ = "waiver"
    id: str = id_field()
    programme_id: str = reference("programme.id")
    organisation_id: str = reference("organisation.id")
    key: str = Field(max_length=80)
    rule: str = Field(max_length=80)
    reason: str = Field(sa_column=text_column())
    text_sha256: str = Field(max_length=64)
    given_by: str = reference("person.id", index=False)
    given_at: datetime
    until: datetime
    withdrawn_at: datetime | None = None


class PinRow(Fenced, table=True):
    """A passage that a person points to for one element of a rule; `quote` stands in a block of `place`."""

    __tablename__ = "pin"
    id: str = id_field()
    programme_id: str = reference("programme.id")
    organisation_id: str = reference("organisation.id")
    key: str = Field(max_length=80)
    rule: str = Field(max_length=80)
    element: str = Field(max_length=80)
    place: str = Field(max_length=80)
    block_id: str = Field(max_length=36)
    quote: str = Field(sa_column=text_column())
    quote_sha256: str = Field(max_length=64)
    given_by: str = reference("person.id", index=False)
    given_at: datetime
    withdrawn_at: datetime | None = None


class CommentRow(Fenced, table=True):
    """A remark on a block, or an answer to one (`thread_id`). Internal: never exported unless asked."""

    __tablename__ = "comment"
    id: str = id_field()
    programme_id: str = reference("programme.id")
    organisation_id: str = reference("organisation.id")
    key: str = Field(max_length=80)
    block_id: str = Field(max_length=36)
    block_version: int
    thread_id: str | None = reference("comment.id", nullable=True)
    text: str = Field(sa_column=text_column())
    written_by: str = reference("person.id", index=False)
    written_at: datetime
    resolved_at: datetime | None = None
    resolved_by: str | None = reference("person.id", nullable=True, index=False)


class PresenceRow(Fenced, table=True):
    """Who has which block open; a hint, never a lock."""

    __tablename__ = "presence"
    programme_id: str = Field(primary_key=True, foreign_key="programme.id", max_length=36)
    key: str = Field(primary_key=True, max_length=80)
    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=36)
    organisation_id: str = reference("organisation.id")
    block_id: str = Field(max_length=36)
    until: datetime
