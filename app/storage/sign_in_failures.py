"""Wrong sign-ins by subject: keyed hashes, so that the table names nobody."""

from datetime import datetime

from sqlmodel import Session, col, delete, select

from app.storage.tables import SignInFailureRow


def failures_of(session: Session, subject: str, since: datetime) -> list[datetime]:
    """When sign-ins of this subject went wrong."""
    rows = session.exec(
        select(SignInFailureRow.at).where(
            SignInFailureRow.subject == subject, col(SignInFailureRow.at) > since
        )
    )
    return list(rows)


def add_failure(session: Session, failure_id: str, subject: str, now: datetime) -> None:
    """A sign-in of this subject went wrong."""
    session.add(SignInFailureRow(id=failure_id, subject=subject, at=now))
    session.flush()


def forget_failures(session: Session, subjects: tuple[str, ...], before: datetime) -> None:
    """Forget the failures of these subjects, and of everybody before that moment."""
    session.exec(
        delete(SignInFailureRow).where(
            col(SignInFailureRow.subject).in_(subjects) | (col(SignInFailureRow.at) < before)
        )
    )
