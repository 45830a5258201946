"""What a refused form held, for the answer page: whoever typed it can copy it or send it again.

Only forms about a programme or of the administration of a company are kept: no page ever repeats a
password or a code. What is kept lives as long as the answer; it is neither stored nor logged.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from app.domain.errors import DomainError
from app.web.access import CSRF_FIELD
from app.web.bodies import FORMS, MULTIPART, URLENCODED, media_type, parse_form
from app.web.middleware import READING

ADMINISTRATION = "/admin/"
ABOUT = ("/programmes/", ADMINISTRATION)
FIELDS_LIMIT = 5000
"""The cells of a large table: more than other forms have."""

WRITTEN = frozenset(
    "text content reason cell value blank_value alternative title name email consultant".split()
)
FACT, WAS = "value.", "was."
"""A fact of the page of facts, and what stood in its field when the page was made."""
INTERVIEW = ("fact.", "answer.")
"""What somebody says in the interview: facts are shown, chosen answers go along unseen."""
LONG = 60


@dataclass(frozen=True)
class SentField:
    """One field. `is_written` says whether it holds a text to be shown; the others go along unseen."""

    name: str
    value: str
    is_written: bool


@dataclass(frozen=True)
class SentForm:
    """A form in the order it was sent, without its token."""

    action: str
    fields: tuple[SentField, ...]
    had_file: bool = False

    @property
    def sendable(self) -> bool:
        """Not without its file; nor where what was chosen decides who may do what, and is not seen here."""
        return not self.had_file and not self.action.startswith(ADMINISTRATION)


async def sent_form(request: Request) -> SentForm | None:
    """The form in `request`, or None where there is none or nothing was written or answered in it."""
    kind = media_type(request.headers)
    if request.method in READING or not request.url.path.startswith(ABOUT) or kind not in FORMS:
        return None
    pairs: list[tuple[str, str]] = []
    # A body that cannot be read is refused for that; the refusal itself must not fail on it.
    with suppress(DomainError, ClientDisconnect, RuntimeError, HTTPException):
        pairs = await _pairs(request, kind)
    before = {name.removeprefix(WAS): value for name, value in pairs if name.startswith(WAS)}
    fields = tuple(
        SentField(name, value, _is_written(name, value, before))
        for name, value in pairs
        if name != CSRF_FIELD
    )
    if not any(field.is_written or field.name.startswith(INTERVIEW) for field in fields):
        return None
    return SentForm(request.url.path, fields, had_file=kind == MULTIPART)


async def _pairs(request: Request, kind: str) -> list[tuple[str, str]]:
    if kind == URLENCODED:
        return parse_form(await request.body(), max_fields=FIELDS_LIMIT)
    if not hasattr(request.state, "visitor"):
        # Nobody who is unknown makes us take in a whole file for a refusal.
        return []
    async with request.form(max_files=20) as form:
        return [(name, value) for name, value in form.multi_items() if isinstance(value, str)]


def _is_written(name: str, value: str, before: Mapping[str, str]) -> bool:
    """Whether a person wrote this, as far as its name and shape tell; a fact left as it was is not."""
    if name.startswith(FACT):
        return value != before.get(name.removeprefix(FACT), "")
    if not value.strip() or name.startswith(WAS):
        return False
    return name in WRITTEN or name.startswith(INTERVIEW[0]) or len(value) > LONG or "\n" in value
