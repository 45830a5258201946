"""The small language in which rules say what belongs together.

STOP! ORDER                    both in one sentence; the cues are tested on STOP
STOP! ORDER|SERVICE -SALES     ORDER or SERVICE, and no SALES in the sentence
STOP! ORDER, in 8 words        ORDER at most 8 words from STOP
APPROVE! BOARD, in 2 sentences spread over at most two sentences
3 of SALES ENGINEERS FINANCE, in passage   three different ones, anywhere in the section
OTHERS&LEFT_OUT STAFF, in 5 sentences      OTHERS and LEFT_OUT in one sentence, STAFF near it
EVENT 3xFUTURE_TENSE, in 6 sentences       FUTURE_TENSE in three sentences of those around EVENT
RECORD!, in context            counts only beside another element of the rule
REPORT!, by anyone             the customer or the State may be the one who acts
END_USER!, asked               a question counts too, where the work is to ask it
STATUTE -RIGHTS, in 1/2 of sentences   at least half of the sentences of the section are of this kind
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from checks.model import WHOLE_SECTION, Item, Line
from checks.names import MOST_KEPT, union

_REACH = re.compile(r"in (\d+) (words|sentences)\Z")
_SHARE = re.compile(r"in ([1-9])/([1-9]) of sentences\Z")
_FLAGS: Mapping[str, Mapping[str, Any]] = {
    "in passage": {"sentences": WHOLE_SECTION},
    "in context": {"context": True},
    "by anyone": {"anyone": True},
    "as hint": {"hint": True},
    "asked": {"asked": True},
}
_COUNT = re.compile(r"(\d+) of ")
_TIMES = re.compile(r"([2-9])x(?=[A-Z])")
_NAME = re.compile(r"[A-Z][A-Z0-9_]*\Z")


class LineProblem(Exception):
    """A line that cannot be read."""


def parse_line(written: str) -> Line:
    """Read one line; raises LineProblem."""
    body, *options = [piece.strip() for piece in " ".join(written.split()).split(",")]
    count = _COUNT.match(body)
    at_least = int(count.group(1)) if count else None
    items: list[Item] = []
    absent: set[str] = set()
    everywhere: set[str] = set()
    for word in body[count.end() if count else 0 :].split():
        if word.startswith("--"):
            everywhere.update(_names(word[2:]))
        elif word.startswith("-"):
            absent.update(_names(word[1:]))
        else:
            items.append(_item(word))
    if not items or (at_least is not None and at_least > len(items)):
        raise LineProblem(f"the line '{written}' asks for nothing that can be found")
    line = Line(tuple(items), union(absent), union(everywhere), at_least=at_least, written=written)
    return _with_options(line, options)


@lru_cache(maxsize=MOST_KEPT)
def _item(word: str) -> Item:
    """One value for the same words: many lines ask for the same thing."""
    times = _TIMES.match(word)
    first, *beside = (word[times.end() :] if times else word).rstrip("!").split("&")
    return Item(
        union(_names(first)),
        word.endswith("!"),
        int(times.group(1)) if times else 1,
        tuple(union(_names(names)) for names in beside),
    )


def _names(word: str) -> list[str]:
    names = word.split("|")
    for name in names:
        if not _NAME.match(name):
            raise LineProblem(f"'{name}' is not the name of a concept")
    return names


def _with_options(line: Line, options: list[str]) -> Line:
    for option in options:
        reach, share = _REACH.match(option), _SHARE.match(option)
        if reach is not None:
            window: Mapping[str, Any] = {reach.group(2): int(reach.group(1))}
            line = replace(line, **window)
        elif share is not None and int(share.group(1)) <= int(share.group(2)):
            line = replace(line, share=Fraction(int(share.group(1)), int(share.group(2))))
        elif option in _FLAGS:
            line = replace(line, **_FLAGS[option])
        else:
            raise LineProblem(f"'{option}' in the line '{line.written}' is not understood")
    return line
