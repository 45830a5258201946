"""Helpers that forms and their templates share."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from app.i18n import _
from app.web.frame import FieldError


def error_for(errors: Iterable[FieldError], field: str) -> dict[str, str] | None:
    """The `errorMessage` option of a GOV.UK form macro for one field, or None."""
    text = next((error.text for error in errors if error.field == field), None)
    return {"text": text, "visuallyHiddenText": _("Error")} if text else None


def local_path(value: str | None, otherwise: str) -> str:
    """`value` when it is a path on this host, else `otherwise`: for `next` parameters."""
    if not value or not value.startswith("/") or value.startswith(("//", "/\\")):
        return otherwise
    parts = urlsplit(value)
    if parts.scheme or parts.netloc or any(ord(c) < 33 or c == "\\" for c in value):
        return otherwise
    return value
