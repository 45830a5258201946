"""One analyst for all packs that agree about their words, kept as long as the process lives."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from checks.analysis import Analyst
from checks.languages import LANGUAGES, Language
from checks.lexicon import TermIndex
from checks.model import Pack
from checks.terms import Concept
from checks.text import tokenize

MAX_KEPT = 32


class _Shared:
    """Packs that mean the same by the same name, and their words together."""

    def __init__(self, pack: Pack) -> None:
        self.packs = [pack]
        self.concepts: dict[str, Concept] = {concept.name: concept for concept in pack.concepts}
        self._analysts: dict[Language, Analyst] = {}

    def takes(self, pack: Pack) -> bool:
        """Whether the pack contradicts no word; then it joins."""
        if any(self.concepts.get(concept.name, concept) != concept for concept in pack.concepts):
            return False
        self.packs.append(pack)
        self.concepts |= {concept.name: concept for concept in pack.concepts}
        return True

    def analyst(self, language: Language) -> Analyst:
        """The analyst for these words in one language."""
        known = self._analysts.get(language)
        if known is None:
            index = TermIndex(tuple(self.concepts.values()), language)
            known = self._analysts.setdefault(language, Analyst(index, language))
        return known


class Analysts:
    """Which analyst reads for which pack: a sentence is then read once, whatever the number of packs."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        groups: list[_Shared] = []
        self._of: dict[str, _Shared] = {}
        for pack in packs:
            group = next((group for group in groups if group.takes(pack)), None)
            if group is None:
                group = _Shared(pack)
                groups.append(group)
            self._of[pack.digest] = group

    def analyst(self, pack: Pack, language: Language) -> Analyst:
        """The analyst for this pack's words in one language."""
        return self._of[pack.digest].analyst(language)


def analysts_for(packs: Sequence[Pack]) -> Analysts:
    """The analysts of these packs; the same ones for the same packs."""
    return _made(tuple(_Known(pack) for pack in packs))


def take_in(packs: Sequence[Pack]) -> None:
    """Read what no text is needed for: terms and dictionaries. It takes half a second."""
    analysts = analysts_for(packs)
    for language in LANGUAGES:
        tokenize("programme", language)
        for pack in packs:
            analysts.analyst(pack, language)


class _Known:
    """A pack that equals any other with the same content."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and other.pack.digest == self.pack.digest

    def __hash__(self) -> int:
        return hash(self.pack.digest)


@lru_cache(maxsize=MAX_KEPT)
def _made(packs: tuple[_Known, ...]) -> Analysts:
    return Analysts([known.pack for known in packs])
