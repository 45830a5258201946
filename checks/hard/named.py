"""What a text itself uses a general authorisation for: countries, and companies that are partly owned.

Only sentences that name the authorisation count, and only where they do not shut the case out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from babel import Locale

from checks.evidence import quote
from checks.hard.limits import BARRED
from checks.hard.seen import Case, is_meant
from checks.languages import LANGUAGES
from checks.model import Evidence
from checks.passage import Sentence
from checks.reference import NOT_COUNTRIES

_PARTLY_OWNED = re.compile(
    r"\b(?:joint ventures?|partly owned|minority stake|majority stake|deels eigendom|minderheidsbelang"
    r"|meerderheidsbelang|\d{1,2} ?(?:%|per ?cent\b|procent\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class NamedCase:
    """Something that a sentence uses an authorisation for; a country as its ISO 3166-1 alpha-2 code."""

    value: str
    evidence: Evidence


def countries_named(case: Case, licence: str) -> Iterator[NamedCase]:
    """The countries in the sentences that name the authorisation as one in use."""
    pattern, codes = _countries()
    for sentence in _in_use(case, licence):
        for match in pattern.finditer(sentence.quote):
            if is_meant(sentence, *match.span()):
                yield NamedCase(codes[match.group()], quote(sentence, ""))


def partly_owned_named(case: Case, licence: str) -> Iterator[NamedCase]:
    """The same for companies of which others own a part."""
    for sentence in _in_use(case, licence):
        for match in _PARTLY_OWNED.finditer(sentence.quote):
            if is_meant(sentence, *match.span()):
                yield NamedCase(match.group(), quote(sentence, ""))


def _in_use(case: Case, licence: str) -> Iterator[Sentence]:
    for sentence in case.sentences():
        if licence in sentence.quote and not BARRED.search(sentence.quote):
            yield sentence


@cache
def _countries() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """The names of all countries in both languages, as a pattern and with their codes."""
    codes = {
        name: code
        for language in LANGUAGES
        for code, name in Locale.parse(language).territories.items()
        if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES
    }
    names = "|".join(re.escape(name) for name in sorted(codes, key=len, reverse=True))
    return re.compile(rf"\b(?:{names})\b"), codes
