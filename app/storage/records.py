"""Filled forms: heads and their immutable versions."""

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from app.domain.records import Record, RecordVersion
from app.storage.tables import RecordRow, RecordVersionRow


def add_record(session: Session, organisation_id: str, record: Record) -> None:
    """Store a new record with its first version."""
    session.add(
        RecordRow(
            id=record.id,
            programme_id=record.programme_id,
            organisation_id=organisation_id,
            form=record.form,
            version=record.version,
            values=dict(record.values),
            closed=record.closed,
            created_at=record.created_at,
            created_by=record.created_by,
            saved_at=record.saved_at,
            saved_by=record.saved_by,
        )
    )
    session.flush()
    _add_version(session, organisation_id, record, None, "")


def move_record(
    session: Session, organisation_id: str, record: Record, *, corrects: int | None = None, reason: str = ""
) -> bool:
    """Make `record` the head and keep it as a version; False when its version is not the next any more."""
    done = session.execute(
        update(RecordRow)
        .where(col(RecordRow.id) == record.id, col(RecordRow.version) == record.version - 1)
        .values(
            form=record.form,
            version=record.version,
            values=dict(record.values),
            closed=record.closed,
            saved_at=record.saved_at,
            saved_by=record.saved_by,
        )
        .execution_options(synchronize_session=False)
    )
    if done.rowcount != 1:  # type: ignore[attr-defined]
        return False
    _add_version(session, organisation_id, record, corrects, reason)
    return True


def records_of(session: Session, programme_id: str) -> tuple[Record, ...]:
    """Every record of a programme, oldest first."""
    rows = session.exec(
        select(RecordRow)
        .where(col(RecordRow.programme_id) == programme_id)
        .order_by(col(RecordRow.created_at), col(RecordRow.id))
    )
    return tuple(_record(row) for row in rows)


def count_records(session: Session, programme_id: str) -> int:
    """How many records a programme has."""
    statement = select(func.count()).select_from(RecordRow).where(col(RecordRow.programme_id) == programme_id)
    return int(session.exec(statement).one())


def find_record(session: Session, programme_id: str, record_id: str) -> Record | None:
    """A record of this programme, or None."""
    row = session.exec(
        select(RecordRow).where(col(RecordRow.programme_id) == programme_id, col(RecordRow.id) == record_id)
    ).one_or_none()
    return _record(row) if row else None


def record_versions(session: Session, record_id: str) -> tuple[RecordVersion, ...]:
    """Every version of a record, newest first."""
    rows = session.exec(
        select(RecordVersionRow)
        .where(col(RecordVersionRow.record_id) == record_id)
        .order_by(col(RecordVersionRow.number).desc())
    )
    return tuple(_version(row) for row in rows)


def _add_version(
    session: Session, organisation_id: str, record: Record, corrects: int | None, reason: str
) -> None:
    session.add(
        RecordVersionRow(
            record_id=record.id,
            number=record.version,
            programme_id=record.programme_id,
            organisation_id=organisation_id,
            form=record.form,
            values=dict(record.values),
            closed=record.closed,
            corrects=corrects,
            reason=reason,
            saved_at=record.saved_at,
            saved_by=record.saved_by,
        )
    )
    session.flush()


def _record(row: RecordRow) -> Record:
    return Record(
        id=row.id,
        programme_id=row.programme_id,
        form=row.form,
        version=row.version,
        values=dict(row.values),
        closed=row.closed,
        created_at=row.created_at,
        created_by=row.created_by,
        saved_at=row.saved_at,
        saved_by=row.saved_by,
    )


def _version(row: RecordVersionRow) -> RecordVersion:
    return RecordVersion(
        number=row.number,
        form=row.form,
        values=dict(row.values),
        closed=row.closed,
        saved_at=row.saved_at,
        saved_by=row.saved_by,
        corrects=row.corrects,
        reason=row.reason,
    )
