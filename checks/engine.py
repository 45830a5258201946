"""One analyst per pack and language, kept as long as the process lives."""

from __future__ import annotations

from checks.analysis import Analyst
from checks.languages import Language
from checks.lexicon import TermIndex
from checks.model import Pack

MAX_KEPT = 32
_KEPT: dict[tuple[str, Language], Analyst] = {}


def analyst_for(pack: Pack, language: Language) -> Analyst:
    """The analyst for the concepts of this pack; equal digests share one."""
    key = (pack.digest, language)
    known = _KEPT.get(key)
    if known is None:
        if len(_KEPT) >= MAX_KEPT:
            _KEPT.clear()
        known = _KEPT.setdefault(key, Analyst(TermIndex(pack.concepts, language), language))
    return known
