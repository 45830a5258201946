"""Text as the checks see it: languages, sentences, tokens with offsets, lemmas.

Offsets count code points. A token is a word or a number; hyphens separate
tokens, an apostrophe inside a word does not, and a final 's is dropped from
the form ("company's" reads as "company").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from checks.dictionary_forms import dictionary_form
from checks.languages import LANGUAGES, Language

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*\d*")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n+")
_NEXT = re.compile(r"\s+[\"'“‘«(\[]*([^\W_]|⟦)")
_LETTERED = frozenset("annex appendix schedule part bijlage deel".split())
"""What has a letter or a Roman number for its name: "Annex I." ends a sentence, "J. Tans" does not."""
_ABBREVIATIONS = frozenset(
    [
        "art",
        "arts",
        "no",
        "nos",
        "nr",
        "nrs",
        "cat",
        "e.g",
        "i.e",
        "eg",
        "ie",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "vs",
        "cf",
        "etc",
        "incl",
        "approx",
        "fig",
        "para",
        "paras",
        "ch",
        "bijv",
        "bv",
        "d.w.z",
        "o.a",
        "m.b.t",
        "t.a.v",
        "i.v.m",
        "n.a.v",
        "blz",
        "mw",
        "dhr",
        "ir",
        "drs",
        "ing",
        "jhr",
        "resp",
        "ca",
        "evt",
        "tel",
        "vol",
        "ed",
        "u.n",
        "rev",
        "ver",
        "sec",
        "sect",
        "dept",
        "max",
        "min",
        "excl",
        "pag",
        "par",
        "afd",
        "bijl",
        "jl",
        "zgn",
        "o.m",
        "t.b.v",
        "t.o.v",
        "i.o.m",
        "m.i.v",
        "i.g.v",
        "o.b.v",
        "i.p.v",
        "m.u.v",
        "a.d.h.v",
        "inc",
        "ltd",
        "b.v",
        "n.v",
        "e.d",
        "enz",
        "m.i.v",
        "t.o.v",
        "p.m",
    ]
)
_FUNCTION_WORDS: dict[Language, frozenset[str]] = {
    "en": frozenset(
        [
            "within",
            "under",
            "between",
            "the",
            "of",
            "and",
            "to",
            "in",
            "is",
            "are",
            "for",
            "with",
            "that",
            "this",
            "on",
            "by",
            "be",
            "we",
            "our",
            "or",
            "not",
            "it",
            "as",
            "from",
            "any",
            "which",
            "has",
            "have",
            "will",
            "shall",
            "may",
            "no",
            "an",
            "at",
            "its",
            "who",
            "when",
            "if",
            "they",
            "their",
            "before",
            "after",
            "each",
            "every",
            "until",
        ]
    ),
    "nl": frozenset(
        [
            "binnen",
            "tussen",
            "onder",
            "tijdens",
            "de",
            "het",
            "een",
            "en",
            "van",
            "te",
            "dat",
            "die",
            "niet",
            "met",
            "op",
            "voor",
            "zijn",
            "wij",
            "we",
            "onze",
            "ons",
            "of",
            "is",
            "wordt",
            "worden",
            "door",
            "aan",
            "bij",
            "als",
            "naar",
            "om",
            "ook",
            "er",
            "uit",
            "kan",
            "mag",
            "moet",
            "zij",
            "hij",
            "deze",
            "dit",
            "geen",
            "elke",
            "elk",
            "tot",
            "wie",
            "wat",
            "heeft",
            "hebben",
        ]
    ),
}


FUNCTION_WORDS = frozenset().union(*_FUNCTION_WORDS.values())
"""Small words of any language: what a sentence has and a row of terms has not."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its half-open range in the text it was cut from."""

    start: int
    end: int
    form: str
    lemma: str


def detect_language(text: str) -> Language:
    """The language whose function words are most frequent; English on a tie."""
    words = [match.group().lower() for match in _WORD.finditer(text[:20_000])]
    counts = {language: sum(word in _FUNCTION_WORDS[language] for word in words) for language in LANGUAGES}
    return "nl" if counts["nl"] > counts["en"] else "en"


def sentences(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of the sentences of a text, without surrounding white space."""
    ranges: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if not _ends_sentence(text, start, match):
            continue
        _add_trimmed(ranges, text, start, match.end())
        start = match.end()
    _add_trimmed(ranges, text, start, len(text))
    return ranges


@lru_cache(maxsize=5_000)
def tokenize(text: str, language: Language) -> tuple[Token, ...]:
    """All words and numbers of a text, in order; one value for all packs that look at the same sentence."""
    return tuple(
        Token(match.start(), match.end(), form, lemma)
        for match in _WORD.finditer(text)
        for form, lemma in (_normal(match.group(), language),)
    )


_STRESS = str.maketrans("áíóú", "aiou")
"""Dutch writes stress as an accent: "vóórdat", "níet", "álle". On e it is part of many words (café, één)."""


@lru_cache(maxsize=200_000)
def _normal(word: str, language: Language) -> tuple[str, str]:
    """The word as it is compared, and its dictionary form."""
    form = word.lower().replace("’", "'")
    if form.endswith("'s"):
        form = form[:-2]
    if len(form) > 60:
        return form, form
    unstressed = form.translate(_STRESS) if language == "nl" else form
    return form, dictionary_form(unstressed, language)


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    if match.group().startswith("\n"):
        return True
    following = _NEXT.match(text, match.end())
    if following is not None and following.group(1).islower():
        return False
    if match.group()[0] != ".":
        return True
    before = text[start : match.start()].lower().rsplit(None, 2)
    last = before[-1].lstrip("(\"'“‘") if before else ""
    if last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha()):
        return len(before) > 1 and before[-2] in _LETTERED
    # A bare number opens a numbered clause ("1. The officer ...") and belongs to what follows.
    return not (last.isdigit() and text[start : match.start()].strip().lower() == last)


def _add_trimmed(ranges: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    if left < right:
        ranges.append((left, right))
