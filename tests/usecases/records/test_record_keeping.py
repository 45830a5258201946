"""Annex forms filled in: kept in versions, closed when finished, corrected in the open."""

import pytest

from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.people import Actor, Role
from app.domain.records import Unfinished
from app.storage import programmes, trail_of_organisation
from app.usecases.records import record_keeping as keeping
from app.usecases.workbench import Workbench
from tests.stories.assessments import FINISHED, an_assessment
from tests.stories.companies import Company, a_company


def test_every_save_is_a_version_that_stays(bench: Workbench, anna: Actor, programme: str) -> None:
    """An unfinished form can be kept, changed and read back as it was, with who saved it."""
    record = an_assessment(bench, anna, programme, close=False, outcome="")
    keeping.save_record(bench, anna, programme, record.id, {"reasons": "Another reason."}, 1)

    view = keeping.read_record(bench, anna, programme, record.id)
    assert (view.record.version, view.record.form, view.record.closed) == (2, "A11@1", False)
    assert view.record.values == {k: v for k, v in FINISHED.items() if k != "outcome"} | {
        "reasons": "Another reason."
    }
    assert [one.number for one in view.versions] == [2, 1]
    assert view.versions[1].values["reasons"] == FINISHED["reasons"]
    assert view.names[view.versions[1].saved_by] == "Anna de Wit"


def test_values_belong_to_no_language(bench: Workbench, anna: Actor, programme: str) -> None:
    """A choice is its id, a number has a point, spaces at the ends go."""
    record = keeping.start_record(
        bench,
        anna,
        programme,
        "A2",
        {"role": "export_control_officer", "person": "  Anna   de Wit ", "hours": "12,5"},
    )
    assert record.values == {"role": "export_control_officer", "person": "Anna de Wit", "hours": "12.5"}


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("outcome", "maybe", "choose_from_the_list"),
        ("next_test", "3 March", "not_a_day"),
        ("next_test", "2027-02-30", "not_a_day"),
        ("rights", "x" * 501, "too_long"),
        ("sources", "x" * 20_001, "too_long"),
        ("sources", "a\x00b", "invalid_character"),
        ("facts", "a heading holds nothing", "unknown_form_field"),
        ("no_such_field", "x", "unknown_form_field"),
        ("end_user", "  ", "missing"),
    ],
)
def test_what_a_field_cannot_hold_is_refused(
    bench: Workbench, anna: Actor, programme: str, field: str, value: str, code: str
) -> None:
    """Each kind of field has its rule, and nothing is kept when one is broken."""
    with pytest.raises(Invalid) as refused:
        an_assessment(bench, anna, programme, close=False, **{field: value})
    assert refused.value.code == code
    assert keeping.list_records(bench, anna, programme) == ()


@pytest.mark.parametrize(
    ("form", "field", "value"),
    [("A2", "hours", "many"), ("A2", "hours", "1e5"), ("A6", "verdict", "perhaps")],
)
def test_numbers_and_choices_of_other_forms_are_checked_too(
    bench: Workbench, anna: Actor, programme: str, form: str, field: str, value: str
) -> None:
    """The rules are those of the template's form, whichever it is."""
    subject = {"A2": "person", "A6": "item"}[form]
    with pytest.raises(Unfinished) as refused:
        keeping.start_record(bench, anna, programme, form, {subject: "x", field: value})
    assert [flaw.field for flaw in refused.value.flaws] == [field]


@pytest.mark.parametrize("field", ["sources", "dissent", "outcome", "next_test", "decided_on", "reasons"])
def test_an_assessment_is_closed_only_when_it_can_be_followed(
    bench: Workbench, anna: Actor, programme: str, field: str
) -> None:
    """Sources, dissent, outcome and the day of the next assessment may not be missing."""
    with pytest.raises(Unfinished) as refused:
        an_assessment(bench, anna, programme, **{field: ""})
    assert [(flaw.field, flaw.code) for flaw in refused.value.flaws] == [(field, "missing")]
    assert an_assessment(bench, anna, programme, close=False, **{field: ""}).closed is False


def test_conditions_are_named_and_the_next_day_comes_later(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """Go with conditions says which; an assessment is not weighed again before it is decided."""
    with pytest.raises(Unfinished) as refused:
        an_assessment(bench, anna, programme, outcome="conditions", next_test="2026-03-03")
    assert [(flaw.field, flaw.code) for flaw in refused.value.flaws] == [
        ("conditions", "conditions_missing"),
        ("next_test", "review_before_decision"),
    ]
    assert an_assessment(bench, anna, programme, outcome="conditions", conditions="Yearly visit").closed


def test_two_people_at_once_lose_nothing(bench: Workbench, anna: Actor, programme: str) -> None:
    """The second save on the same version is refused with what stands."""
    record = an_assessment(bench, anna, programme, close=False)
    keeping.save_record(bench, anna, programme, record.id, {"rights": "Privacy"}, 1)
    with pytest.raises(Conflict) as clash:
        keeping.save_record(bench, anna, programme, record.id, {"rights": "Liberty"}, 1)
    assert clash.value.current["version"] == 2
    assert clash.value.current["values"]["rights"] == "Privacy"


def test_a_closed_record_is_corrected_by_a_version_that_names_the_old(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """Closed is read-only; a correction says why, keeps the old text and stays finished."""
    record = an_assessment(bench, anna, programme)
    with pytest.raises(Conflict) as closed:
        keeping.save_record(bench, anna, programme, record.id, {"reasons": "x"}, 1)
    assert closed.value.code == "record_closed"
    with pytest.raises(Invalid) as silent:
        keeping.correct_record(bench, anna, programme, record.id, {"reasons": "x"}, 1, "  ")
    assert (silent.value.code, silent.value.field) == ("missing", "reason")
    with pytest.raises(Unfinished):
        keeping.correct_record(bench, anna, programme, record.id, {"sources": ""}, 1, "Wrong source")

    keeping.correct_record(bench, anna, programme, record.id, {"outcome": "stop"}, 1, "Unit was renamed")

    view = keeping.read_record(bench, anna, programme, record.id)
    newest, old = view.versions
    assert (newest.corrects, newest.reason, newest.closed) == (1, "Unit was renamed", True)
    assert (newest.values["outcome"], old.values["outcome"]) == ("stop", "go")


def test_an_open_record_needs_no_correction(bench: Workbench, anna: Actor, programme: str) -> None:
    """A correction of something that is not closed is refused."""
    record = an_assessment(bench, anna, programme, close=False)
    with pytest.raises(Invalid) as refused:
        keeping.correct_record(bench, anna, programme, record.id, {"outcome": "stop"}, 1, "No reason")
    assert refused.value.code == "record_not_closed"


def test_weighing_again_takes_the_facts_and_leaves_the_decision(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """A renewed assessment starts from what was known, and everything decided is decided anew."""
    record = an_assessment(bench, anna, programme, trigger="contract")
    again = keeping.read_form(bench, anna, programme, "A11", record.id).values
    kept = ("product", "end_user", "end_use", "sources", "people", "severity")
    assert again == {name: FINISHED[name] for name in kept}
    with pytest.raises(NotFound):
        keeping.read_form(bench, anna, programme, "A6", record.id)


def test_who_may_and_where(bench: Workbench, company: Company, anna: Actor, programme: str) -> None:
    """Records of another company, of another programme and of no known form do not exist."""
    record = an_assessment(bench, anna, programme)
    other = a_company(bench, "Zonnewijzer B.V.").person("Otto", Role.DRAFTER)
    administrator = company.person("Bea", Role.ADMINISTRATOR)
    second = company.programme(anna)
    for actor, place in ((other, programme), (anna, second)):
        with pytest.raises(NotFound):
            keeping.read_record(bench, actor, place, record.id)
        with pytest.raises(NotFound):
            keeping.save_record(bench, actor, place, record.id, {}, 1)
    with pytest.raises(NotAllowed):
        keeping.start_record(bench, administrator, programme, "A11", FINISHED)
    with pytest.raises(NotFound):
        keeping.start_record(bench, anna, programme, "A99", {})


def test_each_act_stands_in_the_trail_with_a_hash(
    bench: Workbench, company: Company, anna: Actor, programme: str
) -> None:
    """Starting, saving, closing and correcting are four different acts, and none shows its text."""
    record = an_assessment(bench, anna, programme, close=False)
    keeping.save_record(bench, anna, programme, record.id, {"rights": "Privacy"}, 1)
    keeping.save_record(bench, anna, programme, record.id, {}, 2, close=True)
    keeping.correct_record(bench, anna, programme, record.id, {"rights": "Liberty"}, 3, "Typing error")
    with bench.work.read(company.organisation.id) as session:
        newest = trail_of_organisation.newest(session, person_id=None, act=None, before=None, most=9)
    lines = [entry for entry in newest if record.id in entry.object]
    acts = [entry.act for entry in lines]
    assert sorted(acts) == ["close_record", "correct_record", "save_record", "start_record"]
    assert all(entry.content and len(entry.content) == 64 for entry in lines)
    assert "Privacy" not in repr(lines)


def test_an_archived_programme_takes_no_records(bench: Workbench, anna: Actor, programme: str) -> None:
    """What is archived can be read and not changed."""
    record = an_assessment(bench, anna, programme)
    with bench.work.write(anna.memberships[0].organisation_id, anna.person.id, silent=True) as act:
        programmes.archive(act.session, programme, act.now)
    with pytest.raises(Conflict) as refused:
        keeping.start_record(bench, anna, programme, "A11", FINISHED)
    assert refused.value.code == "archived"
    assert keeping.read_record(bench, anna, programme, record.id).record.closed
