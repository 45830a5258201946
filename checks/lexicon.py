"""Concepts found in the tokens of a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import re2

from checks.terms import Concept, expand, quiet
from checks.text import Token

MOST_WORDS = 200_000

_Steps = tuple[tuple[int, int], ...]
"""Words that must follow, each with the widest gap before it."""

Hits = dict[str, tuple[tuple[int, int], ...]]
"""Concept name to the (first, last) token positions of each occurrence."""


DENIALS = frozenset({"not", "never", "niet", "nooit", "geen"})
STRENGTHENED = frozenset({"only", "just", "merely", "alleen", "slechts", "enkel"})


@dataclass
class _Shelf:
    """Word patterns, sorted by how they can be looked up fast."""

    exact: dict[str, tuple[int, ...]] = field(default_factory=dict)
    prefixes: dict[str, tuple[int, ...]] = field(default_factory=dict)
    loose: list[tuple[str, bool, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Word:
    """What a word can be or begin: its word patterns, the concepts it names alone, the rows it may open."""

    atoms: frozenset[int]
    concepts: tuple[str, ...]
    adjacent: tuple[dict[int, list[_Row]], ...]
    gapped: tuple[dict[int, list[_Row]], ...]


class _Row(NamedTuple):
    """A term after its first word: its concepts, and the words that must follow with the gaps before them."""

    concepts: tuple[str, ...]
    rest: _Steps


class TermIndex:
    """All terms of one language, ready to be found in sentences."""

    def __init__(self, concepts: Iterable[Concept], language: str) -> None:
        self._shelf = _Shelf()
        self._single: dict[int, tuple[str, ...]] = {}
        self._adjacent: dict[int, dict[int, list[_Row]]] = {}
        self._gapped: dict[int, dict[int, list[_Row]]] = {}
        # Looks for letters that a pattern cannot do without before it tries the pattern: ten times as fast
        # as all of them in one set. `_patterns` names the concept of each.
        self._quick = re2.Filter()
        self._patterns: list[str] = []
        self._seen: dict[tuple[str, str], _Word] = {}
        concepts = tuple(concepts)
        self._take_terms(
            (concept.name, words)
            for concept in concepts
            for term in (*concept.terms.get(language, ()), *concept.terms.get("both", ()))
            for words in expand(term)
        )
        self._take_patterns((concept.name, pattern) for concept in concepts for pattern in concept.patterns)

    def _take_terms(self, terms: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """Concept and words of each term. Many terms end alike and many name the same concepts: kept once."""
        atoms: dict[str, int] = {}
        rests: dict[_Steps, _Steps] = {}
        names: dict[tuple[int, _Steps], list[str]] = defaultdict(list)
        for concept, words in terms:
            gap = 0
            steps = []
            for word in words:
                if word[0] == "~":
                    gap = int(word[1:])
                    continue
                number = atoms.get(word)
                if number is None:
                    number = atoms[word] = len(atoms)
                    self._shelve(word, number)
                steps.append((gap, number))
                gap = 0
            rest = tuple(steps[1:])
            names[steps[0][1], rests.setdefault(rest, rest)].append(concept)
        shared: dict[tuple[str, ...], tuple[str, ...]] = {}
        for (start, rest), concepts in names.items():
            named = shared.setdefault(tuple(concepts), tuple(concepts))
            if rest:
                gap, second = rest[0]
                rows = (self._gapped if gap else self._adjacent).setdefault(start, {})
                rows.setdefault(second, []).append(_Row(named, rest))
            else:
                self._single[start] = named

    def _take_patterns(self, patterns: Iterable[tuple[str, str]]) -> None:
        for concept, pattern in patterns:
            self._patterns.append(concept)
            self._quick.Add(pattern, quiet())
        if self._patterns:
            self._quick.Compile()

    def find(self, tokens: tuple[Token, ...], text: str) -> Hits:
        """Every occurrence of every concept; `text` is what the tokens were cut from."""
        found: dict[str, set[tuple[int, int]]] = defaultdict(set)
        words = [self._word(token) for token in tokens]
        atoms = [word.atoms for word in words]
        anywhere = frozenset().union(*atoms)
        denials = _denials(tokens)
        for first, word in enumerate(words):
            alone = (first, first)
            for concept in word.concepts:
                found[concept].add(alone)
            following = atoms[first + 1] if first + 1 < len(atoms) else frozenset()
            for concepts, rest in _candidates(word, following, anywhere):
                last = _follow(rest, atoms, first, denials) if len(rest) > 1 or rest[0][0] else first + 1
                if last is not None:
                    for concept in concepts:
                        found[concept].add((first, last))
        self._find_patterns(found, tokens, text)
        return {name: _shared(spans) for name, spans in found.items()}

    def _find_patterns(
        self, found: dict[str, set[tuple[int, int]]], tokens: tuple[Token, ...], text: str
    ) -> None:
        for number in (self._quick.Match(text) or ()) if self._patterns else ():
            for match in self._quick.re(number).finditer(text):
                covered = _tokens_between(tokens, match.start(), match.end())
                if covered is not None:
                    found[self._patterns[number]].add(covered)

    def _shelve(self, word: str, number: int) -> None:
        for choice in word.split("|"):
            core = choice.strip("*")
            if choice.startswith("*"):
                self._shelf.loose.append((core, choice.endswith("*"), number))
            else:
                shelf = self._shelf.prefixes if choice.endswith("*") else self._shelf.exact
                shelf[core] = (*shelf.get(core, ()), number)

    def _word(self, token: Token) -> _Word:
        key = (token.form, token.lemma)
        known = self._seen.get(key)
        if known is None:
            if len(self._seen) > MOST_WORDS:
                self._seen.clear()
            atoms = frozenset(self._look_up(token.form)) | frozenset(self._look_up(token.lemma))
            known = self._seen[key] = _Word(
                atoms,
                tuple(dict.fromkeys(name for atom in atoms for name in self._single.get(atom, ()))),
                tuple(self._adjacent[atom] for atom in atoms if atom in self._adjacent),
                tuple(self._gapped[atom] for atom in atoms if atom in self._gapped),
            )
        return known

    def _look_up(self, word: str) -> list[int]:
        found = list(self._shelf.exact.get(word, ()))
        for length in range(1, len(word) + 1):
            found.extend(self._shelf.prefixes.get(word[:length], ()))
        for core, anywhere, number in self._shelf.loose:
            if core in word and (anywhere or word.endswith(core)):
                found.append(number)
        return found


def _candidates(word: _Word, following: frozenset[int], anywhere: frozenset[int]) -> Iterator[_Row]:
    """Rows that may begin here: the next word fits, or a gap is allowed and the word after it occurs."""
    for by_next in word.adjacent:
        for second in following & by_next.keys():
            yield from by_next[second]
    for by_later in word.gapped:
        for second in anywhere & by_later.keys():
            yield from by_later[second]


def _follow(rest: _Steps, atoms: list[frozenset[int]], first: int, denials: frozenset[int]) -> int | None:
    """The place of the last word. A gap holds no denial: "vragen wij niet aan" is not "aanvragen".

    A term that begins with a denial may hold another.
    """
    position = first
    if first in denials:
        denials = frozenset()
    for gap, atom in rest:
        for step in range(1, gap + 2):
            if position + step < len(atoms) and atom in atoms[position + step]:
                position += step
                break
            if position + step in denials:
                return None
        else:
            return None
    return position


_ALONE: dict[tuple[int, int], tuple[tuple[int, int]]] = {}


def _shared(spans: set[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """In order, and one value for all sentences with a word at the same place: most have one place."""
    if len(spans) == 1:
        (span,) = spans
        return _ALONE.setdefault(span, (span,))
    return tuple(_ALONE.setdefault(span, (span,))[0] for span in sorted(spans))


def _denials(tokens: tuple[Token, ...]) -> frozenset[int]:
    """Where a word denies; "not only" and "niet alleen" do not."""
    following = [*(token.form for token in tokens[1:]), ""]
    return frozenset(
        place
        for place, token in enumerate(tokens)
        if token.form in DENIALS and following[place] not in STRENGTHENED
    )


def _tokens_between(tokens: tuple[Token, ...], start: int, end: int) -> tuple[int, int] | None:
    inside = [place for place, token in enumerate(tokens) if token.start < end and token.end > start]
    return (inside[0], inside[-1]) if inside else None
