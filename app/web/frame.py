"""What every page gets besides its own view: the frame around the content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from starlette.requests import Request

from app.i18n import current_language
from checks.languages import LANGUAGES, Language

Theme = Literal["auto", "light", "dark"]


@dataclass(frozen=True)
class NavigationItem:
    """One link of the service navigation."""

    text: str
    href: str
    is_current: bool = False


@dataclass(frozen=True)
class Visitor:
    """Who is signed in, as far as the frame shows it. Access control sets `request.state.visitor`."""

    name: str
    organisation: str
    csrf_token: str
    theme: Theme = "auto"
    is_example: bool = False
    navigation: tuple[NavigationItem, ...] = ()
    seconds_left: int | None = None
    """Until the session ends unless something is done; None half-way in."""


@dataclass(frozen=True)
class LanguageChoice:
    """One side of the language switch."""

    language: Language
    name: str
    href: str
    is_current: bool


@dataclass(frozen=True)
class FieldError:
    """One thing to put right in a form: the id of its field, and the sentence that says what.

    `question` stands before the sentence in the summary, where several fields may have the same one.
    """

    field: str
    text: str
    question: str = ""


@dataclass(frozen=True)
class Frame:
    """The frame of one answer: language, nonce, token, and the words in header and footer."""

    language: Language
    nonce: str
    csrf_token: str
    user_name: str | None
    organisation_name: str | None
    theme: Theme
    theme_sheet: str | None
    path: str
    languages: tuple[LanguageChoice, ...]
    navigation: tuple[NavigationItem, ...]
    is_demo: bool
    notices: tuple[str, ...]
    errors: tuple[FieldError, ...]
    request_id: str
    seconds_left: int | None


LANGUAGE_NAMES: dict[Language, str] = {"en": "English", "nl": "Nederlands"}


def frame_for(
    request: Request, *, notices: tuple[str, ...] = (), errors: tuple[FieldError, ...] = ()
) -> Frame:
    """Build the frame for the answer to `request`."""
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    language = current_language()
    return Frame(
        language=language,
        nonce=request.state.nonce,
        csrf_token=visitor.csrf_token if visitor else "",
        user_name=visitor.name if visitor else None,
        organisation_name=visitor.organisation if visitor else None,
        theme=visitor.theme if visitor else "auto",
        theme_sheet=request.app.state.theme.href if request.app.state.theme else None,
        path=request.url.path,
        languages=tuple(_choice(request, choice, language) for choice in LANGUAGES),
        navigation=_marked(visitor.navigation if visitor else (), request.url.path),
        is_demo=bool(visitor and visitor.is_example),
        notices=notices,
        errors=errors,
        request_id=request.state.request_id,
        seconds_left=visitor.seconds_left if visitor else None,
    )


def _choice(request: Request, language: Language, current: Language) -> LanguageChoice:
    """The switch keeps the address and its other parameters; it never holds a host."""
    query = request.url.include_query_params(lang=language).query
    return LanguageChoice(
        language, LANGUAGE_NAMES[language], f"{request.url.path}?{query}", is_current=language == current
    )


def _marked(items: tuple[NavigationItem, ...], path: str) -> tuple[NavigationItem, ...]:
    """Mark the item whose address is the page shown, or lies above it."""
    return tuple(
        NavigationItem(i.text, i.href, path == i.href or path.startswith(f"{i.href}/")) for i in items
    )
