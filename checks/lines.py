"""The small language in which rules say what belongs together.

STOP! ORDER                    both in one sentence; the cues are tested on STOP
STOP! ORDER|SERVICE -SALES     ORDER or SERVICE, and no SALES in the sentence
STOP! ORDER, in 8 words        ORDER at most 8 words from STOP
APPROVE! BOARD, in 2 sentences spread over at most two sentences
2 of SALES ENGINEERS FINANCE, in passage   two of them, anywhere in the section; from 1 to all of them
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
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

from checks.names import MOST_KEPT, union

WHOLE_SECTION = 10_000
"""A window of sentences that no section exceeds."""

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


@dataclass(frozen=True)
class Item:
    """One thing a line asks for: any of these concepts. The core item is what the cues are tested on.

    `times` asks for that many sentences with it: one sentence in the future tense is a promise, most of a
    text in the future tense is an announcement. Of each set in `beside` one must stand in the same sentence.
    """

    concepts: frozenset[str]
    core: bool = False
    times: int = 1
    beside: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True)
class Line:
    """One way of saying something: items that occur together.

    `words` bounds the distance to the core item, `sentences` the number of
    neighbouring sentences; `at_least` asks for so many different items
    instead of all. `context` means: counts only beside another element.
    `absent` must not stand in the sentence, `absent_everywhere` nowhere in the
    section. A `hint` is too broad to count by itself; it is used only where
    nearly everything else of the clause is there. `asked` lets a question count:
    a list of questions to put to a customer is content. `share` asks that so
    much of the section is of this kind: what a text keeps coming back to. To a
    line that is `unheaded` no heading lends its words.
    """

    items: tuple[Item, ...]
    absent: frozenset[str] = frozenset()
    absent_everywhere: frozenset[str] = frozenset()
    words: int | None = None
    sentences: int = 1
    at_least: int | None = None
    context: bool = False
    anyone: bool = False
    hint: bool = False
    asked: bool = False
    share: Fraction | None = None
    unheaded: bool = False
    written: str = ""

    @property
    def concepts(self) -> frozenset[str]:
        """Every concept that it names, present or absent."""
        return union(self.absent, self.absent_everywhere, self.asked_for)

    @cached_property
    def asked_for(self) -> frozenset[str]:
        """Every concept that may stand for one of its items."""
        return union(*(names for item in self.items for names in (item.concepts, *item.beside)))

    @cached_property
    def anchor(self) -> Item:
        """What the cues are tested on and the rest is sought around: the core, else the first item."""
        return next((item for item in self.items if item.core), self.items[0])

    @cached_property
    def may_lack(self) -> int:
        """How many of its items need not be there."""
        return len(self.items) - (self.at_least or len(self.items))

    @property
    def starts(self) -> frozenset[str]:
        """Concepts of which one must occur before the line can hold at all."""
        items = self.items if self.at_least is not None else (self.anchor,)
        return union(*(item.concepts for item in items))

    @cached_property
    def soft(self) -> Line:
        """The core alone, or one thing fewer of a list: enough where the rest of the clause is there."""
        if self.hint:
            return self
        if self.at_least is not None:
            return replace(self, sentences=WHOLE_SECTION, at_least=max(1, self.at_least - 1))
        core = tuple(item for item in self.items if item.core) or self.items[:1]
        return replace(self, items=core, words=None, sentences=WHOLE_SECTION)

    @cached_property
    def half(self) -> Line:
        """Half of what it asks for, in one sentence and meant: there the rest may be told in other words."""
        asked = self.at_least or len(self.items)
        items = tuple(replace(item, core=True) for item in self.items)
        return replace(self, items=items, words=None, sentences=1, at_least=(asked + 1) // 2)


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
    if not items or (at_least is not None and not 1 <= at_least <= len(items)):
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
