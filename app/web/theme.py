"""Colours: our own tokens, an installation's theme over them, and whether they can be read.

A theme is one style sheet outside the program that sets `--icp-*` and `--govuk-*` properties only.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.storage.refusals import Refused
from app.web.assets import STATIC

Scheme = Literal["light", "dark"]
Tokens = dict[Scheme, dict[str, str]]

TEXT, SHAPE = 4.5, 3.0
"""The least contrast of WCAG 2.2 for text (1.4.3) and for edges, lines and icons (1.4.11)."""

PAIRS: tuple[tuple[str, str, float], ...] = (
    ("text", "paper", TEXT),
    ("text", "desk", TEXT),
    ("text", "evidence", TEXT),
    ("text", "gap", TEXT),
    ("text", "deleted", TEXT),
    ("text", "chip", TEXT),
    ("muted", "paper", TEXT),
    ("muted", "desk", TEXT),
    ("link", "paper", TEXT),
    ("link", "desk", TEXT),
    ("link", "evidence", TEXT),
    ("link", "chip", TEXT),
    ("link-hover", "paper", TEXT),
    ("fix-first", "paper", TEXT),
    ("brand-text", "brand", TEXT),
    ("button-text", "button", TEXT),
    ("focus-text", "focus", TEXT),
    ("evidence-line", "evidence", SHAPE),
    ("gap-line", "gap", SHAPE),
    ("control", "paper", SHAPE),
)
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
HEX = re.compile(r"#([0-9a-fA-F]{6})")
OURS = ("--icp-", "--govuk-")


@dataclass(frozen=True)
class Theme:
    """An installation's style sheet, with the address it is served at."""

    css: str
    href: str


def read_theme(path: Path | None) -> Theme | None:
    """The theme of this installation. Raises Refused when it sets more than colours, or faint ones."""
    if path is None:
        return None
    try:
        css = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise Refused("theme_unreadable", f"The theme {path} cannot be read.") from None
    wrong = foreign_declarations(css)
    if wrong:
        raise Refused(
            "theme_not_only_tokens", f"A theme sets --icp- and --govuk- properties only, not {wrong[0]!r}."
        )
    weak = weak_pairs(merged(own_tokens(), tokens_of(css)))
    if weak:
        raise Refused("theme_contrast", f"The theme is refused: {weak[0]}.")
    return Theme(css, f"/theme/{hashlib.sha256(css.encode()).hexdigest()[:12]}.css")


def own_tokens() -> Tokens:
    """The colours of our own style sheet."""
    return tokens_of((STATIC / "app.css").read_text("utf-8"))


def tokens_of(css: str) -> Tokens:
    """The `--icp-` properties set on `:root`, for the light scheme and for the dark one."""
    found: Tokens = {"light": {}, "dark": {}}
    for selector, body in RULE.findall(COMMENT.sub("", css)):
        if ":root" not in selector:
            continue
        scheme: Scheme = "dark" if '"dark"' in selector or '"auto"' in selector else "light"
        for name, value in _declarations(body):
            if name.startswith("--icp-"):
                found[scheme][name.removeprefix("--icp-")] = value
    return found


def merged(below: Tokens, above: Tokens) -> Tokens:
    """The tokens that hold when `above` is loaded after `below`; dark colours fall back on light ones."""
    light = below["light"] | above["light"]
    return {"light": light, "dark": light | below["dark"] | above["dark"]}


def weak_pairs(tokens: Tokens) -> list[str]:
    """One sentence for each pair of colours that is too faint or is not given as #rrggbb."""
    found = []
    for scheme, colours in tokens.items():
        for front, back, least in PAIRS:
            if not (HEX.fullmatch(colours[front]) and HEX.fullmatch(colours[back])):
                found.append(f"--icp-{front} and --icp-{back} must be written as #rrggbb")
            elif (has := contrast(colours[front], colours[back])) < least:
                found.append(f"{scheme}: --icp-{front} on --icp-{back} has contrast {has:.1f}, needs {least}")
    return found


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours `#rrggbb` after WCAG 2.2."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def foreign_declarations(css: str) -> list[str]:
    """What a theme holds besides custom properties of ours on `:root`."""
    plain = COMMENT.sub("", css)
    names = [name for _selector, body in RULE.findall(plain) for name, _value in _declarations(body)]
    found = [name for name in names if not name.startswith(OURS)]
    return found + re.findall(r"@import|url\(|expression\(|@font-face", plain)


def _declarations(body: str) -> list[tuple[str, str]]:
    pairs = (line.partition(":") for line in body.split(";"))
    return [(name.strip(), value.strip()) for name, colon, value in pairs if colon]


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
