"""The dictionary form of a word: simplemma's, but for words that it takes for another word.

Many words are written like a form of another one; what is kept here is how texts about trade and people use
them: "gevallen" are cases and "gevaren" dangers, "AI" is no form of "be".
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from checks.languages import Language

if TYPE_CHECKING:
    from simplemma import Lemmatizer

_READ_OTHERWISE: Mapping[Language, Mapping[str, str]] = {
    "en": {"ai": "ai", "worse": "bad", "media": "media", "bare": "bare", "stranger": "stranger"},
    "nl": {
        "betrokkenen": "betrokkene",
        "data": "data",
        "eerste": "eerste",
        "gedragen": "gedragen",
        "gevallen": "geval",
        "gevaren": "gevaar",
        "geweten": "geweten",
        "grootst": "groot",
        "jongeren": "jongere",
        "leden": "lid",
        "leed": "leed",
        "lopen": "lopen",
        "meten": "meten",
        "namen": "naam",
        "sturen": "sturen",
        "verder": "verder",
        "verdere": "verder",
        "volgend": "volgende",
        "volgende": "volgende",
    },
}


def dictionary_form(word: str, language: Language) -> str:
    """The form under which a lower-case word stands in a dictionary."""
    other = _READ_OTHERWISE[language].get(word)
    if other is not None:
        return other
    return _lemmatizer().lemmatize(word, lang=language).lower().replace("_", "")


@cache
def _lemmatizer() -> Lemmatizer:
    """Imported only where texts are judged: a server, which does not, starts sooner."""
    from simplemma import Lemmatizer
    from simplemma.strategies import DefaultStrategy
    from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamDictionaryFactory

    # Reads its word lists where they lie: 14 MB for both languages instead of 77; words are looked up once.
    return Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=StreamDictionaryFactory()))
