"""Concepts found in the tokens of a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checks.patterns import searched_together
from checks.terms import Concept
from checks.text import Token
from checks.vocabulary import Branch, Onward, Vocabulary

MOST_WORDS = 50_000

Span = tuple[int, int]
Hits = dict[str, tuple[Span, ...]]
"""Concept name to the (first, last) token positions of each occurrence.

There are hundreds in a sentence: who has a few concepts to compare asks the `keys()`, which go through fewer.
"""


DENIALS = frozenset({"not", "never", "niet", "nooit", "geen"})
STRENGTHENED = frozenset({"only", "just", "merely", "alleen", "slechts", "enkel"})


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text: the concepts it names alone, how terms go on after it, and as which of their words.

    `numbers` are the words of terms that it is and that follow another, `spaced_numbers` those after a gap.
    """

    concepts: tuple[str, ...]
    adjacent: tuple[Onward, ...]
    spaced: tuple[tuple[int, Onward], ...]
    numbers: frozenset[int]
    spaced_numbers: frozenset[int]


_NONE = frozenset[int]()


class TermIndex:
    """All terms of one language, ready to be found in sentences."""

    def __init__(self, concepts: Iterable[Concept], language: str) -> None:
        concepts = tuple(concepts)
        self._vocabulary = Vocabulary(concepts, language)
        self._pattern_names = _by_pattern(concepts)
        self._patterns = searched_together(tuple(self._pattern_names))
        self._seen: dict[tuple[str, str], _Word] = {}

    def find(self, tokens: tuple[Token, ...], text: str) -> Hits:
        """Every occurrence of every concept; `text` is what the tokens were cut from."""
        found = _Found()
        words = [self._word(token) for token in tokens]
        sentence = _Sentence(words, self._vocabulary, found)
        denials = _denials(tokens)  # a term that begins with a denial may hold another
        for first, word in enumerate(words):
            if word.concepts:
                found.add(word.concepts, first, first)
            sentence.follow(word, first, first, _NONE if first in denials else denials)
        for match in self._patterns.finditer(text):
            covered = _tokens_between(tokens, match.start(), match.end())
            if covered is not None:
                found.add(self._pattern_names[match.re.pattern], *covered)
        return found.hits()

    def including(self, concept: str) -> tuple[str, ...]:
        """The concepts that have all patterns of this one, itself among them."""
        named = [set(names) for names in self._pattern_names.values() if concept in names]
        return tuple(sorted(set.intersection(*named))) if named else ()

    def _word(self, token: Token) -> _Word:
        key = (token.form, token.lemma)
        known = self._seen.get(key)
        if known is None:
            if len(self._seen) > MOST_WORDS:
                self._seen.clear()
            numbers = self._vocabulary.numbers(token.form, token.lemma)
            branches = [self._vocabulary.beginning_with(number) for number in numbers]
            known = self._seen[key] = _Word(
                tuple(dict.fromkeys(name for branch in branches for name in branch.concepts)),
                tuple(terms for branch in branches for terms in branch.adjacent),
                tuple(spaced for branch in branches for spaced in branch.spaced),
                self._vocabulary.following(numbers),
                self._vocabulary.spaced(numbers),
            )
        return known


class _Found:
    """Collects occurrences. Most concepts have one in a sentence, and most sentences share its value."""

    __slots__ = ("_first", "_several")

    def __init__(self) -> None:
        self._first: Hits = {}
        self._several: dict[str, set[Span]] = {}

    def add(self, concepts: Iterable[str], first: int, last: int) -> None:
        alone, kept = _alone((first, last)), self._first
        for concept in concepts:
            known = kept.setdefault(concept, alone)
            if known is not alone:
                self._several.setdefault(concept, set(known)).update(alone)

    def hits(self) -> Hits:
        self._first |= {name: tuple(sorted(spans)) for name, spans in self._several.items()}
        return self._first


class _Sentence:
    """Follows terms through a sentence."""

    __slots__ = ("_anywhere", "_found", "_numbers", "_vocabulary")

    def __init__(self, words: Sequence[_Word], vocabulary: Vocabulary, found: _Found) -> None:
        self._numbers = [*(word.numbers for word in words), _NONE]
        # No frozenset: `keys() &` would go through all of it.
        self._anywhere = set[int]().union(*(word.spaced_numbers for word in words))
        self._vocabulary = vocabulary
        self._found = found

    def follow(self, begun: _Word | Branch, first: int, position: int, barred: frozenset[int]) -> None:
        """Add the terms that began at `first`, go on after `position` and end in the sentence."""
        following, anywhere = self._numbers[position + 1], self._anywhere
        for terms in begun.adjacent:
            if terms.keys().isdisjoint(following):
                continue
            for number in terms.keys() & following:
                self._reach(number, terms, first, position + 1, barred)
        for gap, terms in begun.spaced:
            if terms.keys().isdisjoint(anywhere):
                continue
            for number in terms.keys() & anywhere:
                place = self._next(number, position, gap, barred)
                if place is not None:
                    self._reach(number, terms, first, place, barred)

    def _reach(self, word: int, terms: Onward, first: int, place: int, barred: frozenset[int]) -> None:
        """Some of these terms go on with this word."""
        branch = self._vocabulary.after(word, terms)
        if branch.concepts:
            self._found.add(branch.concepts, first, place)
        if branch.adjacent or branch.spaced:
            self.follow(branch, first, place, barred)

    def _next(self, number: int, position: int, gap: int, barred: frozenset[int]) -> int | None:
        """The first place further on with this word, if the gap allows and it holds no denial.

        "Vragen wij niet aan" is not "aanvragen".
        """
        for place in range(position + 1, min(position + 2 + gap, len(self._numbers))):
            if number in self._numbers[place]:
                return place
            if place in barred:
                return None
        return None


@lru_cache(maxsize=10_000)
def _alone(span: Span) -> tuple[Span]:
    return (span,)


def _by_pattern(concepts: Iterable[Concept]) -> dict[str, list[str]]:
    """Each pattern once, with the concepts that have it: some include others."""
    names: dict[str, list[str]] = {}
    for concept in concepts:
        for part in concept.parts:
            for pattern in part.patterns:
                names.setdefault(pattern, []).append(concept.name)
    return names


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
