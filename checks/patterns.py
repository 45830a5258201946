"""Patterns of rule packs: linear in the text, whatever a pack brings along, and many of them at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

import re2

MEMORY = 128 * 1024
"""Bytes that a pattern may use to be quick; there are hundreds of them. With too little it is slower."""
SHARED_MEMORY = 4 * 1024 * 1024
"""Bytes that the patterns of one automaton may use together."""

_COUNTS_FAR = re.compile(r"\{\d*,?([3-9]\d|\d{3,})\}")
"""Patterns that count to thirty or further: `[^.]{2,90}`."""


class PatternProblem(Exception):
    """A pattern that RE2 refuses."""


class Patterns:
    """Patterns that were checked before, searched together.

    Most have letters that they cannot do without ("board", "%"): a filter tries them only where those stand,
    ten times as fast as one automaton for all. Without any it would try them on every text: they have one,
    and those that count far another. With these in it the first would need a state for each of their counts
    and each state of the others, and no memory holds so many.
    """

    def __init__(self, patterns: tuple[str, ...]) -> None:
        bare = [pattern for pattern in patterns if _is_bare(pattern)]
        near = tuple(pattern for pattern in bare if not _COUNTS_FAR.search(pattern))
        far = tuple(pattern for pattern in bare if _COUNTS_FAR.search(pattern))
        made = [(_automaton(some), some) for some in (near, far) if some]
        self._automata = [(automaton, some) for automaton, some in made if automaton is not None]
        in_them = {pattern for _, some in self._automata for pattern in some}
        self._lettered = re2.Filter()
        for pattern in patterns:
            if pattern not in in_them:
                self._lettered.Add(pattern, _options(MEMORY))
        self._lettered.Compile()

    def finditer(self, text: str) -> Iterator[re2._Match[Any]]:
        """Every place where one of them occurs; `match.re.pattern` tells which. Its text may be bytes."""
        # RE2 searches bytes: where these are the letters, nobody has to count letters for every pattern.
        searched = text.encode() if text.isascii() else text
        for number in self._lettered.Match(searched) or ():
            yield from self._lettered.re(number).finditer(searched)
        for automaton, some in self._automata:
            for number in automaton.Match(searched) or ():
                yield from _compiled(some[number]).finditer(searched)


@lru_cache(maxsize=64)
def searched_together(patterns: tuple[str, ...]) -> Patterns:
    """The same value for the same patterns."""
    return Patterns(patterns)


def check_pattern(pattern: str) -> None:
    """Raises PatternProblem when RE2 refuses it."""
    _is_bare(pattern)


@cache
def _is_bare(pattern: str) -> bool:
    """Whether it may occur in a text without any letters; found out when it is checked."""
    try:
        re2.compile(pattern, _options(MEMORY))
    except re2.error as error:
        raise PatternProblem(f"the pattern cannot be used: {error}") from None
    alone = re2.Filter()
    alone.Add(pattern, _options(MEMORY))
    alone.Compile()
    return alone.Match("", potential=True) is not None


def _automaton(patterns: tuple[str, ...]) -> re2.Set | None:
    """One automaton for these; none where they are too large for that."""
    together = re2.Set.SearchSet(_options(SHARED_MEMORY))
    for pattern in patterns:
        together.Add(pattern)
    try:
        together.Compile()
    except re2.error:
        return None
    return together


@cache
def _compiled(pattern: str) -> re2._Regexp[str]:
    return re2.compile(pattern, _options(MEMORY))


def _options(memory: int) -> re2.Options:
    """RE2 says what is wrong to us, not to the log."""
    options = re2.Options()
    options.log_errors = False
    options.max_mem = memory
    return options
