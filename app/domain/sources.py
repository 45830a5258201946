"""Sources of rules as people read them: on pages, in reports and on the command line, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.source_names import DUTCH_PHRASES, DUTCH_PLACES, NAMES
from checks import Source
from checks.languages import Language

_PHRASE = re.compile(
    rf"\b(?:{'|'.join(sorted(map(re.escape, DUTCH_PHRASES), key=len, reverse=True))})(?![\w-])"
)
_ARTICLE = re.compile(r"Article (?P<article>[\w:]+)\((?P<part>\d+)\)(?:\((?P<letter>[a-z])\))?")
_PRINCIPLE = re.compile(r"(Principle \d+)\(([a-z])\)(?:\((i+)\))?")
_TIDIED = (
    (re.compile(r"\bch\. "), "Chapter "),
    (re.compile(r"\bpara (?=\d)"), "paragraph "),
    (
        re.compile(r"(?<=[^,]) (?=commentary|paragraph \d|A\.\d|B\.\d|elements? \d|Part \d|Section [A-Z])"),
        ", ",
    ),
    (re.compile(r"\b(core),(?= element)"), r"\1"),
)
_DEFINITIONS = ("DUR", "2")
"""The article whose parts are points, not paragraphs."""


@dataclass(frozen=True)
class Cited:
    """An instrument by its full name and the places in it; no place when nobody has verified one."""

    name: str
    places: tuple[str, ...]
    keys: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}: {'; '.join(self.places)}" if self.places else self.name


def instrument_name(key: str, language: Language) -> str:
    """The full name of an instrument; the key itself when it has no longer name."""
    names = NAMES.get(key)
    return names[language] if names else key


def cited(sources: Iterable[Source], language: Language) -> tuple[Cited, ...]:
    """The sources of a rule, each instrument once with all its places."""
    places: dict[str, dict[str, None]] = {}
    keys: dict[str, dict[str, None]] = {}
    for source in sources:
        name = instrument_name(source.instrument, language)
        keys.setdefault(name, {})[source.instrument] = None
        found = places.setdefault(name, {})
        if source.citable:
            found[place(source, language)] = None
    return tuple(Cited(name, tuple(found), tuple(keys[name])) for name, found in places.items())


def citation(source: Source, language: Language) -> str:
    """One source in full: the instrument and, when somebody has verified it, the place."""
    return ": ".join(filter(None, (instrument_name(source.instrument, language), place(source, language))))


def place(source: Source, language: Language) -> str:
    """Where in the instrument, written out; empty when nobody has verified it."""
    english = tidied(source)
    if language == "en":
        return english
    if english in DUTCH_PLACES:
        return DUTCH_PLACES[english]
    parts = _ARTICLE.sub(lambda found: _article(source.instrument, found), english)
    parts = _PRINCIPLE.sub(
        lambda found: ", ".join(filter(None, (found[1], f"onder {found[2]}", found[3]))), parts
    )
    return _PHRASE.sub(lambda found: DUTCH_PHRASES[found[0]], parts)


def tidied(source: Source) -> str:
    """The verified place in English without the short forms of packs, such as ch. for Chapter."""
    written = source.citable
    if source.instrument == "UNGP" and written:
        written = f"Principle {written}"
    for pattern, instead in _TIDIED:
        written = pattern.sub(instead, written)
    return written


def _article(instrument: str, found: re.Match[str]) -> str:
    part = "punt" if (instrument, found["article"]) == _DEFINITIONS else "lid"
    letter = f", onder {found['letter']}" if found["letter"] else ""
    return f"artikel {found['article']}, {part} {found['part']}{letter}"
