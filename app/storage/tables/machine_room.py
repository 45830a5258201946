"""Answers to repeated requests, and the trail."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.storage.tables.columns import Fenced, id_field, text_column


class AnsweredRequestRow(SQLModel, table=True):
    """The first answer to a request with an `Idempotency-Key`, written in the transaction of its act."""

    __tablename__ = "answered_request"
    __table_args__ = (UniqueConstraint("asker", "key"),)
    id: str = id_field()
    asker: str = Field(max_length=64)
    key: str = Field(max_length=200)
    route: str = Field(max_length=300)
    body_sha256: str = Field(max_length=64)
    status: int = 0
    answer: str = Field(default="", sa_column=text_column())
    at: datetime = Field(index=True)


class TrailRow(Fenced, table=True):
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
