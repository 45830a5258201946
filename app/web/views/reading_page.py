"""A programme to read on the screen, as its Word file has it."""

from dataclasses import dataclass

from app.documents.docx_outline import FRONT_MATTER
from app.documents.programme_document import ChapterText, ProgrammeDocument, SectionText
from app.domain.blocks import Block
from app.web.views.section_blocks import ShownBlock, Surroundings, shown_blocks


@dataclass(frozen=True)
class ReadSection:
    """One section: `name` is number and title; `reason` tells why it does not apply."""

    anchor: str
    name: str
    reason: str
    blocks: tuple[ShownBlock, ...]


@dataclass(frozen=True)
class ReadChapter:
    """One chapter with its sections."""

    name: str
    sections: tuple[ReadSection, ...]


@dataclass(frozen=True)
class ReadingPage:
    """The whole text. `language` is that of headings; the text stays as written."""

    id: str
    title: str
    language: str
    query: str
    chapters: tuple[ReadChapter, ...]


def reading_page(programme_id: str, document: ProgrammeDocument, query: str) -> ReadingPage:
    """The text in the order of the file."""
    chapters = tuple(_chapter(chapter, document) for chapter in document.chapters)
    return ReadingPage(programme_id, document.title, document.language, query, chapters)


def _chapter(chapter: ChapterText, document: ProgrammeDocument) -> ReadChapter:
    numbered = chapter.number.isdecimal() and chapter.number != FRONT_MATTER
    name = f"{chapter.number} {chapter.title}" if numbered else chapter.title
    return ReadChapter(name, tuple(_section(section, document) for section in chapter.sections))


def _section(section: SectionText, document: ProgrammeDocument) -> ReadSection:
    around = Surroundings(section.number, document.blanks, document.labels, {}, {}, {})
    written = [block for block in section.blocks if isinstance(block, Block) and block.text.strip()]
    return ReadSection(
        anchor="read-" + section.key.replace(".", "-"),
        name=f"{section.number} {section.title}".strip(),
        reason=section.not_applicable,
        blocks=shown_blocks(written, around),
    )
