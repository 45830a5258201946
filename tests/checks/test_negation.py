"""How far a denial reaches: a word, a clause, or a subject that is far away."""

import pytest

from checks import built_in_packs, judge_passage
from checks.analysis import Analyst
from checks.cues import reading_of
from checks.languages import Language
from checks.lexicon import Concept, TermIndex
from checks.negation import Span, not_arranged
from checks.passage import Analysis
from checks.plain_text import blocks_of
from checks.sections import SectionText

PACKS = {pack.id: pack for pack in built_in_packs()}
INDEX = TermIndex(
    [
        Concept("DEPUTY", {"en": ("deputy",)}),
        Concept("NEGATION_AFTER", {"en": ("not",)}),
        Concept("NEGATION_WHOLE", {"en": ("not laid down", "is missing", "says nothing about", "is silent")}),
        Concept("NOT_THERE", {"en": ("nothing has been done", "are open points")}),
        Concept("NOT_ANSWERED", {"en": ("do not ask", "never looked")}),
        Concept("STRENGTHENING", {"en": ("no deputy is missing", "is missing ~9 without")}),
    ],
    "en",
)


def read(text: str) -> tuple[Analysis, Span]:
    """The one sentence, and where "deputy" stands in it."""
    blocks = tuple(block for _, block in blocks_of(text))
    (sentence,) = Analyst(INDEX, "en").passage(SectionText("", "", "en", blocks)).sentences
    (span,) = sentence.analysis.hits["DEPUTY"]
    return sentence.analysis, span


def state(text: str) -> str:
    """How the word "deputy" is meant."""
    analysis, span = read(text)
    return reading_of(analysis, *span, anyone=False).state


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
        "When the deputy may sign, is not laid down.",
        "When it starts, who is the deputy in the days when all others are away, is not laid down.",
        "On Mondays one signs; a deputy for the other days of the week, all of them, is missing.",
        "A deputy, days, powers and dates are not told, and the old list goes.",
        "One officer signs here; a deputy, days and powers are not told.",
        "It says nothing about days, powers and a deputy.",
        "It is silent on days, on a deputy and on powers.",
        "On days, on a deputy and on powers it is silent.",
        "It says nothing about powers or a deputy, and the officer signs.",
        "A deputy is missing: all is left to the officer, without more.",
        "What the deputy does in the long days of the summer we do not ask.",
        "The days are known; how the deputy fares in them, we have never looked.",
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
        "When the deputy is away, a form is missing.",
        "Unless the deputy is away, is not laid down.",
        "Each deputy, new or old, listed or not, signs.",
        "The deputy writes, signs and is not told.",
        "Before approval by the deputy, orders and samples are not sent.",
        "After a stop by the deputy, orders and samples will not move.",
        "Without a deputy, orders and samples are not sent.",
        "When the deputy is away, orders and samples are not sent.",
        "It says nothing about days, and a deputy signs for the officer.",
        "It is silent on days, which the deputy keeps.",
        "On days off, the deputy signs, which is not laid down.",
        "It says nothing about days; a deputy signs.",
        "The deputy signs; how often we do not ask.",
        "How the deputy signs is told here; why, we do not ask.",
        "Each deputy signs, and for a reason we do not ask.",
    ],
)
def test_a_denial_of_something_else_leaves_them_alone(text: str) -> None:
    """A condition, another sentence and a denial that strengthens take nothing back."""
    assert state(text) == "present"


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("Een dealer mag worden opgezegd als hij zich niet aan de regels houdt.", True),
        ("Een dealer wordt door ons niet opgezegd.", False),
    ],
)
def test_a_condition_behind_a_verb_is_a_clause_of_its_own(text: str, present: bool) -> None:
    """In Dutch "niet" takes the words around it, and no comma need part "als hij zich niet ..." from them."""
    rule = PACKS["hr-due-diligence"]
    whole = f"Dealers geven ons de gegevens van hun eindgebruiker en laten zich controleren. {text}"
    assert judge_passage(rule, "HR-INT-01", whole, "nl").elements["E3"] is present


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


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The file stays while the unit is in service and never under six years from the end of 2026."),
        ("en", "Each file is kept for no fewer than six years from the end of the calendar year of export."),
        (
            "nl",
            "Het dossier blijft zolang het toestel draait en nooit korter dan zes jaar na het kalenderjaar.",
        ),
        ("nl", "Het dossier wordt niet korter dan zes jaar na het kalenderjaar van uitvoer bewaard."),
    ],
)
def test_a_floor_under_a_term_is_no_denial(language: Language, text: str) -> None:
    """Who keeps a file "never under ten years" keeps it."""
    elements = judge_passage(PACKS["structure"], "STR-8.1", text, language).elements
    assert elements["E2"]
    assert elements["E3"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nothing has been done so far about a deputy.", True),
        ("Who the deputy is, and when she takes over, are open points.", True),
        ("Who the deputy is, stands in the letter; the days are open points.", False),
        ("The deputy decides, and the days are open points.", False),
        ("They do not tell the deputy.", False),
    ],
)
def test_what_is_lacking_so_far_takes_what_a_mere_not_leaves(text: str, expected: bool) -> None:
    """A ban is a no by itself; it is not there when nothing has been done about it."""
    analysis, span = read(text)
    assert not_arranged(analysis, *span) is expected


def test_a_ban_that_is_still_to_be_made_is_no_ban() -> None:
    """Of a duty whose words are themselves a no, what is openly lacking is not found."""
    lacking = judge_passage(
        PACKS["hr-due-diligence"],
        "HR-GRV-03",
        "Nothing has been done yet against reprisals, and the page is new.",
        "en",
    )
    stated = judge_passage(
        PACKS["hr-due-diligence"],
        "HR-GRV-03",
        "Whoever complains is protected against reprisals by us or the customer.",
        "en",
    )
    assert (lacking.elements["E3"], stated.elements["E3"]) == (False, True)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "In een volgende fase willen wij een meertalige, kosteloze en anonieme variant bouwen."),
        (
            "en",
            "In a later phase we want to build a version in many languages, free of charge and anonymous.",
        ),
    ],
)
def test_a_thing_named_by_its_qualities_is_not_there_while_it_is_wished_for(
    language: Language, text: str
) -> None:
    """No verb of the duty has to be denied for that."""
    elements = judge_passage(PACKS["hr-due-diligence"], "HR-GRV-03", text, language).elements
    assert not any(elements.values())


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Ons zicht reikt niet verder dan de eerste contractpartij.", False),
        ("De reikwijdte stopt niet bij de eerste contractpartij.", True),
    ],
)
def test_a_term_holds_no_denial_of_what_it_tells(text: str, there: bool) -> None:
    """ "Stopt niet bij" goes on, "niet verder dan" does not: a gap after "niet" would take both for one."""
    judged = judge_passage(
        PACKS["hr-due-diligence"], "HR-RSK-01", f"{text} De risicokaart is gedateerd.", "nl"
    )
    assert judged.elements["E3"] is there


RESTRICTED = {
    "en": "It is delivered in the restricted state by default;",
    "nl": "Hij staat standaard in de begrensde stand;",
}


@pytest.mark.parametrize(
    ("requirement", "language", "text", "element", "present"),
    [
        ("HR-CUS-01", "en", "I do not look at how that brigade behaved before.", "E3", False),
        ("HR-CUS-01", "en", "I look at how that brigade behaved before.", "E3", True),
        ("HR-GRV-03", "en", "Reports may be anonymous, by a form which we cannot track.", "E2", True),
        (
            "HR-GRV-01",
            "nl",
            "Klagen mag. Voor wie slechts vermoedt doelwit te zijn, bestaat geen werkwijze.",
            "E3",
            False,
        ),
        ("HR-GRV-01", "nl", "Wie slechts vermoedt doelwit te zijn, helpen wij met bewijs.", "E3", True),
        ("HR-GRV-03", "en", "Reports may be anonymous; we never search for the sender.", "E2", True),
        ("HR-CUS-01", "nl", "Hoe die dienst met mensen omging, toetsen wij niet.", "E3", False),
        ("HR-CUS-01", "nl", "Hoe die dienst met mensen omging, toetsen wij.", "E3", True),
        ("HR-GRV-03", "en", "We have no protection against reprisals.", "E3", False),
        ("HR-GRV-03", "en", "We offer protection against reprisals.", "E3", True),
        ("HR-GRV-03", "nl", "Er is geen bescherming tegen represailles.", "E3", False),
        ("HR-GRV-03", "nl", "Er is bescherming tegen represailles.", "E3", True),
        (
            "HR-PRD-02",
            "en",
            f"{RESTRICTED['en']} a customer can turn a lock off without us knowing.",
            "E2",
            False,
        ),
        (
            "HR-PRD-02",
            "en",
            f"{RESTRICTED['en']} a customer cannot turn a lock off without us knowing.",
            "E2",
            True,
        ),
        (
            "HR-PRD-02",
            "nl",
            f"{RESTRICTED['nl']} de klant kan dat uitschakelen zonder dat wij het merken.",
            "E2",
            False,
        ),
        (
            "HR-PRD-02",
            "nl",
            f"{RESTRICTED['nl']} de klant kan dat niet uitschakelen zonder dat wij het merken.",
            "E2",
            True,
        ),
    ],
)
def test_work_that_is_not_done_is_lacking(
    requirement: str, language: Language, text: str, element: str, present: bool
) -> None:
    """ "I do not look at" takes a topic back; a form that "we cannot track" keeps it."""
    judged = judge_passage(PACKS["hr-due-diligence"], requirement, text, language)
    assert judged.elements[element] is present
