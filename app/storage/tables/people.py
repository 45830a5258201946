"""Organisations, people and who may do what for whom."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.domain.people import EngagementScope, OrganisationKind
from app.storage.tables.columns import Fenced, choice_column, id_field, json_column, reference


class OrganisationRow(SQLModel, table=True):
    __tablename__ = "organisation"
    id: str = id_field()
    name: str = Field(max_length=200)
    kind: OrganisationKind = Field(sa_column=choice_column(OrganisationKind))
    is_example: bool = False
    created_at: datetime


class PersonRow(SQLModel, table=True):
    __tablename__ = "person"
    id: str = id_field()
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


class MembershipRow(Fenced, table=True):
    __tablename__ = "membership"
    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=36)
    organisation_id: str = Field(primary_key=True, foreign_key="organisation.id", max_length=36, index=True)
    roles: list[str] = Field(sa_column=json_column())
    since: datetime


class InvitationRow(Fenced, table=True):
    __tablename__ = "invitation"
    id: str = id_field()
    organisation_id: str = reference("organisation.id")
    email: str = Field(max_length=254)
    name: str = Field(max_length=200)
    roles: list[str] = Field(sa_column=json_column())
    token_hash: str = Field(max_length=64, unique=True)
    invited_by: str = reference("person.id", index=False)
    created_at: datetime
    expires_at: datetime
    accepted_at: datetime | None = None
    withdrawn_at: datetime | None = None


class EngagementRow(Fenced, table=True):
    """`organisation_id` is the company that gives access."""

    __tablename__ = "engagement"
    id: str = id_field()
    organisation_id: str = reference("organisation.id")
    consultant_id: str = reference("person.id")
    scope: EngagementScope = Field(sa_column=choice_column(EngagementScope))
    programme_id: str | None = reference("programme.id", nullable=True, index=False)
    given_by: str = reference("person.id", index=False)
    since: datetime
    until: datetime
    ended_at: datetime | None = None
