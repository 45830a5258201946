"""Numbers and dates are read in one way, whichever check asks."""

from datetime import date

import pytest

from checks import SectionText, TextBlock, built_in_packs, run
from checks.figures import dates, number_of
from checks.quality.quantities import quantities_in


@pytest.mark.parametrize(
    "written",
    [
        "3 March 2026",
        "3rd March 2026",
        "March 3, 2026",
        "3 maart 2026",
        "3 mrt. 2026",
        "2026-03-03",
        "03-03-2026",
    ],
)
def test_a_day_is_the_same_day_however_it_is_written(written: str) -> None:
    """In both languages, in words and in figures."""
    text = f"The list of {written} is in force."
    assert [(text[start:end], day) for start, end, day in dates(text)] == [(written, date(2026, 3, 3))]


def test_a_day_that_no_calendar_has_is_none() -> None:
    """A slip of the pen gives no date."""
    assert dates("the edition of 31 February 2026") == []


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("thirteen", 13),
        ("dertien", 13),
        ("achttien", 18),
        ("forty", 40),
        ("zestig", 60),
        ("Ninety", 90),
        ("7", 7),
    ],
)
def test_number_words_count_in_every_check(word: str, number: int) -> None:
    """A notice of forty days and a deadline of forty days are the same forty."""
    assert number_of(word) == number
    assert [quantity.amount for quantity in quantities_in(f"within {word} days")] == [number]


@pytest.mark.parametrize("other", ["7th November 2024", "November 7, 2024", "2024-11-07", "7-11-2024"])
def test_two_editions_are_seen_in_every_form_of_a_date(other: str) -> None:
    """The check on editions reads the dates that the check on laws reads."""
    said = {
        "icp.3.1": "We classify against the edition of Annex I in force since 15 November 2025.",
        "icp.5.1": f"The control list edition of {other} is used for applications.",
    }
    sections = [
        SectionText(key, "", "en", (TextBlock(key, "paragraph", text),)) for key, text in said.items()
    ]
    found = run(built_in_packs(), sections, {}, only={"TXT-EDITION"}).findings
    assert [finding.outcome for finding in found] == ["noticed"]
