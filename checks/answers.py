"""The scoping answers Q01 to Q30, read in one way: what was said, what of it is known, what was chosen."""

from __future__ import annotations

from collections.abc import Mapping

Answer = list[str] | str | bool | None
Answers = Mapping[str, Answer]

UNKNOWN = "unknown"
"""*I do not know yet*: allowed everywhere, decides nothing, kept as an open point."""
NOTHING = frozenset({"none", "no"})
"""Answers that say "nothing of the kind"."""


def said(answers: Answers, question: str) -> tuple[str, ...]:
    """All that was said to a question, whatever form it was kept in."""
    answer = answers.get(question)
    if answer is None:
        return ()
    if isinstance(answer, bool):
        return ("yes",) if answer else ("no",)
    return tuple(value for value in ((answer,) if isinstance(answer, str) else answer) if value)


def known(answers: Answers, question: str) -> tuple[str, ...] | None:
    """What was said without *I do not know yet*; None when there is no answer or only that.

    A list that was left empty is an answer: none of these.
    """
    all_said = said(answers, question)
    certain = tuple(value for value in all_said if value != UNKNOWN)
    return None if answers.get(question) is None or (all_said and not certain) else certain


def complete(answers: Answers, question: str) -> tuple[str, ...] | None:
    """What was said when that is all there is: None when nothing was, or a part of it is unknown."""
    all_said = said(answers, question)
    return None if not all_said or UNKNOWN in all_said else all_said


def chosen(answers: Answers, question: str) -> tuple[str, ...]:
    """The things that were chosen: neither *I do not know yet* nor "nothing of the kind"."""
    return tuple(value for value in known(answers, question) or () if value not in NOTHING)
