"""Records that a programme keeps beside its text, with their versions."""

from datetime import datetime

from sqlmodel import Field

from app.storage.tables.columns import Fenced, id_field, json_column, reference, text_column


class RecordRow(Fenced, table=True):
    """Head of a filled annex form. `form` is id and version: "A11@1"."""

    __tablename__ = "record"
    id: str = id_field()
    programme_id: str = reference("programme.id")
    organisation_id: str = reference("organisation.id")
    form: str = Field(max_length=40)
    version: int
    values: dict[str, str] = Field(sa_column=json_column())
    closed: bool = False
    created_at: datetime
    created_by: str = reference("person.id", index=False)
    saved_at: datetime
    saved_by: str = reference("person.id", index=False)


class RecordVersionRow(Fenced, table=True):
    """Immutable. `corrects` is the version of a closed record that this one replaces, with a reason."""

    __tablename__ = "record_version"
    record_id: str = Field(primary_key=True, foreign_key="record.id", max_length=36)
    number: int = Field(primary_key=True)
    programme_id: str = reference("programme.id")
    organisation_id: str = reference("organisation.id")
    form: str = Field(max_length=40)
    values: dict[str, str] = Field(sa_column=json_column())
    closed: bool = False
    corrects: int | None = None
    reason: str = Field(default="", sa_column=text_column())
    saved_at: datetime
    saved_by: str = reference("person.id", index=False)
