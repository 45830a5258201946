"""Where one clause of a sentence ends and the next begins."""

from __future__ import annotations

import re

from checks.text import Token

_CLAUSE_END = re.compile(r"[,;:()|?!–—]|\.\s")
_OPENERS = frozenset(
    [
        "but",
        "unless",
        "although",
        "though",
        "because",
        "whereas",
        "while",
        "maar",
        "tenzij",
        "hoewel",
        "omdat",
        "terwijl",
        "want",
        "doch",
        "zodat",
    ]
)


def clause_of_each(text: str, tokens: tuple[Token, ...], joined_at: int) -> tuple[int, ...]:
    """A number per token that rises at punctuation and at conjunctions that open a new clause.

    At `joined_at` a lead-in ("We do not supply:") runs on into its item.
    """
    numbers: list[int] = []
    number = 0
    end = 0
    for token in tokens:
        breaks = _CLAUSE_END.search(text, end, token.start) and not end <= joined_at <= token.start
        if numbers and (breaks or token.form in _OPENERS):
            number += 1
        numbers.append(number)
        end = token.end
    return tuple(numbers)
