"""What the pages around signing in show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SignInPage:
    """The e-mail address as it was typed, and where to go afterwards."""

    email: str
    next: str
    has_doors: bool


@dataclass(frozen=True)
class CodePage:
    """Where to go after the code."""

    next: str
