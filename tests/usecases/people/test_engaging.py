"""A consultant's access: given by the company, ended by the company, gone at once."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.errors import Invalid, NotAllowed, NotFound
from app.domain.people import EngagementScope, Role
from app.domain.permissions import Act, may
from app.usecases.doors import read_programme, write_programme
from app.usecases.people import engaging, membership
from app.usecases.programmes.starting import start_programme
from app.usecases.trail.trail_reading import read_trail
from app.usecases.workbench import Workbench
from tests.conftest import SetClock
from tests.stories.accounts import Account, a_consultant, an_account, an_administrator, letters_to

WRITE, READ = EngagementScope.WRITE, EngagementScope.READ


@pytest.fixture
def ada(bench: Workbench) -> Account:
    return an_administrator(bench)


@pytest.fixture
def kees(bench: Workbench) -> Account:
    return a_consultant(bench)


def _programme(bench: Workbench, ada: Account, title: str = "ICP") -> str:
    return start_programme(
        bench, ada.actor(), title=title, organisation_id=ada.organisation.id, template="eu-nl", language="en"
    ).id


def _until(clock: SetClock, days: int = 30) -> date:
    return clock.now.date() + timedelta(days=days)


def _give(
    bench: Workbench,
    ada: Account,
    kees: Account,
    clock: SetClock,
    scope: EngagementScope = WRITE,
    programme: str | None = None,
) -> str:
    return engaging.give_engagement(
        bench, ada.actor(), ada.organisation.id, kees.person.email, scope, _until(clock), programme
    ).id


def test_access_begins_and_ends_with_the_engagement(
    bench: Workbench, ada: Account, kees: Account, clock: SetClock
) -> None:
    """Before it the programme does not exist for the consultant, after it neither, in the same session."""
    programme = _programme(bench, ada)
    with pytest.raises(NotFound), read_programme(bench, kees.actor(), programme, Act.READ_PROGRAMME):
        pass
    engagement = _give(bench, ada, kees, clock)
    with read_programme(bench, kees.actor(), programme, Act.READ_PROGRAMME) as desk:
        assert desk.programme.id == programme
    held = kees.actor()
    engaging.end_engagement(bench, ada.actor(), ada.organisation.id, engagement)
    with pytest.raises(NotFound), read_programme(bench, kees.actor(), programme, Act.READ_PROGRAMME):
        pass
    # The rights of a moment ago do not help either: a writing door looks again inside its transaction.
    with pytest.raises(NotFound), write_programme(bench, held, programme, Act.WRITE_SECTION):
        pass


def test_access_ends_after_its_last_day(
    bench: Workbench, ada: Account, kees: Account, clock: SetClock
) -> None:
    """The last day counts whole, the next does not count: by the clock of the installation, not by UTC."""
    programme = _programme(bench, ada)
    engaging.give_engagement(bench, ada.actor(), ada.organisation.id, kees.person.id, READ, clock.now.date())
    clock.now = datetime.combine(clock.now, time(23, 59), ZoneInfo("Europe/Amsterdam")).astimezone(UTC)
    with read_programme(bench, kees.actor(), programme, Act.READ_PROGRAMME):
        pass
    clock.forward(minutes=1)
    with pytest.raises(NotFound), read_programme(bench, kees.actor(), programme, Act.READ_PROGRAMME):
        pass


def test_reading_is_not_writing_and_writing_is_not_approving(
    bench: Workbench, ada: Account, kees: Account, clock: SetClock
) -> None:
    """A reader may comment and export; a writer may write; nobody from outside approves or lets others in."""
    programme = _programme(bench, ada)
    _give(bench, ada, kees, clock, READ)
    rights = {act for act in Act if may(kees.actor(), act, ada.organisation.id, programme, clock.now)}
    assert rights == {Act.READ_PROGRAMME, Act.COMMENT, Act.EXPORT_PROGRAMME}
    _give(bench, ada, kees, clock, WRITE)
    rights = {act for act in Act if may(kees.actor(), act, ada.organisation.id, programme, clock.now)}
    assert Act.WRITE_SECTION in rights
    assert not rights & {
        Act.APPROVE_SECTION,
        Act.ARCHIVE_PROGRAMME,
        Act.GIVE_ENGAGEMENT,
        Act.MANAGE_PEOPLE,
        Act.READ_TRAIL,
        Act.START_PROGRAMME,
    }


def test_one_programme_is_one_programme(
    bench: Workbench, ada: Account, kees: Account, clock: SetClock
) -> None:
    """An engagement for one programme does not show the other."""
    first, second = _programme(bench, ada, "First"), _programme(bench, ada, "Second")
    _give(bench, ada, kees, clock, programme=first)
    with read_programme(bench, kees.actor(), first, Act.READ_PROGRAMME):
        pass
    with pytest.raises(NotFound), read_programme(bench, kees.actor(), second, Act.READ_PROGRAMME):
        pass
    listed = engaging.list_engagements(bench, ada.actor(), ada.organisation.id)
    assert [given.programme for given in listed.given] == ["First"]


def test_only_the_company_gives(bench: Workbench, ada: Account, kees: Account, clock: SetClock) -> None:
    """Approver and administrator give; drafter and consultant do not; another company finds nothing."""
    dirk = an_account(bench, ada.organisation, "Dirk", Role.DRAFTER)
    piet = an_account(bench, ada.organisation, "Piet", Role.APPROVER)
    _give(bench, piet, kees, clock)
    for asker in (dirk, kees):
        with pytest.raises(NotAllowed):
            engaging.give_engagement(
                bench, asker.actor(), ada.organisation.id, kees.person.id, READ, _until(clock)
            )
    other = an_administrator(bench, "Other Company")
    engagement = _give(bench, ada, kees, clock)
    with pytest.raises(NotFound):
        engaging.give_engagement(
            bench, other.actor(), ada.organisation.id, kees.person.id, READ, _until(clock)
        )
    with pytest.raises(NotFound):
        engaging.end_engagement(bench, other.actor(), other.organisation.id, engagement)


def test_only_a_consultant_is_let_in(bench: Workbench, ada: Account, clock: SetClock) -> None:
    """Unknown people and people who are no consultant get the same refusal."""
    stranger = an_administrator(bench, "Other Company")
    for wanted in ("nobody@example.org", stranger.person.email, stranger.person.id, "%"):
        with pytest.raises(Invalid) as refusal:
            engaging.give_engagement(bench, ada.actor(), ada.organisation.id, wanted, READ, _until(clock))
        assert refusal.value.code == "no_such_consultant"
    with pytest.raises(Invalid) as refusal:
        engaging.give_engagement(bench, ada.actor(), ada.organisation.id, " ", READ, _until(clock))
    assert refusal.value.code == "missing"


def test_a_consultant_who_stops_being_one_is_out(
    bench: Workbench, ada: Account, kees: Account, clock: SetClock
) -> None:
    """The engagement holds only while the consultancy keeps the person as a consultant."""
    programme = _programme(bench, ada)
    _give(bench, ada, kees, clock)
    chief = an_account(bench, kees.organisation, "Chief", Role.ADMINISTRATOR, with_app=True)
    membership.set_roles(
        bench, chief.actor(), kees.organisation.id, kees.person.id, frozenset({Role.ADMINISTRATOR})
    )
    with pytest.raises(NotFound), read_programme(bench, kees.actor(), programme, Act.READ_PROGRAMME):
        pass


@pytest.mark.parametrize("day", [date(1, 1, 1), date(2026, 11, 24), date(2029, 1, 1), date(9999, 12, 31)])
def test_the_last_day_is_a_sensible_one(bench: Workbench, ada: Account, kees: Account, day: date) -> None:
    """Not in the past, not for ever."""
    with pytest.raises(Invalid) as refusal:
        engaging.give_engagement(bench, ada.actor(), ada.organisation.id, kees.person.id, READ, day)
    assert refusal.value.field == "until"


def test_a_foreign_programme_is_not_a_choice(
    bench: Workbench, ada: Account, kees: Account, clock: SetClock
) -> None:
    """An engagement names a programme of the company itself."""
    other = an_administrator(bench, "Other Company")
    foreign = _programme(bench, other)
    with pytest.raises(Invalid):
        _give(bench, ada, kees, clock, programme=foreign)


def test_consultant_and_trail_hear_of_it(
    bench: Workbench, ada: Account, kees: Account, clock: SetClock
) -> None:
    """The consultant gets a mail; the company's trail names who gave what to whom."""
    engagement = _give(bench, ada, kees, clock)
    assert ada.organisation.name in letters_to(bench, kees.person.email)[-1]
    engaging.end_engagement(bench, ada.actor(), ada.organisation.id, engagement)
    lines = read_trail(bench, ada.actor(), ada.organisation.id).lines
    assert [(line.person, line.act, line.thing) for line in lines[:2]] == [
        ("Ada Steward", "end_engagement", "Kees Consultant"),
        ("Ada Steward", "give_engagement", "Kees Consultant"),
    ]
    with pytest.raises(NotFound):
        engaging.end_engagement(bench, ada.actor(), ada.organisation.id, engagement)


def test_the_trail_can_be_filtered(bench: Workbench, ada: Account, kees: Account, clock: SetClock) -> None:
    """By person and by act; other organisations' lines are never in it."""
    other = an_administrator(bench, "Other Company")
    _programme(bench, other)
    _programme(bench, ada)
    _give(bench, ada, kees, clock)
    part = read_trail(bench, ada.actor(), ada.organisation.id, act="give_engagement")
    assert [line.act for line in part.lines] == ["give_engagement"]
    part = read_trail(bench, ada.actor(), ada.organisation.id, person_id=ada.person.id)
    assert {line.person for line in part.lines} == {"Ada Steward"}
    assert {one for one, _ in part.people} == {ada.person.id}
    piet = an_account(bench, ada.organisation, "Piet", Role.APPROVER)
    with pytest.raises(NotAllowed):
        read_trail(bench, piet.actor(), ada.organisation.id)
