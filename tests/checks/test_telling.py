"""An element that only a sentence tells which also denies, limits or sets a condition is doubtful."""

from __future__ import annotations

import pytest

from checks import judge_passage
from checks.languages import Language
from checks.results import PassageJudgement
from tests.evaluation.scoring import pack
from tests.packs.test_turns import ASSESSMENT

LANGUAGES: tuple[Language, ...] = ("en", "nl")
YEARLY = 2
"""The sentence of the clause that tells how often, which bears a condition and a denial but no limit."""
LIMITED: dict[Language, str] = {
    "en": "While a system is in use this happens at least once a year, but only for systems in the Union.",
    "nl": "Zolang een systeem in gebruik is, gebeurt dit minstens eens per jaar, maar alleen voor systemen "
    "in de Unie.",
}
CONDITIONAL: dict[Language, str] = {
    "en": "If a system is in use this happens at least once a year, not for the two in our museum.",
    "nl": "Zolang een systeem in gebruik is, gebeurt dit minstens eens per jaar, niet voor de twee in ons "
    "museum.",
}


def _judged(language: Language, *sentences: str) -> PassageJudgement:
    clause = [*ASSESSMENT[language][:YEARLY], *sentences, *ASSESSMENT[language][YEARLY + 1 :]]
    return judge_passage(pack(), "HR-RSK-03", " ".join(clause), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_limit_in_the_only_sentence_that_tells_an_element_is_a_doubt(language: Language) -> None:
    doubted = _judged(language, LIMITED[language])

    assert (doubted.verdict, doubted.state, doubted.defects) == ("partly", "conflict", ("D13",))
    assert all(doubted.elements.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_element_that_another_sentence_tells_too_is_not_doubted(language: Language) -> None:
    whole = ASSESSMENT[language][YEARLY]

    assert _judged(language, whole, LIMITED[language]).verdict == "found"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_element_bears_takes_nothing_back(language: Language) -> None:
    assert _judged(language, CONDITIONAL[language]).verdict == "found"
