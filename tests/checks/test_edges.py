"""What follows when a clause has said everything is read for what it takes back."""

import pytest

from checks import built_in_packs, judge_passage
from checks.analysis import Analyst
from checks.edges import closing_words
from checks.engine import analysts_for
from checks.frames import ElementResult, Match
from checks.languages import Language
from checks.lexicon import TermIndex
from checks.passage import Passage
from checks.sections import SectionText, TextBlock
from checks.verdict import judge
from tests.packs.test_turns import ASSESSMENT

LANGUAGES: tuple[Language, ...] = ("en", "nl")
CLOSES_WITH: dict[Language, tuple[str, ...]] = {
    "en": (
        "Colleagues abroad have never heard of it.",
        "No colleague at Harlow carries it out.",
        "At Harlow these steps were never taken.",
        "In cases without such an order nobody writes anything.",
    ),
    "nl": (
        "Collega's in het buitenland hebben er nooit van gehoord.",
        "Geen collega voert het uit.",
        "Bij Harlow is zo'n ronde nooit gehouden.",
        "Zonder zo'n opdracht schrijven wij niets op.",
        "Is het daar toegestaan, dan blijft de ronde achterwege.",
    ),
}
ADDS: dict[Language, tuple[str, ...]] = {
    "en": (
        "That a licence was granted does not settle anything for us.",
        "A letter alone does not end the matter.",
        "The reading “nothing found” is entered too.",
        "Donations do not count against harm.",
        "No shipment leaves without that note.",
        "Nobody may skip these steps.",
        "A certificate is not accepted instead.",
        "Questions go to Ms Amsel.",
    ),
    "nl": (
        "Een geldige vergunning is nooit een excuus om het over te slaan.",
        "Met een brief alleen nemen wij geen genoegen.",
        "Ook de uitkomst ‘niets gevonden’ wordt ingeschreven.",
        "Een gift telt hiervoor niet mee.",
        "Zonder notitie geen levering.",
        "Een verleende vergunning opent geen poort.",
        "Vragen gaan naar mevrouw Amsel.",
    ),
}


def _judged(language: Language, *sentences: str) -> tuple[str, str]:
    (pack,) = (pack for pack in built_in_packs() if pack.id == "hr-due-diligence")
    said = judge_passage(pack, "HR-RSK-03", " ".join(sentences), language)
    return said.verdict, said.state


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_closing_denial_is_a_conflict(language: Language) -> None:
    """Who has said everything and then closes with a denial contradicts himself."""
    for closing in CLOSES_WITH[language]:
        assert _judged(language, *ASSESSMENT[language], closing) == ("partly", "conflict"), closing


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_adds_to_the_clause_may_close_it(language: Language) -> None:
    """A denial of an excuse, a quoted result and where questions go take nothing back."""
    for closing in ADDS[language]:
        assert _judged(language, *ASSESSMENT[language], closing) == ("found", "present"), closing


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_words_inside_the_clause_are_no_closing_words(language: Language) -> None:
    """Only what follows the last thing asked for is closing words."""
    first, *rest = ASSESSMENT[language]
    for inside in CLOSES_WITH[language]:
        assert _judged(language, first, inside, *rest) == ("found", "present"), inside


COMPLETED_BY: dict[Language, tuple[str, str]] = {
    "en": (
        "Ms Amsel watches for these triggers and writes date and cause of each review in the register",
        "but no branch has one.",
    ),
    "nl": (
        "Mevrouw Amsel let op deze aanleidingen en noteert datum en oorzaak van elke herziening in het boek",
        "maar zo'n register is er nergens.",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_denial_in_the_sentence_that_completes_a_clause_is_a_conflict(language: Language) -> None:
    """Where the last element is said and denied in one breath, the clause is no longer found."""
    *before, _ = ASSESSMENT[language]
    last, denial = COMPLETED_BY[language]
    assert _judged(language, *before, f"{last}.") == ("found", "present")
    assert _judged(language, *before, f"{last}, {denial}") == ("partly", "conflict")


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_a_programme_another_duty_follows(language: Language) -> None:
    """Closing words are those of a single clause; in a section the next sentence is about something else."""
    (pack,) = (pack for pack in built_in_packs() if pack.id == "hr-due-diligence")
    block = TextBlock("1", "paragraph", " ".join((*ASSESSMENT[language], CLOSES_WITH[language][1])))
    by_itself, in_section = (
        judge(
            pack.rule("HR-RSK-03"),
            analysts_for([pack]).analyst(pack, language).passage(SectionText(key, "", language, (block,))),
        )
        for key in ("", "icp.4.7")
    )
    assert {defect.code for defect, _ in by_itself.defects} == {"D01"}
    assert in_section.defects == ()


def _said(*parts: tuple[tuple[int, ...], ...]) -> ElementResult:
    return ElementResult(
        "present",
        tuple(tuple(Match("present", places, frozenset()) for places in part) for part in parts),
    )


def _passage(sentences: int) -> Passage:
    block = TextBlock("1", "paragraph", " ".join(["It is said."] * sentences))
    return Analyst(TermIndex([], "en"), "en").passage(SectionText("", "", "en", (block,)))


def test_closing_words_follow_the_shortest_complete_beginning() -> None:
    """A part said twice counts where it is said first; one that needs two sentences, at the later one."""
    elements = (_said(((0,), (4,))), _said(((1, 2),), ((1,),)))
    completed_at, *closing = closing_words(elements, _passage(6))
    assert (completed_at, closing) == (2, [3, 4, 5])
    assert list(closing_words((_said(((5,),)),), _passage(6))) == [5]
