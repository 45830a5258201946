"""How long records are kept, per activity, against the shortest period that the law allows.

Sources: Regulation (EU) 2021/821, Article 27(3) (five years for exports, brokering and technical assistance)
and 27(4) (three years for transfers of listed items inside the Union); Article 15 Wet strategische diensten
with Article 2:10 BW (seven years for Dutch strategic services).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from checks.evidence import quote
from checks.figures import NUMBER, number_of
from checks.hard.seen import Case, Irrelevant, Outcome, Seen, Settings, Undecided, header_of, is_meant
from checks.languages import Words
from checks.model import Evidence
from checks.passage import Sentence

_KEEP = re.compile(
    r"\b(keep|kept|keeps|retain\w*|retention|stor(?:e|es|ed|age)|(?:ge)?archiv\w*|preserv\w*|destr\w+|delet\w+"
    r"|on file|bewa\w+|archie\w+|opgeslagen|opslaan|vernietig\w*|termijn\w*|\w+termijn\w*)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    rf"\b(?P<number>{NUMBER})\s+(?:\(\d+\)\s+)?(?:full |whole |hele |volle )?"
    r"(?P<unit>years?|months?|jaar|jaren|maand(?:en)?)\b",
    re.IGNORECASE,
)
_YEARS_COLUMN = re.compile(r"\b(years?|jaar|jaren)\b", re.IGNORECASE)
_PERIOD_COLUMN = re.compile(r"\| *(?:period|how long|hoe lang) *\|", re.IGNORECASE)
_FOR_RIGHTS = re.compile(r"\W*(?:human.rights|mensenrecht)", re.IGNORECASE)
"""A row of a table about human-rights files says nothing about exports, whatever orders it mentions."""
_PARTS = re.compile(r"[;,]|\band\b|\ben\b|\bbut\b|\bmaar\b", re.IGNORECASE)
_LAW_SAYS = re.compile(
    r"\b(law|laws|regulation|article|act|wet|verordening|artikel)\b.{0,60}"
    r"\b(asks?|requires?|demands?|prescribes?|vraagt|vragen|eist|eisen|verlangt|schrijft)\b",
    re.IGNORECASE,
)
_AS_LAW_SAYS = re.compile(
    r"\b(?:as|like|conform|zoals|gelijk)\b[^;]{0,80}?"
    r"\b(?:asks?|requires?|demands?|prescribes?|vraagt|vragen|eist|eisen|verlangt|voorschrijft|voorschrijven)\b",
    re.IGNORECASE,
)
"""The company's own period with the law as its reason: "four years, as the law requires"."""
_YEAR_END = re.compile(
    r"\b(?:end of (?:the|that|each) (?:calendar )?year|calendar year end|year.end|31 december"
    r"|(?:after|na) (?:the |that |het |dat )?(?:calendar year|kalenderjaar)"
    r"|1 january (?:of the year |of the |in the )?(?:after|following|next)|january of the following year"
    r"|(?:einde?|afloop|slot) (?:van )?(?:het |dat |ieder )?(?:kalender)?jaar"
    r"|1 januari (?:van het jaar )?(?:erna|daarna|na)|1 januari van het (?:volgende |opvolgende )?jaar)\b",
    re.IGNORECASE,
)
_SUBJECTS = {
    "intra_eu": r"intra.?(eu|community|communautair\w*)|within the (eu|union|european)|inside the (eu|union)"
    r"|binnen de (eu|unie|europese)|overbreng\w*",
    "brokering": r"broker\w*|assistance|tussenhandel\w*|bemiddel\w*|bijstand",
    "services": r"electronic\w*|transfers?|downloads?|access|software|technology|services?|intangible"
    r"|elektronisch\w*|overdracht\w*|toegang|programmatuur|technologie|diensten|dienst",
    "exports": r"export\w*|shipments?|shipping|goods|orders?|customs|transactions?"
    r"|uitvoer\w*|zending\w*|goederen|orderdossier\w*|douane\w*|transactie\w*",
    "other": r"training\w*|cameras?|images|personnel|staff|applicant\w*|visitor\w*|certificates?|cctv"
    r"|opleiding\w*|camera\w*|beelden|personeel\w*|sollicit\w*|bezoek\w*|certificaten",
}
_SUBJECT = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _SUBJECTS.items()}
_WHILE = re.compile(r"\b(?:as long as|so long as|while|zolang)\b[^;.]*", re.IGNORECASE)
"""How long the goods are in use is no subject: "ten years, and longer while the software runs"."""
_ALL_RECORDS = re.compile(
    r"\b(?:everything|alles|(?:all|every|each|alle|ieder|iedere|elk|elke) (?:[\w-]+ ){0,2}"
    r"(?:records?|documents?|papers?|files?|data|stuk|stukken|document|documenten|dossiers?|gegevens))\b",
    re.IGNORECASE,
)
_NO_PERIOD: Words = {
    "en": "the text states no period in years",
    "nl": "de tekst noemt geen termijn in jaren",
}
_STANDS_FOR = {
    "exports": ("exports", ""),
    "brokering": ("brokering", "services", "", "exports"),
    "services": ("services", "", "exports"),
    "intra_eu": ("intra_eu",),
}
_NAMES: dict[str, Words] = {
    "exports": {"en": "exports", "nl": "uitvoer"},
    "brokering": {"en": "brokering and technical assistance", "nl": "tussenhandel en technische bijstand"},
    "services": {
        "en": "electronic transfers and other services",
        "nl": "elektronische overdracht en andere diensten",
    },
    "intra_eu": {"en": "transfers inside the EU", "nl": "overbrenging binnen de EU"},
}


@dataclass(frozen=True)
class Period:
    """A stated period in years; no subject means that it is for no activity in particular.

    `for_all`: it says so itself ("all records"), and does not mean one sort of papers ("contracts").
    """

    years: float
    subjects: frozenset[str]
    evidence: Evidence
    for_all: bool = False


def retention(case: Case, settings: Settings) -> Outcome:
    """Detector: the longest period stated for `activity` is at least `years`.

    A period for everything stands in where none is stated for the activity; one for all records comes before
    one for some papers. Where no period is stated at all, and for transfers inside the EU, there is nothing
    to be too short.
    """
    found = list(case.each(periods))
    if not found:
        return Undecided(says=_NO_PERIOD) if case.sections else Undecided()
    activity, least = settings["activity"], int(settings["years"])
    for subject in _STANDS_FOR[activity]:
        stated = [p for p in found if (subject in p.subjects if subject else not p.subjects)]
        if stated:
            longest = max(stated, key=lambda period: (period.for_all and not subject, period.years))
            if longest.years >= least:
                return Seen("present", (longest.evidence,))
            return Seen("missing", (longest.evidence,), _too_short(activity, longest.years, least))
    return Irrelevant() if activity == "intra_eu" else Seen("missing")


def year_end(case: Case, settings: Settings) -> Outcome:
    """Detector: a period that is stated runs from the end of the calendar year."""
    if not any(True for _ in case.each(periods)):
        return Undecided(says=_NO_PERIOD) if case.sections else Undecided()
    first = next(case.each(_year_ends), None)
    return Seen("missing") if first is None else Seen("present", (first,))


def _year_ends(sentence: Sentence) -> Iterator[Evidence]:
    if _YEAR_END.search(sentence.quote):
        yield quote(sentence, "")


def periods(sentence: Sentence) -> Iterator[Period]:
    """Every period of keeping that a sentence or a row of a table states, and means."""
    header = header_of(sentence)
    text = _with_units(header, sentence.quote) if header else sentence.quote
    about_keeping = (
        _KEEP.search(sentence.analysis.text) or _YEARS_COLUMN.search(header) or _PERIOD_COLUMN.search(header)
    )
    if not about_keeping or _LAW_SAYS.search(_AS_LAW_SAYS.sub("", text)):
        return
    first = _PERIOD.search(sentence.quote)
    if header or (first is not None and is_meant(sentence, *first.span())):
        yield from _stated(text, quote(sentence, ""), whole=bool(header))


def _with_units(header: str, row: str) -> str:
    """A row of a table in which a bare number below "Years" reads as so many years."""
    titles, cells = header.split("|"), row.split("|")
    return "|".join(
        f"{cell} years" if _YEARS_COLUMN.search(title) and cell.strip().isdigit() else cell
        for title, cell in zip_longest(titles[: len(cells)], cells, fillvalue="")
    )


def _stated(text: str, evidence: Evidence, whole: bool) -> Iterator[Period]:
    """The periods of one sentence, or of one row that is read as a whole, each with its words.

    Words before a period belong to it; words after the last one belong to the last.
    """
    waiting, made = "", list[tuple[float, str]]()
    for part in [text] if whole else _PARTS.split(text):
        match = _PERIOD.search(part)
        if match is not None:
            made.append((_years(match), f"{waiting} {part}"))
            waiting = ""
        else:
            waiting = f"{waiting} {part}"
    if made and waiting:
        years, words = made.pop()
        made.append((years, f"{words} {waiting}"))
    for years, words in made:
        about = _WHILE.sub("", words)
        subjects = {name for name, pattern in _SUBJECT.items() if pattern.search(about)}
        if whole and _FOR_RIGHTS.match(evidence.quote):
            subjects = {"other"}
        subjects = {"intra_eu"} if "intra_eu" in subjects else subjects
        yield Period(years, frozenset(subjects), evidence, _ALL_RECORDS.search(about) is not None)


def _years(match: re.Match[str]) -> float:
    number = number_of(match.group("number"))
    return number / 12 if match.group("unit").lower().startswith(("month", "maand")) else number


def _too_short(activity: str, years: float, least: int) -> Words:
    shown = f"{years:.0f}" if years == round(years) else f"{years:.1f}"
    name = _NAMES[activity]
    return {
        "en": f"for {name['en']} the text says {shown} years, and the law asks for at least {least}",
        "nl": f"voor {name['nl']} staat er {shown.replace('.', ',')} jaar, en de wet vraagt minstens {least}",
    }
