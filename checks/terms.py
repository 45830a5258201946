"""Terms of concept lexicons: words that a lawyer can read.

A term is a row of words. `*` at either end of a word is a wildcard
("*mensenrecht*"), `a|b` is a choice, `~n` lets up to n words stand in between
("pull ~2 plug"). A word without wildcard also matches by its dictionary form,
so "approve" finds "approved". `vast+stellen` is a Dutch separable verb: it
finds "vaststellen", "vastgesteld", "vast te stellen" and "stelt ... vast".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

SEPARABLE_GAP = 12
WIDEST_GAP = 15
_VOWELS = "aeiou"
_POSSESSIVE = re.compile(r"'s?(?![\w'])")
_SPACES = re.compile(r"\s\s+")
_CHOICE = r"(?>\*?[^\s*|,-]{3,}+\*?|[^\s*|,-]++)"
_WORD = rf"(?!~){_CHOICE}(?:\|{_CHOICE})*+"
_GAP = rf"~(?:{'|'.join(str(width) for width in range(WIDEST_GAP, 0, -1))})"
_TERM = rf"{_WORD}(?:[\s-]++(?:{_GAP}[\s-]++)?{_WORD})*+"
_SOUND = re.compile(rf"{_TERM}(?:,{_TERM})*+")
"""A list of terms as nearly all are written: a hundred and fifty thousand are read at every start."""


class TermProblem(Exception):
    """A term that cannot be read."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms with commas between, as in their file: one text takes a third of the room of its parts."""

    text: str

    def __iter__(self) -> Iterator[str]:
        return iter(self.text.split(",") if self.text else ())


@dataclass(frozen=True)
class Concept:
    """A named meaning: terms per language, and patterns that hold in every language.

    What tells an included concept tells this one too; what that includes in its turn does not.
    """

    name: str
    terms: Mapping[str, Iterable[str]]
    patterns: tuple[str, ...] = ()
    includes: tuple[Concept, ...] = ()

    @property
    def parts(self) -> tuple[Concept, ...]:
        """The concept and what it includes."""
        return (self, *self.includes)


def check_terms(terms: Sequence[str]) -> None:
    """Raises TermProblem for the first that is not a term."""
    if terms and not _SOUND.fullmatch(",".join(terms)):
        for term in terms:
            _check_term(term)


def _check_term(term: str) -> None:
    words = _words(term)
    if not words or words[0].startswith("~") or words[-1].startswith("~"):
        raise TermProblem(f"the term '{term}' must begin and end with a word")
    for word, following in pairwise(words):
        if word.startswith("~") and following.startswith("~"):
            raise TermProblem(f"the term '{term}' has two gaps in a row")
    for word in words:
        _check_word(word, term)


def _words(term: str) -> list[str]:
    return term.replace("-", " ").lower().split()


def spelled(terms: Iterable[str]) -> Iterator[str]:
    """Terms as a text is searched for them: words with a space between; a separable verb in several ways."""
    text = terms.text if isinstance(terms, Terms) else ",".join(terms)
    # A text has "buyer's" as "buyer" and "residents'" as "residents" (`checks.text`).
    text = _POSSESSIVE.sub("", text.replace("-", " ").replace("’", "'").lower())
    for term in _SPACES.sub(" ", text).split(","):
        if "+" in term:
            yield from _separable(term.split())
        elif term:
            yield term.strip()


def _separable(words: list[str]) -> Iterator[str]:
    place = next(place for place, word in enumerate(words) if "+" in word)
    particle, verb = words[place].split("+", 1)
    for form in (
        particle + verb,
        f"{particle} te {verb}",
        f"{particle} {verb}",
        f"{'|'.join(dutch_forms(verb))} ~{SEPARABLE_GAP} {particle}",
        f"{particle}ge{dutch_forms(verb)[1]}*",
    ):
        yield " ".join((*words[:place], form, *words[place + 1 :]))


def dutch_forms(verb: str) -> tuple[str, ...]:
    """A Dutch infinitive with its stem and present forms: stellen, stel, stelt; nemen, nem, neem, neemt."""
    if not verb.endswith("en") or len(verb) < 5:
        return (verb, verb)
    stem = verb[:-2]
    if stem[-1] == stem[-2]:
        stem = stem[:-1]
    full = stem
    if stem[-1] not in _VOWELS and stem[-2] in _VOWELS and (len(stem) < 3 or stem[-3] not in _VOWELS):
        full = stem if verb[-3] == verb[-4] else stem[:-1] + stem[-2] + stem[-1]
    full = full[:-1] + {"v": "f", "z": "s"}.get(full[-1], full[-1])
    return (verb, stem, full, full + "t")


def _check_word(word: str, term: str) -> None:
    if word.startswith("~"):
        if not re.fullmatch(_GAP, word):
            raise TermProblem(f"the gap '{word}' in '{term}' must be ~1 to ~{WIDEST_GAP}")
        return
    for choice in word.split("|"):
        core = choice.strip("*")
        if len(core) < 1 or "*" in core:
            raise TermProblem(f"'{choice}' in '{term}' may have * at its ends only")
        if choice != core and len(core) < 3:
            raise TermProblem(f"'{choice}' in '{term}' needs at least three letters beside *")
