"""Rights as they stand in the database at this moment, read inside the transaction that relies on them."""

from dataclasses import replace

from sqlmodel import col, select

from app.domain.people import Actor, Engagement, Role
from app.domain.programme import Programme
from app.storage.engagements import engagement_of
from app.storage.people import membership_of
from app.storage.programmes import programme_of
from app.storage.tables import EngagementRow, MembershipRow, OrganisationRow, PersonRow, ProgrammeRow
from app.storage.tenancy import FencedSession


def enter_programme(session: FencedSession, programme_id: str) -> Programme | None:
    """Find a programme among every organisation's, and narrow the session to the one it belongs to."""
    row = session.exec(select(ProgrammeRow).where(ProgrammeRow.id == programme_id)).one_or_none()
    if row is None:
        return None
    session.narrow(row.organisation_id)
    return programme_of(row)


def as_of_now(session: FencedSession, actor: Actor, organisation_id: str) -> Actor:
    """The same person with the rights in this one organisation that hold now, not those of a moment ago."""
    membership = session.exec(
        select(MembershipRow, OrganisationRow, PersonRow.active)
        .join(OrganisationRow, col(OrganisationRow.id) == col(MembershipRow.organisation_id))
        .join(PersonRow, col(PersonRow.id) == col(MembershipRow.person_id))
        .where(
            MembershipRow.person_id == actor.person.id,
            MembershipRow.organisation_id == organisation_id,
            col(PersonRow.active).is_(True),
        )
    ).one_or_none()
    return replace(
        actor,
        memberships=(membership_of(membership[0], membership[1]),) if membership else (),
        # Nobody but a consultant has any: there is nothing to ask for then.
        engagements=_engagements_now(session, actor, organisation_id) if actor.engagements else (),
    )


def _engagements_now(session: FencedSession, actor: Actor, organisation_id: str) -> tuple[Engagement, ...]:
    rows = session.exec(
        select(EngagementRow).where(
            EngagementRow.consultant_id == actor.person.id,
            EngagementRow.organisation_id == organisation_id,
            col(EngagementRow.ended_at).is_(None),
        )
    )
    known = {engagement.id for engagement in actor.engagements}
    return tuple(engagement_of(row) for row in rows if row.id in known)


def names_of_holders(session: FencedSession, organisation_id: str, roles: frozenset[Role]) -> tuple[str, ...]:
    """Names of active people in the organisation who hold one of the roles, in order of name."""
    rows = session.exec(
        select(PersonRow.name, MembershipRow.roles)
        .join(MembershipRow, col(MembershipRow.person_id) == col(PersonRow.id))
        .where(MembershipRow.organisation_id == organisation_id, col(PersonRow.active).is_(True))
        .order_by(col(PersonRow.name))
    )
    return tuple(name for name, held in rows if roles & {Role(role) for role in held})
