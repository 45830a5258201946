"""The Dutch that a user reads addresses them in one way."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import app
from icp_templates.loader import LIBRARY

APP = Path(app.__file__).parent
OTHER_FORM = re.compile(r"\bheeft (?:of \w+ )?u\b(?! toegang gegeven)|\bu (?:\w+ )?heeft\b", re.IGNORECASE)
"""Beside "u hebt"; who has given somebody access is not addressed."""


def texts() -> Iterator[tuple[str, str]]:
    """Every Dutch text for users, with where it stands."""
    articles = (APP / "web/templates/help/articles/nl").glob("*.html")
    for path in (*LIBRARY.rglob("*.yaml"), *articles):
        yield path.name, path.read_text("utf-8")
    with (APP / "locale/nl/LC_MESSAGES/messages.po").open("rb") as file:
        for message in read_po(file, locale="nl"):
            # One with a plural has a sentence for each number.
            said = (message.string,) if isinstance(message.string, str) else message.string
            for sentence in said:
                yield str(message.id), sentence


@pytest.mark.parametrize(
    ("text", "is_other"),
    [
        ("Wat u al heeft", True),
        ("Heeft u beleid?", True),
        ("Welke heeft of wilt u?", True),
        ("Wat u al hebt", False),
        ("Bedrijf A heeft u toegang gegeven", False),
    ],
)
def test_the_other_form_is_recognised(text: str, is_other: bool) -> None:
    """Questions and statements; a third person who has done something for you is left alone."""
    assert bool(OTHER_FORM.search(text)) == is_other


def test_a_user_is_told_what_u_hebt() -> None:
    """One form throughout: questions of the interview, guidance, help and screens."""
    assert [(place, text) for place, text in texts() if OTHER_FORM.search(text)] == []
