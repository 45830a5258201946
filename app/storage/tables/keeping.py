"""How long programmes are kept, and that one was destroyed."""

from datetime import datetime
from typing import Any

from sqlmodel import Field

from app.storage.tables.columns import Fenced, id_field, json_column, reference


class RetentionRow(Fenced, table=True):
    """How many years an organisation keeps an archived programme."""

    __tablename__ = "retention"
    organisation_id: str = Field(primary_key=True, foreign_key="organisation.id", max_length=36)
    years: int
    set_at: datetime
    set_by: str = reference("person.id", index=False)


class DestructionRow(Fenced, table=True):
    """What was destroyed, when and by whom: titles, counts and hashes, no text. It names no programme row."""

    __tablename__ = "destruction"
    id: str = id_field()
    organisation_id: str = reference("organisation.id")
    destroyed_id: str = Field(max_length=36)
    title: str = Field(max_length=200)
    items: dict[str, Any] = Field(sa_column=json_column())
    destroyed_at: datetime
    destroyed_by: str = reference("person.id", index=False)
