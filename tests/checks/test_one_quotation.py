"""What is quoted for an element of a clause holds the whole of it, in one piece, and nothing of another."""

import pytest

from checks.frames import ElementResult
from checks.lines import parse_line
from checks.model import Element
from checks.one_quotation import in_text, quotations, shown_in_clause
from checks.passage import Passage
from checks.plain_text import blocks_of
from tests.checks.test_evidence import read

ONE = [Element("E1", {}, ())]


def quoted(text: str, *parts: str) -> list[str]:
    """The quotations for the only element of a clause."""
    result, passage = read(text, *parts)
    return joined(text, {"E1": result}, passage, ONE)


def joined(
    text: str, results: dict[str, ElementResult], passage: Passage, elements: list[Element]
) -> list[str]:
    """The quotations for E1."""
    offsets = {block.id: offset for offset, block in blocks_of(text)}
    evidence = in_text(quotations(shown_in_clause(elements, results, passage), passage), text, offsets)
    assert all(item.quote == text[item.start : item.end] for item in evidence)
    return [item.quote for item in evidence if item.element == "E1"]


def test_each_part_is_quoted_where_it_is_said_best() -> None:
    """The sentence that names all that is asked, not each that names some of it."""
    text = "A deputy reads.\n\nThe officer or her deputy stops an order.\n\nA deputy writes."
    assert quoted(text, "OWNER|DEPUTY! STOP|ORDER|QUOTE, in 2 sentences") == [
        "The officer or her deputy stops an order."
    ]


@pytest.mark.parametrize(
    "between", ["", "Rain fell. ", "Rain fell. " * 9, "\n\n"], ids=["nothing", "one", "nine", "a blank line"]
)
def test_two_parts_of_an_element_are_one_quotation_with_what_stands_between(between: str) -> None:
    """Who may stop an order and what waits: who reads one of the two by itself has read half of it."""
    text = f"The officer decides. {between}An order waits."
    assert len(quoted(text, "OWNER!", "ORDER!")) == 1


@pytest.mark.parametrize(("between", "pieces"), [(3, 1), (4, 2)])
def test_items_of_a_list_that_are_far_apart_stay_apart(between: int, pieces: int) -> None:
    text = "\n".join(["- The officer decides.", *["- Rain fell."] * between, "- An order waits."])
    assert len(quoted(text, "OWNER!", "ORDER!")) == pieces


def test_items_of_a_list_that_say_the_same_are_one_quotation() -> None:
    """As many as say it; another matter in the list stays outside."""
    text = "- An order for A stops.\n- An order for B stops.\n- Rain fell."
    assert quoted(text, "STOP! ORDER") == ["An order for A stops.\n- An order for B stops."]


@pytest.mark.parametrize(
    ("who", "elsewhere"),
    [("Mia reads. She waits. ", ""), ("", "Mia reads.\n\n"), ("", "Mia reads. Rain fell. She waits.\n\n")],
)
def test_who_is_meant_is_quoted_with_what_she_does(who: str, elsewhere: str) -> None:
    """ "She stops the order" says who does so only to who reads the sentences of the paragraph before it."""
    assert quoted(f"{elsewhere}{who}She stops an order.", "STOP! ORDER") == [f"{who}She stops an order."]


@pytest.mark.parametrize(
    ("first", "second", "quoted_too"),
    [
        ("The counsel sends a quote.", "At night she stops an order.", True),
        ("The counsel sends a quote.", "At night our counsel stops an order.", False),
        ("A quote waits.", "At night she stops an order.", False),
    ],
)
def test_whoever_is_only_called_she_is_quoted_by_name(first: str, second: str, quoted_too: bool) -> None:
    """Also where the sentence that names her is quoted for something else."""
    text = f"{first} {second}"
    stops, passage = read(text, "STOP! ORDER")
    quotes, _ = read(text, "QUOTE!")

    found = joined(text, {"E1": stops, "E2": quotes}, passage, [*ONE, Element("E2", {}, ())])

    assert found == [text if quoted_too else second]


def test_what_says_less_is_quoted_only_beside_what_says_most_and_for_nothing_else() -> None:
    """The deputy's desk may be the other half of who decides; where the deputy rests is another matter."""
    text = "The officer and her deputy stop it. The deputy has a desk. A quote waits. The deputy rests."
    half, passage = read(text, "OWNER|DEPUTY!")
    quotes, _ = read(text, "QUOTE!")

    alone = joined(text, {"E1": half, "E2": quotes}, passage, [*ONE, Element("E2", {}, ())])

    assert alone == ["The officer and her deputy stop it. The deputy has a desk."]


def test_what_says_it_as_well_is_quoted_with_its_neighbour() -> None:
    """Also where it is quoted for another element; not what says it further away."""
    text = "The officer stops an order. At night a quote must stop.\n\nWe stop."
    stops, passage = read(text, "STOP!")
    results = {"E1": stops, "E2": read(text, "QUOTE!")[0], "E3": read(text, "HR_OWNER!")[0]}
    elements = [Element(name, {}, ()) for name in results]

    found = joined(text, results, passage, elements)

    assert found == ["The officer stops an order. At night a quote must stop."]


@pytest.mark.parametrize(
    ("of_each", "quotation"),
    [
        (False, "The officer rests. A quote waits for the officer. Rain."),
        (
            True,
            "The officer rests. A quote waits for the officer. Rain. The officer rests. The deputy rests.",
        ),
    ],
)
def test_what_is_asked_of_each_is_quoted_wherever_it_is_said(of_each: bool, quotation: str) -> None:
    """With the sentences beside it that speak of another of them, not with those that say another element."""
    text = (
        "The officer rests. A quote waits for the officer. Rain. The officer rests. "
        "The deputy rests. An order for the officer stops."
    )
    each, passage = read(text, "QUOTE!")
    shows = (parse_line("OWNER!"), parse_line("DEPUTY!"))
    elements = [Element("E1", {}, (), shows=shows if of_each else (), of_each=of_each), Element("E2", {}, ())]

    assert joined(text, {"E1": each, "E2": read(text, "STOP! ORDER")[0]}, passage, elements) == [quotation]


def test_where_a_clause_says_everything_twice_all_of_it_is_quoted() -> None:
    """Who deletes what is quoted deletes the clause."""
    assert quoted("The officer stops it.\n\nRain fell.\n\nThe officer stops it.", "OWNER! STOP") == [
        "The officer stops it.",
        "The officer stops it.",
    ]


@pytest.mark.parametrize(
    ("beside", "whole", "lacking"),
    [
        ("Clients are small.", True, True),
        ("Clients do not matter.", True, False),
        ("Clients do not count.", True, True),
        ("Clients are not yet named.", False, False),
        ("| Clients | small |", False, False),
        ("\n\nClients are small.", False, False),
        ("An order waits.", False, False),
    ],
)
def test_what_is_quoted_for_nothing_is_quoted_with_its_neighbour(
    beside: str, whole: bool, lacking: bool
) -> None:
    """It may be the other half, in other words; a "not" is that only in a clause that lacks nothing."""
    text = f"The officer stops it. {beside}"
    stop, passage = read(text, "STOP!")
    results = {"E1": stop, "E2": read(text, "ORDER!")[0]}
    without = {**results, "E3": read(text, "QUOTE!")[0]}
    if results["E2"].state != "present":
        del results["E2"]

    for there, expected in ((results, whole), (without, lacking)):
        elements = [Element(name, {}, ()) for name in there]
        quotes = " ".join(joined(text, there, passage, elements))
        assert (beside.strip() in quotes) == expected


def test_an_item_is_quoted_with_what_else_it_says() -> None:
    """ "Stop where it harms. The worse, the sooner." is one item; the next item is another matter."""
    text = "- The officer stops it. Clients are small.\n- Rain fell."
    assert quoted(text, "STOP!") == ["The officer stops it. Clients are small."]


def test_what_a_shown_sentence_points_at_is_shown_before_it() -> None:
    """ "No sum alters that": who reads it asks what."""
    stop, passage = read("We halt what harms. No order stops that.", "STOP!")
    assert [one.quote for one in quotations(shown_in_clause(ONE, {"E1": stop}, passage), passage)] == [
        "We halt what harms.",
        "No order stops that.",
    ]


@pytest.mark.parametrize(
    ("items", "quoted_items"),
    [
        (["An order stops.", "The update stops.", "Rain fell."], 2),
        (["An order stops.", "The update stops.", "A quote stops.", "Rain fell."], 4),
        (["An order stops.", "The update stops.", "A quote stops.", "Rain fell not."], 3),
    ],
    ids=["two of three", "three of four", "what is denied"],
)
def test_a_list_of_which_most_is_quoted_is_quoted_whole(items: list[str], quoted_items: int) -> None:
    """An item in words that nobody has listed is mostly one more of the same."""
    (found,) = quoted("\n".join(f"- {item}" for item in items), "STOP! ORDER|UPDATE|QUOTE")
    assert found == "\n- ".join(items[:quoted_items])
