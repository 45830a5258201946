"""Numbers and dates as programmes write them, in English and Dutch."""

from __future__ import annotations

import re
from datetime import date

WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "sixty": 60, "ninety": 90,
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8,
    "negen": 9, "tien": 10, "elf": 11, "twaalf": 12, "veertien": 14, "vijftien": 15, "twintig": 20,
    "dertig": 30, "veertig": 40, "zestig": 60, "negentig": 90,
}  # fmt: skip
NUMBER = r"\d{1,3}|" + "|".join(sorted(WORDS, key=len, reverse=True))
_MONTHS = {
    month: number
    for number, names in enumerate(
        [
            "january januari jan", "february februari feb", "march maart mrt", "april apr", "may mei",
            "june juni jun", "july juli jul", "august augustus aug", "september sep",
            "october oktober oct okt", "november nov", "december dec",
        ],
        start=1,
    )
    for month in names.split()
}  # fmt: skip
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_NAMES})\.?,? (?P<year>20\d\d)\b"
    rf"|\b(?P<month2>{_NAMES})\.? (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year2>20\d\d)\b"
    r"|\b(?P<iso>20\d\d-\d\d-\d\d)\b"
    r"|\b(?P<day3>\d{1,2})[-/.](?P<month3>\d{1,2})[-/.](?P<year3>20\d\d)\b",
    re.IGNORECASE,
)


def number_of(text: str) -> int:
    """The value of a match of `NUMBER`."""
    return int(text) if text.isdigit() else WORDS[text.lower()]


def dates(text: str) -> list[tuple[int, int, date]]:
    """Every date in a text with the range it stands at; days that no calendar has are left out."""
    found = []
    for match in _DATE.finditer(text):
        day = _date(match)
        if day is not None:
            found.append((match.start(), match.end(), day))
    return found


def _date(match: re.Match[str]) -> date | None:
    part = match.groupdict()
    try:
        if part["iso"]:
            return date.fromisoformat(part["iso"])
        if part["year3"]:
            return date(int(part["year3"]), int(part["month3"]), int(part["day3"]))
        month = _MONTHS[(part["month"] or part["month2"]).lower()]
        return date(int(part["year"] or part["year2"]), month, int(part["day"] or part["day2"]))
    except ValueError:
        return None
