"""Concepts found in the tokens of a sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checks.terms import WIDEST_GAP, Concept, compiled
from checks.text import Token
from checks.vocabulary import Row, Rows, Steps, Vocabulary

MOST_WORDS = 50_000

Span = tuple[int, int]
Hits = dict[str, tuple[Span, ...]]
"""Concept name to the (first, last) token positions of each occurrence."""


DENIALS = frozenset({"not", "never", "niet", "nooit", "geen"})
STRENGTHENED = frozenset({"only", "just", "merely", "alleen", "slechts", "enkel"})


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text: which words of terms it is, the concepts it names alone, the rows it may open."""

    numbers: tuple[int, ...]
    concepts: tuple[str, ...]
    adjacent: tuple[Rows, ...]
    gapped: tuple[Rows, ...]


_Places = Mapping[int, Sequence[int]]
"""Where in a sentence each word of a term stands, in order."""
_NOWHERE = frozenset[int]()


class TermIndex:
    """All terms of one language, ready to be found in sentences."""

    def __init__(self, concepts: Iterable[Concept], language: str) -> None:
        concepts = tuple(concepts)
        self._vocabulary = Vocabulary(concepts, language)
        self._pattern_names = _by_pattern(concepts)
        self._patterns = compiled(tuple(self._pattern_names)) if self._pattern_names else None
        self._seen: dict[tuple[str, str], _Word] = {}

    def find(self, tokens: tuple[Token, ...], text: str) -> Hits:
        """Every occurrence of every concept; `text` is what the tokens were cut from."""
        found = _Found()
        words = [self._word(token) for token in tokens]
        places: dict[int, list[int]] = defaultdict(list)
        for place, word in enumerate(words):
            for number in word.numbers:
                places[number].append(place)
        denials = _denials(tokens)  # a term that begins with a denial may hold another
        following = [*(word.numbers for word in words[1:]), ()]
        for first, word in enumerate(words):
            if word.concepts:
                found.add(word.concepts, first, first)
            barred = _NOWHERE if first in denials else denials
            for row, second in _begun(word, first, following[first], places, barred):
                last = _end(row.rest, second, places, barred) if row.rest else second
                if last is not None:
                    found.add(row.concepts, first, last)
        if self._patterns is not None:
            for number in self._patterns.Match(text) or ():
                pattern = self._patterns.re(number)
                for match in pattern.finditer(text):
                    covered = _tokens_between(tokens, match.start(), match.end())
                    if covered is not None:
                        found.add(self._pattern_names[pattern.pattern], *covered)
        return found.hits()

    def _word(self, token: Token) -> _Word:
        key = (token.form, token.lemma)
        known = self._seen.get(key)
        if known is None:
            if len(self._seen) > MOST_WORDS:
                self._seen.clear()
            numbers = self._vocabulary.numbers(token.form, token.lemma)
            openings = [self._vocabulary.opening(number) for number in numbers]
            known = self._seen[key] = _Word(
                numbers,
                tuple(dict.fromkeys(name for opening in openings for name in opening.concepts)),
                tuple(opening.adjacent for opening in openings if opening.adjacent),
                tuple(opening.gapped for opening in openings if opening.gapped),
            )
        return known


class _Found:
    """Collects occurrences. Most concepts have one in a sentence, and most sentences share its value."""

    __slots__ = ("_first", "_several")

    def __init__(self) -> None:
        self._first: Hits = {}
        self._several: dict[str, set[Span]] = {}

    def add(self, concepts: Iterable[str], first: int, last: int) -> None:
        alone = _alone((first, last))
        for concept in concepts:
            known = self._first.setdefault(concept, alone)
            if known != alone:
                self._several.setdefault(concept, set(known)).update(alone)

    def hits(self) -> Hits:
        return self._first | {name: tuple(sorted(spans)) for name, spans in self._several.items()}


@lru_cache(maxsize=10_000)
def _alone(span: Span) -> tuple[Span]:
    return (span,)


def _by_pattern(concepts: Iterable[Concept]) -> dict[str, list[str]]:
    """Each pattern once, with the concepts that have it: some include others."""
    names: dict[str, list[str]] = {}
    for concept in concepts:
        for pattern in concept.patterns:
            names.setdefault(pattern, []).append(concept.name)
    return names


def _begun(
    word: _Word, first: int, following: tuple[int, ...], places: _Places, barred: frozenset[int]
) -> Iterator[tuple[Row, int]]:
    """Rows of which the second word is there too, with its place: next, or as far on as the gap allows."""
    for rows in word.adjacent:
        for number in following:
            for row in rows.get(number, ()):
                yield row, first + 1
    for rows in word.gapped:
        for number in places.keys() & rows.keys():
            second = _next(places[number], first, WIDEST_GAP, barred)
            if second is not None:
                for row in rows[number]:
                    if second <= first + 1 + row.gap:
                        yield row, second


def _end(rest: Steps, position: int, places: _Places, barred: frozenset[int]) -> int | None:
    """The place of the last word of what must follow."""
    for gap, number in rest:
        following = _next(places.get(number, ()), position, gap, barred)
        if following is None:
            return None
        position = following
    return position


def _next(places: Sequence[int], position: int, gap: int, barred: frozenset[int]) -> int | None:
    """The first of these places further on, if the gap allows and it holds no denial.

    "Vragen wij niet aan" is not "aanvragen".
    """
    if not places or places[-1] <= position:
        return None
    following = places[bisect_right(places, position)]
    if following > position + 1 + gap:
        return None
    if barred and not barred.isdisjoint(range(position + 1, following)):
        return None
    return following


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
