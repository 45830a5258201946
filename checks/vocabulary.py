"""The words of all terms by number, and the terms that begin with each of them.

Terms are kept as they were written until a text has their first word. A programme of sixty pages meets most
of them, a clause few; a first check does not wait for the rest.
"""

from __future__ import annotations

import sys
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from checks.terms import Concept, expand

_Value = TypeVar("_Value", bound=Hashable)

Steps = tuple[tuple[int, int], ...]
"""Words that must follow, each with the widest gap before it."""


class Row(NamedTuple):
    """A term after its second word: its concepts, the widest gap before that word, what must follow it."""

    concepts: tuple[str, ...]
    gap: int
    rest: Steps


Rows = dict[int, tuple[Row, ...]]
"""Terms with the same first word, by their second."""


@dataclass(slots=True)
class Opening:
    """What a word begins: the concepts it names alone, and rows without and with a gap after it."""

    concepts: tuple[str, ...] = ()
    adjacent: Rows = field(default_factory=dict)
    gapped: Rows = field(default_factory=dict)


_NOTHING = Opening()


class Vocabulary:
    """The terms of one language. A word of a term ("approv*", "owner|holder") has a number."""

    def __init__(self, concepts: Iterable[Concept], language: str) -> None:
        self._numbers: dict[str, int] = {}
        self._exact: dict[str, tuple[int, ...]] = {}
        self._prefixes: dict[str, tuple[int, ...]] = {}
        self._loose: list[tuple[str, bool, int]] = []
        self._openings: dict[int, Opening] = {}
        self._shared: dict[Any, Any] = {}
        by_first: dict[int, list[str]] = {}
        for concept in concepts:
            for key in (language, "both"):
                for term in concept.terms.get(key, ()):
                    for words in expand(term):
                        by_first.setdefault(self._number(words), []).append(
                            f"{concept.name} {' '.join(words[1:])}"
                        )
        # By number of the first word, a line for each term: its concept and what follows. One text is small.
        self._unread = {first: "\n".join(lines) for first, lines in by_first.items()}

    def _number(self, words: tuple[str, ...]) -> int:
        """The number of the first of these words; all get one."""
        numbers = self._numbers
        for word in words:
            if word not in numbers and word[0] != "~":
                numbers[word] = len(numbers)
                self._shelve(word, numbers[word])
        return numbers[words[0]]

    def _shelve(self, word: str, number: int) -> None:
        for choice in word.split("|"):
            core = choice.strip("*")
            if choice.startswith("*"):
                self._loose.append((core, choice.endswith("*"), number))
            else:
                shelf = self._prefixes if choice.endswith("*") else self._exact
                shelf[core] = (*shelf.get(core, ()), number)

    def numbers(self, form: str, lemma: str) -> tuple[int, ...]:
        """Which words of terms a word of a text is, by its form or its dictionary form."""
        found = self._look_up(form)
        if lemma != form:
            found += self._look_up(lemma)
        return tuple(dict.fromkeys(found))

    def _look_up(self, word: str) -> list[int]:
        found = list(self._exact.get(word, ()))
        for length in range(1, len(word) + 1):
            found.extend(self._prefixes.get(word[:length], ()))
        for core, anywhere, number in self._loose:
            if core in word and (anywhere or word.endswith(core)):
                found.append(number)
        return found

    def opening(self, number: int) -> Opening:
        """The terms that begin with a word, taken apart at the first call."""
        unread = self._unread.pop(number, None)
        if unread is not None:
            self._openings[number] = self._opened(unread)
        return self._openings.get(number, _NOTHING)

    def _opened(self, unread: str) -> Opening:
        by_rest: dict[str, list[str]] = {}
        for line in unread.split("\n"):
            concept, _, rest = line.partition(" ")
            by_rest.setdefault(rest, []).append(sys.intern(concept))
        opening = Opening()
        for rest, names in by_rest.items():
            concepts = self._once(tuple(names))
            if not rest:
                opening.concepts = concepts
                continue
            (gap, second), *steps = self._steps(rest)
            rows = opening.gapped if gap else opening.adjacent
            row = Row(concepts, gap, self._once(tuple(steps)))
            rows[second] = (*rows.get(second, ()), row)
        return opening

    def _steps(self, rest: str) -> Iterator[tuple[int, int]]:
        gap = 0
        for word in rest.split():
            if word[0] == "~":
                gap = int(word[1:])
            else:
                yield self._once((gap, self._numbers[word]))
                gap = 0

    def _once(self, value: _Value) -> _Value:
        """The same value for equal ones: many terms end alike, and many name the same concepts."""
        once: _Value = self._shared.setdefault(value, value)
        return once
