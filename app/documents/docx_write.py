"""A programme as a Word file: the order of its pages and the body between them."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache

from docx.document import Document as WordDocument
from lxml.etree import _Element as Element

from app.documents import docx_front
from app.documents.base_package import base
from app.documents.docx_annexes import coverage_table, matrix_table
from app.documents.docx_base import (
    pack,
    set_header_and_footer,
    set_language,
    set_properties,
    text_width,
    turn_last_section,
)
from app.documents.docx_blocks import BlockWriter
from app.documents.docx_house import open_house, put_body
from app.documents.docx_inline import InlineWriter
from app.documents.docx_lists import Lists
from app.documents.docx_manifest import write_manifest
from app.documents.docx_notes import mark_commented, write_comments, write_footnotes
from app.documents.docx_outline import FRONT_MATTER, Heading, bookmark_name, headings, targets
from app.documents.docx_tables import TableWriter
from app.documents.house_style import HouseStyle, check_house_style
from app.documents.ooxml import W, paragraph, plain_title, run, w
from app.documents.programme_document import BlockComment, ProgrammeDocument, SectionText
from app.documents.wordings import Wording, wording


def export_programme(
    document: ProgrammeDocument, pages: Mapping[str, int] | None = None, house: HouseStyle | None = None
) -> bytes:
    """The programme as .docx bytes; the same input gives the same bytes.

    `pages` maps bookmarks to page numbers for the contents page (see `pdf_write.page_numbers`). With a
    `house` style the file is written on the company's own.
    """
    house = house or _own_style()
    words = wording(document.language)
    word = open_house(house, document, words)
    set_language(word, words)
    writer = _BodyWriter(document, words, word, house)
    put_body(word, writer.body(pages or {}), house)
    write_footnotes(word, writer.inline.footnotes, house.styles)
    write_comments(word, writer.comments, house.styles)
    if document.matrices:
        turn_last_section(word)
    write_manifest(word, document)
    set_header_and_footer(word, document, words, house)
    set_properties(word, document, words)
    return pack(word)


@cache
def _own_style() -> HouseStyle:
    """Our base as a house style to which nothing needs to be added."""
    return check_house_style(base()).house


def export_with_pages(
    document: ProgrammeDocument,
    find_pages: Callable[[bytes], Mapping[str, int]],
    house: HouseStyle | None = None,
) -> bytes:
    """The same with page numbers on the contents page, found by `pdf_write.page_numbers` or the like.

    The first layout already has numbers of the usual width, so that real ones do not move any line;
    where they still do, the second layout decides.
    """
    outline = headings(document, wording(document.language))
    found = find_pages(export_programme(document, {heading.bookmark: 10 for heading in outline}, house))
    content = export_programme(document, found, house)
    settled = find_pages(content)
    return content if settled == found else export_programme(document, settled, house)


def page_starts(outline: Sequence[Heading], own_pages: Collection[str]) -> frozenset[int]:
    """Positions of the headings that begin a page: the first, and those around a section on its own page."""
    starts = {0}
    for place, heading in enumerate(outline):
        if heading.key in own_pages:
            opens_chapter = heading.level == 2 and outline[place - 1].level == 1
            starts |= {place - 1 if opens_chapter else place, place + 1}
    return frozenset(place for place in starts if place < len(outline) and not outline[place].annex)


@dataclass
class _BodyWriter:
    """Writes the body once."""

    document: ProgrammeDocument
    words: Wording
    word: WordDocument
    house: HouseStyle
    inline: InlineWriter = field(init=False)
    blocks: BlockWriter = field(init=False)
    comments: list[BlockComment] = field(default_factory=list)
    _bookmarks: int = 0

    def __post_init__(self) -> None:
        part = self.word.part
        places = targets(self.document, self.words)
        self.inline = InlineWriter(part, self.words, self.document.blanks, self.document.labels, places)
        self.blocks = BlockWriter(
            part,
            self.words,
            self.inline,
            Lists(part.numbering_part.element, self.house.lists.steps),
            TableWriter(self.words, text_width(self.word.sections[-1])),
            self.document.pictures,
        )

    def body(self, pages: Mapping[str, int]) -> list[Element]:
        """All body elements in order."""
        outline = headings(self.document, self.words)
        sections = {section.key: section for section in self.document.sections()}
        starts = page_starts(outline, {section.key for section in sections.values() if section.own_page})
        cover = [] if self.house.has_body_mark else docx_front.cover(self.document, self.words)
        out = [*cover, *self._front()]
        if outline:
            out += docx_front.contents(outline, self.words, pages)
        made = self._annexes()
        for place, heading in enumerate(outline):
            if heading.wide and not outline[place - 1].wide:
                out.append(paragraph("SectionEnd", (), deepcopy(self.word.element.body[-1])))
            out.append(self._heading(heading, page_break=place in starts))
            if heading.key:
                out += self._section_text(sections[heading.key], numbered=not heading.annex)
            elif heading.annex:
                out += next(made)
        if out[-1].tag == W + "tbl":
            out.append(paragraph("Note", [run(self.words.end)]))
        return out

    def _annexes(self) -> Iterator[list[Element]]:
        """The body of each annex that is made from data, in the order of the outline."""
        tables = self.blocks.tables
        if self.document.coverage:
            yield [
                element
                for coverage in self.document.coverage
                for element in coverage_table(coverage, self.words, self.inline.targets, tables)
            ]
        for matrix in self.document.matrices:
            yield matrix_table(matrix, tables)

    def _front(self) -> list[Element]:
        """Document control, with the front sections' own text under it."""
        front = [
            section
            for chapter in self.document.chapters
            if chapter.number == FRONT_MATTER
            for section in chapter.sections
        ]
        title = front[0].title if front else self.words.document_control
        width = self.blocks.tables.width
        out = docx_front.control(self.document, self.words, plain_title(title), width)
        self.blocks.after_table = True
        for place, section in enumerate(front):
            heading = paragraph("Subheading", [run(plain_title(section.title))]) if place else out[0]
            self._bookmark(heading, bookmark_name(section.key))
            out += [heading] * bool(place) + self._section_text(section, numbered=False)
        return out

    def _heading(self, heading: Heading, *, page_break: bool) -> Element:
        kind = "UnnumberedHeading" if heading.literal else "Heading"
        style = "AnnexHeading" if heading.annex else f"{kind}{heading.level}"
        title = plain_title(heading.title)
        properties = [w("pageBreakBefore")] if page_break else []
        self.blocks.after_table = False
        if heading.literal:
            title = f"{heading.number}\t{title}"
        if page_break:
            properties.append(w("spacing", before=0))
        made = paragraph(style, [run(title)], *properties)
        self._bookmark(made, heading.bookmark)
        return made

    def _bookmark(self, target: Element, name: str) -> None:
        """A hidden bookmark around a paragraph's content."""
        self._bookmarks += 1
        target.insert(1, w("bookmarkStart", id=self._bookmarks, name=name))
        target.append(w("bookmarkEnd", id=self._bookmarks))

    def _section_text(self, section: SectionText, *, numbered: bool) -> list[Element]:
        if section.not_applicable:
            reason = self.inline.runs(section.not_applicable)
            return [paragraph("BodyText", [run(self.words.not_applicable + " "), *reason])]
        written = self.blocks.blocks(section.blocks, plain_title(section.title), numbered=numbered)
        if not written:
            return [paragraph("BodyText", [run(f"[{self.words.not_written}]", style="UnfilledBlank")])]
        for comment in self.document.comments:
            for block, elements in written:
                if (comment.section, comment.block) == (section.key, block):
                    mark_commented(elements, len(self.comments))
                    self.comments.append(comment)
        return [element for _, elements in written for element in elements]
