"""Whether the text keeps a general authorisation to what it allows, where answers name more than that.

A company that delivers to thirty countries may use EU007 for two of them. The text must say so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from checks.evidence import quote
from checks.hard.seen import Case
from checks.model import Evidence
from checks.passage import Sentence

_BARRED = r"\b(?:no|not|never|nor|exclu\w*|niet|geen|nooit|uitgesloten|sluit\w* .{0,40}uit|behalve)\b"
BARRED = re.compile(_BARRED, re.IGNORECASE)
"""Words that shut something out."""
_ONLY = r"\b(?:only|solely|exclusively|alleen|uitsluitend|enkel)\b"
_USERS = r"\b(?:police|military|intelligence|politie\w*|militair\w*|leger|inlichtingen\w*)\b"
_BOTH: Mapping[tuple[str, str], tuple[str, str]] = {
    ("EU007", "item"): (r"\b(?:4A005|4D004|4E001|5A001\.[fj])", _BARRED),
    ("EU007", "destination"): (
        r"\b(?:sixteen|16|zestien)\b",
        r"\b(?:countries|destinations|landen|bestemmingen)\b",
    ),
    ("EU007", "ownership"): (r"\b(?:wholly owned|volledig(?:e)? eigendom)\b", r"."),
    ("EU007", "user"): (_USERS, _BARRED),
    ("EU008", "item"): (r"\b(?:encrypt\w*|encryptie\w*|cryptograph\w*)", _ONLY),
    ("EU008", "destination"): (
        r"\b(?:countries|destinations?|landen|bestemming\w*)\b",
        r"\b(?:exclu\w+|uitgesloten|sluit .{0,30}uit)\b",
    ),
    ("EU008", "user"): (_USERS + r"|\b(?:end-use|eindgebruik\w*)\b", _BARRED),
}
_PATTERNS = {
    key: tuple(re.compile(pattern, re.IGNORECASE) for pattern in both) for key, both in _BOTH.items()
}


def limit(case: Case, licence: str, obstacle: str) -> Evidence | None:
    """The sentence that limits the authorisation on this point, in a block that names it or follows one."""
    wanted = _PATTERNS.get((licence, obstacle))
    if wanted is None:
        return None
    named = ""
    for sentence in case.sentences():
        named = _licence_in(sentence) or named
        if named == licence and all(pattern.search(sentence.quote) for pattern in wanted):
            return quote(sentence, "")
    return None


def _licence_in(sentence: Sentence) -> str:
    """The authorisation that a sentence names first; empty when it names none."""
    names = re.findall(r"\bEU00\d\b", sentence.quote)
    return names[0] if names else ""
