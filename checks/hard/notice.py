"""How many days before the first use a general authorisation is notified.

Source: Regulation (EU) 2021/821, Annex II, Section G (EU007, thirty days) and Section H (EU008, ten days).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.evidence import quote
from checks.figures import NUMBER, number_of
from checks.hard.seen import Case, Outcome, Seen, Settings, Undecided, is_meant
from checks.languages import Words
from checks.model import Evidence
from checks.passage import Passage

_NOTICE = re.compile(
    r"\b(noti(?:ce|fy|fie[sd]|fying|fication\w*)|announc\w*|inform\w*|meld\w*|gemeld|melding\w*|aan\w*meld\w*"
    r"|kennisgev\w*|stel\w* .{0,40}in kennis|tells?|told"
    r"|let\w* .{0,40}know|(?:laat|laten) .{0,60}\bweten|laten weten)\b",
    re.IGNORECASE,
)
_FIRST_USE = re.compile(
    r"\b(first|use|export\w*|transfer\w*|shipment\w*|deliver\w*|eerste|gebruik\w*|uitvoer\w*|overdracht\w*|levering\w*)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"\b(?P<number>{NUMBER})\s+(?:(?:working|business|calendar|full)\s+)?"
    r"(?P<unit>days?|weeks?|months?|dag(?:en)?|werkdagen|kalenderdagen|weken|week|maand(?:en)?)\s+"
    r"(?:before|prior|ahead|in advance|beforehand|v[oó][oó]r\w*|ervoor|van tevoren)\b",
    re.IGNORECASE,
)
_LICENCE = re.compile(r"\bEU00\d\b")
_PARTS = re.compile(r"[;,]|\band\b|\ben\b", re.IGNORECASE)


def notice(case: Case, settings: Settings) -> Outcome:
    """Detector: the first use of `licence` is notified at least `days` days before."""
    if not case.sections:
        return Undecided()
    licence, least = settings["licence"], int(settings["days"])
    found = [stated for section in case.sections for stated in _stated(section, licence)]
    if not found:
        return Seen("missing")
    days, evidence = max(found, key=lambda stated: stated[0])
    if days >= least:
        return Seen("present", (evidence,))
    return Seen("missing", (evidence,), _too_late(licence, days, least))


def _stated(section: Passage, licence: str) -> Iterator[tuple[int, Evidence]]:
    named = {name for sentence in section.sentences for name in _LICENCE.findall(sentence.quote)}
    for sentence in section.sentences:
        text = sentence.quote
        told = _NOTICE.search(text)
        if told is None or not _FIRST_USE.search(text) or not is_meant(sentence, *told.span()):
            continue
        for days, about in _amounts(text):
            if about == licence or (about is None and named == {licence}):
                yield days, quote(sentence, "")


def _amounts(text: str) -> Iterator[tuple[int, str | None]]:
    """Each number of days "before", with the authorisation that is named with it, or last before it."""
    everywhere = _LICENCE.findall(text)
    latest: str | None = None
    for part in _PARTS.split(text):
        here = _LICENCE.findall(part)
        match = _BEFORE.search(part)
        latest = here[-1] if here else latest
        if match is not None:
            yield _days(match), latest or (everywhere[0] if everywhere else None)


def _days(match: re.Match[str]) -> int:
    unit = match.group("unit").lower()
    length = (
        7
        if unit.startswith("we") and "werk" not in unit
        else 30
        if unit.startswith(("month", "maand"))
        else 1
    )
    return number_of(match.group("number")) * length


def _too_late(licence: str, days: int, least: int) -> Words:
    return {
        "en": f"the text says {days} days, and {licence} asks for at least {least} before the first export",
        "nl": f"er staat {days} dagen, en {licence} vraagt minstens {least} dagen vóór de eerste uitvoer",
    }
