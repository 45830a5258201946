"""The access companies give to consultants: rows in, domain values out."""

from datetime import datetime

from sqlmodel import Session, col, select, update

from app.domain.people import Engagement, OrganisationKind
from app.storage.tables import EngagementRow, MembershipRow, OrganisationRow
from app.storage.tenancy import FencedSession


def add_engagement(session: Session, engagement: Engagement, given_by: str) -> None:
    """A company lets a consultant in."""
    session.add(
        EngagementRow(
            id=engagement.id,
            organisation_id=engagement.company_id,
            consultant_id=engagement.consultant_id,
            scope=engagement.scope,
            programme_id=engagement.programme_id,
            given_by=given_by,
            since=engagement.since,
            until=engagement.until,
        )
    )
    session.flush()


def engagements_of(session: Session, consultant_id: str) -> tuple[Engagement, ...]:
    """Every engagement of a consultant that was not ended, whether its dates hold or not."""
    rows = session.exec(
        select(EngagementRow)
        .where(EngagementRow.consultant_id == consultant_id, col(EngagementRow.ended_at).is_(None))
        .order_by(col(EngagementRow.until), col(EngagementRow.id))
    )
    return tuple(engagement_of(row) for row in rows)


def engagements_given(session: Session, company_id: str) -> tuple[Engagement, ...]:
    """Every engagement a company gave, ended ones included, newest first."""
    rows = session.exec(
        select(EngagementRow)
        .where(EngagementRow.organisation_id == company_id)
        .order_by(col(EngagementRow.since).desc(), col(EngagementRow.id))
    )
    return tuple(engagement_of(row) for row in rows)


def end_engagement(session: Session, company_id: str, engagement_id: str, now: datetime) -> Engagement | None:
    """End an engagement of that company; None when it is not theirs or has already ended."""
    row = session.exec(
        select(EngagementRow).where(
            EngagementRow.id == engagement_id,
            EngagementRow.organisation_id == company_id,
            col(EngagementRow.ended_at).is_(None),
        )
    ).first()
    if row is None:
        return None
    session.exec(update(EngagementRow).where(col(EngagementRow.id) == engagement_id).values(ended_at=now))
    return engagement_of(row)


def firms_of(session: FencedSession, consultant_ids: frozenset[str]) -> dict[str, str]:
    """The consultancies that these people come from, past the fence: a company knows whom it lets in."""
    statement = (
        select(MembershipRow.person_id, OrganisationRow.name)
        .join(OrganisationRow, col(OrganisationRow.id) == col(MembershipRow.organisation_id))
        .where(
            col(MembershipRow.person_id).in_(consultant_ids),
            OrganisationRow.kind == OrganisationKind.CONSULTANCY,
        )
        .order_by(col(OrganisationRow.name))
    )
    found: dict[str, str] = {}
    with session.every_row() as whole:
        for person_id, name in whole.execute(statement):
            found[person_id] = f"{found[person_id]}, {name}" if person_id in found else name
    return found


def engagement_of(row: EngagementRow) -> Engagement:
    """The engagement that a row tells of."""
    return Engagement(
        id=row.id,
        company_id=row.organisation_id,
        consultant_id=row.consultant_id,
        scope=row.scope,
        programme_id=row.programme_id,
        since=row.since,
        until=row.until,
        ended=row.ended_at,
    )
