"""Archive, keep, hold, destroy: nothing goes without its time, a preview and a name, and then it is gone."""

from base64 import b64encode
from datetime import date

import pytest

from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.people import Actor, EngagementScope, OrganisationKind, Role
from app.storage import dump, trail_of_organisation
from app.storage.tenancy import EVERY_ORGANISATION
from app.storage.verify import verify
from app.usecases.people import engaging
from app.usecases.programmes import retiring
from app.usecases.programmes.scoping import answer_scope
from app.usecases.programmes.starting import readable_programmes
from app.usecases.workbench import Workbench
from app.usecases.writing import attaching, blanks, commenting, drafting
from tests.conftest import SetClock
from tests.stories.accounts import an_account, an_organisation
from tests.stories.assessments import an_assessment
from tests.stories.companies import Company, a_company

KEY = "icp.2.3"
TITLE = "Internal Compliance Programme"
WORD = "Quartzwinter"


@pytest.fixture
def programme(bench: Workbench, company: Company, anna: Actor) -> str:
    """A programme with something of everything that names it, each holding the same rare word."""
    made = company.programme(anna)
    section = drafting.save_section_text(bench, anna, made, KEY, f"{WORD} stops.", 0)
    blanks.fill_blanks(bench, anna, made, {"export_control_officer": WORD}, 0)
    answer_scope(bench, anna, made, {"Q01": ["exporter"]}, 0)
    commenting.write_comment(bench, anna, made, KEY, section.blocks[0].id, WORD)
    attaching.add_evidence(bench, anna, made, KEY, f"{WORD}.txt", "text/plain", WORD.encode())
    an_assessment(bench, anna, made, end_user=WORD)
    advice = an_organisation(bench, OrganisationKind.CONSULTANCY, "Advice")
    consultant = an_account(bench, advice, "Kim Consultant", Role.CONSULTANT)
    engaging.give_engagement(
        bench, anna, company.organisation.id, consultant.person.id, EngagementScope.READ,
        date(2027, 1, 1), made,
    )  # fmt: skip
    return made


def _wait(clock: SetClock, years: int = 9) -> None:
    clock.forward(days=years * 366)


def _retire(bench: Workbench, anna: Actor, company: Company, programme: str) -> None:
    retiring.set_retention(bench, anna, company.organisation.id, 7)
    retiring.archive_programme(bench, anna, programme, TITLE)


def test_an_archived_programme_is_read_and_not_changed(bench: Workbench, anna: Actor, programme: str) -> None:
    """It leaves the lists, keeps its text, and comes back when it is taken out of the archive."""
    with pytest.raises(Invalid) as refused:
        retiring.archive_programme(bench, anna, programme, "another title")
    assert refused.value.code == "type_the_title"
    retiring.archive_programme(bench, anna, programme, TITLE)
    assert readable_programmes(bench, anna) == ()
    assert WORD in drafting.read_section(bench, anna, programme, KEY).text
    with pytest.raises(Conflict) as closed:
        drafting.save_section_text(bench, anna, programme, KEY, "x", 1)
    assert closed.value.code == "archived"
    with pytest.raises(Conflict):
        retiring.archive_programme(bench, anna, programme, TITLE)
    retiring.reopen_programme(bench, anna, programme)
    assert drafting.save_section_text(bench, anna, programme, KEY, "x", 1).version == 2


def test_destruction_waits_for_archive_rule_and_time(
    bench: Workbench, company: Company, anna: Actor, programme: str, clock: SetClock
) -> None:
    """One after the other stands in the way, and the preview says which."""

    def refusal() -> str:
        found = retiring.preview_destruction(bench, anna, programme).refused
        with pytest.raises(Conflict) as refused:
            retiring.destroy_programme(bench, anna, programme, TITLE)
        assert found is not None
        assert found.code == refused.value.code
        return found.code

    assert refusal() == "not_archived"
    retiring.archive_programme(bench, anna, programme, TITLE)
    assert refusal() == "no_retention_rule"
    retiring.set_retention(bench, anna, company.organisation.id, 7)
    assert refusal() == "kept_until"
    clock.now = clock.now.replace(year=2033, month=12, day=31)
    assert refusal() == "kept_until"
    clock.now = clock.now.replace(year=2034, month=1, day=1)
    assert retiring.preview_destruction(bench, anna, programme).refused is None


@pytest.mark.parametrize("years", [6, 0, 100])
def test_a_rule_is_not_shorter_than_the_law(
    bench: Workbench, company: Company, anna: Actor, years: int
) -> None:
    """Seven years at least."""
    with pytest.raises(Invalid) as refused:
        retiring.set_retention(bench, anna, company.organisation.id, years)
    assert refused.value.code == "years_out_of_range"


def test_a_hold_stops_destruction_until_it_is_lifted(
    bench: Workbench, company: Company, anna: Actor, programme: str, clock: SetClock
) -> None:
    """Whatever the time."""
    retiring.hold_programme(bench, anna, programme, "Inquiry 12")
    _retire(bench, anna, company, programme)
    _wait(clock)
    with pytest.raises(Conflict) as refused:
        retiring.destroy_programme(bench, anna, programme, TITLE)
    assert refused.value.code == "on_hold"
    with pytest.raises(Invalid):
        retiring.hold_programme(bench, anna, programme, " ")
    retiring.lift_hold(bench, anna, programme)
    retiring.destroy_programme(bench, anna, programme, TITLE)


def test_what_is_destroyed_is_gone_from_every_table(
    bench: Workbench, company: Company, anna: Actor, programme: str, clock: SetClock
) -> None:
    """Not a word is left in the database; list and trail say what it was; a neighbour keeps its own."""
    other = company.programme(anna)
    attaching.add_evidence(bench, anna, other, KEY, "same.txt", "text/plain", b"same bytes")
    attaching.add_evidence(bench, anna, programme, KEY, "same.txt", "text/plain", b"same bytes")
    _retire(bench, anna, company, programme)
    _wait(clock)
    preview = retiring.preview_destruction(bench, anna, programme)
    assert {name for name, number in preview.holding.counts.items() if number} >= {
        "section", "section_version", "record", "record_version", "attachment", "comment",
        "scope_version", "blanks_version", "engagement",
    }  # fmt: skip
    with pytest.raises(Invalid):
        retiring.destroy_programme(bench, anna, programme, "no")
    destroyed = retiring.destroy_programme(bench, anna, programme, TITLE)

    with bench.work.read(EVERY_ORGANISATION) as session:
        connection = session.connection()
        left = [
            table.name
            for table in dump.described(connection)
            for line in dump.lines(connection, table)
            if WORD in line.decode() or b64encode(WORD.encode()).decode() in line.decode()
        ]
    assert left == []
    (listed,) = retiring.read_retention(bench, anna, company.organisation.id).destroyed
    assert (listed.id, listed.title, listed.destroyed_id) == (destroyed.id, TITLE, programme)
    assert listed.items["counts"]["record"] == 1
    assert listed.items["sections"][0]["key"] == KEY
    with bench.work.read(company.organisation.id) as session:
        (entry,) = trail_of_organisation.newest(
            session, person_id=None, act="destroy_programme", before=None, most=9
        )
    assert (entry.object, len(entry.content or "")) == (programme, 64)
    with pytest.raises(NotFound):
        drafting.read_section(bench, anna, programme, KEY)
    assert len(attaching.list_evidence(bench, anna, other, KEY)) == 1
    assert verify(bench.work.database, bench.secret, now=bench.clock()).faults == ()


def test_only_an_approver_of_the_company_decides(bench: Workbench, company: Company, programme: str) -> None:
    """Drafters and administrators may not; for others there is nothing."""
    drafter = company.person("Dirk", Role.DRAFTER)
    administrator = company.person("Bea", Role.ADMINISTRATOR)
    stranger = a_company(bench, "Zonnewijzer B.V.").person("Otto", Role.APPROVER)
    for actor, error in ((drafter, NotAllowed), (administrator, NotAllowed), (stranger, NotFound)):
        with pytest.raises(error):
            retiring.archive_programme(bench, actor, programme, TITLE)
        with pytest.raises(error):
            retiring.preview_destruction(bench, actor, programme)
        with pytest.raises(error):
            retiring.destroy_programme(bench, actor, programme, TITLE)
        with pytest.raises(error):
            retiring.set_retention(bench, actor, company.organisation.id, 8)
