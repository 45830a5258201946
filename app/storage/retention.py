"""Keeping and destroying: the rule of an organisation, archiving, holds, and removal of a whole programme."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, update
from sqlmodel import Session, SQLModel, col, select

from app.domain.programme import Programme
from app.domain.retention import Destruction, Holding
from app.storage import tables
from app.storage.programmes import programme_of
from app.storage.tables import (
    AnsweredRequestRow,
    AttachmentRow,
    DestructionRow,
    FileContentRow,
    HouseStyleRow,
    ProgrammeRow,
    RecordRow,
    RetentionRow,
    SectionRow,
)


def retention_years(session: Session, organisation_id: str) -> int | None:
    """How many years archived programmes are kept; None before somebody decided."""
    row = session.get(RetentionRow, organisation_id)
    return row.years if row else None


def set_retention_years(session: Session, organisation_id: str, years: int, at: datetime, by: str) -> None:
    """Keep the rule; the one before stays in the trail."""
    row = session.get(RetentionRow, organisation_id)
    if row is None:
        row = RetentionRow(organisation_id=organisation_id, years=years, set_at=at, set_by=by)
    row.years, row.set_at, row.set_by = years, at, by
    session.add(row)
    session.flush()


def archived_programmes(session: Session, organisation_id: str) -> tuple[Programme, ...]:
    """The archived programmes of an organisation, longest in the archive first."""
    rows = session.exec(
        select(ProgrammeRow)
        .where(ProgrammeRow.organisation_id == organisation_id, col(ProgrammeRow.archived).is_(True))
        .order_by(col(ProgrammeRow.archived_at), col(ProgrammeRow.id))
    )
    return tuple(programme_of(row) for row in rows)


def set_hold(session: Session, programme_id: str, reason: str | None) -> None:
    """Put a programme on hold with a reason, or take it off with None."""
    _change(session, programme_id, hold=reason)


def reopen(session: Session, programme_id: str, at: datetime) -> None:
    """Take a programme out of the archive."""
    _change(session, programme_id, archived=False, archived_at=None, changed_at=at)


def holding_of(session: Session, programme_id: str) -> Holding:
    """Everything that belongs to a programme, counted and listed."""
    counts = {
        str(table.__tablename__): int(
            session.exec(
                select(func.count()).select_from(table).where(col(table.programme_id) == programme_id)
            ).one()
        )
        for table in _parts_of_programmes()
    }
    sections = session.exec(
        select(SectionRow.key, SectionRow.version, SectionRow.sha256)
        .where(col(SectionRow.programme_id) == programme_id, col(SectionRow.version) > 0)
        .order_by(col(SectionRow.order), col(SectionRow.key))
    )
    records = session.exec(
        select(RecordRow.id, RecordRow.form, RecordRow.version)
        .where(col(RecordRow.programme_id) == programme_id)
        .order_by(col(RecordRow.id))
    )
    files = session.exec(
        select(AttachmentRow.id, AttachmentRow.size, AttachmentRow.sha256)
        .where(col(AttachmentRow.programme_id) == programme_id)
        .order_by(col(AttachmentRow.id))
    ).all()
    items: dict[str, Any] = {
        "counts": counts,
        "sections": [{"key": key, "version": version, "sha256": digest} for key, version, digest in sections],
        "records": [{"id": id_, "form": form, "version": version} for id_, form, version in records],
        "files": [{"id": id_, "size": size, "sha256": digest} for id_, size, digest in files],
    }
    return Holding(counts, sum(size for _, size, _ in files), items)


def remove_programme(session: Session, organisation_id: str, programme_id: str) -> None:
    """Remove a programme with all that belongs to it; files go unless a programme or a house style has them.

    Kept answers of its requests hold its text: they go too. The trail stays, it holds none.
    """
    for table in _parts_of_programmes():
        _remove(session, delete(table).where(col(table.programme_id) == programme_id))
    _remove(session, delete(AnsweredRequestRow).where(col(AnsweredRequestRow.route).contains(programme_id)))
    _remove(session, delete(ProgrammeRow).where(col(ProgrammeRow.id) == programme_id))
    used = select(AttachmentRow.sha256).where(col(AttachmentRow.organisation_id) == organisation_id)
    looks = select(HouseStyleRow.sha256).where(col(HouseStyleRow.organisation_id) == organisation_id)
    _remove(
        session,
        delete(FileContentRow).where(
            col(FileContentRow.organisation_id) == organisation_id,
            col(FileContentRow.sha256).not_in(used),
            col(FileContentRow.sha256).not_in(looks),
        ),
    )


def add_destruction(session: Session, organisation_id: str, destruction: Destruction) -> None:
    """Keep what was destroyed."""
    session.add(
        DestructionRow(
            id=destruction.id,
            organisation_id=organisation_id,
            destroyed_id=destruction.destroyed_id,
            title=destruction.title,
            items=dict(destruction.items),
            destroyed_at=destruction.destroyed_at,
            destroyed_by=destruction.destroyed_by,
        )
    )
    session.flush()


def destructions_of(session: Session, organisation_id: str) -> tuple[Destruction, ...]:
    """What an organisation destroyed, newest first."""
    rows = session.exec(
        select(DestructionRow)
        .where(col(DestructionRow.organisation_id) == organisation_id)
        .order_by(col(DestructionRow.destroyed_at).desc(), col(DestructionRow.id))
    )
    return tuple(
        Destruction(row.id, row.destroyed_id, row.title, row.items, row.destroyed_at, row.destroyed_by)
        for row in rows
    )


def _parts_of_programmes() -> tuple[Any, ...]:
    """Every mapped table that names a programme, those that lean on others first."""
    mapped = {
        str(value.__tablename__): value
        for value in vars(tables).values()
        if isinstance(value, type) and issubclass(value, SQLModel) and "programme_id" in value.model_fields
    }
    ordered = (table.name for table in reversed(tables.metadata.sorted_tables))
    return tuple(mapped[name] for name in ordered if name in mapped)


def _change(session: Session, programme_id: str, **values: Any) -> None:
    session.execute(
        update(ProgrammeRow)
        .where(col(ProgrammeRow.id) == programme_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _remove(session: Session, statement: Any) -> None:
    session.execute(statement.execution_options(synchronize_session=False))
