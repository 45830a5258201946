"""What is shown for an element carries it: neighbours that add nothing to it are not shown."""

import pytest

from checks.analysis import Analyst
from checks.elements import element_result
from checks.evidence import evidence_of
from checks.frames import ElementResult
from checks.lexicon import TermIndex
from checks.lines import parse_line
from checks.model import Element, Part
from checks.passage import Passage
from checks.plain_text import blocks_of
from checks.sections import SectionText
from checks.terms import Concept

WORDS = {
    "OWNER": ("officer",),
    "DEPUTY": ("deputy",),
    "STOP": ("stop",),
    "ORDER": ("order",),
    "QUOTE": ("quote",),
    "UPDATE": ("update",),
    "HR_OWNER": ("counsel",),
    "NEGATION": ("without",),
    "NOT_THERE": ("not yet",),
    "SAYS_NO": ("not",),
    "CLOSES_FIRMLY": ("not count",),
}
INDEX = TermIndex([Concept(name, {"en": terms}) for name, terms in WORDS.items()], "en")


def read(text: str, *parts: str) -> tuple[ElementResult, Passage]:
    """An element with these parts, each one line, and the text in which it is looked for."""
    blocks = tuple(block for _, block in blocks_of(text))
    passage = Analyst(INDEX, "en").passage(SectionText("", "", "en", blocks))
    made = tuple(Part(str(number), (parse_line(line),)) for number, line in enumerate(parts))
    return element_result(Element("E1", {}, made), passage, with_context=True), passage


def shown(text: str, *parts: str) -> list[str]:
    """The quotations for an element with these parts."""
    result, passage = read(text, *parts)
    return [item.quote for item in evidence_of(result, "E1", passage) if result.state == "present"]


def begun(text: str, *parts: str) -> list[str]:
    """The quotations for what is there of an element that is not found."""
    result, passage = read(text, *parts)
    assert result.state == "missing"
    return [item.quote for item in evidence_of(result.begun, "E1", passage)]


def test_of_an_element_that_lacks_a_part_the_other_parts_are_shown() -> None:
    """The order may be stopped, nobody says by whom: what is there is shown."""
    assert begun("An order can be stopped. Good.", "STOP! ORDER", "OWNER!") == ["An order can be stopped."]


def test_what_many_sentences_say_is_no_part_of_an_element() -> None:
    """A word that stands everywhere ("officer") belongs to other duties and is half of none."""
    text = "The officer reads. The officer writes. The officer rests. It may stop an order."
    assert begun(text, "OWNER!", "STOP! ORDER", "QUOTE!") == ["It may stop an order."]


def test_a_sentence_that_says_it_alone_is_shown_alone() -> None:
    """The wide window of a line does not bring in the sentences before and behind."""
    text = "We take an order. The officer can stop an order. An order is large."
    assert shown(text, "STOP! ORDER, in 2 sentences") == ["The officer can stop an order."]


def test_two_sentences_that_need_each_other_are_both_shown() -> None:
    """Where no sentence says it alone, those that say it together are shown."""
    text = "The officer can stop it. It may be an order. All is well."
    assert shown(text, "STOP! ORDER, in 2 sentences") == ["The officer can stop it.", "It may be an order."]


def test_the_sentence_that_counts_most_things_is_shown() -> None:
    """Of things that are counted, what the fullest sentence says needs no other sentence."""
    text = "We take an order. It may stop the quote, the order and the update. Good."
    assert shown(text, "3 of ORDER QUOTE UPDATE, in 3 sentences") == [
        "It may stop the quote, the order and the update."
    ]


def test_all_that_is_counted_is_shown_where_the_rest_would_do() -> None:
    """Who deletes what is shown deletes the element: a rest that is enough by itself is shown too."""
    text = "The quote and the order. The quote, the order and the update."
    assert len(shown(text, "2 of ORDER QUOTE UPDATE, in 3 sentences")) == 2


def test_a_passing_mention_is_not_shown_beside_the_whole_statement() -> None:
    """A sentence that names only the owner adds nothing to the one that names owner and deputy."""
    text = "The officer and her deputy decide. The officer reads the paper."
    assert shown(text, "OWNER!", "DEPUTY!") == ["The officer and her deputy decide."]


def test_a_mention_stays_while_the_element_would_outlive_what_is_shown() -> None:
    """The second sentence carries the element by itself, so it is shown as long as it stands there."""
    text = "The officer can stop an order. We stop."
    assert shown(text, "STOP!") == ["The officer can stop an order.", "We stop."]


def test_the_sentence_that_says_it_is_shown_with_the_one_that_says_of_what() -> None:
    """What the line turns on is meant in the second sentence only; the first has all of its words."""
    text = "An order goes without stop. Then we stop. Good."
    assert shown(text, "STOP! ORDER, in 2 sentences") == ["An order goes without stop.", "Then we stop."]


def test_a_row_stays_where_a_sentence_below_says_more() -> None:
    """What a table says is read in its rows, not in what is said about it."""
    text = "| Who | What |\n|---|---|\n| officer | reads |\n\nThe officer and the deputy rest. We stop."
    assert shown(text, "OWNER!", "DEPUTY!", "STOP!")[0] == "| officer | reads |"


@pytest.mark.parametrize(
    "text",
    [
        "- Small: the officer.\n- Large: the officer and the deputy.",
        "Small: the officer. Large: the officer and the deputy.",
        "1. The officer. 2. The officer and the deputy.",
    ],
)
def test_the_items_of_a_list_stay_together(text: str) -> None:
    """An item that says more than its neighbour does not push it out."""
    assert len(shown(text, "OWNER!", "DEPUTY!")) == 2


def test_the_question_is_shown_with_an_answer_that_rests_on_it() -> None:
    """ "The officer." says something only after the question, "Her deputy can stop it." by itself."""
    assert shown("Who can stop it? The officer.", "STOP! OWNER") == ["Who can stop it?", "The officer."]
    assert shown("Who can? The officer can stop it.", "STOP! OWNER") == ["The officer can stop it."]


def test_the_lead_in_is_shown_with_an_item_that_rests_on_it() -> None:
    """An item says little without the words that lead to it."""
    text = "The officer can stop:\n- an order;\n- a quote."
    assert shown(text, "STOP! ORDER") == ["The officer can stop:", "an order;"]


def test_a_statement_that_we_ask_is_no_question() -> None:
    """What stands before the colon is said, and what is asked after it is its content."""
    said = "Each year the officer asks about any order: can the deputy stop it?"
    assert shown(said, "STOP! ORDER") == [said]
    assert shown("Open point: can the deputy stop an order?", "STOP! ORDER") == []


def test_an_item_that_adds_nothing_to_its_lead_in_is_not_shown() -> None:
    """What the lead-in states by itself is not quoted again with each item."""
    assert shown("The officer can stop:\n- all;\n- anything.", "STOP! OWNER") == ["The officer can stop:"]


def test_a_sentence_between_two_that_are_shown_is_shown_with_them() -> None:
    """What is asked of one reader does not break off in the middle of its paragraph."""
    text = "The officer is Ms Vos. She has studied law. Her deputy is Mr Bos."
    assert len(shown(text, "OWNER!", "DEPUTY!")) == 3
    apart = "The officer is Ms Vos. She has studied law.\nShe sails.\nHer deputy is Mr Bos."
    assert shown(apart, "OWNER!", "DEPUTY!") == ["The officer is Ms Vos.", "Her deputy is Mr Bos."]


def test_the_items_between_two_of_a_series_are_shown() -> None:
    """ "Sellers: ... Dealers: ... Buyers: ..." is one series, whichever of them the words of a line know."""
    text = "Quotes: the officer. Dealers: a name. Buyers: a call. Updates: her deputy."
    assert len(shown(text, "OWNER!", "DEPUTY!")) == 4
    assert len(shown(text.replace("Dealers: a", "Dealers give a"), "OWNER!", "DEPUTY!")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "For quotes the officer decides. For large ones a call comes first.",
        "A quote check is for the officer. A dealer check is for us.",
        "- For quotes the officer decides.\n- For large ones a call comes first.",
        "The officer decides. The same goes for large ones.",
        "De officer beslist. Dit geldt ook voor wat later komt.",
    ],
)
def test_a_sentence_that_goes_on_in_the_same_shape_is_shown(text: str) -> None:
    """One sentence for each case is one statement; "the same goes for" tells how far it reaches."""
    assert len(shown(text, "OWNER!")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The officer decides. For large ones a call comes first.",
        "The officer decides. The price goes up.",
        "We ask the officer. We sail on Sundays.",
        "For quotes the officer decides.\n\nFor large ones a call comes first.",
        "For quotes the officer decides.\n\n- For large ones a call comes first.",
    ],
)
def test_another_sentence_is_not_shown(text: str) -> None:
    """Standing beside it or opening with the same small word makes no series."""
    assert len(shown(text, "OWNER!")) == 1


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("| Quote | the officer |\n| Order | a deputy |\n| Update | the officers' clerk, a deputy |", 3),
        ("Quotes: the officer. Orders: her deputy. Updates: the deputy's clerk.", 3),
        ("Step 1, day 2: the officer. Step 2, day 9: a deputy. Step 3, day 20: one deputy more.", 3),
        ("Quotes: the officer. Orders: her deputy. Place: the hall.", 2),
        ("1. The officer decides. 2. The deputy decides. 3. We tell the deputy.", 3),
    ],
)
def test_the_end_of_a_series_is_shown_where_it_has_a_word_of_the_element(text: str, sentences: int) -> None:
    """Of rows, labels and steps of which two are shown, the next is shown unless it tells another thing."""
    assert len(shown(text, "OWNER!", "DEPUTY!")) == sentences


def test_sentences_that_each_open_with_whom_they_are_about_are_one_series() -> None:
    """ "Sellers do this, dealers do that": what stands between two of them is shown."""
    text = "Officers sign orders. Dealers report. Buyers train people. Deputies read."
    assert len(shown(text.replace("Deputies", "Deputy Bos must"), "OWNER!", "DEPUTY!")) == 4
    assert (
        len(shown(text.replace("Dealers", "We").replace("Deputies", "Deputy Bos must"), "OWNER!", "DEPUTY!"))
        == 2
    )


@pytest.mark.parametrize(
    ("amber", "sentences"),
    [
        ("Amber: the order waits.", 2),
        ("Amber: we wait.", 1),
        ("Amber: the order of anybody whom no one in our house has met before now waits.", 1),
        ("The order waits.", 1),
    ],
)
def test_short_labels_of_one_paragraph_are_shown_together(amber: str, sentences: int) -> None:
    """Who reads "Red: the order stops" without the amber beside it reads half of the rule."""
    assert len(shown(f"1. Red: the order stops. {amber} Work starts later.", "STOP! ORDER")) == sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "An order waits. Then the officer comes. A deputy may stop it.",
            ["A deputy may stop it.", "An order waits."],
        ),
        ("An order waits. The deputy may stop that order.", ["The deputy may stop that order."]),
        ("A deputy may stop it.\n\nAn order waits.", ["A deputy may stop it.", "An order waits."]),
        ("A deputy may stop it.\n\nWe rest. We wait. We rest. An order waits.", ["A deputy may stop it."]),
    ],
)
def test_the_other_half_is_shown_where_it_stands_close_by(text: str, expected: list[str]) -> None:
    """Only where what is shown does not say it by itself."""
    result, passage = read(text, "STOP!")

    quotes = evidence_of(result, "E1", passage, [parse_line("ORDER!")])

    assert sorted(item.quote for item in quotes) == expected


@pytest.mark.parametrize(("first", "rows"), [("officer waits for a quote", 2), ("officer waits", 1)])
def test_a_row_beside_a_single_row_belongs_to_it_with_two_words(first: str, rows: int) -> None:
    """One level of a table says little without the others; a row that names one thing is about another."""
    table = f"| Level | Who |\n|---|---|\n| Low | {first} |\n| High | officer, quote, stop |"
    assert len([quote for quote in shown(table, "OWNER QUOTE STOP!") if "officer" in quote]) == rows


def test_the_heads_of_a_table_are_shown_with_a_row() -> None:
    """ "Measure | Officer" by itself tells nobody who has it."""
    table = "Order | Officer\nUpdate | Ann\nRain | Bea"
    assert shown(table, "OWNER! ORDER!") == ["Order | Officer", "Update | Ann"]


@pytest.mark.parametrize(
    ("line", "beside", "state"),
    [
        ("OWNER! STOP", {0}, "missing"),
        ("OWNER! STOP", {1}, "present"),
        ("OWNER!, as hint", {0}, "present"),
    ],
)
def test_good_will_reads_the_core_where_nothing_else_is_said(line: str, beside: set[int], state: str) -> None:
    """A sentence that states another element says this one only if a line or a hint sees it there."""
    _, passage = read("The officer waits. Rain fell.", "OWNER!")
    element = Element("E1", {}, (Part("1", (parse_line(line),)),))
    assert element_result(element, passage, True, beside=beside).state == state


@pytest.mark.parametrize(("with_context", "state"), [(False, "missing"), (True, "present")])
def test_a_line_in_context_counts_beside_another_element_only(with_context: bool, state: str) -> None:
    """By itself, "the officer" may be named for any reason."""
    _, passage = read("The officer waits.", "OWNER!")
    element = Element("E1", {}, (Part("1", (parse_line("OWNER!, in context"), parse_line("STOP!"))),))
    assert element_result(element, passage, with_context).state == state
