"""Days as people write them in a fact."""

import re
from datetime import date

from babel.dates import get_month_names

from app.i18n import LOCALES
from checks.languages import LANGUAGES

_DAY_FIRST = re.compile(r"(\d{1,2})[ .\-/]+([^\W\d_]+|\d{1,2})[ .,\-/]+(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def day_told(told: str) -> date | None:
    """A day in one of our languages: 2026-02-09, 9-2-2026, 9 February 2026. None for anything else."""
    if found := _YEAR_FIRST.fullmatch(told):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.fullmatch(told):
        day, year = int(found[1]), int(found[3])
        month = int(found[2]) if found[2].isdecimal() else _month(found[2])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int:
    """1 to 12; 0 for a word that is no month."""
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, month in get_month_names(width, locale=LOCALES[language]).items():
                if month.lower().rstrip(".") == name.lower():
                    return int(number)
    return 0
