"""A clause that states everything and gives much room to what nobody asked is doubtful."""

import pytest

from checks import judge_passage
from checks.engine import analysts_for
from checks.languages import Language
from checks.passage import Passage
from checks.results import PassageJudgement
from checks.sections import SectionText, TextBlock
from checks.unasked import unasked
from checks.verdict import judge
from tests.evaluation.scoring import pack
from tests.packs.test_turns import ASSESSMENT

BESIDES: dict[Language, str] = {
    "en": "The firm was founded in an old mill beside the river and has built masts, cabinets and antennas "
    "for harbours ever since, with forty fitters and two dogs.",
    "nl": "De firma is opgericht in een oude molen aan de rivier en bouwt sindsdien masten, kasten en "
    "antennes, met veertig monteurs en twee honden.",
}
FIRM: dict[Language, str] = {
    "en": "A licence, a certificate of the State or the word of a minister that all is well has never been "
    "enough for us and does not close a thing.",
    "nl": "Dat er een vergunning is, dat de order groot is of dat de koper aandringt, is voor ons nooit "
    "genoeg om er ook maar één keer van af te wijken.",
}
LANGUAGES: tuple[Language, ...] = ("en", "nl")
CLAUSE = {language: " ".join(ASSESSMENT[language]) for language in LANGUAGES}


def _judged(text: str, language: Language) -> PassageJudgement:
    return judge_passage(pack(), "HR-RSK-03", text, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_much_room_for_something_else_is_a_doubt(language: Language) -> None:
    plain = _judged(CLAUSE[language], language)
    doubted = _judged(f"{CLAUSE[language]} {BESIDES[language]}", language)

    assert (plain.verdict, doubted.verdict, doubted.state) == ("found", "partly", "conflict")
    assert all(doubted.elements.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_holds_firm_is_none(language: Language) -> None:
    assert _judged(f"{CLAUSE[language]} {FIRM[language]}", language).verdict == "found"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("where", ["{clause}\n\n{besides}", "{besides}\n\n{clause}", "{clause}\n- {besides}"])
def test_a_paragraph_or_an_item_of_its_own_is_none(language: Language, where: str) -> None:
    text = where.format(clause=CLAUSE[language], besides=BESIDES[language])

    assert _judged(text, language).verdict == "found"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_to_a_question_is_none(language: Language) -> None:
    asks = {"en": "Who are our customers?", "nl": "Wie zijn onze afnemers?"}[language]

    assert _judged(f"{CLAUSE[language]} {asks} {BESIDES[language]}", language).verdict == "found"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_remark_is_none(language: Language) -> None:
    remark = {"en": "Ravel Optics builds masts for harbours.", "nl": "Ravel Optiek bouwt masten voor havens."}

    assert _judged(f"{CLAUSE[language]} {remark[language]}", language).verdict == "found"


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_a_programme_other_duties_stand_beside_it(language: Language) -> None:
    text = f"{CLAUSE[language]} {BESIDES[language]}"
    section = SectionText("icp.4.3", "", language, (TextBlock("1", "paragraph", text),))
    passage = analysts_for([pack()]).analyst(pack(), language).passage(section)

    assert not any(defect.of_the_rest for defect, _ in judge(pack().rule("HR-RSK-03"), passage).defects)


EARLIER: dict[Language, str] = {
    "en": "In the earlier version that your inspector read nothing of this was to be found, and the "
    "tables that stood there in its place dealt with masts and their prices.",
    "nl": "In de vorige versie, die uw inspecteur las, was hier niets van te vinden, en de tabellen die "
    "daar in de plaats van stonden gingen over masten en hun prijzen.",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("where", ["{clause} {earlier}", "{earlier} {clause}"])
def test_what_an_earlier_text_lacked_is_no_defect_of_this_one(language: Language, where: str) -> None:
    """Firms that write a revised programme tell the authority what they changed, and why."""
    judged = _judged(where.format(clause=CLAUSE[language], earlier=EARLIER[language]), language)

    assert (judged.verdict, judged.defects) == ("found", ())


def test_a_paragraph_that_states_nothing_is_not_part_of_the_clause() -> None:
    """Not even where none of its words are its own."""
    section = SectionText(
        "", "", "en", (TextBlock("1", "paragraph", CLAUSE["en"]), TextBlock("2", "paragraph", "..."))
    )
    passage = analysts_for([pack()]).analyst(pack(), "en").passage(section)
    result = judge(pack().rule("HR-RSK-03"), passage)
    empty = Passage("", tuple(one for one in passage.sentences if one.block == "2"), frozenset())

    assert not any(defect.of_the_rest for defect, _ in result.defects)
    assert unasked((), empty, ()) == ()
