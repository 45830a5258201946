"""Answers to the interview are read in one way, by scope expressions, hard checks and pages alike."""

import pytest

from checks.answers import Answer, chosen, complete, known, said
from checks.hard.authorisations import against_eu007
from checks.scope import parse


@pytest.mark.parametrize(
    ("answer", "all_said", "is_known", "is_complete", "is_chosen"),
    [
        (None, (), None, None, ()),
        ([], (), (), None, ()),
        ("", (), (), None, ()),
        (True, ("yes",), ("yes",), ("yes",), ("yes",)),
        (False, ("no",), ("no",), ("no",), ()),
        ("unknown", ("unknown",), None, None, ()),
        (["none"], ("none",), ("none",), ("none",), ()),
        (["police", "unknown"], ("police", "unknown"), ("police",), None, ("police",)),
        (["police", ""], ("police",), ("police",), ("police",), ("police",)),
    ],
)
def test_an_answer_is_read_four_ways(
    answer: Answer,
    all_said: tuple[str, ...],
    is_known: tuple[str, ...] | None,
    is_complete: tuple[str, ...] | None,
    is_chosen: tuple[str, ...],
) -> None:
    """All that was said, what is certain of it, all when nothing is open, and the things chosen."""
    answers = {"Q19": answer}
    assert said(answers, "Q19") == all_said
    assert known(answers, "Q19") == is_known
    assert complete(answers, "Q19") == is_complete
    assert chosen(answers, "Q19") == is_chosen


def test_what_is_no_answer_to_one_reader_is_none_to_another() -> None:
    """A value that is left empty neither switches a section on nor collides with an authorisation."""
    answers: dict[str, Answer] = {"Q18": ["", "unknown"]}
    assert parse("Q18 has any").evaluate(answers).value == "unknown"
    assert list(against_eu007(answers)) == []
