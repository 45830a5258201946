"""Terms as texts are searched for them."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from checks import terms as read
from checks.analysis import Analyst
from checks.languages import Language
from checks.lexicon import Concept, TermIndex
from checks.plain_text import blocks_of
from checks.sections import SectionText
from checks.terms import TermProblem, check_terms


@pytest.mark.parametrize(
    ("language", "term", "text"),
    [
        ("en", "residents' group*", "We talk with the residents' groups of the quarter."),
        ("en", "customer's word", "The customer’s word is no source."),
        ("nl", "collega's", "Onze collega's melden het."),
        ("nl", "risico's", "De risico’s staan op de lijst."),
    ],
)
def test_a_term_with_an_apostrophe_is_read_as_texts_are(language: Language, term: str, text: str) -> None:
    """A text has neither the apostrophe nor the s behind it; a term that kept them would never occur."""
    index = TermIndex([Concept("NAMED", {language: (term,)})], language)
    (sentence,) = Analyst(index, language).passage(_section(text, language)).sentences
    assert "NAMED" in sentence.analysis.hits


def test_no_word_of_a_term_is_taken_for_what_the_index_writes_beside_it() -> None:
    index = TermIndex([Concept("OTHER", {"en": ("x",)}), Concept("NAMED", {"en": ("x #0", "x c")})], "en")
    (sentence,) = Analyst(index, "en").passage(_section("x c")).sentences
    assert sentence.analysis.hits == {"OTHER": ((0, 0),), "NAMED": ((0, 1),)}


def test_a_gap_is_a_word_of_its_own() -> None:
    """What only contains the sign is a word like others."""
    index = TermIndex([Concept("NAMED", {"en": ("x a|b~3 c",)})], "en")
    for text, found in (("x a", False), ("x a c", True)):
        (sentence,) = Analyst(index, "en").passage(_section(text)).sentences
        assert ("NAMED" in sentence.analysis.hits) == found


WORDS = (
    "ab",
    "a",
    "*abc",
    "ab*",
    "*",
    "**abc",
    "a*b",
    "a|abc*",
    "|a",
    "a-b",
    "*co-op",
    "~15",
    "~16",
    "~0",
    "~02",
    "~²",
    "~",
)


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_list_is_refused_where_one_of_its_terms_is(length: int) -> None:
    """Most lists are read in one go; what that takes, each term alone must be."""
    for words in product(WORDS, repeat=length):
        term = " ".join(words)
        refused = _refused(read._check_term, term)
        assert _refused(check_terms, [term]) == refused, term
        assert _refused(check_terms, ["ab", term, "abc*"]) == refused, term


@pytest.mark.parametrize(
    "terms", [["approv*", "pull ~2 plug", "owner|holder", "vast+stellen", "co-ordinate"], []]
)
def test_lists_as_they_are_written_are_read_in_one_go(
    terms: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "_check_term", None)
    check_terms(terms)


def _refused(check: Callable[[Any], None], written: str | list[str]) -> bool:
    try:
        check(written)
    except TermProblem:
        return True
    return False


def _section(text: str, language: Language = "en") -> SectionText:
    return SectionText("", "", language, tuple(block for _, block in blocks_of(text)))
