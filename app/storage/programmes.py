"""Programmes and the heads of their sections. Texts and versions of sections live in `sections.py`."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Update, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from app.domain.overview import SectionHead
from app.domain.programme import Programme, SectionStatus
from app.storage.tables import ProgrammeRow, ScopeVersionRow, SectionRow

Answers = Mapping[str, Any]


def add_programme(session: Session, programme: Programme, created_by: str) -> None:
    """Store a new programme. Its sections follow with `add_sections`."""
    session.add(
        ProgrammeRow(
            id=programme.id,
            organisation_id=programme.organisation_id,
            title=programme.title,
            language=programme.language,
            template=programme.template,
            template_version=programme.template_version,
            scope_version=programme.scope_version,
            blanks_version=programme.blanks_version,
            created_at=programme.created_at,
            created_by=created_by,
            changed_at=programme.changed_at,
        )
    )
    session.flush()


def programmes_of(session: Session, organisation_id: str) -> tuple[Programme, ...]:
    """The programmes of one organisation that are not archived, last changed first."""
    rows = session.exec(
        select(ProgrammeRow)
        .where(ProgrammeRow.organisation_id == organisation_id, col(ProgrammeRow.archived).is_(False))
        .order_by(col(ProgrammeRow.changed_at).desc(), col(ProgrammeRow.id))
    )
    return tuple(programme_of(row) for row in rows)


def programme_of(row: ProgrammeRow) -> Programme:
    """The domain value of a row."""
    return Programme(
        id=row.id,
        organisation_id=row.organisation_id,
        title=row.title,
        language=row.language,
        template=row.template,
        template_version=row.template_version,
        scope_version=row.scope_version,
        blanks_version=row.blanks_version,
        created_at=row.created_at,
        changed_at=row.changed_at,
        locked=row.locked,
        archived=row.archived,
        archived_at=row.archived_at,
        hold=row.hold,
    )


def heads_of(session: Session, programme_id: str) -> tuple[SectionHead, ...]:
    """Every section of a programme without its text, in order."""
    columns = [col(getattr(SectionRow, field.name)) for field in fields(SectionHead)]
    rows = session.execute(
        select_columns(*columns)
        .where(col(SectionRow.programme_id) == programme_id)
        .order_by(col(SectionRow.order), col(SectionRow.key))
    )
    return tuple(SectionHead(*row) for row in rows)


def head_of(session: Session, programme_id: str, key: str) -> SectionHead | None:
    """One section without its text."""
    return next((head for head in heads_of(session, programme_id) if head.key == key), None)


def set_status(
    session: Session, programme_id: str, key: str, status: SectionStatus, *, base_version: int
) -> bool:
    """Compare and swap on the version of the text: False when the text has moved on."""
    return _changed_one(
        session,
        update(SectionRow)
        .where(
            col(SectionRow.programme_id) == programme_id,
            col(SectionRow.key) == key,
            col(SectionRow.version) == base_version,
        )
        .values(status=status, status_version=col(SectionRow.status_version) + 1),
    )


def set_assignee(session: Session, programme_id: str, key: str, person_id: str | None) -> bool:
    """Give a section to somebody, or to nobody. False when there is no such section."""
    return _changed_one(
        session,
        update(SectionRow)
        .where(col(SectionRow.programme_id) == programme_id, col(SectionRow.key) == key)
        .values(assignee_id=person_id),
    )


def set_statuses(session: Session, programme_id: str, keys: Iterable[str], status: SectionStatus) -> None:
    """Set the status of several sections, whatever their text says."""
    session.execute(
        update(SectionRow)
        .where(col(SectionRow.programme_id) == programme_id, col(SectionRow.key).in_(list(keys)))
        .values(status=status, status_version=col(SectionRow.status_version) + 1)
        .execution_options(synchronize_session=False)
    )


def archive(session: Session, programme_id: str, at: datetime) -> None:
    """Take a programme out of every list. Nothing of it is removed."""
    _changed_one(
        session,
        update(ProgrammeRow)
        .where(col(ProgrammeRow.id) == programme_id)
        .values(archived=True, archived_at=at, changed_at=at),
    )


def scope_answers(session: Session, programme: Programme) -> Answers:
    """The scoping answers in force; empty before the first."""
    row = session.exec(
        select(ScopeVersionRow).where(
            ScopeVersionRow.programme_id == programme.id, ScopeVersionRow.number == programme.scope_version
        )
    ).first()
    return dict(row.answers) if row else {}


def add_scope_version(
    session: Session, programme: Programme, answers: Answers, *, at: datetime, by: str
) -> int | None:
    """Store a next version of the answers and make it the head. None when another was stored meanwhile."""
    number = programme.scope_version + 1
    if not move_head(session, programme.id, "scope_version", base=programme.scope_version, at=at):
        return None
    session.add(
        ScopeVersionRow(
            programme_id=programme.id,
            number=number,
            organisation_id=programme.organisation_id,
            answers=dict(answers),
            saved_at=at,
            saved_by=by,
        )
    )
    session.flush()
    return number


def move_head(session: Session, programme_id: str, column: str, *, base: int, at: datetime) -> bool:
    """Count `scope_version` or `blanks_version` up by one; False when it is not `base` any more."""
    head = col(getattr(ProgrammeRow, column))
    return _changed_one(
        session,
        update(ProgrammeRow)
        .where(col(ProgrammeRow.id) == programme_id, head == base)
        .values({head: base + 1, col(ProgrammeRow.changed_at): at}),
    )


def move_template_version(session: Session, programme: Programme, version: str, at: datetime) -> bool:
    """Note which version of its template the programme follows; False when that moved meanwhile."""
    return _changed_one(
        session,
        update(ProgrammeRow)
        .where(
            col(ProgrammeRow.id) == programme.id,
            col(ProgrammeRow.template_version) == programme.template_version,
        )
        .values(template_version=version, changed_at=at),
    )


def _changed_one(session: Session, statement: Update) -> bool:
    done = session.execute(statement.execution_options(synchronize_session=False))
    return bool(done.rowcount == 1)  # type: ignore[attr-defined]
