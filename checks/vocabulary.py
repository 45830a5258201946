"""The words of all terms by number, and the terms as a tree of them.

Terms are kept as they were written until a text has how they begin, but for the words that begin many. A
programme of sixty pages meets many of them, a clause few; a first check does not wait for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from typing import Any, NamedTuple, TypeAlias, TypeVar

from checks.terms import Concept, spelled

_Value = TypeVar("_Value", bound=Hashable)


class Branch(NamedTuple):
    """Terms that begin alike: the concepts of those that end here, and how the others go on."""

    concepts: tuple[str, ...]
    adjacent: tuple[Onward, ...]
    spaced: tuple[tuple[int, Onward], ...]
    """Up to so many words may stand between."""


Onward: TypeAlias = "dict[int, Branch | str]"
"""Terms that begin alike, by their next word: as they were written until a text has that word too."""


MANY = 20
"""A word whose lines are more than these is read at once: nine of ten such words stand in any programme."""
_NOTHING = Branch((), (), ())
_GAP = re.compile(r"(?<!\S)~(\d+) ")
"""Written with a comma, a gap and the word behind it are one word of a line."""


class Vocabulary:
    """The terms of one language. A word of a term ("approv*", "owner|holder") has a number."""

    def __init__(self, concepts: Iterable[Concept], language: str) -> None:
        self._exact: dict[str, tuple[int, ...]] = {}
        self._prefixes: dict[str, tuple[int, ...]] = {}
        self._loose: list[tuple[str, bool, int]] = []
        self._begun: dict[int, Branch] = {}
        self._shared: dict[Any, Any] = {}
        by_terms = _by_terms(concepts, language)
        self._ending = {
            f",{place}": Branch(tuple(names), (), ()) for place, names in enumerate(by_terms.values())
        }
        by_first: dict[str, list[str]] = {}
        for place, terms in zip(self._ending, by_terms, strict=True):
            for term in spelled(terms):
                first, _, rest = term.partition(" ")
                if "~" in rest:
                    rest = _GAP.sub(r"~\1,", rest)
                by_first.setdefault(first, []).append(f"{rest} {place}" if rest else place)
        # A line for each term: what follows its first word, a gap as "~2,word", and whose it is as ",7": no
        # term has a comma. One text is small.
        unread = {first: "\n".join(lines) for first, lines in by_first.items()}
        self._numbers = self._numbered(unread)
        self._unread = {self._numbers[first]: lines for first, lines in unread.items()}
        for number in [number for number, lines in self._unread.items() if lines.count("\n") >= MANY]:
            self.beginning_with(number)

    def _numbered(self, unread: dict[str, str]) -> dict[str, int]:
        """Every word of a term with its number, put where a text is compared with it.

        The lowest have the words that may stand after a gap, then come others that follow, last those that
        only begin terms: who looks for words that go on passes over most.
        """
        following = dict.fromkeys("\n".join(unread.values()).split())
        spaced = dict.fromkeys(word.partition(",")[2] for word in following if word[0] == "~")
        adjacent = dict.fromkeys(word for word in following if word[0] not in "~,")
        words = spaced | adjacent
        self._spaced_below, self._following_below = len(spaced), len(words)
        numbers = {word: number for number, word in enumerate(words | dict.fromkeys(unread))}
        for word, number in numbers.items():
            self._shelve(word, number)
        return numbers

    def _shelve(self, word: str, number: int) -> None:
        for choice in word.split("|"):
            core = choice.strip("*")
            if choice == core:
                self._exact[core] = (*self._exact.get(core, ()), number)
            elif choice[0] == "*":
                self._loose.append((core, choice[-1] == "*", number))
            else:
                self._prefixes[core] = (*self._prefixes.get(core, ()), number)

    def numbers(self, form: str, lemma: str) -> frozenset[int]:
        """Which words of terms a word of a text is, by its form or its dictionary form."""
        found = self._look_up(form)
        if lemma != form:
            found += self._look_up(lemma)
        return frozenset(found)

    def following(self, numbers: Iterable[int]) -> frozenset[int]:
        """Those of these words that go on after another word of a term."""
        return self._once(frozenset(number for number in numbers if number < self._following_below))

    def spaced(self, numbers: Iterable[int]) -> frozenset[int]:
        """Those of these words that go on after a gap."""
        return self._once(frozenset(number for number in numbers if number < self._spaced_below))

    def _look_up(self, word: str) -> list[int]:
        found = list(self._exact.get(word, ()))
        for length in range(1, len(word) + 1):
            found.extend(self._prefixes.get(word[:length], ()))
        for core, anywhere, number in self._loose:
            if core in word and (anywhere or word.endswith(core)):
                found.append(number)
        return found

    def beginning_with(self, number: int) -> Branch:
        """The terms that begin with a word."""
        unread = self._unread.pop(number, None)
        if unread is not None:
            self._begun[number] = self._branch(unread)
        return self._begun.get(number, _NOTHING)

    def after(self, word: int, terms: Onward) -> Branch:
        """Those of some terms that begin alike that go on with this word, one of their next words."""
        known = terms[word]
        if isinstance(known, str):
            known = terms[word] = self._branch(known)
        return known

    def _branch(self, lines: str) -> Branch:
        """Terms that begin alike; each line says what follows that beginning and whose they are."""
        ending: dict[str, None] = {}
        by_word: dict[str, list[str]] = {}
        for line in lines.split("\n"):
            word, _, rest = line.partition(" ")
            if rest:
                by_word.setdefault(word, []).append(rest)
            else:
                ending |= dict.fromkeys(self._ending[word].concepts)
        concepts = self._once(tuple(ending))
        if not by_word:
            return self._once(Branch(concepts, (), ()))
        adjacent: Onward = {}
        spaced: dict[int, Onward] = {}
        for word, rests in by_word.items():
            known = self._ending.get(rests[0]) if len(rests) == 1 else None
            later = known or "\n".join(rests)
            if word[0] == "~":
                gap, _, word = word[1:].partition(",")
                spaced.setdefault(int(gap), {})[self._numbers[word]] = later
            else:
                adjacent[self._numbers[word]] = later
        return Branch(concepts, (adjacent,) if adjacent else (), tuple(spaced.items()))

    def _once(self, value: _Value) -> _Value:
        """The same value for equal ones: many terms end alike, and many name the same concepts."""
        once: _Value = self._shared.setdefault(value, value)
        return once


def _by_terms(concepts: Iterable[Concept], language: str) -> dict[Iterable[str], list[str]]:
    """The terms as they were written, each list once, with the concepts that have it: some include others."""
    names: dict[Iterable[str], list[str]] = {}
    for concept in concepts:
        for part in concept.parts:
            for key in (language, "both"):
                if key in part.terms:
                    names.setdefault(part.terms[key], []).append(concept.name)
    return names
