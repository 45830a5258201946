"""Pointing to a passage: judged by the filters, kept with its giver, held as long as the sentence stands."""

import pytest
from sqlalchemy import update
from sqlmodel import col

import checks
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.findings import Judged
from app.domain.people import Actor, Role
from app.domain.pin import Objected
from app.storage.tables import ProgrammeRow
from app.storage.tenancy import EVERY_ORGANISATION
from app.usecases.findings import checking, pinning
from app.usecases.findings.pinning import Passage
from app.usecases.progress.overview import read_dashboard
from app.usecases.trail import trail_reading
from app.usecases.workbench import Workbench
from app.usecases.writing import blanks, drafting
from tests.conftest import SetClock
from tests.stories.companies import Company

KEY, ELSEWHERE = "icp.2.3", "icp.2.1"
DEPUTY = "STR-2.3-DEPUTY"
STOP = "The office opens at nine."
CHAIR = "Joris Smeets sits in her chair on Fridays."
WISH = "We aim to put Joris Smeets in her chair on Fridays."


@pytest.fixture
def programme(bench: Workbench, company: Company, anna: Actor) -> str:
    """A programme that names a deputy in words that no rule knows, and wishes for one."""
    made = company.programme(anna)
    drafting.save_section_text(bench, anna, made, KEY, f"{STOP}\n\n{CHAIR} The mail is read.\n\n{WISH}", 0)
    return made


def deputy(bench: Workbench, actor: Actor, programme: str) -> Judged:
    found = checking.check_programme(bench, actor, programme).findings
    return next(item for item in found if item.finding.rule == DEPUTY)


def block(bench: Workbench, actor: Actor, programme: str, words: str, key: str = KEY) -> str:
    section = drafting.read_section(bench, actor, programme, key)
    return next(one.id for one in section.blocks if words in one.text)


def point(bench: Workbench, actor: Actor, programme: str, quote: str = CHAIR, element: str = "E1") -> None:
    finding = deputy(bench, actor, programme).finding.id
    there = block(bench, actor, programme, quote)
    pinning.point_to(bench, actor, programme, finding, element, Passage(KEY, there, quote))


def test_a_passage_counts_and_shows_who_pointed_to_it(
    bench: Workbench, anna: Actor, programme: str, clock: SetClock
) -> None:
    """The element is present, its evidence is marked, and the pin names person and moment."""
    before = deputy(bench, anna, programme)
    assert (before.finding.verdict, before.pins) == ("not_found", ())
    point(bench, anna, programme)

    after = deputy(bench, anna, programme)
    assert (after.finding.verdict, after.finding.elements["E1"]) == ("partly", "present")
    assert [(e.quote, e.pointed) for e in after.finding.evidence if e.element == "E1"] == [(CHAIR, True)]
    (pin,) = after.pins
    assert (pin.by, pin.pin.given_at, pin.standing, pin.pin.quote) == (
        "Anna de Wit",
        clock.now,
        "holds",
        CHAIR,
    )


def test_every_element_pointed_to_makes_the_finding_found(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """It leaves the list of open findings, and the counts follow at once."""
    before = checking.check_section(bench, anna, programme, KEY)
    point(bench, anna, programme, element="E1")
    point(bench, anna, programme, element="E2")
    after = checking.check_section(bench, anna, programme, KEY)
    assert deputy(bench, anna, programme).is_found
    assert after.programme_counts.fix_first == before.programme_counts.fix_first - 1
    assert any(
        not mark.is_gap
        for mark in after.marks[block(bench, anna, programme, CHAIR)]
        if mark.finding == DEPUTY
    )


def test_kept_counts_do_not_outlive_a_pin(bench: Workbench, anna: Actor, programme: str) -> None:
    """Counts kept before belong to another state: the dashboard does not show them as those of today."""
    checking.keep_counts(bench, programme)
    assert read_dashboard(bench, anna, "en").programmes[0].overview.uncounted == 0
    point(bench, anna, programme)
    assert read_dashboard(bench, anna, "en").programmes[0].overview.uncounted > 0
    checking.keep_counts(bench, programme)
    assert read_dashboard(bench, anna, "en").programmes[0].overview.uncounted == 0


def test_a_filter_objects_and_nothing_is_kept(bench: Workbench, anna: Actor, programme: str) -> None:
    """The refusal says in both languages which words stand in the way; its facts hold no text."""
    with pytest.raises(Objected) as refused:
        point(bench, anna, programme, WISH)
    assert refused.value.code == "passage_objected"
    assert refused.value.says["en"].startswith("“aim to” makes this a wish")
    assert refused.value.says["nl"].startswith("‘aim to’ maakt hiervan een wens")
    assert "aim to" not in repr(refused.value.facts)
    assert deputy(bench, anna, programme).pins == ()


def test_it_lapses_when_the_sentence_changes_and_returns_with_it(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """Another sentence in the block changes nothing; one word in this one does, and that is shown."""
    point(bench, anna, programme)
    text = f"{STOP}\n\n{CHAIR} The mail is opened.\n\n{WISH}"
    drafting.save_section_text(bench, anna, programme, KEY, text, 1)
    assert deputy(bench, anna, programme).pins[0].standing == "holds"

    changed = text.replace("on Fridays", "on Fridays, where possible")
    drafting.save_section_text(bench, anna, programme, KEY, changed, 2)
    item = deputy(bench, anna, programme)
    assert (item.pins[0].standing, item.finding.verdict) == ("lapsed", "not_found")
    assert item.pins[0].objection["nl"] == "Deze zin staat niet meer in de tekst."

    drafting.save_section_text(bench, anna, programme, KEY, text, 3)
    assert deputy(bench, anna, programme).pins[0].standing == "holds"


def test_a_sentence_before_it_can_undo_it(bench: Workbench, anna: Actor, company: Company) -> None:
    """A lead-in that denies its list denies the item that was pointed to: the filters object after all."""
    programme = company.programme(anna)
    item = "put Joris Smeets in her chair"
    drafting.save_section_text(bench, anna, programme, KEY, f"{STOP}\n\nWe do this:\n\n- {item}", 0)
    point(bench, anna, programme, item)
    assert deputy(bench, anna, programme).pins[0].standing == "holds"
    drafting.save_section_text(bench, anna, programme, KEY, f"{STOP}\n\nWe do not do this:\n\n- {item}", 1)
    pin = deputy(bench, anna, programme).pins[0]
    assert (pin.standing, pin.objection["en"]) == ("objected", "“not” denies it.")


def test_it_is_not_needed_once_the_rules_see_the_element(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """What the tool finds by itself is not shown as pointed to."""
    point(bench, anna, programme)
    text = f"{STOP}\n\n{CHAIR}\n\nThe finance director is the deputy and has the same authority."
    drafting.save_section_text(bench, anna, programme, KEY, text, 1)
    item = deputy(bench, anna, programme)
    assert item.is_found
    assert (item.pins[0].standing, item.pinned) == ("not_needed", ())
    assert not any(evidence.pointed for evidence in item.finding.evidence)


def test_a_passage_of_another_section_counts(bench: Workbench, anna: Actor, programme: str) -> None:
    """The element is present in the finding, with the place where the passage really stands."""
    drafting.save_section_text(bench, anna, programme, ELSEWHERE, "Joris Smeets runs her desk too.", 0)
    finding = deputy(bench, anna, programme).finding.id
    there = block(bench, anna, programme, "Joris", ELSEWHERE)
    passage = Passage(ELSEWHERE, there, "Joris Smeets runs her desk too.")
    pinning.point_to(bench, anna, programme, finding, "E1", passage)
    evidence = [one for one in deputy(bench, anna, programme).finding.evidence if one.pointed]
    assert [(one.section, one.block) for one in evidence] == [(ELSEWHERE, there)]


def test_a_blank_that_gets_another_value_lets_it_lapse(
    bench: Workbench, anna: Actor, company: Company
) -> None:
    """People point to what they read, blanks filled in; another name is another sentence."""
    programme = company.programme(anna)
    text = f"{STOP}\n\n{{{{export_control_officer}}}} gives her chair to Joris Smeets."
    drafting.save_section_text(bench, anna, programme, KEY, text, 0)
    blanks.fill_blanks(bench, anna, programme, {"export_control_officer": "Anna de Wit"}, 0)
    finding = deputy(bench, anna, programme).finding.id
    there = block(bench, anna, programme, "Joris")
    quote = "Anna de Wit gives her chair to Joris Smeets."
    pinning.point_to(bench, anna, programme, finding, "E1", Passage(KEY, there, quote))
    assert deputy(bench, anna, programme).pins[0].standing == "holds"
    blanks.fill_blanks(bench, anna, programme, {"export_control_officer": "Piet Bos"}, 1)
    assert deputy(bench, anna, programme).pins[0].standing == "lapsed"


def test_it_is_taken_back_and_pointed_again(bench: Workbench, anna: Actor, programme: str) -> None:
    """Withdrawn, the finding is as before; a second passage replaces the first."""
    finding = deputy(bench, anna, programme).finding.id
    with pytest.raises(NotFound):
        pinning.withdraw_pin(bench, anna, programme, finding, "E1")
    point(bench, anna, programme)
    point(bench, anna, programme, "The mail is read.")
    assert [one.pin.quote for one in deputy(bench, anna, programme).pins] == ["The mail is read."]
    pinning.withdraw_pin(bench, anna, programme, finding, "E1")
    item = deputy(bench, anna, programme)
    assert (item.pins, item.finding.verdict) == ((), "not_found")


def test_the_trail_tells_who_pointed_and_holds_no_words(
    bench: Workbench, anna: Actor, company: Company, programme: str
) -> None:
    """Both acts stand in it under the person's name; the words of the text do not."""
    point(bench, anna, programme)
    pinning.withdraw_pin(bench, anna, programme, deputy(bench, anna, programme).finding.id, "E1")
    keeper = company.person("Keeper", Role.ADMINISTRATOR)
    lines = trail_reading.read_trail(bench, keeper, company.organisation.id).lines
    assert [(line.person, line.act) for line in lines if line.person == "Anna de Wit"][:2] == [
        ("Anna de Wit", "withdraw_pin"),
        ("Anna de Wit", "point_to_passage"),
    ]
    assert "Joris" not in repr(lines)


@pytest.mark.parametrize(
    ("element", "place", "quote", "code"),
    [
        ("E9", KEY, CHAIR, "cannot_be_pointed_to"),
        ("E1", "icp.4.1", CHAIR, "passage_not_there"),
        ("E1", "own.unknown", CHAIR, "passage_not_there"),
        ("E1", KEY, "Joris Smeets sat in her chair.", "passage_not_there"),
        ("E1", KEY, "  \n ", "nothing_pointed_to"),
        ("E1", KEY, "x" * 5001, "too_long"),
    ],
)
def test_what_cannot_be_pointed_to_is_refused(
    bench: Workbench, anna: Actor, programme: str, element: str, place: str, quote: str, code: str
) -> None:
    """An unknown element, a passage that is not there, and nothing at all: each with its code."""
    finding = deputy(bench, anna, programme).finding.id
    there = block(bench, anna, programme, CHAIR)
    with pytest.raises(Invalid) as refused:
        pinning.point_to(bench, anna, programme, finding, element, Passage(place, there, quote))
    assert refused.value.code == code
    assert deputy(bench, anna, programme).pins == ()


def test_what_is_found_needs_no_pointing(bench: Workbench, anna: Actor, programme: str) -> None:
    """An element that the rules see already is refused: nothing is missing."""
    text = "The finance director is the deputy of the officer and has the same authority."
    drafting.save_section_text(bench, anna, programme, KEY, text, 1)
    item = deputy(bench, anna, programme)
    assert item.finding.elements["E1"] == "present"
    there = block(bench, anna, programme, "finance")
    with pytest.raises(Invalid, match="nothing_is_missing"):
        pinning.point_to(bench, anna, programme, item.finding.id, "E1", Passage(KEY, there, text))


def test_one_sentence_carries_three_rules_by_pointing_and_no_fourth(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """A clause of its own serves better than one sentence for everything."""
    there = block(bench, anna, programme, CHAIR)
    refused: list[str] = []
    given: list[str] = []
    for item in checking.check_programme(bench, anna, programme).findings:
        rule = next(r for p in bench.checker.packs for r in p.rules if r.id == item.finding.rule)
        missing = [one.id for one in item.finding.missing if checks.can_be_pinned(rule, one.id)]
        if not missing or len(refused) == 2:
            continue
        try:
            pinning.point_to(bench, anna, programme, item.finding.id, missing[0], Passage(KEY, there, CHAIR))
            given.append(rule.id)
        except Invalid as error:
            if error.code != "passage_objected":
                refused.append(error.code)
    assert len(given) == 3
    assert refused == ["pointed_to_too_often"] * 2


def test_a_submitted_programme_is_not_pointed_at(bench: Workbench, anna: Actor, programme: str) -> None:
    """After submission nothing moves, pins neither."""
    finding = deputy(bench, anna, programme).finding.id
    there = block(bench, anna, programme, CHAIR)
    with bench.work.write(EVERY_ORGANISATION, None, silent=True) as transaction:
        transaction.session.exec(
            update(ProgrammeRow).where(col(ProgrammeRow.id) == programme).values(locked=True)
        )
    with pytest.raises(Conflict, match="locked"):
        pinning.point_to(bench, anna, programme, finding, "E1", Passage(KEY, there, CHAIR))


def test_the_page_lists_the_sentences_of_a_section(bench: Workbench, anna: Actor, programme: str) -> None:
    """Its own section first, with numbers of paragraphs; another one on request; no section without text."""
    drafting.save_section_text(bench, anna, programme, ELSEWHERE, "Another text.", 0)
    finding = deputy(bench, anna, programme).finding.id
    shown = pinning.passages_to_point_at(bench, anna, programme, finding, "E1", None)
    assert [(one.number, one.quotes) for one in shown.blocks] == [
        (1, (STOP,)),
        (2, (CHAIR, "The mail is read.", f"{CHAIR} The mail is read.")),
        (3, (WISH,)),
    ]
    assert set(shown.sections) == {KEY, ELSEWHERE}
    other = pinning.passages_to_point_at(bench, anna, programme, finding, "E1", ELSEWHERE)
    assert [one.quotes for one in other.blocks] == [("Another text.",)]
    with pytest.raises(NotFound):
        pinning.passages_to_point_at(bench, anna, programme, finding, "E1", "icp.4.1")
