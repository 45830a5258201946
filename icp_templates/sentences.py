"""Sentences of a template text, and how hard they are to read."""

from __future__ import annotations

import re
from dataclasses import dataclass

_END = re.compile(r"(?<=[.!?;:])\s+(?=[\"'“‘*]*[A-ZÀ-Þ{0-9])|\n+")
# A full stop in "dr. Maas" or "art. 5" ends no sentence.
_ABBREVIATED = re.compile(r"\b(?:dr|prof|mr|mrs|art|nr|no|bijv|resp|incl)\.$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(r"(?:ij|[aeiouyáéíóúàèäëïöü])+", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """How a text reads: `ease` is the Flesch score in the Dutch version by Douma, higher is easier."""

    sentences: int
    words: int
    ease: float
    longest: int


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of `text`, trimmed, without empty ones."""
    parts: list[str] = []
    for part in _END.split(text):
        if parts and _ABBREVIATED.search(parts[-1]):
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    return tuple(part.strip() for part in parts if part.strip())


def words(text: str) -> tuple[str, ...]:
    """The words of `text`, without figures and marks."""
    return tuple(_WORD.findall(text))


def reading(texts: tuple[str, ...]) -> Reading:
    """Measure several texts together. The score is 206.84 - 0.77 * syllables per 100 words - 0.93 * words per
    sentence (W.H. Douma, 1960); it counts vowel groups as syllables, so it is a guide and no verdict.
    """
    parts = [words(sentence) for text in texts for sentence in sentences(text)]
    lengths = [len(part) for part in parts if part]
    count = sum(lengths)
    if not count:
        return Reading(0, 0, 100.0, 0)
    syllables = sum(len(_VOWELS.findall(word)) or 1 for part in parts for word in part)
    ease = 206.84 - 0.77 * (100 * syllables / count) - 0.93 * (count / len(lengths))
    return Reading(len(lengths), count, ease, max(lengths))
