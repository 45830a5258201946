"""Comments on blocks."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.domain.comments import Comment
from app.storage.tables import CommentRow, PersonRow


def add_comment(session: Session, programme_id: str, organisation_id: str, comment: Comment) -> None:
    """Store a remark or an answer."""
    session.add(
        CommentRow(
            id=comment.id,
            programme_id=programme_id,
            organisation_id=organisation_id,
            key=comment.key,
            block_id=comment.block_id,
            block_version=comment.block_version,
            thread_id=comment.thread_id,
            text=comment.text,
            written_by=comment.author_id,
            written_at=comment.written_at,
        )
    )
    session.flush()


def comments_of(session: Session, programme_id: str, key: str) -> tuple[Comment, ...]:
    """Every comment on a section, oldest first."""
    return _found(session, col(CommentRow.programme_id) == programme_id, col(CommentRow.key) == key)


def comments_by_section(session: Session, programme_id: str) -> dict[str, tuple[Comment, ...]]:
    """Every comment on a programme, oldest first, by section."""
    grouped: dict[str, list[Comment]] = {}
    for comment in _found(session, col(CommentRow.programme_id) == programme_id):
        grouped.setdefault(comment.key, []).append(comment)
    return {key: tuple(found) for key, found in grouped.items()}


def find_thread(session: Session, programme_id: str, comment_id: str) -> Comment | None:
    """The first remark of a thread of this programme, or None."""
    found = session.exec(
        select(CommentRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == col(CommentRow.written_by))
        .where(
            col(CommentRow.programme_id) == programme_id,
            col(CommentRow.id) == comment_id,
            col(CommentRow.thread_id).is_(None),
        )
    ).one_or_none()
    return _comment(found[0], found[1], None) if found else None


def set_resolved(session: Session, comment_id: str, at: datetime | None, by: str | None) -> None:
    """Mark a thread as dealt with, or as open again (`at` None)."""
    session.execute(
        update(CommentRow)
        .where(col(CommentRow.id) == comment_id)
        .values(resolved_at=at, resolved_by=by)
        .execution_options(synchronize_session=False)
    )


def open_threads(session: Session, programme_id: str) -> dict[str, int]:
    """How many threads are open, by section."""
    rows = session.exec(
        select(CommentRow.key, func.count())
        .where(
            col(CommentRow.programme_id) == programme_id,
            col(CommentRow.thread_id).is_(None),
            col(CommentRow.resolved_at).is_(None),
        )
        .group_by(col(CommentRow.key))
    )
    return dict(rows.all())


def _found(session: Session, *conditions: ColumnElement[bool]) -> tuple[Comment, ...]:
    """Comments with the names of their people, oldest first."""
    resolver = aliased(PersonRow)
    rows = session.exec(
        select(CommentRow, PersonRow.name, resolver.name)
        .join(PersonRow, col(PersonRow.id) == col(CommentRow.written_by))
        .outerjoin(resolver, col(resolver.id) == col(CommentRow.resolved_by))
        .where(*conditions)
        .order_by(col(CommentRow.written_at), col(CommentRow.id))
    )
    return tuple(_comment(row, author, resolved_by) for row, author, resolved_by in rows)


def _comment(row: CommentRow, author: str, resolved_by: str | None) -> Comment:
    return Comment(
        id=row.id,
        key=row.key,
        block_id=row.block_id,
        block_version=row.block_version,
        thread_id=row.thread_id,
        text=row.text,
        author_id=row.written_by,
        author=author,
        written_at=row.written_at,
        resolved_at=row.resolved_at,
        resolved_by=resolved_by,
    )
