"""The shared pieces of pages, each rendered alone in both languages."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from markupsafe import escape

from app.i18n import in_language
from app.web.frame import FieldError, LanguageChoice, NavigationItem
from app.web.rendering import environment
from checks.languages import LANGUAGES, Language

ENGLISH_DEFAULTS = (
    "Show password",
    "Hide password",
    "Your password is",
    "characters remaining",
    "You have %{count}",
    "Show all sections",
    "Choose file",
    "There is a problem",
    ">Error:<",
    ">Warning<",
    ">Menu<",
    ">Back<",
)
"""What the GOV.UK macros and their script say in English when they are not told otherwise."""


@dataclass
class Frame:
    """As much of a frame as macros look at."""

    errors: tuple[FieldError, ...] = (FieldError("field", "Vul dit in."),)
    csrf_token: str = "token-of-the-session"
    nonce: str = "nonce"
    user_name: str | None = "Sanne"
    organisation_name: str | None = "Meridian Sensors B.V."
    navigation: tuple[NavigationItem, ...] = (NavigationItem("X", "/programmes", True),)
    languages: tuple[LanguageChoice, ...] = (
        LanguageChoice("en", "English", "/?lang=en", True),
        LanguageChoice("nl", "Nederlands", "/?lang=nl", False),
    )


@dataclass
class Entry:
    """One act in a timeline."""

    title: str = "X"
    person: str = "Anna"
    moment: datetime = field(default_factory=lambda: datetime(2026, 11, 17, 14, 32, tzinfo=UTC))
    text: str | None = None


FRAME = Frame()
ATTACK = '"><script>alert(1)</script>{{7*7}}'
PIECES: dict[str, Callable[..., str]] = {
    "password_field": lambda macro: macro(FRAME, "field", ATTACK, "current-password", hint=ATTACK),
    "text_field": lambda macro: macro(FRAME, "field", ATTACK, ATTACK),
    "text_area": lambda macro: macro(FRAME, "field", ATTACK, ATTACK, hint=ATTACK),
    "choice": lambda macro: macro(FRAME, "field", ATTACK, [("a", ATTACK, ATTACK), ("b", "B", None)]),
    "warning_text": lambda macro: macro(ATTACK),
    "confirm_page": lambda macro: macro(FRAME, ATTACK, ATTACK, "/x", ATTACK, "/back", type_this=ATTACK),
    "error_summary": lambda macro: macro((FieldError("field", ATTACK, ATTACK),)),
    "notice_banner": lambda macro: macro(ATTACK),
    "who_can_help": lambda macro: macro((ATTACK, "Anna")),
    "empty_state": lambda macro: macro(ATTACK, ATTACK, "/new", "/example"),
    "site_header": lambda macro: macro(FRAME),
    "site_footer": lambda macro: macro(),
    "breadcrumbs": lambda macro: macro([(ATTACK, "/x")]),
    "programme_breadcrumbs": lambda macro: macro([(ATTACK, "/x")]),
    "door": lambda macro: macro(ATTACK, ATTACK, ATTACK, "/x"),
    "demo_door": lambda macro: macro(FRAME, ATTACK, ATTACK, "company", ATTACK),
}


def rendered(name: str, language: Language) -> str:
    macro = environment().globals[name]
    with in_language(language):
        return str(PIECES[name](macro))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PIECES)
def test_text_of_people_is_only_text(name: str, language: Language) -> None:
    """Whatever stands in a name, label or sentence is shown literally and never evaluated."""
    html = rendered(name, language)
    assert "<script>" not in html
    assert "49" not in html
    if name not in ("site_header", "site_footer"):
        assert str(escape(ATTACK)) in html


@pytest.mark.parametrize("name", PIECES)
def test_no_english_is_left_in_dutch(name: str) -> None:
    """The macros' own English texts are all replaced on a Dutch page, also those that a script shows."""
    html = rendered(name, "nl")
    assert [words for words in ENGLISH_DEFAULTS if words in html] == []


@pytest.mark.parametrize("name", ["password_field", "text_field", "text_area", "choice"])
def test_an_error_stands_at_its_field(name: str) -> None:
    """A field with an error shows it, says so before it in the reader's language, and is tied to it."""
    html = rendered(name, "nl")
    assert '<span class="govuk-visually-hidden">Fout:</span> Vul dit in.' in html
    assert re.search('aria-describedby="[^"]*field-error', html)


def test_the_summary_leads_to_the_fields() -> None:
    """Each line of the error summary is a link to its field."""
    assert 'href="#field"' in rendered("error_summary", "en")


def test_nothing_is_chosen_beforehand() -> None:
    """Choices start empty: nobody agrees by not looking."""
    assert "checked" not in rendered("choice", "en")


def test_the_place_one_is_at_is_marked() -> None:
    """The menu marks the present page, the switch the present language, each for assistive tools too."""
    html = rendered("site_header", "en")
    assert html.count('aria-current="page"') == 1
    assert '<span lang="en" aria-current="true">English</span>' in html
    assert 'hreflang="nl"' in html


def test_signing_out_carries_the_token() -> None:
    """The sign-out form in the header holds the session's token."""
    assert 'name="csrf_token" value="token-of-the-session"' in rendered("site_header", "en")


@pytest.mark.parametrize(
    ("language", "when"), [("en", "17 November 2026, 15:32"), ("nl", "17 november 2026, 15:32")]
)
def test_moments_are_written_out(language: Language, when: str) -> None:
    """Dates are written out in the reader's language, with the machine's form beside it."""
    with in_language(language):
        html = str(environment().globals["timeline"]([Entry()]))
    assert when in html
    assert 'datetime="2026-11-17T14:32:00+00:00"' in html
