"""The example company: whole, marked, open by its doors in a demonstration only, and made anew on request."""

from dataclasses import replace

import pytest

from app.domain.errors import NotFound
from app.domain.people import OrganisationKind, Role
from app.domain.programme import SectionStatus
from app.usecases.access.visits import Standing, Visit, recognise
from app.usecases.findings import checking
from app.usecases.programmes.example import Door, enter_by_door, reset_example, seed_example
from app.usecases.programmes.starting import readable_programmes, start_programme
from app.usecases.progress.overview import read_overview
from app.usecases.workbench import Workbench
from app.usecases.writing import drafting
from tests.conftest import SetClock

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def demonstration(bench: Workbench) -> Workbench:
    return replace(bench, settings=bench.settings.model_copy(update={"demo": True}))


def visit_by(bench: Workbench, door: Door) -> Visit:
    visit = recognise(bench, enter_by_door(bench, door, "Firefox").token)
    assert visit is not None
    assert visit.standing is Standing.SIGNED_IN
    return visit


def test_the_example_is_there_once_in_both_languages(demonstration: Workbench) -> None:
    """Seeding twice changes nothing; each programme has text, and one gap: nobody deputises in 2.3."""
    first = seed_example(demonstration)
    assert seed_example(demonstration) == first
    assert [programme.language for programme in first] == ["en", "nl"]

    actor = visit_by(demonstration, Door.COMPANY).actor
    for programme in first:
        shown = read_overview(demonstration, actor, programme.id, "en")
        assert shown.is_example
        assert 0 < shown.overview.ready < len(shown.overview.in_force)
        section = drafting.read_section(demonstration, actor, programme.id, "icp.2.3")
        assert section.status is SectionStatus.IN_PROGRESS
        found = checking.check_section(demonstration, actor, programme.id, "icp.2.3")
        assert "STR-2.3-DEPUTY" in {item.finding.rule for item in found.open}


def test_what_a_visitor_starts_beside_it_stays_as_it_was(demonstration: Workbench, clock: SetClock) -> None:
    """The door opens the example again, and writes nothing into a programme that has no text yet."""
    example = seed_example(demonstration)
    actor = visit_by(demonstration, Door.COMPANY).actor
    company = actor.memberships[0].organisation_id
    clock.forward(minutes=1)
    own = start_programme(
        demonstration, actor, title="My own", organisation_id=company, template="eu-nl", language="nl"
    )

    assert {one.id for one in seed_example(demonstration)} == {one.id for one in example}
    assert drafting.read_section(demonstration, actor, own.id, "icp.2.3").version == 0


def test_the_doors_lead_to_three_people_who_see_what_is_theirs(demonstration: Workbench) -> None:
    """A writer of the company, an officer without cases, a consultant with the company for a client."""
    company = visit_by(demonstration, Door.COMPANY)
    officer = visit_by(demonstration, Door.OFFICER)
    consultant = visit_by(demonstration, Door.CONSULTANT)

    assert all(visit.is_example for visit in (company, officer, consultant))
    assert company.actor.roles == {Role.DRAFTER}
    assert [m.kind for m in officer.actor.memberships] == [OrganisationKind.AUTHORITY]
    assert len(readable_programmes(demonstration, company.actor)) == 2
    assert readable_programmes(demonstration, officer.actor) == ()
    assert len(readable_programmes(demonstration, consultant.actor)) == 2


def test_without_a_demonstration_there_are_no_doors(bench: Workbench) -> None:
    """Whoever knocks finds nothing, and nothing is made."""
    with pytest.raises(NotFound):
        enter_by_door(bench, Door.COMPANY, "Firefox")


def test_starting_over_gives_fresh_programmes_and_keeps_the_old_ones_out_of_sight(
    demonstration: Workbench,
) -> None:
    """What visitors wrote is out of every list; the new programmes are as the first ones were."""
    actor = visit_by(demonstration, Door.COMPANY).actor
    old = seed_example(demonstration)
    section = drafting.read_section(demonstration, actor, old[0].id, "icp.2.3")
    drafting.save_section_text(demonstration, actor, old[0].id, "icp.2.3", "Scribbled over.", section.version)

    fresh = reset_example(demonstration)

    assert {programme.id for programme in fresh}.isdisjoint(programme.id for programme in old)
    assert {p.id for p in readable_programmes(demonstration, actor)} == {p.id for p in fresh}
    again = drafting.read_section(demonstration, actor, fresh[0].id, "icp.2.3")
    assert again.text == section.text
