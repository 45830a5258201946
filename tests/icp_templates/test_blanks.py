"""Blanks are found and filled in one pass."""

from hypothesis import given
from hypothesis import strategies as st

from icp_templates import fill, keys_in


def test_a_blank_is_replaced_by_its_value() -> None:
    """Every appearance of a blank gets the value of the programme."""
    text = "{{officer}} stops the order; {{ officer }} tells {{director}}."
    assert fill(text, {"officer": "Anna", "director": "Pieter"}) == "Anna stops the order; Anna tells Pieter."


def test_a_value_is_never_searched_for_blanks() -> None:
    """A value that looks like a blank stays as it is, so values cannot pull in each other."""
    assert fill("{{a}} {{b}}", {"a": "{{b}}", "b": "{{a}}"}) == "{{b}} {{a}}"


def test_a_blank_without_a_value_stays_visible() -> None:
    """A gap is never hidden: a missing or empty value leaves the blank in the text."""
    assert fill("{{known}} and {{unknown}}", {"known": ""}) == "{{known}} and {{unknown}}"


def test_an_escaped_blank_is_text() -> None:
    """A writer can write two braces and mean them."""
    assert fill(r"\{{officer}}", {"officer": "Anna"}) == r"\{{officer}}"
    assert keys_in(r"\{{officer}} {{director}}") == ("director",)


def test_keys_come_once_in_order() -> None:
    """The keys of a text are its blanks in order of first appearance."""
    assert keys_in("{{b}} {{a}} {{b}} {{Not}} {c}") == ("b", "a")


@given(st.text(alphabet="{}ab\\ \n"), st.dictionaries(st.sampled_from(["a", "b", "ab"]), st.text("{}ab\\")))
def test_text_outside_blanks_is_never_changed(text: str, values: dict[str, str]) -> None:
    """Filling without values is the identity, and keys without value change nothing."""
    assert fill(text, {}) == text
    assert fill(text, {key: value for key, value in values.items() if key not in keys_in(text)}) == text
