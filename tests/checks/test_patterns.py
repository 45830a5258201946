"""Patterns searched together are found where each of them is found alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.patterns import Patterns, _automaton

PATTERNS = (r"\bfte\b", r"\d+ ?%", r"\b[A-Z]{2}\b", r"board", r"[^.]{1,20}\?", r"\[[^\]]+\]", r"5[^.]{2,40}%")


def _found(patterns: Patterns, text: str) -> set[tuple[str, tuple[int, int]]]:
    return {(match.re.pattern, match.span()) for match in patterns.finditer(text)}


def _one_by_one(patterns: tuple[str, ...], text: str) -> set[tuple[str, tuple[int, int]]]:
    return {(one, match.span()) for one in patterns for match in re.finditer(one, text, re.ASCII)}


@given(st.text(alphabet="board fte5%BV.?[]", max_size=60))
def test_together_they_find_what_each_finds(text: str) -> None:
    assert _found(Patterns(PATTERNS), text) == _one_by_one(PATTERNS, text)


@pytest.mark.slow
def test_patterns_too_large_for_one_automaton_are_still_found() -> None:
    many = tuple(rf"\d{{{number}}}[a-z]{{1,900}}\d" for number in range(1, 400))
    assert _automaton(many) is None
    text = "12ab3"
    assert _found(Patterns(many), text) == _one_by_one(many, text) != set()


def test_no_patterns_find_nothing() -> None:
    assert _found(Patterns(()), "board") == set()
