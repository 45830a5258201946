"""The facts of a programme, filled in once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.i18n import N_, _, current_language
from app.usecases.writing.blanks import BlankLine, Blanks

# The one section that goes without a number.
FRONT_KEY, FRONT = "icp.0", N_("document control")


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


def with_saved_value(hint: str, saved: str, shown: str) -> str:
    """The hint of a field, with the value in force where the field shows another."""
    if shown.strip() == saved:
        return hint
    told = _("Saved now: %(text)s", text=saved or "–")
    return f"{hint} {told}".strip()


def blanks_page(
    programme_id: str,
    title: str,
    blanks: Blanks,
    typed: Mapping[str, str] | None = None,
    refused: str = "",
    *,
    seen: int | None = None,
) -> BlanksPage:
    """The page; `typed` keeps what a refused form held, `refused` says why.

    What was typed on version `seen` stays on it; without, all that is saved now is on the page.
    """
    values = typed or {}
    lines = [
        (line, _field(line, values.get(line.key, line.value), told=seen is None)) for line in blanks.lines
    ]
    return BlanksPage(
        id=programme_id,
        programme_title=title,
        version=blanks.version if seen is None else seen,
        used=tuple(view for line, view in lines if line.used_in),
        unused=tuple(view for line, view in lines if not line.used_in),
        missing=len(blanks.unfilled),
        refused=refused,
    )


def _field(line: BlankLine, shown: str, *, told: bool) -> BlankView:
    """The field of one fact; `told` says what is saved where it shows something else."""
    language = current_language()
    hint = line.help[language]
    sections = ", ".join(_(FRONT) if key == FRONT_KEY else key.removeprefix("icp.") for key in line.used_in)
    return BlankView(
        line.key,
        line.label[language],
        with_saved_value(hint, line.value, shown) if told else hint,
        shown,
        _("Used in %(sections)s", sections=sections) if sections else "",
    )
