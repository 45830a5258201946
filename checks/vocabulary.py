"""The words of all terms by number, and the terms as a tree of them.

Terms are kept as they were written until a text has how they begin. A programme of sixty pages meets many of
them, a clause few; a first check does not wait for the rest.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from sys import intern
from typing import Any, NamedTuple, TypeAlias, TypeVar

from checks.terms import Concept, spelled

_Value = TypeVar("_Value", bound=Hashable)


class Branch(NamedTuple):
    """Terms that begin alike: the concepts of those that end here; the others by the gap that may follow."""

    concepts: tuple[str, ...]
    onward: tuple[tuple[int, Onward], ...]


Onward: TypeAlias = "dict[int, Branch | str]"
"""Terms that begin alike, by their next word: as they were written until a text has that word too."""


_NOTHING = Branch((), ())


class Vocabulary:
    """The terms of one language. A word of a term ("approv*", "owner|holder") has a number."""

    def __init__(self, concepts: Iterable[Concept], language: str) -> None:
        self._exact: dict[str, tuple[int, ...]] = {}
        self._prefixes: dict[str, tuple[int, ...]] = {}
        self._loose: list[tuple[str, bool, int]] = []
        self._begun: dict[int, Branch] = {}
        self._shared: dict[Any, Any] = {}
        by_terms = _by_terms(concepts, language)
        self._named = {f"#{place}": tuple(names) for place, names in enumerate(by_terms.values())}
        by_first: dict[str, list[str]] = {}
        for place, terms in zip(self._named, by_terms, strict=True):
            for term in spelled(terms):
                first, _, rest = term.partition(" ")
                by_first.setdefault(first, []).append(f"{place} {rest}" if rest else intern(place))
        # A line for each term: which concepts have it and what follows its first word. One text is small, and
        # thousands end with their first word: one text for all that name the same concepts.
        unread = {first: "\n".join(lines) for first, lines in by_first.items()}
        self._numbers = self._numbered(unread)
        self._unread = {self._numbers[first]: lines for first, lines in unread.items()}

    def _numbered(self, unread: dict[str, str]) -> dict[str, int]:
        """Every word of a term with its number, put where a text is compared with it."""
        following = dict.fromkeys("\n".join(unread.values()).split())
        numbers: dict[str, int] = {}
        for word in dict.fromkeys(unread) | following:
            if word[0] not in "~#":
                numbers[word] = len(numbers)
                self._shelve(word, numbers[word])
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
        return self._once(frozenset(found))

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
        """Terms that begin alike; each line says whose they are and what follows that beginning."""
        ending: dict[str, None] = {}
        by_gap: dict[int, dict[int, list[str]]] = {}
        for line in lines.split("\n"):
            place, _, rest = line.partition(" ")
            if not rest:
                ending |= dict.fromkeys(self._named[place])
                continue
            word, _, rest = rest.partition(" ")
            gap = 0
            if word[0] == "~":
                gap = int(word[1:])
                word, _, rest = rest.partition(" ")
            by_gap.setdefault(gap, {}).setdefault(self._numbers[word], []).append(
                f"{place} {rest}" if rest else intern(place)
            )
        onward = tuple((gap, _onward(by_word)) for gap, by_word in by_gap.items())
        concepts = self._once(tuple(ending))
        return Branch(concepts, onward) if onward else self._once(Branch(concepts, ()))

    def _once(self, value: _Value) -> _Value:
        """The same value for equal ones: many terms end alike, and many name the same concepts."""
        once: _Value = self._shared.setdefault(value, value)
        return once


def _onward(by_word: dict[int, list[str]]) -> Onward:
    return {word: "\n".join(lines) for word, lines in by_word.items()}


def _by_terms(concepts: Iterable[Concept], language: str) -> dict[Iterable[str], list[str]]:
    """The terms as they were written, each list once, with the concepts that have it: some include others."""
    names: dict[Iterable[str], list[str]] = {}
    for concept in concepts:
        for part in concept.parts:
            for key in (language, "both"):
                if key in part.terms:
                    names.setdefault(part.terms[key], []).append(concept.name)
    return names
