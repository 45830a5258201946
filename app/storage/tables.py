"""Every table. No relationships, no lazy loading: storage functions return domain values.

Tables with an `organisation_id` are fenced (`tenancy.py`). Texts are kept whole per version; a table row
never validates itself, so domain values are checked before they come here.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Enum, Index, LargeBinary, MetaData, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.domain.people import EngagementScope, OrganisationKind
from app.domain.programme import Cause, SectionStatus

SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
).naming_convention


def _json() -> Column[Any]:
    return Column(JSON().with_variant(JSONB(), "postgresql"), nullable=False)


def _text(*, nullable: bool = False) -> Column[Any]:
    return Column(Text(), nullable=nullable)


def _bytes(*, nullable: bool = False) -> Column[Any]:
    return Column(LargeBinary(), nullable=nullable)


def _choice(kind: type[StrEnum]) -> Column[Any]:
    values = [member.value for member in kind]
    return Column(
        Enum(kind, native_enum=False, length=40, values_callable=lambda _: values, create_constraint=False),
        nullable=False,
    )


def _id() -> Any:
    return Field(primary_key=True, max_length=36)


def _ref(target: str, *, nullable: bool = False, index: bool = True) -> Any:
    return Field(default=None if nullable else ..., foreign_key=target, max_length=36, index=index)


# People


class OrganisationRow(SQLModel, table=True):
    __tablename__ = "organisation"
    id: str = _id()
    name: str = Field(max_length=200)
    kind: OrganisationKind = Field(sa_column=_choice(OrganisationKind))
    is_example: bool = False
    created_at: datetime


class PersonRow(SQLModel, table=True):
    __tablename__ = "person"
    id: str = _id()
    name: str = Field(max_length=200)
    email: str = Field(max_length=254, unique=True)
    password_hash: str | None = Field(default=None, max_length=200)
    totp_secret: str | None = Field(default=None, max_length=64)
    totp_confirmed: bool = False
    totp_last_step: int = 0
    language: str = Field(default="en", max_length=2)
    theme: str = Field(default="auto", max_length=10)
    active: bool = True
    created_at: datetime


class MembershipRow(SQLModel, table=True):
    __tablename__ = "membership"
    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=36)
    organisation_id: str = Field(primary_key=True, foreign_key="organisation.id", max_length=36, index=True)
    roles: list[str] = Field(sa_column=_json())
    since: datetime


class InvitationRow(SQLModel, table=True):
    __tablename__ = "invitation"
    id: str = _id()
    organisation_id: str = _ref("organisation.id")
    email: str = Field(max_length=254)
    name: str = Field(max_length=200)
    roles: list[str] = Field(sa_column=_json())
    token_hash: str = Field(max_length=64, unique=True)
    invited_by: str = _ref("person.id", index=False)
    created_at: datetime
    expires_at: datetime
    accepted_at: datetime | None = None
    withdrawn_at: datetime | None = None


class EngagementRow(SQLModel, table=True):
    """`organisation_id` is the company that gives access."""

    __tablename__ = "engagement"
    id: str = _id()
    organisation_id: str = _ref("organisation.id")
    consultant_id: str = _ref("person.id")
    scope: EngagementScope = Field(sa_column=_choice(EngagementScope))
    programme_id: str | None = _ref("programme.id", nullable=True, index=False)
    given_by: str = _ref("person.id", index=False)
    since: datetime
    until: datetime
    ended_at: datetime | None = None


# Signing in


class SessionRow(SQLModel, table=True):
    """`token_hash` is SHA-256 of the cookie's value: a stolen database opens no session."""

    __tablename__ = "session"
    id: str = _id()
    token_hash: str = Field(max_length=64, unique=True)
    csrf_token: str = Field(max_length=64)
    person_id: str = _ref("person.id")
    second_factor_passed: bool = False
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    user_agent: str = Field(default="", max_length=200)
    ended_at: datetime | None = None


class AccessTokenRow(SQLModel, table=True):
    """A personal access token for the API; shown once, kept as a hash."""

    __tablename__ = "access_token"
    id: str = _id()
    token_hash: str = Field(max_length=64, unique=True)
    person_id: str = _ref("person.id")
    name: str = Field(max_length=200)
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None = None
    ended_at: datetime | None = None


class PasswordResetRow(SQLModel, table=True):
    __tablename__ = "password_reset"
    id: str = _id()
    token_hash: str = Field(max_length=64, unique=True)
    person_id: str = _ref("person.id")
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class SignInFailureRow(SQLModel, table=True):
    """Throttling by account and by address; `subject` is a keyed hash, so that the table names nobody."""

    __tablename__ = "sign_in_failure"
    id: str = _id()
    subject: str = Field(max_length=64, index=True)
    at: datetime = Field(index=True)


class OutboxRow(SQLModel, table=True):
    """A mail, written in the transaction of the act that causes it; sent at least once, same message id."""

    __tablename__ = "outbox"
    id: str = _id()
    message_id: str = Field(max_length=100, unique=True)
    recipient: str = Field(max_length=254)
    subject: str = Field(max_length=200)
    body: str = Field(sa_column=_text())
    created_at: datetime
    sent_at: datetime | None = Field(default=None, index=True)
    tries: int = 0
    next_try_at: datetime | None = None


# Programmes


class ProgrammeRow(SQLModel, table=True):
    __tablename__ = "programme"
    id: str = _id()
    organisation_id: str = _ref("organisation.id")
    title: str = Field(max_length=200)
    language: str = Field(max_length=2)
    template: str = Field(max_length=60)
    template_version: str = Field(max_length=40)
    scope_version: int = 0
    blanks_version: int = 0
    created_at: datetime
    created_by: str = _ref("person.id", index=False)
    changed_at: datetime
    locked: bool = False
    archived: bool = False
    archived_at: datetime | None = None
    hold: str | None = Field(default=None, sa_column=_text(nullable=True))
    """Why the programme may not be destroyed, such as an inquiry; None when nothing stands in the way."""


class ScopeVersionRow(SQLModel, table=True):
    """Immutable. The head is `programme.scope_version`."""

    __tablename__ = "scope_version"
    programme_id: str = Field(primary_key=True, foreign_key="programme.id", max_length=36)
    number: int = Field(primary_key=True)
    organisation_id: str = _ref("organisation.id")
    answers: dict[str, Any] = Field(sa_column=_json())
    saved_at: datetime
    saved_by: str = _ref("person.id", index=False)


class BlanksVersionRow(SQLModel, table=True):
    """Immutable: every blank's value at that moment. The head is `programme.blanks_version`."""

    __tablename__ = "blanks_version"
    programme_id: str = Field(primary_key=True, foreign_key="programme.id", max_length=36)
    number: int = Field(primary_key=True)
    organisation_id: str = _ref("organisation.id")
    values: dict[str, str] = Field(sa_column=_json())
    saved_at: datetime
    saved_by: str = _ref("person.id", index=False)


class SectionRow(SQLModel, table=True):
    """Head of a section. `blocks` is the same compressed JSON as in the newest version."""

    __tablename__ = "section"
    programme_id: str = Field(primary_key=True, foreign_key="programme.id", max_length=36)
    key: str = Field(primary_key=True, max_length=80)
    organisation_id: str = _ref("organisation.id")
    title: str | None = Field(default=None, max_length=200)
    order: int
    version: int = 0
    blocks: bytes = Field(sa_column=_bytes())
    text: str = Field(sa_column=_text())
    sha256: str = Field(max_length=64)
    status: SectionStatus = Field(sa_column=_choice(SectionStatus))
    status_version: int = 0
    assignee_id: str | None = _ref("person.id", nullable=True, index=False)
    saved_at: datetime | None = None
    saved_by: str | None = _ref("person.id", nullable=True, index=False)


class SectionVersionRow(SQLModel, table=True):
    """Immutable. `replaced` keeps texts that lost a merge, so that every typed word is found again."""

    __tablename__ = "section_version"
    programme_id: str = Field(primary_key=True, foreign_key="programme.id", max_length=36)
    key: str = Field(primary_key=True, max_length=80)
    number: int = Field(primary_key=True)
    organisation_id: str = _ref("organisation.id")
    blocks: bytes = Field(sa_column=_bytes())
    sha256: str = Field(max_length=64)
    saved_at: datetime
    saved_by: str = _ref("person.id", index=False)
    cause: Cause = Field(sa_column=_choice(Cause))
    replaced: list[str] = Field(sa_column=_json())


class SectionCheckRow(SQLModel, table=True):
    """Counts of open findings for the overview, as of `fingerprint` (text, blanks, answers, packs)."""

    __tablename__ = "section_check"
    programme_id: str = Field(primary_key=True, foreign_key="programme.id", max_length=36)
    key: str = Field(primary_key=True, max_length=80)
    organisation_id: str = _ref("organisation.id")
    fingerprint: str = Field(max_length=64)
    fix_first: int
    improve: int
    tip: int
    checked_at: datetime


class WaiverRow(SQLModel, table=True):
    """A person's reasoned *not relevant here*, per rule and section; `text_sha256` is what it is about."""

    __tablename__ = "waiver"
    id: str = _id()
    programme_id: str = _ref("programme.id")
    organisation_id: str = _ref("organisation.id")
    key: str = Field(max_length=80)
    rule: str = Field(max_length=80)
    reason: str = Field(sa_column=_text())
    text_sha256: str = Field(max_length=64)
    given_by: str = _ref("person.id", index=False)
    given_at: datetime
    until: datetime
    withdrawn_at: datetime | None = None


class PinRow(SQLModel, table=True):
    """A passage that a person points to for one element of a rule; `quote` stands in a block of `place`."""

    __tablename__ = "pin"
    id: str = _id()
    programme_id: str = _ref("programme.id")
    organisation_id: str = _ref("organisation.id")
    key: str = Field(max_length=80)
    rule: str = Field(max_length=80)
    element: str = Field(max_length=80)
    place: str = Field(max_length=80)
    block_id: str = Field(max_length=36)
    quote: str = Field(sa_column=_text())
    quote_sha256: str = Field(max_length=64)
    given_by: str = _ref("person.id", index=False)
    given_at: datetime
    withdrawn_at: datetime | None = None


class CommentRow(SQLModel, table=True):
    """A remark on a block, or an answer to one (`thread_id`). Internal: never exported unless asked."""

    __tablename__ = "comment"
    id: str = _id()
    programme_id: str = _ref("programme.id")
    organisation_id: str = _ref("organisation.id")
    key: str = Field(max_length=80)
    block_id: str = Field(max_length=36)
    block_version: int
    thread_id: str | None = _ref("comment.id", nullable=True)
    text: str = Field(sa_column=_text())
    written_by: str = _ref("person.id", index=False)
    written_at: datetime
    resolved_at: datetime | None = None
    resolved_by: str | None = _ref("person.id", nullable=True, index=False)


class RecordRow(SQLModel, table=True):
    """Head of a filled annex form. `form` is id and version: "A11@1"."""

    __tablename__ = "record"
    id: str = _id()
    programme_id: str = _ref("programme.id")
    organisation_id: str = _ref("organisation.id")
    form: str = Field(max_length=40)
    version: int
    values: dict[str, str] = Field(sa_column=_json())
    closed: bool = False
    created_at: datetime
    created_by: str = _ref("person.id", index=False)
    saved_at: datetime
    saved_by: str = _ref("person.id", index=False)


class RecordVersionRow(SQLModel, table=True):
    """Immutable. `corrects` is the version of a closed record that this one replaces, with a reason."""

    __tablename__ = "record_version"
    record_id: str = Field(primary_key=True, foreign_key="record.id", max_length=36)
    number: int = Field(primary_key=True)
    programme_id: str = _ref("programme.id")
    organisation_id: str = _ref("organisation.id")
    form: str = Field(max_length=40)
    values: dict[str, str] = Field(sa_column=_json())
    closed: bool = False
    corrects: int | None = None
    reason: str = Field(default="", sa_column=_text())
    saved_at: datetime
    saved_by: str = _ref("person.id", index=False)


class PresenceRow(SQLModel, table=True):
    """Who has which block open; a hint, never a lock."""

    __tablename__ = "presence"
    programme_id: str = Field(primary_key=True, foreign_key="programme.id", max_length=36)
    key: str = Field(primary_key=True, max_length=80)
    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=36)
    organisation_id: str = _ref("organisation.id")
    block_id: str = Field(max_length=36)
    until: datetime


class FileContentRow(SQLModel, table=True):
    """Bytes by their SHA-256, once per organisation: hashes never tell one tenant what another has."""

    __tablename__ = "file_content"
    organisation_id: str = Field(primary_key=True, foreign_key="organisation.id", max_length=36)
    sha256: str = Field(primary_key=True, max_length=64)
    size: int
    content: bytes = Field(sa_column=_bytes())


class AttachmentRow(SQLModel, table=True):
    """A picture in the text, or evidence beside a section. `name` is shown, never used as a path."""

    __tablename__ = "attachment"
    __table_args__ = (Index("ix_attachment_programme_id_key", "programme_id", "key"),)
    id: str = _id()
    programme_id: str = _ref("programme.id", index=False)
    organisation_id: str = _ref("organisation.id")
    key: str = Field(max_length=80)
    kind: str = Field(max_length=20)
    name: str = Field(max_length=255)
    media_type: str = Field(max_length=100)
    sha256: str = Field(max_length=64)
    size: int
    added_by: str = _ref("person.id", index=False)
    added_at: datetime
    removed_at: datetime | None = None


class HouseStyleRow(SQLModel, table=True):
    """A company's own Word file for its exports; its bytes are a `file_content`. In use once released."""

    __tablename__ = "house_style"
    id: str = _id()
    organisation_id: str = _ref("organisation.id")
    name: str = Field(max_length=255)
    sha256: str = Field(max_length=64)
    size: int
    added_by: str = _ref("person.id", index=False)
    added_at: datetime
    tried_at: datetime | None = None
    released_at: datetime | None = None
    removed_at: datetime | None = None


# Keeping and destroying


class RetentionRow(SQLModel, table=True):
    """How many years an organisation keeps an archived programme."""

    __tablename__ = "retention"
    organisation_id: str = Field(primary_key=True, foreign_key="organisation.id", max_length=36)
    years: int
    set_at: datetime
    set_by: str = _ref("person.id", index=False)


class DestructionRow(SQLModel, table=True):
    """What was destroyed, when and by whom: titles, counts and hashes, no text. It names no programme row."""

    __tablename__ = "destruction"
    id: str = _id()
    organisation_id: str = _ref("organisation.id")
    destroyed_id: str = Field(max_length=36)
    title: str = Field(max_length=200)
    items: dict[str, Any] = Field(sa_column=_json())
    destroyed_at: datetime
    destroyed_by: str = _ref("person.id", index=False)


# The machine room


class AnsweredRequestRow(SQLModel, table=True):
    """The first answer to a request with an `Idempotency-Key`, written in the transaction of its act."""

    __tablename__ = "answered_request"
    __table_args__ = (UniqueConstraint("asker", "key"),)
    id: str = _id()
    asker: str = Field(max_length=64)
    key: str = Field(max_length=200)
    route: str = Field(max_length=300)
    body_sha256: str = Field(max_length=64)
    status: int = 0
    answer: str = Field(default="", sa_column=_text())
    at: datetime = Field(index=True)


class TrailRow(SQLModel, table=True):
    """Append-only: triggers refuse change and removal. `organisation_id` is what the act concerned."""

    __tablename__ = "trail"
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime
    actor_id: str | None = Field(default=None, max_length=36)
    organisation_id: str | None = Field(default=None, max_length=36, index=True)
    act: str = Field(max_length=60)
    object: str = Field(max_length=200)
    content: str | None = Field(default=None, max_length=64)
    previous: str = Field(max_length=64)
    seal: str = Field(max_length=64)


metadata = SQLModel.metadata
