"""Where an element is said best: in a sentence that says most of it, and is about nothing else."""

from dataclasses import replace

from checks.best_stated import best_of_each
from checks.lines import parse_line
from checks.model import Element
from tests.checks.test_evidence import read

E1, E2 = (Element(name, {}, ()) for name in ("E1", "E2"))


def test_of_two_sentences_that_say_it_the_one_that_says_nothing_else_is_best() -> None:
    """An officer is named twice; the first of these sentences is there for the order that waits."""
    text = "An order waits for the officer. The officer sits here."
    officer, passage = read(text, "OWNER!")
    order, _ = read(text, "ORDER!")

    assert best_of_each([E1], {"E1": officer}, passage) == {"E1": {0}}
    assert best_of_each([E1, E2], {"E1": officer, "E2": order}, passage) == {"E1": {1}, "E2": {0}}


def test_of_sentences_that_say_the_same_the_one_that_names_it_more_often_is_best() -> None:
    result, passage = read("An officer sits here. The officer stays the officer.", "OWNER!")
    assert best_of_each([E1], {"E1": result}, passage) == {"E1": {1}}


def test_a_sentence_goes_before_the_row_of_a_table() -> None:
    """A row names the officer in passing; the sentence says that there is one."""
    result, passage = read(
        "| Deal | officer |\n|---|---|\n| Large | the officer |\n\nThe officer sits here.", "OWNER!"
    )
    sentences = [one.quote for one in passage.sentences]
    assert best_of_each([E1], {"E1": result}, passage) == {"E1": {sentences.index("The officer sits here.")}}


def test_of_equal_sentences_that_which_has_the_other_half_is_best() -> None:
    """Where an element shows its other half, a sentence with both says more than one with either."""
    result, passage = read("The officer sits here. The officer and her deputy sit there.", "OWNER!")
    with_deputy = replace(E1, shows=(parse_line("DEPUTY!"),))
    assert best_of_each([E1], {"E1": result}, passage) == {"E1": {0}}
    assert best_of_each([with_deputy], {"E1": result}, passage) == {"E1": {1}}
