"""The headings of a document in order: their bookmarks and the numbers Word will give them."""

import re
from dataclasses import dataclass
from hashlib import sha256

from app.documents.docx_inline import Target
from app.documents.programme_document import ProgrammeDocument, SectionText
from app.documents.wordings import Wording
from app.domain.blocks import Block, ParsedBlock

FRONT_MATTER = "0"
BOOKMARK_LIMIT = 40
ANNEX_SERIES = "B"
"""Annexes of a programme are B1, B2 and so on: its forms are A1 to A20, wherever they are kept."""

_PLAIN_NUMBER = re.compile(r"\d+(\.\d+)*")


@dataclass(frozen=True)
class Heading:
    """One line of the contents page. `level` is 1 or 2; `literal` numbers are written, not counted.

    Without a `key` it is a chapter, with text of its own perhaps (`blocks`), or an annex made from data:
    those that are wide stand on their side.
    """

    key: str
    bookmark: str
    number: str
    title: str
    level: int
    annex: bool = False
    literal: bool = False
    wide: bool = False
    blocks: tuple[Block | ParsedBlock, ...] = ()


def bookmark_name(key: str) -> str:
    """The hidden bookmark of a section: `_icp_s_` and the key, at most 40 characters, always the same."""
    name = "_icp_s_" + re.sub(r"[^A-Za-z0-9_]", "_", key)
    if len(name) <= BOOKMARK_LIMIT and re.fullmatch(r"[A-Za-z0-9.]+", key):
        return name
    return name[: BOOKMARK_LIMIT - 9] + "_" + sha256(key.encode()).hexdigest()[:8]


def headings(document: ProgrammeDocument, words: Wording) -> tuple[Heading, ...]:
    """Chapters, sections and annexes as the contents page lists them; front matter is left out."""
    found: list[Heading] = []
    counted = 0
    for chapter in document.chapters:
        if chapter.number == FRONT_MATTER:
            continue
        literal = _PLAIN_NUMBER.fullmatch(chapter.number) is None
        counted += 0 if literal else 1
        number = chapter.number if literal else str(counted)
        bookmark = bookmark_name(f"chapter{chapter.number}")
        found.append(Heading("", bookmark, number, chapter.title, 1, literal=literal, blocks=chapter.blocks))
        for place, section in enumerate(chapter.sections, start=1):
            written = literal or chapter.own_numbers
            own = section.number if written else f"{number}.{place}"
            found.append(_section(section, own, literal=written))
    return (*found, *_annexes(document, words))


def _annexes(document: ProgrammeDocument, words: Wording) -> list[Heading]:
    """The company's own annexes, then the coverage annex and the wide tables."""
    listed = [(annex.key, annex.key, annex.title, False) for annex in document.annexes]
    if document.coverage:
        listed.append(("", "coverage", words.coverage, False))
    listed += [("", f"matrix{n}", matrix.title, True) for n, matrix in enumerate(document.matrices, start=1)]
    return [
        Heading(key, bookmark_name(name), f"{annex_series(document)}{place}", title, 1, annex=True, wide=wide)
        for place, (key, name, title, wide) in enumerate(listed, start=1)
    ]


def annex_series(document: ProgrammeDocument) -> str:
    """What stands before the number of an annex; other documents have no forms to keep apart from."""
    return ANNEX_SERIES if document.is_programme else ""


def targets(document: ProgrammeDocument, words: Wording) -> dict[str, Target]:
    """What cross-references can lead to, by section key."""
    found: dict[str, Target] = {}
    for heading in headings(document, words):
        if heading.key and not heading.literal:
            number = f"{words.annex} {heading.number}" if heading.annex else heading.number
            found[heading.key] = Target(heading.bookmark, number, "" if heading.annex else words.section)
    return found


def _section(section: SectionText, number: str, *, literal: bool) -> Heading:
    return Heading(section.key, bookmark_name(section.key), number, section.title, 2, literal=literal)
