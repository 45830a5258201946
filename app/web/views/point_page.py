"""The page of *Point to it*: what is missing, and the sentences to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.plain_text import sha256
from app.i18n import _, current_language
from app.usecases.findings.pinning import Offered, Passage, Passages

MARK_LENGTH = 16


@dataclass(frozen=True)
class Choice:
    """A sentence, or the whole of a block, with the mark by which it is chosen."""

    mark: str
    quote: str
    is_whole: bool
    is_suggested: bool


@dataclass(frozen=True)
class Paragraph:
    """A block under its number."""

    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class PointPage:
    """Everything on the page. `sections` are those with text, as (key, title).

    `host` is where the section goes when somebody asks for suggestions; empty when nobody can. `suggested`
    counts the sentences that came back; None before anybody asked.
    """

    programme_title: str
    programme_path: str
    path: str
    action: str
    finding_title: str
    element: str
    section_title: str
    place: str
    sections: tuple[tuple[str, str], ...]
    paragraphs: tuple[Paragraph, ...]
    wanted: str
    text_language: str
    host: str
    suggested: int | None


def point_page(
    found: Passages, path: str, wanted: str, host: str, proposed: Sequence[Passage] | None = None
) -> PointPage:
    """The page for the section at `path`; `wanted` is the mark that was chosen before."""
    marks = frozenset(mark(one.block, one.quote) for one in proposed or ())
    finding, language = found.item.finding, current_language()
    number = found.sections[found.place].partition(" ")[0]
    return PointPage(
        programme_title=found.programme_title,
        programme_path=path.partition("/sections/")[0],
        path=path,
        action=f"{path}/findings/{finding.id}/pins/{found.element}",
        finding_title=finding.title[language],
        element=found.says[language],
        section_title=found.sections.get(path.rpartition("/")[2], ""),
        place=found.place,
        sections=tuple(found.sections.items()),
        paragraphs=tuple(_paragraph(one, number, marks) for one in found.blocks),
        wanted=wanted,
        text_language=found.language,
        host=host,
        suggested=None if proposed is None else len(marks),
    )


def mark(block: str, quote: str) -> str:
    """Names words in a block without repeating them: the form travels back without the text."""
    return f"{block}:{sha256(quote)[:MARK_LENGTH]}"


def chosen(found: Passages, wanted: str) -> tuple[str, str]:
    """The block and the words with this mark; empty words when they are not there (any more)."""
    for offered in found.blocks:
        for quote in offered.quotes:
            if mark(offered.block, quote) == wanted:
                return offered.block, quote
    return "", ""


def objection_text(says: str) -> str:
    """What stands in the way, and what to do."""
    return _("%(objection)s Choose another sentence, or change the text first.", objection=says)


def _paragraph(offered: Offered, number: str, suggested: frozenset[str]) -> Paragraph:
    place = f"{number}.{offered.number}" if number[:1].isdigit() else str(offered.number)
    return Paragraph(
        _("Paragraph %(number)s", number=place),
        tuple(
            Choice(one, quote, quote == offered.whole, one in suggested)
            for quote in offered.quotes
            for one in [mark(offered.block, quote)]
        ),
    )
