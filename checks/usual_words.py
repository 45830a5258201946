"""Which words usually stand where an element is stated, and which where it is not.

The lines of a rule look for a few things together and are blind to the rest of the sentence: "a critical
vulnerability is mended and the finding recorded" has what a record of people at risk has. The words around
tell the difference to any reader. They were counted in labelled clauses (`tools/usual_words.py`), lie beside
each rule (`ID.usual.yaml`) as words with a weight, and can be read and changed there. They never find
anything: they only keep what the lines found from being shown (`checks.read_again`).
"""

from __future__ import annotations

import math
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

SCALE = 10
"""Weights are written as tenths."""


@dataclass(frozen=True)
class UsualWords:
    """Words of one language in dictionary form, with their weights, as written: "board 24, software -31"."""

    written: str

    @cached_property
    def weights(self) -> dict[str, int]:
        """The weight of each word, made when it is first asked for: most texts are in one language."""
        pairs = (item.split() for item in self.written.split(","))
        return {word: int(weight) for word, weight in pairs}

    def odds(self, words: AbstractSet[str], at_least: int = 1) -> float:
        """The logarithm of the odds that a sentence of these words states the element; 0 is as likely as not.

        Words that are not listed tell nothing, and make the listed ones weigh less; fewer words count as
        `at_least` so many.
        """
        told = sum(self.weights.get(word, 0) for word in words)
        return told / (SCALE * math.sqrt(max(len(words), at_least)))
