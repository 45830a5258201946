"""A part of a duty that only a sentence tells which also denies, limits or sets a condition is doubtful."""

from __future__ import annotations

import pytest

from checks import judge_passage
from checks.engine import analysts_for
from checks.languages import Language
from checks.results import PassageJudgement
from checks.sections import SectionText, TextBlock
from checks.telling import told_only_with
from checks.verdict import judge
from tests.evaluation.scoring import pack
from tests.packs.test_turns import ASSESSMENT

LANGUAGES: tuple[Language, ...] = ("en", "nl")
YEARLY, RECORDED = 2, 3
"""The sentence of the clause that tells how often, which bears a denial and a condition, but no limit; and
the one that tells who watches and what is recorded, which bears none of them."""
BEGUN: dict[Language, str] = {one: ASSESSMENT[one][RECORDED].rstrip(".") for one in LANGUAGES}
TAKES_BACK: dict[Language, tuple[tuple[str, str], ...]] = {
    "en": (
        (", not for rentals.", "D01"),
        (", with no entry for rentals.", "D01"),
        (", except for rentals.", "D13"),
        (", if she has time.", "D03"),
        (", unless she is away.", "D03"),
        (", except for rentals, regardless of value.", "D13"),
    ),
    "nl": (
        (", niet bij verhuur.", "D01"),
        (", behalve bij verhuur.", "D13"),
        (", mits zij tijd heeft.", "D03"),
        (", tenzij zij er niet is.", "D03"),
    ),
}
KEEPS: dict[Language, tuple[str, ...]] = {
    "en": (
        ", even if the customer objects.",
        ", and sales has no say in it.",
        ", and this is not optional.",
        ", and not only that of the first one.",
        ", more often up to every month.",
        ", and nothing is deleted.",
        ", and only a director may change an entry.",
    ),
    "nl": (
        ", ook indien de klant bezwaar maakt.",
        ", en verkoop heeft daarin geen stem.",
        ", en dit is niet vrijblijvend.",
        ", niet alleen die van de eerste.",
        ", en regels worden niet gewist.",
        ", en alleen de directie mag een regel wijzigen.",
        ", ook als er geen vergunning nodig is.",
    ),
}
LIMITED: dict[Language, str] = {
    "en": "While a system is in use this happens at least once a year, but only for systems in the Union.",
    "nl": "Zolang een systeem in gebruik is, gebeurt dit minstens eens per jaar, maar alleen voor systemen "
    "in de Unie.",
}
BORNE: dict[Language, str] = {
    "en": "If a system is in use this happens at least once a year, not for the two in our museum.",
    "nl": "Indien een systeem in gebruik is, gebeurt dit minstens eens per jaar, niet voor de twee in ons "
    "museum.",
}


def _judged(language: Language, place: int, *sentences: str) -> PassageJudgement:
    """The clause with these sentences in place of one of its own."""
    clause = [*ASSESSMENT[language][:place], *sentences, *ASSESSMENT[language][place + 1 :]]
    return judge_passage(pack(), "HR-RSK-03", " ".join(clause), language)


@pytest.mark.parametrize(
    ("language", "tail", "code"), [(one, *each) for one in LANGUAGES for each in TAKES_BACK[one]]
)
def test_what_takes_back_in_the_only_sentence_that_tells_is_a_doubt(
    language: Language, tail: str, code: str
) -> None:
    doubted = _judged(language, RECORDED, f"{BEGUN[language]}{tail}")

    assert (doubted.verdict, doubted.state) == ("partly", "conflict")
    assert code in doubted.defects
    assert all(doubted.elements.values())


@pytest.mark.parametrize(("language", "tail"), [(one, tail) for one in LANGUAGES for tail in KEEPS[one]])
def test_what_keeps_the_duty_is_none(language: Language, tail: str) -> None:
    assert _judged(language, RECORDED, f"{BEGUN[language]}{tail}").verdict == "found"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_element_that_another_sentence_tells_too_is_not_doubted(language: Language) -> None:
    limited, whole = LIMITED[language], ASSESSMENT[language][YEARLY]

    assert _judged(language, YEARLY, limited).defects == ("D13",)
    assert _judged(language, YEARLY, whole, limited).verdict == "found"


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_a_section_of_a_programme_nothing_is_doubted(language: Language) -> None:
    """There the next sentences are about other duties, and what limits one of those says nothing of this."""
    clause = [*ASSESSMENT[language][:YEARLY], LIMITED[language], *ASSESSMENT[language][YEARLY + 1 :]]
    block = TextBlock("one", "paragraph", " ".join(clause))
    section = SectionText("icp.3.3", "", language, (block,))
    passage = analysts_for([pack()]).analyst(pack(), language).passage(section)

    assert judge(pack().rule("HR-RSK-03"), passage).defects == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_element_bears_takes_nothing_back(language: Language) -> None:
    assert _judged(language, YEARLY, BORNE[language]).verdict == "found"


def test_each_part_of_an_element_is_looked_at_by_itself() -> None:
    rule = pack().rule("HR-WBL-01")
    limit = next(one for one in rule.doubts.defects if one.in_the_telling and one.code == "D13")
    text = "Nobody is dismissed for a report. Only for our own staff the identity stays confidential."
    block = TextBlock("one", "paragraph", text)
    passage = analysts_for([pack()]).analyst(pack(), "en").passage(SectionText("", "", "en", (block,)))
    element = judge(rule, passage).elements["E2"]

    assert element.state == "present"
    assert told_only_with(limit, element, passage) == {1}
