"""Findings of a real pack on a real text, what people decide about them, and their counts."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.errors import Invalid, NotFound, TryLater
from app.domain.findings import Judged
from app.domain.people import Actor
from app.usecases.findings import checking, waiving
from app.usecases.machines.checker import Checker
from app.usecases.progress.overview import read_dashboard, read_overview
from app.usecases.workbench import Workbench
from app.usecases.writing import blanks, drafting, inserting
from tests.conftest import SetClock
from tests.stories.companies import Company

KEY = "icp.2.3"
DEPUTY = "STR-2.3-DEPUTY"
STOP = "The export control officer, {{export_control_officer}}, may stop any order."
REASON = "Our group company in Delft deputises."


@pytest.fixture
def programme(bench: Workbench, company: Company, anna: Actor) -> str:
    """A programme whose section 2.3 names nobody who deputises."""
    made = company.programme(anna)
    drafting.save_section_text(bench, anna, made, KEY, STOP, 0)
    return made


def deputy(bench: Workbench, actor: Actor, programme: str) -> Judged:
    found = checking.check_section(bench, actor, programme, KEY)
    return next(item for item in found.in_order if item.finding.rule == DEPUTY)


def test_a_missing_deputy_is_found_and_the_model_clause_solves_it(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """The finding names its clause; inserted and filled in, the finding is found with its evidence."""
    before = checking.check_section(bench, anna, programme, KEY)
    item = deputy(bench, anna, programme)
    assert item.is_open
    assert item.finding.clause == "icp.2.3/deputy"

    inserting.insert_clause(bench, anna, programme, KEY, "icp.2.3/deputy")
    facts = {"deputy_export_control_officer": "Joris Smeets", "export_control_officer": "Anna de Wit"}
    blanks.fill_blanks(bench, anna, programme, facts, 0)

    solved = deputy(bench, anna, programme)
    after = checking.check_section(bench, anna, programme, KEY)
    assert solved.is_found
    assert any("Joris Smeets" in evidence.quote for evidence in solved.finding.evidence)
    assert after.programme_counts.fix_first < before.programme_counts.fix_first


def test_findings_quote_the_text_a_reader_sees_at_the_places_they_name(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """Blanks are judged filled in, and every mark lies on the very words that are quoted."""
    blanks.fill_blanks(bench, anna, programme, {"export_control_officer": "Anna de Wit"}, 0)
    found = checking.check_section(bench, anna, programme, KEY)
    shown = "The export control officer, Anna de Wit, may stop any order."
    quotes = [evidence for item in found.in_order for evidence in item.finding.evidence]
    assert quotes
    for evidence in quotes:
        assert shown[evidence.start : evidence.end] == evidence.quote
    marks = found.marks[found.blocks[0]]
    assert {shown[mark.start : mark.end] for mark in marks} <= {evidence.quote for evidence in quotes}


def test_a_sentence_that_says_one_element_and_touches_on_another_has_one_mark(
    bench: Workbench, company: Company, anna: Actor
) -> None:
    """Who adopted the policy stands there in full, the commitment in part: one number, not two."""
    made = company.programme(anna)
    text = (
        "On 12 January 2026 the board adopted the policy that we respect human rights and follow the OECD "
        "Guidelines and the UN Guiding Principles."
    )
    drafting.save_section_text(bench, anna, made, "icp.2.6", text, 0)
    found = checking.check_section(bench, anna, made, "icp.2.6")
    policy = next(item.finding for item in found.in_order if item.finding.rule == "HR-POL-01")
    states = {policy.elements[one.element] == "present" for one in policy.evidence if one.start == 0}
    assert states == {True, False}
    marks = [one for one in found.marks[found.blocks[0]] if one.finding == "HR-POL-01" and one.start == 0]
    assert [one.is_gap for one in marks] == [False]


def test_a_section_without_text_has_no_findings_to_show(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """*Not started* says enough; the section is not held against anybody."""
    found = checking.check_section(bench, anna, programme, "icp.2.1")
    assert (found.has_text, found.in_order) == (False, ())


def test_an_edit_anywhere_changes_the_result_and_nothing_else_does(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """Results are kept per state of the programme: the same state gives the same object back."""
    first = checking.check_programme(bench, anna, programme)
    assert checking.check_programme(bench, anna, programme).findings[0].finding is first.findings[0].finding
    drafting.save_section_text(bench, anna, programme, KEY, "A deputy is named: Joris Smeets.", 1)
    again = checking.check_programme(bench, anna, programme)
    assert again.fingerprint != first.fingerprint


def test_a_finding_is_set_aside_with_a_reason_until_a_day(
    bench: Workbench, anna: Actor, programme: str, clock: SetClock
) -> None:
    """It counts no more until that day has passed; then it counts again by itself."""
    before = checking.check_section(bench, anna, programme, KEY).programme_counts
    item = deputy(bench, anna, programme)
    until = clock.now.date() + timedelta(days=7)
    waiving.waive_finding(bench, anna, programme, item.finding.id, f"  {REASON} ", until)

    waived = deputy(bench, anna, programme)
    assert waived.waiver is not None
    assert (waived.waiver.reason, waived.is_open, waived.waived_for_other_text) == (REASON, False, False)
    counts = checking.check_section(bench, anna, programme, KEY).programme_counts
    assert counts.fix_first == before.fix_first - 1

    clock.forward(days=7)
    assert not deputy(bench, anna, programme).is_open
    clock.forward(days=1)
    assert deputy(bench, anna, programme).is_open


def test_a_waiver_says_when_the_text_has_changed_since(bench: Workbench, anna: Actor, programme: str) -> None:
    """It still stands, but somebody should look again."""
    item = deputy(bench, anna, programme)
    waiving.waive_finding(bench, anna, programme, item.finding.id, REASON, bench.clock().date())
    drafting.save_section_text(bench, anna, programme, KEY, STOP + " And deliveries.", 1)
    changed = deputy(bench, anna, programme)
    assert not changed.is_open
    assert changed.waived_for_other_text


def test_a_waiver_can_be_withdrawn_once(bench: Workbench, anna: Actor, programme: str) -> None:
    """The finding counts again; withdrawing what does not stand is not found."""
    item = deputy(bench, anna, programme)
    waiving.waive_finding(bench, anna, programme, item.finding.id, REASON, bench.clock().date())
    waiving.withdraw_waiver(bench, anna, programme, item.finding.id)
    assert deputy(bench, anna, programme).is_open
    with pytest.raises(NotFound):
        waiving.withdraw_waiver(bench, anna, programme, item.finding.id)


@pytest.mark.parametrize(
    ("reason", "days", "code"),
    [
        ("too short", 1, "reason_too_short"),
        (" " * 20, 1, "reason_too_short"),
        ("x" * 2001, 1, "reason_too_long"),
        (REASON, -1, "date_in_the_past"),
        (REASON, 800, "date_too_far"),
    ],
)
def test_a_waiver_without_a_reason_or_a_sensible_end_is_refused(
    bench: Workbench, anna: Actor, programme: str, reason: str, days: int, code: str
) -> None:
    """Nothing is set aside for ever, and never without a reason a colleague can follow."""
    item = deputy(bench, anna, programme)
    until = bench.clock().date() + timedelta(days=days)
    with pytest.raises(Invalid) as refused:
        waiving.waive_finding(bench, anna, programme, item.finding.id, reason, until)
    assert refused.value.code == code
    assert deputy(bench, anna, programme).is_open


def test_counts_of_the_overview_are_those_of_the_sections(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """Added up, the findings panes of all sections say what the overview says."""
    drafting.save_section_text(bench, anna, programme, "icp.2.1", "The board commits itself.", 0)
    shown = read_overview(bench, anna, programme, "en").overview
    by_section = [checking.check_section(bench, anna, programme, row.head.key).open for row in shown.in_force]
    assert shown.counts.total == sum(len(found) for found in by_section)
    assert shown.counts.total > 0


def test_a_save_is_followed_by_a_check_that_keeps_counts_for_the_dashboard(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """Saves become one check, in another thread; the dashboard reads what it kept, after a restart too."""
    assert read_dashboard(bench, anna, "en").programmes[0].overview.uncounted > 0
    followed: list[str] = []
    done = threading.Event()

    def follow(programme_id: str) -> None:
        checking.keep_counts(bench, programme_id)
        followed.append(programme_id)
        done.set()

    bench.checker.start(follow)
    try:
        assert done.wait(30)
    finally:
        bench.checker.stop()

    assert followed == [programme]
    restarted = replace(bench, checker=Checker(bench.checker.packs))
    kept = read_dashboard(restarted, anna, "en").programmes[0].overview
    assert kept.uncounted == 0
    assert kept.counts == read_overview(bench, anna, programme, "en").overview.counts


def test_the_dashboard_knows_at_once_what_a_pane_has_just_shown(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """Whoever asks for findings has them counted; the check that follows a save is not waited for."""
    drafting.save_section_text(bench, anna, programme, "icp.2.1", "The board commits itself.", 0)
    pane = checking.check_section(bench, anna, programme, "icp.2.1")
    shown = read_dashboard(bench, anna, "en").programmes[0].overview
    assert shown.uncounted == 0
    assert shown.counts == pane.programme_counts


def test_a_rule_that_breaks_never_costs_a_save_or_a_page(
    bench: Workbench, anna: Actor, programme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text is saved, the overview says *not counted*, and the pane is told to try later."""

    def broken(*_: object) -> None:
        raise RuntimeError("a rule is wrong")

    monkeypatch.setattr("checks.judge.run", broken)
    saved = drafting.save_section_text(bench, anna, programme, KEY, "Saved all the same.", 1)
    assert saved.version == 2
    shown = read_overview(bench, anna, programme, "en").overview
    assert shown.uncounted == len(shown.in_force)
    with pytest.raises(TryLater) as later:
        checking.check_section(bench, anna, programme, KEY)
    assert later.value.code == "checks_unavailable"
