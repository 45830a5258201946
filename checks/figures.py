"""Numbers and dates as programmes write them, in English and Dutch: read in one way by every check."""

from __future__ import annotations

import re
from datetime import date

_UP_TO_TWENTY = (
    "one een één", "two twee", "three drie", "four vier", "five vijf", "six zes", "seven zeven", "eight acht",
    "nine negen", "ten tien", "eleven elf", "twelve twaalf", "thirteen dertien", "fourteen veertien",
    "fifteen vijftien", "sixteen zestien", "seventeen zeventien", "eighteen achttien", "nineteen negentien",
    "twenty twintig",
)  # fmt: skip
_TENS = (
    "thirty dertig", "forty veertig", "fifty vijftig", "sixty zestig", "seventy zeventig", "eighty tachtig",
    "ninety negentig",
)  # fmt: skip
NUMBER_WORDS = {word: number for number, words in enumerate(_UP_TO_TWENTY, 1) for word in words.split()} | {
    word: 10 * tens for tens, words in enumerate(_TENS, 3) for word in words.split()
}
NUMBER = r"\d{1,3}|" + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_MONTHS = {
    month: number
    for number, names in enumerate(
        [
            "january januari jan", "february februari feb", "march maart mrt", "april apr", "may mei",
            "june juni jun", "july juli jul", "august augustus aug", "september sept sep",
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
    return int(text) if text.isdigit() else NUMBER_WORDS[text.lower()]


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
