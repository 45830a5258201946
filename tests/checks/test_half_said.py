"""Half of an element counts in a passage that says nothing else of the duty, and nowhere else."""

from __future__ import annotations

import pytest

from checks import judge_passage
from checks.languages import Language
from checks.results import PassageJudgement
from tests.evaluation.scoring import pack

LANGUAGES: tuple[Language, ...] = ("en", "nl")
ONE_STANDARD: dict[Language, str] = {
    "en": "We respect human rights in line with the UN Guiding Principles on Business and Human Rights.",
    "nl": "Wij eerbiedigen de mensenrechten volgens de UN Guiding Principles on Business and Human Rights.",
}
APPROVED: dict[Language, str] = {
    "en": "The board of Amsel approved this statement on 4 March 2025.",
    "nl": "De raad van bestuur van Amsel heeft deze verklaring op 4 maart 2025 vastgesteld.",
}
LESS_THAN_HALF: dict[Language, tuple[str, ...]] = {
    "en": (
        "We respect human rights in line with the UN Guiding Principles if the law of the country says so.",
        "We respect human rights in line with the UN Guiding Principles, but not for the army.",
        "We respect human rights in line with the UN Guiding Principles, never for the army.",
        "We believe that human rights as set out in the UN Guiding Principles are important.",
        "We respect human rights in line with the UN Guiding Principles. None of this applies to exports.",
        "We respect human rights in line with the UN Guiding Principles, subject to local law.",
        "The UN Guiding Principles on human rights were published in 2011.",
    ),
    "nl": (
        "Wij eerbiedigen de mensenrechten volgens de UN Guiding Principles mits de wet dat zegt.",
        "Wij eerbiedigen de mensenrechten volgens de UN Guiding Principles, maar nooit voor het leger.",
        "Wij eerbiedigen de mensenrechten volgens de UN Guiding Principles. Dit alles geldt niet.",
        "Wij eerbiedigen de mensenrechten volgens de UN Guiding Principles, behoudens lokaal recht.",
    ),
}


def _judged(text: str, language: Language) -> PassageJudgement:
    return judge_passage(pack(), "HR-POL-01", text, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_half_of_an_element_is_partly_found_and_quoted(language: Language) -> None:
    judged = _judged(ONE_STANDARD[language], language)

    assert (judged.verdict, judged.state, judged.states["E2"]) == ("partly", "half", "half")
    assert [name for name, said in judged.elements.items() if said] == ["E2"]
    assert [(one.element, one.quote) for one in judged.evidence] == [("E2", ONE_STANDARD[language])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_beside_a_whole_element_half_of_another_is_a_gap(language: Language) -> None:
    judged = _judged(f"{APPROVED[language]} {ONE_STANDARD[language]}", language)

    assert (judged.verdict, judged.state) == ("partly", "incomplete")
    assert [name for name, said in judged.elements.items() if said] == ["E1"]


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language in LANGUAGES for text in LESS_THAN_HALF[language]]
)
def test_half_that_is_denied_limited_or_only_believed_counts_for_nothing(
    language: Language, text: str
) -> None:
    assert _judged(text, language).verdict == "not_found"
