"""The kinds of columns that tables are made of, and how their constraints are named."""

from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Dialect, Enum, LargeBinary, MetaData, Text
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
).naming_convention


class Fenced(SQLModel):
    """What every table with an `organisation_id` is, by which `tenancy.py` knows it."""


class Document(TypeDecorator[Any]):
    """JSON; on PostgreSQL the kind with its own operators."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The kind that this database has."""
        if dialect.name != "postgresql":
            return dialect.type_descriptor(JSON())
        # Here and not above: who keeps SQLite need not hold all that SQLAlchemy knows of PostgreSQL.
        from sqlalchemy.dialects.postgresql import JSONB

        return dialect.type_descriptor(JSONB())


def json_column() -> Column[Any]:
    """A document."""
    return Column(Document(), nullable=False)


def text_column(*, nullable: bool = False) -> Column[Any]:
    """A text of any length."""
    return Column(Text(), nullable=nullable)


def bytes_column(*, nullable: bool = False) -> Column[Any]:
    """Bytes of any length."""
    return Column(LargeBinary(), nullable=nullable)


def choice_column(kind: type[StrEnum]) -> Column[Any]:
    """One of the values of an enumeration, kept as its text."""
    values = [member.value for member in kind]
    return Column(
        Enum(kind, native_enum=False, length=40, values_callable=lambda _: values, create_constraint=False),
        nullable=False,
    )


def id_field() -> Any:
    """The key of a row: a UUID as text."""
    return Field(primary_key=True, max_length=36)


def reference(target: str, *, nullable: bool = False, index: bool = True) -> Any:
    """The key of a row in another table."""
    return Field(default=None if nullable else ..., foreign_key=target, max_length=36, index=index)
