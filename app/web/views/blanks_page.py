"""The facts of a programme, filled in once: by subject, or those that are still empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.i18n import N_, _, current_language, ngettext
from app.usecases.programmes.outline import FRONT_MATTER
from app.usecases.writing.blanks import BlankLine, Blanks

# The one section that goes without a number.
FRONT_KEY, FRONT = "icp.0", N_("document control")


EMPTY = "empty"
"""What the address asks for to see only what is still empty, whatever the subject."""


@dataclass(frozen=True)
class BlankView:
    """One field. `was` is what the page was made with, so that only what was changed is saved.

    `used_in` are the sections that name the fact, with their addresses; `offered` says where the model text
    would.
    """

    key: str
    label: str
    hint: str
    value: str
    was: str
    used_in: tuple[tuple[str, str], ...]
    offered: str


@dataclass(frozen=True)
class BlankGroup:
    """The facts of one subject that are shown: those that the text names, then the others."""

    title: str
    used: tuple[BlankView, ...]
    unused: tuple[BlankView, ...]


@dataclass(frozen=True)
class Subject:
    """A line of the contents."""

    title: str
    href: str
    count: str
    is_current: bool


@dataclass(frozen=True)
class BlanksPage:
    """The contents, and the facts of one subject or those still empty, when the address asks for them.

    `heading` tells one of these pages from the other. `chosen` is the subject or `EMPTY`; the form carries it
    along. `following` is the next subject. Who may not fill them in sees the values without fields.
    """

    id: str
    programme_title: str
    version: int
    subjects: tuple[Subject, ...]
    chosen: str
    heading: str
    groups: tuple[BlankGroup, ...]
    following: Subject | None
    missing: int
    refused: str
    may_fill: bool


def with_saved_value(hint: str, saved: str, shown: str) -> str:
    """The hint of a field, with the value in force where the field shows another."""
    if shown.strip() == saved:
        return hint
    told = _("Saved now: %(text)s", text=saved or "–")
    return f"{hint} {told}".strip()


def blanks_page(
    programme_id: str,
    blanks: Blanks,
    chosen: str = "",
    typed: Mapping[str, str] | None = None,
    refused: str = "",
    *,
    seen: int | None = None,
) -> BlanksPage:
    """The page; `typed` keeps what a refused form held, `refused` says why.

    What was typed on version `seen` stays on it; without, all that is saved now is on the page.
    """
    given = typed or {}
    subjects = _subjects(programme_id, blanks, chosen)
    lines = [line for line in blanks.lines if _is_shown(line, chosen) or line.key in given]
    fields = [(line, _field(programme_id, line, given.get(line.key), told=seen is None)) for line in lines]
    places = [place for place, subject in enumerate(subjects) if subject.is_current]
    return BlanksPage(
        id=programme_id,
        programme_title=blanks.title,
        version=blanks.version if seen is None else seen,
        subjects=subjects,
        chosen=chosen,
        heading=_("Still empty") if chosen == EMPTY else subjects[places[0]].title if places else "",
        groups=tuple(
            BlankGroup(
                title,
                tuple(field for line, field in fields if line.chapter == number and line.used_in),
                tuple(field for line, field in fields if line.chapter == number and not line.used_in),
            )
            for number, title in _titles(blanks)
            if any(line.chapter == number for line in lines)
        ),
        following=subjects[places[0] + 1] if places and places[0] + 1 < len(subjects) else None,
        missing=len(blanks.unfilled),
        refused=refused,
        may_fill=blanks.may_fill,
    )


def _is_shown(line: BlankLine, chosen: str) -> bool:
    return _is_empty(line) if chosen == EMPTY else line.chapter == chosen


def _is_empty(line: BlankLine) -> bool:
    """Whether the text names it and nobody has filled it in."""
    return bool(line.used_in) and not line.value


def _titles(blanks: Blanks) -> Iterable[tuple[str, str]]:
    """The subjects that have facts: chapters by number, then whatever belongs to none."""
    language = current_language()
    held = {line.chapter for line in blanks.lines}
    for chapter in blanks.chapters:
        number = "" if chapter.number == FRONT_MATTER else f"{chapter.number} "
        if chapter.number in held:
            yield chapter.number, f"{number}{chapter.title[language]}"
    for number in sorted(held - {chapter.number for chapter in blanks.chapters}):
        yield number, _("Other facts")


def _subjects(programme_id: str, blanks: Blanks, chosen: str) -> tuple[Subject, ...]:
    found = []
    for number, title in _titles(blanks):
        lines = [line for line in blanks.lines if line.chapter == number]
        missing = sum(map(_is_empty, lines))
        count = ngettext("%(num)s fact", "%(num)s facts", len(lines)) % {"num": len(lines)}
        if missing:
            count += ", " + ngettext("%(num)s still empty", "%(num)s still empty", missing) % {"num": missing}
        address = f"/programmes/{programme_id}/blanks?subject={number}"
        found.append(Subject(title, address, count, number == chosen))
    return tuple(found)


def _field(programme_id: str, line: BlankLine, typed: str | None, *, told: bool) -> BlankView:
    """The field of one fact; `told` says what is saved where it shows something else."""
    language = current_language()
    hint = line.help[language]
    shown = line.value if typed is None else typed
    offered = ", ".join(_section_words(key) for key in line.offered_in)
    return BlankView(
        line.key,
        line.label[language],
        with_saved_value(hint, line.value, shown) if told else hint,
        shown,
        line.value,
        tuple((_section_words(key), f"/programmes/{programme_id}/sections/{key}") for key in line.used_in),
        _("In the model text of %(sections)s", sections=offered) if offered and not line.used_in else "",
    )


def _section_words(key: str) -> str:
    return _(FRONT) if key == FRONT_KEY else key.removeprefix("icp.")
