"""Companies named with their legal form that are neither the own company nor a known partner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import re2

from checks.model import Evidence, Rule
from checks.passage import Passage, Sentence
from checks.quality.model import Problem
from checks.quality.spans import remembered, words_at
from checks.sections import ProgrammeFacts

_COMPANY = re2.compile(
    r"((?:\p{Lu}[\p{L}\d&.'’-]*|&)(?:[ ](?:\p{Lu}[\p{L}\d&.'’-]*|&|en|and|of|van|de|der)){0,4}),?[ ]"
    r"(B\.?V\.?|N\.?V\.?|Ltd\.?|Limited|LLC|L\.L\.C\.|Inc\.?|Corp\.?|GmbH|AG|S\.A\.S?\.?|SAS|SARL|S\.p\.A\.|SpA|plc|PLC|Oy|AB|A/S)(?:[^\p{L}\d]|$)"
)
_OPENERS = frozenset(
    "the a an our this een onze ons deze at by for in from with door voor bij via uit met".split()
)
_SMALL_WORDS = frozenset(["de", "het", "van", "der"])
"""A company is the same with and without these: "De Haan B.V." and "Haan"."""
_LEADS_TO_A_NAME = frozenset(
    ["of", "van", "and", "en", "&", "at", "by", "for", "from", "bij", "door", "voor", "uit"]
)
"""After these words a name begins: "Board of Meridian B.V." names Meridian."""
_TITLES = frozenset(
    "icp board management directors staff programme manual handbook statement policy company firm"
    " directie bestuur leiding medewerkers programma handboek verklaring beleid bedrijf onderneming".split()
)
INTRODUCED = "INTRODUCED_PARTNER"


def company_names(rule: Rule, passages: Sequence[Passage], facts: ProgrammeFacts) -> Iterable[Problem] | None:
    """Names that nobody has introduced; not checked as long as the own name is unknown.

    A company that opens with the same word as the own one belongs to the group: "Meridian Asia" to Meridian.
    """
    if not facts.names:
        return None
    named = remembered(rule, passages, _named)
    known = _plain(" ".join(facts.names))
    family = {_family(name) for name in facts.names if _is_a_name(name)}
    partners = {name for name, introduced, _ in named if introduced}
    return [
        Problem(place)
        for name, _, place in named
        if name not in partners and name.split()[0] not in family and not _is_own(name, known)
    ]


def _is_a_name(value: str) -> bool:
    """Whether what the company gave is a name: each word has a capital, as in no sentence."""
    words = value.split()
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _family(name: str) -> str:
    """The first word of a name that tells it from others."""
    words = (word for word in _plain(name).split() if word not in _OPENERS | _SMALL_WORDS)
    return next(words, "")


def _is_own(name: str, known: str) -> bool:
    """Whether the name, or what of it stands after "of" or a title, is known: "Board of Meridian"."""
    words = name.split()
    starts = [0, *(place + 1 for place, word in enumerate(words[:-1]) if word in _LEADS_TO_A_NAME | _TITLES)]
    return any(f" {' '.join(words[start:])} " in known for start in starts)


def _named(rule: Rule, passage: Passage) -> list[tuple[str, bool, Evidence]]:
    return [
        _name(sentence, match)
        for sentence in passage.sentences
        for match in _COMPANY.finditer(sentence.quote)
    ]


def _name(sentence: Sentence, match: re2._Match[str]) -> tuple[str, bool, Evidence]:
    """The name without what opens the sentence, whether it is introduced there, and where it stands."""
    start, words = match.start(1), match.group(1).split(" ")
    while len(words) > 1 and words[0].lower() in _OPENERS:
        start += len(words.pop(0)) + 1
    place = words_at(sentence, start, match.end(2), "company")
    while len(words) > 1 and words[0].lower() in _SMALL_WORDS:
        words.pop(0)
    return _plain(" ".join(words)).strip(), INTRODUCED in sentence.analysis.hits, place


def _plain(text: str) -> str:
    """Lower-case words with single spaces, one on each side."""
    return " " + " ".join(re.findall(r"[^\W_]+", text.lower())) + " "
