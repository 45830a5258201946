"""Languages do not mix, whatever runs at the same time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from fastapi import FastAPI
from pydantic import ValidationError
from starlette.testclient import TestClient

from app.i18n import _, clock_time, current_language, in_language, language_of, long_date, other_day
from app.local_time import local_day, time_zone_name, use_time_zone
from app.settings import Settings
from checks.languages import Language
from tests.web.conftest import ADDRESS


@pytest.mark.databases("sqlite")
def test_people_in_two_languages_at_once(app: FastAPI) -> None:
    """Eight threads ask for pages in both languages; each page is in one language only."""

    def ask(number: int) -> tuple[str, str]:
        language = ("en", "nl")[number % 2]
        return language, TestClient(app, base_url=ADDRESS).get(f"/help?lang={language}").text

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, range(64)))
    for language, text in answers:
        assert f'<html lang="{language}"' in text
        assert ("Toegankelijkheid" in text) == (language == "nl")
        assert ("Accessibility" in text) == (language == "en")


def test_a_language_ends_with_its_block() -> None:
    """Outside the `with` block the earlier language holds again, also after an error."""
    with in_language("nl"):
        assert _("Save") == "Opslaan"
        with pytest.raises(ZeroDivisionError), in_language("en"):
            assert 1 / 0
        assert current_language() == "nl"
    assert current_language() == "en"


@pytest.mark.parametrize(
    ("tag", "language"),
    [("nl", "nl"), ("nl-BE", "nl"), ("NL", "nl"), (" en-GB ", "en"), ("nld", None), ("", None), (None, None)],
)
def test_tags_of_languages(tag: str | None, language: Language | None) -> None:
    """Region and case do not matter; other languages are none of ours."""
    assert language_of(tag) == language


def test_values_are_filled_in_after_translation() -> None:
    """Names keep their own characters, percent signs included."""
    with in_language("nl"):
        assert _("Ask %(names)s.", names="100% Anna") == "Vraag het aan 100% Anna."


def test_dates_and_times() -> None:
    """Dates are written out, times have hours and minutes, both on the clock of the installation."""
    winter, summer = datetime(2026, 2, 3, 4, 5, tzinfo=UTC), datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert (long_date(winter), clock_time(winter)) == ("3 February 2026", "05:05")
    assert (long_date(summer), clock_time(summer)) == ("2 July 2026", "00:30")
    assert long_date(summer.date()) == "1 July 2026"
    with in_language("nl"):
        assert long_date(winter) == "3 februari 2026"


def test_the_day_beside_a_time() -> None:
    """No day for what was today on the clock here, the year for another year only."""
    now = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)  # the 26th here
    assert other_day(now.replace(hour=23, minute=5), now) == ""
    assert other_day(now.replace(hour=22, minute=59), now) == "25 November"
    assert other_day(datetime(2025, 12, 31, 23, 30, tzinfo=UTC), now) == "1 January"
    assert other_day(datetime(2025, 12, 31, 22, 30, tzinfo=UTC), now) == "31 December 2025"
    with in_language("nl"):
        assert other_day(datetime(2026, 3, 1, 9, 0, tzinfo=UTC), now) == "1 maart"


def test_the_zone_is_a_setting() -> None:
    """One zone for the installation; what the machine does not know is refused at the start."""
    assert Settings().time_zone == time_zone_name() == "Europe/Amsterdam"
    moment = datetime(2026, 2, 3, 4, 5, tzinfo=UTC)
    use_time_zone("Asia/Tokyo")
    try:
        assert (clock_time(moment), local_day(moment.replace(hour=16)).day) == ("13:05", 4)
    finally:
        use_time_zone("Europe/Amsterdam")
    for unknown in ("Europe/Nergens", "", "../etc"):
        with pytest.raises(ValidationError, match="time zone"):
            Settings(time_zone=unknown)
