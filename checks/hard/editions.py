"""Which edition of an annex a programme was written against, and whether that was the one in force.

What is known of editions stands in `checks.reference`. Outside the time for which that was checked the
detectors say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from checks.evidence import quote
from checks.figures import dates
from checks.hard.seen import Case, Outcome, Seen, Settings, Undecided, is_meant
from checks.languages import Words
from checks.model import Evidence
from checks.passage import Sentence
from checks.reference import control_codes, torture_annexes

_LIST = re.compile(
    r"\b(annex I|bijlage I|control list|dual.use list|controlelijst|lijst voor tweeërlei gebruik)\b"
    r"(?![IV]|\.)",
    re.IGNORECASE,
)
_TORTURE_ANNEX = re.compile(r"\b(annex(?:es)?|bijlagen?)\b", re.IGNORECASE)
_EDITION = re.compile(
    r"\b(edition|version|in force|as replaced|as amended|consolidat\w*|delegated|wording"
    r"|published|editie|versie|geld(?:t|ig|end)\w*|gold(?:en)?|zoals (?:vervangen|gewijzigd)"
    r"|geconsolideerd\w*|gedelegeerde)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?:Regulation|Verordening)\b.{0,12}?\b(?P<year>20\d\d)/(?P<number>\d{1,4})\b", re.IGNORECASE
)
_YEAR = re.compile(
    r"\b(?P<before>20\d\d) (?:edition|version|wording)\b"
    r"|\b(?:edition|version|wording|editie|versie|tekst)(?: of| van| uit| from)? (?P<after>20\d\d)\b"
    r"|\b(?:widened|amended|extended|changed) in (?P<changed>20\d\d)\b"
    r"|\bin (?P<gewijzigd>20\d\d) (?:is |zijn )?(?:uitgebreid|gewijzigd)\b",
    re.IGNORECASE,
)
_APPROVED = re.compile(
    r"\b(approv\w*|adopted|signed|goedgekeurd|goedkeuring\w*|vastgesteld|ondertekend|getekend)\b",
    re.IGNORECASE,
)
_VERSION = re.compile(r"\b(?:this version|version|versie)\b(?= [\d.v,]|,| and date| en datum)", re.IGNORECASE)
_BASE = (2021, 821)
REACH = 60
"""How many characters may stand between an annex and the date of its edition."""

_OLDER: Words = {
    "en": "the edition that is named was replaced before the programme was approved",
    "nl": "de genoemde editie was al vervangen toen het programma werd goedgekeurd",
}
_NO_DATE: Words = {
    "en": "the document page names no date of approval and no date of its version",
    "nl": "op de documentpagina staat geen datum van goedkeuring en geen datum van de versie",
}
_NO_EDITION: Words = {
    "en": "the text names no edition of the control list",
    "nl": "de tekst noemt geen editie van de controlelijst",
}
_BEYOND: Words = {
    "en": "the edition or the day of approval lies outside the time for which the list was checked here, "
    "{since} to {until}",
    "nl": "de editie of de dag van goedkeuring ligt buiten de tijd waarvoor de lijst hier is nagekeken, "
    "{since} tot en met {until}",
}
_ONLY_YEAR: Words = {
    "en": "the edition is named by a year only; a date or a number shows which one is meant",
    "nl": "de editie staat er alleen met een jaar; een datum of nummer laat zien welke is bedoeld",
}
_OLD_ANNEXES: Words = {
    "en": "an edition of the annexes from before they were widened in 2025 is named",
    "nl": "er staat een editie van de bijlagen van vóór de uitbreiding in 2025",
}


@dataclass(frozen=True)
class Named:
    """An edition that a text names: by the date it holds from, by its number, or by a year alone."""

    evidence: Evidence
    day: date | None = None
    number: tuple[int, int] | None = None
    year: int | None = None


def list_edition(case: Case, settings: Settings) -> Outcome:
    """Detector: the edition of Annex I that is named was in force on the day of approval."""
    if not case.sections:
        return Undecided()
    known = control_codes()
    since, until = date.fromisoformat(known.in_force_since), date.fromisoformat(known.checked)
    beyond = {key: text.format(since=since, until=until) for key, text in _BEYOND.items()}
    approved = _approval(case)
    if approved is None:
        return Undecided(says=_NO_DATE)
    if approved < since:
        return Undecided(says=beyond)
    editions = list(case.each(_named, _LIST))
    if not editions:
        return Undecided(says=_NO_EDITION)
    newest = max(editions, key=_age)
    age = _age(newest)
    if newest.number == known.number:
        return Seen("present", (newest.evidence,)) if approved <= until else Undecided(says=beyond)
    if newest.year == since.year:
        return Undecided(says=_ONLY_YEAR)
    if age < since:
        return Seen("negated", (newest.evidence,), _OLDER)
    if newest.day is None or newest.day > until or approved > until:
        return Undecided(says=beyond)
    return Seen("present", (newest.evidence,))


def torture_edition(case: Case, settings: Settings) -> Outcome:
    """Detector: the edition of the annexes on goods for torture is named, and is not from before 2025."""
    if not case.sections:
        return Undecided()
    editions = list(case.each(_named, _TORTURE_ANNEX))
    if not editions:
        return Seen("missing")
    newest = max(editions, key=_age)
    widened = date.fromisoformat(torture_annexes().widened)
    if newest.year == widened.year or _age(newest) >= widened:
        return Seen("present", (newest.evidence,))
    return Seen("missing", (newest.evidence,), _OLD_ANNEXES)


def _age(edition: Named) -> date:
    """A day to compare editions by; a number or year counts as the first day of its year."""
    if edition.day is not None:
        return edition.day
    return date(edition.number[0] if edition.number else edition.year or 1, 1, 1)


def _named(sentence: Sentence, what: re.Pattern[str]) -> Iterator[Named]:
    match = what.search(sentence.quote)
    if match is not None and is_meant(sentence, *match.span()) and _EDITION.search(sentence.quote):
        yield from _editions(sentence.quote, match, quote(sentence, ""))


def _editions(text: str, annex: re.Match[str], evidence: Evidence) -> Iterator[Named]:
    for number in _NUMBER.finditer(text):
        found = (int(number.group("year")), int(number.group("number")))
        if found[0] >= _BASE[0] and found != _BASE:
            yield Named(evidence, number=found)
            return
    near = [
        (start, day)
        for start, end, day in dates(text)
        if -REACH <= start - annex.end() <= REACH and not _is_approval(text, start)
    ]
    after = [day for start, day in near if start >= annex.end()]
    if near:
        yield Named(evidence, day=after[0] if after else near[-1][1])
        return
    for year in _YEAR.finditer(text):
        yield Named(evidence, year=int(next(filter(None, year.groups()))))


def _is_approval(text: str, start: int) -> bool:
    """Whether the date follows closely on a word of approval."""
    return _APPROVED.search(text, max(0, start - 30), start) is not None


def _approval(case: Case) -> date | None:
    """The latest date beside a word of approval that is no edition's; without one, that of the version."""
    return max(case.each(_dated, _APPROVED), default=None) or max(case.each(_dated, _VERSION), default=None)


def _dated(sentence: Sentence, what: re.Pattern[str]) -> list[date]:
    """Dates that follow closely on these words, else those of the sentence when it is not about a list."""
    text = sentence.quote
    if not what.search(text):
        return []
    stated = dates(text)
    close = [day for place, _, day in stated if what.search(text, max(0, place - 30), place)]
    return close or ([] if _LIST.search(text) else [day for *_, day in stated])
