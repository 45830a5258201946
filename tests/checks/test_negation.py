"""How far a denial reaches: a word, a clause, or a subject that is far away."""

import pytest

from checks.analysis import Analyst
from checks.cues import reading_of
from checks.lexicon import Concept, TermIndex
from checks.plain_text import blocks_of
from checks.sections import SectionText

INDEX = TermIndex(
    [
        Concept("DEPUTY", {"en": ("deputy",)}),
        Concept("NEGATION_AFTER", {"en": ("not",)}),
        Concept("NEGATION_WHOLE", {"en": ("not laid down", "is missing")}),
        Concept("STRENGTHENING", {"en": ("no deputy is missing",)}),
    ],
    "en",
)


def state(text: str) -> str:
    """How the word "deputy" is meant."""
    blocks = tuple(block for _, block in blocks_of(text))
    (sentence,) = Analyst(INDEX, "en").passage(SectionText("", "", "en", blocks)).sentences
    (span,) = sentence.analysis.hits["DEPUTY"]
    return reading_of(sentence.analysis, *span, anyone=False).state


@pytest.mark.parametrize(
    "text",
    [
        "She has not got a deputy.",
        "A deputy for the days in August on which she is abroad with the whole family is not laid down.",
        "Who is the deputy of the export control officer in those days, is not laid down.",
        "A deputy with the same power for all these long days is missing.",
        "A deputy with the same power, or a second officer who helps her, is therefore not laid down.",
        "The deputy, the days of absence and the powers are not laid down.",
        "They do not alter features, appoint a deputy or hold a launch.",
    ],
)
def test_a_denial_reaches_its_words(text: str) -> None:
    """What is said not to be arranged is denied as a whole, even where the subject is a clause of its own."""
    assert state(text) == "negated"


@pytest.mark.parametrize(
    "text",
    [
        "The form is not needed by all of the people who ask for it so that the deputy can sign.",
        "The deputy signs as long as and when a form is missing.",
        "The deputy signs; a form is missing.",
        "No deputy is missing.",
        "They do not alter features, and a deputy or a director signs.",
        "They do not alter features, the deputy or a director signs.",
        "They are not alone, name a deputy or a director.",
        "The deputy signs, and the day and the hour are not laid down.",
        "The deputy signs, and the day is not laid down.",
        "We name a deputy, a director and a form that is missing.",
        "When the deputy is away, is a form missing.",
    ],
)
def test_a_denial_of_something_else_leaves_them_alone(text: str) -> None:
    """A condition, another sentence and a denial that strengthens take nothing back."""
    assert state(text) == "present"


def test_a_row_of_names_in_dutch_has_no_subject_of_its_own() -> None:
    """ "Doel, plaats en aantal zijn niet bepaald" denies all three; "wij bepalen de plaats, ..." does not."""
    words = {"PLACE": ("plaats",), "NEGATION_WHOLE": ("niet bepaald",)}
    index = TermIndex([Concept(name, {"nl": terms}) for name, terms in words.items()], "nl")
    for text, meant in (
        ("De plaats, het doel en het aantal zijn niet bepaald.", "negated"),
        ("Wij kiezen de plaats, het doel en het aantal zijn niet bepaald.", "present"),
    ):
        blocks = tuple(block for _, block in blocks_of(text))
        (sentence,) = Analyst(index, "nl").passage(SectionText("", "", "nl", blocks)).sentences
        (span,) = sentence.analysis.hits["PLACE"]
        assert reading_of(sentence.analysis, *span, anyone=False).state == meant
