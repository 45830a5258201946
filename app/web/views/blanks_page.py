"""The facts of a programme, filled in once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.i18n import _, current_language
from app.usecases.blanks import Blanks


@dataclass(frozen=True)
class BlankView:
    """One field; `uses` says where the fact is named."""

    key: str
    label: str
    hint: str
    value: str
    uses: str


@dataclass(frozen=True)
class BlanksPage:
    """Facts that the text names come first; the others follow."""

    id: str
    programme_title: str
    version: int
    used: tuple[BlankView, ...]
    unused: tuple[BlankView, ...]
    missing: int
    refused: str


def blanks_page(
    programme_id: str, title: str, blanks: Blanks, typed: Mapping[str, str] | None = None, refused: str = ""
) -> BlanksPage:
    """The page; `typed` keeps what a refused form held, `refused` says why."""
    language = current_language()
    values = typed or {}
    lines = [
        (
            line,
            BlankView(
                line.key,
                line.label[language],
                line.help[language],
                values.get(line.key, line.value),
                _(
                    "Used in %(sections)s",
                    sections=", ".join(key.removeprefix("icp.") for key in line.used_in),
                )
                if line.used_in
                else "",
            ),
        )
        for line in blanks.lines
    ]
    return BlanksPage(
        id=programme_id,
        programme_title=title,
        version=blanks.version,
        used=tuple(view for line, view in lines if line.used_in),
        unused=tuple(view for line, view in lines if not line.used_in),
        missing=len(blanks.unfilled),
        refused=refused,
    )
