"""Facts filled in once: versioned, shown everywhere, and honest about approved texts."""

import pytest

from app.domain.errors import Conflict, Invalid
from app.domain.people import Actor
from app.domain.programme import SectionStatus
from app.usecases.progress import steps
from app.usecases.progress.overview import read_overview
from app.usecases.workbench import Workbench
from app.usecases.writing import blanks, drafting

KEY = "icp.2.3"
OFFICER = "export_control_officer"


def test_a_blank_is_filled_once_and_knows_where_it_is_used(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """An unfilled blank that a text names is listed with its label and its sections."""
    drafting.save_section_text(bench, anna, programme, KEY, "Ask {{export_control_officer}}.", 0)
    drafting.save_section_text(bench, anna, programme, "icp.2.1", "So says {{export_control_officer}}.", 0)

    (unfilled,) = blanks.read_blanks(bench, anna, programme).unfilled
    assert (unfilled.key, unfilled.used_in) == (OFFICER, ("icp.2.1", KEY))
    assert unfilled.label["nl"] == "Exportcontrolefunctionaris"

    filled = blanks.fill_blanks(bench, anna, programme, {OFFICER: "  Anna\nde  Wit "}, 0)
    assert (filled.version, filled.values) == (1, {OFFICER: "Anna de Wit"})
    after = blanks.read_blanks(bench, anna, programme)
    assert after.unfilled == ()
    assert after.values == {OFFICER: "Anna de Wit"}


def test_values_not_named_stay_and_an_empty_one_clears(bench: Workbench, anna: Actor, programme: str) -> None:
    """Whoever fills in one fact does not take away another."""
    blanks.fill_blanks(bench, anna, programme, {OFFICER: "Anna", "company_name": "Meridian"}, 0)
    assert blanks.fill_blanks(bench, anna, programme, {OFFICER: ""}, 1).values == {"company_name": "Meridian"}


def test_a_blank_that_only_a_text_knows_can_be_filled_too(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """Somebody typed `{{own_fact}}`: it is listed and fillable like the others."""
    drafting.save_section_text(bench, anna, programme, KEY, "See {{own_fact}}.", 0)
    assert [line.key for line in blanks.read_blanks(bench, anna, programme).unfilled] == ["own_fact"]
    assert blanks.fill_blanks(bench, anna, programme, {"own_fact": "x"}, 0).values == {"own_fact": "x"}


def test_filling_on_an_old_version_is_refused_with_what_stands(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """Two people at once: the second sees the first one's values, and they stand."""
    blanks.fill_blanks(bench, anna, programme, {OFFICER: "First"}, 0)
    with pytest.raises(Conflict) as clash:
        blanks.fill_blanks(bench, anna, programme, {OFFICER: "Second"}, 0)
    assert clash.value.current == {"version": 1, "values": {OFFICER: "First"}}
    assert blanks.read_blanks(bench, anna, programme).values == {OFFICER: "First"}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"Not A Key": "x"}, "unknown_blank"),
        ({"9x": "x"}, "unknown_blank"),
        ({OFFICER: "x" * 501}, "too_long"),
        ({OFFICER: "a\x00b"}, "invalid_character"),
    ],
)
def test_facts_that_cannot_be_kept_are_refused(
    bench: Workbench, anna: Actor, programme: str, given: dict[str, str], code: str
) -> None:
    """Keys are names, values are short and storable."""
    with pytest.raises(Invalid) as refused:
        blanks.fill_blanks(bench, anna, programme, given, 0)
    assert refused.value.code == code


def test_an_approved_section_shows_that_a_fact_in_it_changed(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """Only approved sections that use the changed blank are set to changed after approval."""
    for key, text in (
        (KEY, "Ask {{export_control_officer}}."),
        ("icp.2.1", "No fact."),
        ("icp.4.7", "{{x}}"),
    ):
        drafting.save_section_text(bench, anna, programme, key, text, 0)
        steps.set_section_status(bench, anna, programme, key, SectionStatus.APPROVED, 1)

    filled = blanks.fill_blanks(bench, anna, programme, {OFFICER: "Anna"}, 0)

    assert filled.changed_after_approval == (KEY,)
    rows = read_overview(bench, anna, programme, "en").overview.rows
    status = {row.head.key: row.head.status for row in rows}
    assert status[KEY] is SectionStatus.CHANGED_AFTER_APPROVAL
    assert status["icp.2.1"] is status["icp.4.7"] is SectionStatus.APPROVED
