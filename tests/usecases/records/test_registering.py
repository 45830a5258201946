"""The register: continued supply is weighed again and again, and what is due is said."""

from datetime import UTC, date, datetime

import pytest

from app.domain.errors import NotFound
from app.domain.people import Actor
from app.usecases.progress.overview import read_dashboard, read_overview
from app.usecases.records.record_keeping import correct_record, start_record
from app.usecases.records.registering import read_register
from app.usecases.workbench import Workbench
from tests.conftest import SetClock
from tests.stories.assessments import an_assessment
from tests.stories.companies import Company, a_company


@pytest.fixture
def company(bench: Workbench, clock: SetClock) -> Company:
    clock.now = datetime(2026, 6, 1, 9, tzinfo=UTC)
    return a_company(bench)


def test_an_end_user_has_one_line_with_the_newest_decision(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """However the name was typed; the decision that counts is the latest one, not the latest saved."""
    an_assessment(bench, anna, programme, decided_on="2026-05-01", next_test="2027-05-01", outcome="stop")
    an_assessment(
        bench, anna, programme, end_user="interior  ministry, UNIT 4", decided_on="2025-05-01",
        next_test="2026-05-01",
    )  # fmt: skip
    (weighed,) = read_register(bench, anna, programme).weighed
    (line,) = weighed.lines
    assert (line.end_user, line.outcome) == ("Interior Ministry, unit 4", "stop")
    assert (line.decided_on, line.next_on) == (date(2026, 5, 1), date(2027, 5, 1))


def test_what_is_overdue_stands_first_and_what_is_undecided_last(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """The order is that of the work: overdue, due soon, later, not decided."""
    an_assessment(bench, anna, programme, end_user="Later", next_test="2027-01-01")
    an_assessment(bench, anna, programme, end_user="Open", close=False)
    an_assessment(bench, anna, programme, end_user="Soon", next_test="2026-06-30")
    an_assessment(bench, anna, programme, end_user="Overdue", next_test="2026-05-31")
    register = read_register(bench, anna, programme)
    (weighed,) = register.weighed
    assert [line.end_user for line in weighed.lines] == ["Overdue", "Soon", "Later", "Open"]
    assert [line.is_overdue(register.today) for line in weighed.lines] == [True, False, False, False]
    assert [line.end_user for line in register.due] == ["Overdue", "Soon"]


@pytest.mark.parametrize(
    ("next_test", "overdue", "due"),
    [("2026-05-31", 1, 1), ("2026-06-01", 0, 1), ("2026-07-01", 0, 1), ("2026-07-02", 0, 0)],
)
def test_due_begins_thirty_days_before_and_overdue_on_the_day_after(
    bench: Workbench, anna: Actor, programme: str, next_test: str, overdue: int, due: int
) -> None:
    """On the day itself nobody is late."""
    an_assessment(bench, anna, programme, next_test=next_test)
    register = read_register(bench, anna, programme)
    (weighed,) = register.weighed
    assert sum(line.is_overdue(register.today) for line in weighed.lines) == overdue
    assert len(register.due) == due


def test_a_new_assessment_takes_the_place_of_an_overdue_one_when_it_is_closed(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """An open one is shown as under way and settles nothing."""
    an_assessment(bench, anna, programme, decided_on="2025-05-01", next_test="2026-05-01")
    open_one = an_assessment(bench, anna, programme, close=False, decided_on="2026-06-01")
    register = read_register(bench, anna, programme)
    assert [one.id for one in register.due[0].under_way] == [open_one.id]
    an_assessment(bench, anna, programme, decided_on="2026-06-01", next_test="2027-06-01")
    assert read_register(bench, anna, programme).due == ()


def test_a_corrected_day_counts(bench: Workbench, anna: Actor, programme: str) -> None:
    """The register reads the newest version of a record."""
    record = an_assessment(bench, anna, programme, next_test="2026-05-01")
    assert len(read_register(bench, anna, programme).due) == 1
    correct_record(bench, anna, programme, record.id, {"next_test": "2027-05-01"}, 1, "Wrong year")
    assert read_register(bench, anna, programme).due == ()


def test_home_and_overview_say_how_many_are_due(
    bench: Workbench, anna: Actor, programme: str, clock: SetClock
) -> None:
    """Two end-users whose day has come are counted; time alone makes it so."""
    an_assessment(bench, anna, programme, end_user="One")
    an_assessment(bench, anna, programme, end_user="Two")
    start_record(bench, anna, programme, "A4", {"item": "DF-9"})
    assert read_overview(bench, anna, programme, "en").due_reviews == 0
    clock.now = datetime(2027, 2, 20, 9, tzinfo=UTC)
    assert read_overview(bench, anna, programme, "en").due_reviews == 2
    (shown,) = read_dashboard(bench, anna, "nl").programmes
    assert shown.due_reviews == 2


def test_the_register_of_another_company_does_not_exist(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """Not even its number of lines."""
    with pytest.raises(NotFound):
        read_register(bench, a_company(bench, "Zonnewijzer B.V.").person("Otto"), programme)
