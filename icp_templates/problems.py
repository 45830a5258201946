"""What lint reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """Something to repair before the template is used; `section` is a key, or "" for the whole template."""

    section: str
    language: str | None
    code: str
    message: str
