"""English and Dutch texts by gettext, with the language of the running request in a context variable.

Message ids are the English sentences. The Dutch catalogue is read from its `.po` file at first use, so a
checkout and an installed wheel behave the same and no compiled file can be stale. Nothing is installed on a
shared object per request: threads that answer in different languages do not meet.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Any

from babel.dates import format_date as babel_date
from babel.dates import format_time as babel_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from app.local_time import local, local_day
from checks.languages import LANGUAGES, Language

LOCALES = {"en": "en_GB", "nl": "nl_NL"}

_language: ContextVar[Language] = ContextVar("language", default="en")


def language_of(value: str | None) -> Language | None:
    """The supported language a tag such as `nl-BE` stands for, or None."""
    primary = (value or "").strip().lower().partition("-")[0]
    return next((language for language in LANGUAGES if language == primary), None)


def current_language() -> Language:
    """The language of the running request or command."""
    return _language.get()


def set_language(language: Language) -> None:
    """Choose the language for everything that runs in this context from here on."""
    _language.set(language)


@contextmanager
def in_language(language: Language) -> Iterator[None]:
    """Choose the language for one `with` block."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


@cache
def catalogue(language: Language) -> NullTranslations:
    """The messages of one language. English is the message ids themselves."""
    if language == "en":
        return NullTranslations()
    source = files("app").joinpath("locale", language, "LC_MESSAGES", "messages.po").read_bytes()
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(source), locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def gettext(message: str) -> str:
    """Translate a message id."""
    return catalogue(_language.get()).gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Translate a message id with a plural form."""
    return catalogue(_language.get()).ngettext(singular, plural, number)


def _(message: str, **values: Any) -> str:
    """Translate, then fill `%(name)s` places: `_("Ask %(name)s.", name=helper)`."""
    text = gettext(message)
    return text % values if values else text


def N_(message: str) -> str:  # noqa: N802  the name that gettext tools look for
    """Mark a message id for extraction; translate it later with `_`."""
    return message


def long_date(value: date | datetime) -> str:
    """A date written out: 17 November 2026, 17 november 2026. Of a moment: the day it was here."""
    day = local_day(value) if isinstance(value, datetime) else value
    return babel_date(day, format="d MMMM y", locale=LOCALES[_language.get()])


def other_day(value: datetime, now: datetime) -> str:
    """The day beside a time, as little as tells it: nothing today, the year only of another year."""
    day, today = local_day(value), local_day(now)
    if day == today:
        return ""
    form = "d MMMM" if day.year == today.year else "d MMMM y"
    return babel_date(day, format=form, locale=LOCALES[_language.get()])


def locale_tag() -> str:
    """The locale of the current language as browsers know it: en-GB."""
    return LOCALES[_language.get()].replace("_", "-")


def clock_time(value: datetime) -> str:
    """Hours and minutes on the clock of the installation: 14:32."""
    return babel_time(local(value), format="HH:mm", locale=LOCALES[_language.get()])
