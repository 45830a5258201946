"""The access a company gives to a consultant, and takes back. Only the company gives; nobody passes it on."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from app.domain.errors import Invalid, NotFound
from app.domain.people import Actor, Engagement, EngagementScope, Organisation, Person, Role
from app.domain.permissions import Act
from app.local_time import time_zone
from app.storage import engagements, people, programmes
from app.storage.people import normal_address
from app.storage.tenancy import EVERY_ORGANISATION, FencedSession
from app.usecases.doors import OrganisationDesk, read_organisation, write_organisation
from app.usecases.running.letters import engagement_letter, post
from app.usecases.unit_of_work import Retry
from app.usecases.workbench import Workbench

LONGEST = timedelta(days=2 * 366)


@dataclass(frozen=True)
class Given:
    """An engagement with the names a page shows."""

    engagement: Engagement
    consultant: str
    firm: str
    programme: str | None
    holds: bool


@dataclass(frozen=True)
class Engagements:
    """Everything a company gave, and its programmes to choose from."""

    organisation: Organisation
    given: tuple[Given, ...]
    programmes: tuple[tuple[str, str], ...]


def give_engagement(
    bench: Workbench,
    actor: Actor,
    company_id: str,
    consultant: str,
    scope: EngagementScope,
    until: date,
    programme_id: str | None = None,
    retry: Retry | None = None,
) -> Engagement:
    """Let a consultant in until the end of that day. `consultant` is a person's id or mail address.

    Raises Invalid `no_such_consultant` alike for unknown people and for people who are no consultant,
    `missing` for nobody, `unknown_programme` for one that is not of this company.
    """
    with read_organisation(bench, actor, company_id, Act.GIVE_ENGAGEMENT):
        person = _consultant(bench, consultant)
    with write_organisation(bench, actor, company_id, Act.GIVE_ENGAGEMENT, retry) as desk:
        if person is None:
            raise _nobody(consultant)
        _check_programme(desk, company_id, programme_id)
        engagement = Engagement(
            id=bench.new_id(),
            company_id=company_id,
            consultant_id=person.id,
            scope=scope,
            programme_id=programme_id,
            since=desk.now,
            until=_end_of(until, desk.now),
        )
        engagements.add_engagement(desk.session, engagement, actor.person.id)
        organisation = people.organisation_by_id(desk.session, company_id)
        name = organisation.name if organisation else ""
        post(bench, desk.transaction, person.email, engagement_letter(bench, person, name))
        desk.record("give_engagement", f"{person.id}/{engagement.id}")
        return desk.answer(engagement)


def refusals_of(
    bench: Workbench,
    actor: Actor,
    company_id: str,
    consultant: str,
    programme_id: str | None,
    until: date | None,
) -> tuple[Invalid, ...]:
    """All that `give_engagement` would refuse, in the order of the form, so that one look is enough.

    Without a day nothing is said of it: whoever read the form knows already what is wrong with it.
    """
    found: list[Invalid] = []
    with read_organisation(bench, actor, company_id, Act.GIVE_ENGAGEMENT) as desk:
        if _consultant(bench, consultant) is None:
            found.append(_nobody(consultant))
        try:
            _check_programme(desk, company_id, programme_id)
        except Invalid as refusal:
            found.append(refusal)
        try:
            if until is not None:
                _end_of(until, desk.now)
        except Invalid as refusal:
            found.append(refusal)
    return tuple(found)


def end_engagement(
    bench: Workbench, actor: Actor, company_id: str, engagement_id: str, retry: Retry | None = None
) -> Engagement:
    """Take the access back; it is gone with the consultant's next request."""
    with write_organisation(bench, actor, company_id, Act.GIVE_ENGAGEMENT, retry) as desk:
        ended = engagements.end_engagement(desk.session, company_id, engagement_id, desk.now)
        if ended is None:
            raise NotFound()
        desk.record("end_engagement", f"{ended.consultant_id}/{engagement_id}")
        return desk.answer(ended)


def list_engagements(bench: Workbench, actor: Actor, company_id: str) -> Engagements:
    """What the company gave, newest first, ended ones included."""
    with read_organisation(bench, actor, company_id, Act.GIVE_ENGAGEMENT) as desk:
        given = engagements.engagements_given(desk.session, company_id)
        consultants = frozenset(one.consultant_id for one in given)
        names = people.names_of(desk.session, consultants)
        firms = engagements.firms_of(desk.session, consultants)
        titles = _titles(desk.session, company_id)
        organisation = people.organisation_by_id(desk.session, company_id)
        if organisation is None:
            raise NotFound()
        return Engagements(
            organisation,
            tuple(
                Given(
                    one,
                    names.get(one.consultant_id, ""),
                    firms.get(one.consultant_id, ""),
                    titles.get(one.programme_id) if one.programme_id else None,
                    one.holds_at(desk.now),
                )
                for one in given
            ),
            tuple(titles.items()),
        )


def _consultant(bench: Workbench, wanted: str) -> Person | None:
    """A person with the consultant's role in a consultancy, by id or address."""
    with bench.work.read(EVERY_ORGANISATION) as session:
        person = people.person_by_email(session, normal_address(wanted)) or people.person_by_id(
            session, wanted
        )
        if person is None:
            return None
        memberships = people.memberships_of(session, person.id)
        return person if any(Role.CONSULTANT in one.roles for one in memberships) else None


def _nobody(wanted: str) -> Invalid:
    return Invalid("no_such_consultant" if wanted.strip() else "missing", field="consultant")


def _check_programme(desk: OrganisationDesk, company_id: str, programme_id: str | None) -> None:
    """Raise Invalid for a programme that is not of this company; none means all of them."""
    if programme_id is not None and programme_id not in _titles(desk.session, company_id):
        raise Invalid("unknown_programme", field="programme")


def _titles(session: FencedSession, company_id: str) -> dict[str, str]:
    return {one.id: one.title for one in programmes.programmes_of(session, company_id)}


def _end_of(day: date, now: datetime) -> datetime:
    """The last moment of a day here. Raises Invalid for the past and for more than two years ahead."""
    try:
        end = datetime.combine(day, time.max, time_zone()).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Invalid("invalid_value", field="until") from None
    if not now < end <= now + LONGEST:
        raise Invalid("until_out_of_range", field="until")
    return end
