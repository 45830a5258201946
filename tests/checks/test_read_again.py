"""A quotation unlike what usually states its element does not count; its other half is quoted with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks import judge_passage
from checks.frames import ElementResult
from checks.languages import Language
from checks.model import Element, Pack
from checks.passage import Passage
from checks.read_again import in_full, unusual
from checks.usual_words import UsualWords
from tests.checks.test_evidence import read
from tests.evaluation.scoring import pack
from tests.packs.test_turns import ASSESSMENT, TURNS

LANGUAGES: tuple[Language, ...] = ("en", "nl")
OF_ANOTHER_SUBJECT: dict[Language, tuple[str, str, str]] = {
    "en": (
        "HR-WBL-01",
        "E4",
        "Fault reports. Staff and contractors report breakdowns with the form. The desk confirms within an "
        "hour, registers the number and appoints an independent tester who investigates the cause.",
    ),
    "nl": (
        "HR-POL-03",
        "E1",
        "Wij maken bekend wat er aan de ontvanger verandert. De release notes staan op de website, de "
        "productmanager is eigenaar van die pagina en alle klanten krijgen bij elke wijziging bericht.",
    ),
}
OF_THE_STATEMENT: dict[Language, str] = {
    "en": "The human-rights statement stands on our public website; the compliance manager owns that page.",
    "nl": "De mensenrechtenverklaring staat op onze openbare site; de compliancemanager is de eigenaar.",
}


def _without_usual_words(whole: Pack) -> Pack:
    rules = (
        replace(rule, elements=tuple(replace(one, usual={}) for one in rule.elements)) for rule in whole.rules
    )
    return replace(whole, rules=tuple(rules))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quotation_about_another_subject_does_not_count(language: Language) -> None:
    """By the lines alone a page with release notes is where the statement can be read."""
    requirement, element, text = OF_ANOTHER_SUBJECT[language]
    by_lines = judge_passage(_without_usual_words(pack()), requirement, text, language)
    judged = judge_passage(pack(), requirement, text, language)
    assert by_lines.states[element] == "present"
    assert (judged.states[element], judged.elements[element]) == ("unusual", False)
    assert element not in {one.element for one in judged.evidence}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quotation_in_usual_words_counts(language: Language) -> None:
    judged = judge_passage(pack(), "HR-POL-03", OF_THE_STATEMENT[language], language)
    assert (judged.verdict, judged.states["E1"]) == ("partly", "present")
    assert [one.quote for one in judged.evidence if one.element == "E1"] == [OF_THE_STATEMENT[language]]


def _read(text: str, usual: UsualWords, *parts: str) -> tuple[Element, ElementResult, Passage]:
    result, passage = read(text, *parts)
    return Element("E1", {}, (), usual={"en": usual}), result, passage


@pytest.mark.parametrize(
    ("weight", "complete", "falls"),
    [(-15, False, False), (-16, False, True), (-94, True, False), (-95, True, True)],
)
def test_where_all_is_said_only_what_is_very_unlike_falls(weight: int, complete: bool, falls: bool) -> None:
    """Such a clause is seldom wrong: odds of two to three against it are not enough there."""
    element, result, passage = _read("The officer decides.", UsualWords(f"officer {weight}"), "OWNER!")
    shown = {"E1": set(result.places)}
    assert unusual([element], shown, complete, passage, "en") == ({"E1"} if falls else set())


def test_what_nobody_has_counted_is_left_to_the_lines() -> None:
    """None of its words is listed; in another language no word can be."""
    element, result, passage = _read("The officer decides.", UsualWords("rain -90"), "OWNER!")
    shown = {"E1": set(result.places)}
    assert not unusual([element], shown, False, passage, "en")
    known = replace(element, usual={"en": UsualWords("officer -90")})
    assert unusual([known], shown, False, passage, "en") == {"E1"}
    assert not unusual([known], shown, False, passage, "nl")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("The officer decides. An order waits then.", {0, 1}),
        ("An order waits then. The officer decides.", {0, 1}),
        ("The officer decides. Rain fell then.", {0}),
        ("The officer decides.\n\nAn order waits then.", {0}),
        ("The officer decides. An order waits not yet.", {0}),
        ("- The officer decides.\n- An order waits then.", {0, 1}),
    ],
    ids=["after", "before", "another matter", "another paragraph", "not there yet", "a list"],
)
def test_the_other_half_right_beside_it_is_quoted_too(text: str, pieces: set[int]) -> None:
    """Where it makes the quotation much more like, in the same paragraph or list, and means what it says."""
    element, result, passage = _read(text, UsualWords("officer 5, order 60"), "OWNER!")
    found = in_full([element], {"E1": set(result.places)}, passage, "en")["E1"]
    assert {place if result.places[0] == 0 else 1 - place for place in found} == pieces


def test_a_few_sentences_at_most_are_added() -> None:
    """However many would make it more like."""
    orders = "".join(f" An order waits {day}." for day in ("monday", "tuesday", "friday", "sunday", "easter"))
    usual = UsualWords("officer 5, monday 60, tuesday 90, friday 120, sunday 150, easter 180")
    element, result, passage = _read(f"The officer decides.{orders}", usual, "OWNER!")
    found = in_full([element], {"E1": set(result.places)}, passage, "en")["E1"]
    assert sorted(found) == [0, 1, 2, 3]


def test_one_paragraph_that_is_like_is_enough() -> None:
    """What another says of the same in unlike words takes nothing back."""
    usual = UsualWords("decide 40, printer -900")
    element, _, passage = _read("The officer decides.\n\nThe officer buys a printer.", usual, "OWNER!")
    assert not unusual([element], {"E1": {0, 1}}, False, passage, "en")
    assert unusual([element], {"E1": {1}}, False, passage, "en") == {"E1"}


def test_a_contracted_denial_counts_as_one() -> None:
    element, result, passage = _read("The officer doesn't decide.", UsualWords("not -90"), "OWNER!")
    assert unusual([element], {"E1": set(result.places)}, False, passage, "en") == {"E1"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("fallen", "reading"),
    [(0, ("partly", "conflict")), (1, ("partly", "conflict")), (2, ("not_found", "contradicted"))],
)
def test_a_doubted_clause_of_which_two_elements_fall_is_not_found(
    language: Language, fallen: int, reading: tuple[str, str]
) -> None:
    """By the lines alone it is a conflict: all is said, and something takes it back."""
    whole, text = pack(), " ".join((*ASSESSMENT[language], TURNS[language][0]))
    unlike = {language: UsualWords("launch -999, abuse -999, lancering -999, misbruik -999")}
    elements = whole.rule("HR-RSK-03").elements
    changed = tuple(replace(one, usual=unlike if at < fallen else {}) for at, one in enumerate(elements))
    rules = (replace(one, elements=changed) if one.id == "HR-RSK-03" else one for one in whole.rules)
    judged = judge_passage(replace(whole, rules=tuple(rules)), "HR-RSK-03", text, language)
    assert (judged.verdict, judged.state) == reading
    assert sum(state == "unusual" for state in judged.states.values()) == fallen
