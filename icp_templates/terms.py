"""The words of the trade in both languages, and what not to say instead (`terms.yaml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from checks.languages import LANGUAGES
from icp_templates.model import Text
from icp_templates.reading import read_nodes

TERMS = Path(__file__).parent / "terms.yaml"


@dataclass(frozen=True)
class Term:
    """One thing with its word in each language, and the words that are not used for it."""

    words: Text
    instead_of: dict[str, tuple[str, ...]]


@cache
def load_terms(path: Path = TERMS) -> tuple[Term, ...]:
    """Every term, in the order of the file. Raises YamlProblem with file and line."""
    terms = []
    for node in read_nodes(path):
        words: dict[str, str] = {language: node.text(language) for language in LANGUAGES}
        avoided = {
            language: node.texts(f"instead_of_{language}") if node.has(f"instead_of_{language}") else ()
            for language in words
        }
        node.done()
        terms.append(Term(words, avoided))
    return tuple(terms)


def wrong_words(text: str, language: str) -> tuple[tuple[str, str], ...]:
    """Words in `text` that the list replaces, each with the word to use."""
    instead = _instead(language)
    return tuple(
        (match.group(0), instead[match.group(0).lower()]) for match in _avoided(language).finditer(text)
    )


@cache
def _instead(language: str) -> dict[str, str]:
    return {word.lower(): term.words[language] for term in load_terms() for word in term.instead_of[language]}


@cache
def _avoided(language: str) -> re.Pattern[str]:
    words = sorted(_instead(language), key=len, reverse=True)
    pattern = "|".join(map(re.escape, words)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
