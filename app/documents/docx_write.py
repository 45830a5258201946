"""A programme as a Word file: the order of its pages and the body between them."""

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from lxml import etree

from app.documents import docx_front
from app.documents.docx_annexes import coverage_table, matrix_table
from app.documents.docx_base import (
    pack,
    set_header_and_footer,
    set_language,
    set_properties,
    text_width,
    turn_last_section,
)
from app.documents.docx_blocks import BlockWriter, WrittenBlock
from app.documents.docx_house import open_house, put_body
from app.documents.docx_inline import InlineWriter
from app.documents.docx_lists import Lists
from app.documents.docx_manifest import write_manifest
from app.documents.docx_notes import PlacedComment, mark_commented, write_comments, write_footnotes
from app.documents.docx_outline import FRONT_MATTER, Heading, annex_series, bookmark_name, headings, targets
from app.documents.docx_tables import TableWriter
from app.documents.docx_watermark import add_watermark
from app.documents.house_style import HouseStyle, own_style
from app.documents.ooxml import Xml, joined, paragraph, plain_title, run, w
from app.documents.programme_document import BlockComment, ProgrammeDocument, SectionText
from app.documents.wordings import Wording, wording
from app.domain.blocks import Block


def export_programme(
    document: ProgrammeDocument, pages: Mapping[str, int] | None = None, house: HouseStyle | None = None
) -> bytes:
    """The programme as .docx bytes; the same input gives the same bytes.

    `pages` maps bookmarks to page numbers for the contents page (see `pdf_write.page_numbers`). With a
    `house` style the file is written on the company's own.
    """
    made = _packed(document, pages or {}, house or own_style())
    gc.collect()  # The tree of a file is a ring of references; a report is written three times in a row.
    return made


def _packed(document: ProgrammeDocument, pages: Mapping[str, int], house: HouseStyle) -> bytes:
    words = wording(document.language)
    word = open_house(house, document, words)
    set_language(word, words, annex_series(document))
    writer = _BodyWriter(document, words, word, house)
    put_body(word, writer.body(pages), house)
    write_footnotes(word, writer.inline.footnotes, house.styles)
    write_comments(word, writer.comments, house.styles)
    if document.matrices:
        turn_last_section(word, house)
    if document.is_programme:
        write_manifest(word, document, writer.written)
    set_header_and_footer(word, document, words, house)
    if document.watermark:
        add_watermark(word, words.draft, house.styles["Header"])
    set_properties(word, document, words)
    return pack(word)


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
    comments: list[PlacedComment] = field(default_factory=list)
    written: dict[str, list[WrittenBlock]] = field(default_factory=dict)
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

    def body(self, pages: Mapping[str, int]) -> Xml:
        """The whole body in order."""
        outline = headings(self.document, self.words)
        sections = {section.key: section for section in self.document.sections()}
        starts = page_starts(outline, {section.key for section in sections.values() if section.own_page})
        cover = [] if self.house.has_body_mark else docx_front.cover(self.document, self.words)
        out = [*cover, *(self._front() if self.document.is_programme else ())]
        if outline:
            out += docx_front.contents(outline, self.words, pages)
        made = self._annexes()
        for place, heading in enumerate(outline):
            if heading.wide and not outline[place - 1].wide:
                upright = Xml(etree.tostring(self.word.element.body[-1], encoding="unicode"))
                out.append(paragraph("SectionEnd", (), upright))
            out.append(self._heading(heading, page_break=place in starts))
            if heading.key:
                out[-1] = self._commented(out[-1], _left_over(self.document.comments, sections[heading.key]))
                out += self._section_text(
                    sections[heading.key], numbered=not (heading.annex or heading.literal)
                )
            elif heading.annex:
                out.append(next(made))
            else:
                out += [
                    one.content for one in self.blocks.blocks(heading.blocks, heading.title, numbered=False)
                ]
        if out[-1].endswith("</w:tbl>"):
            out.append(paragraph("Remark", [run(self.words.end)]))
        return joined(out)

    def _annexes(self) -> Iterator[Xml]:
        """The body of each annex that is made from data, in the order of the outline."""
        tables = self.blocks.tables
        if self.document.coverage:
            places = self.inline.targets
            yield joined(
                coverage_table(one, self.words, places, tables, below_table=number > 0)
                for number, one in enumerate(self.document.coverage)
            )
        for matrix in self.document.matrices:
            yield matrix_table(matrix, tables)

    def _front(self) -> list[Xml]:
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
            style = "Subheading" if place else "FrontHeading"
            heading = self._marked(style, plain_title(section.title), bookmark_name(section.key))
            heading = self._commented(heading, _left_over(self.document.comments, section))
            if place:
                out.append(heading)
            else:
                out[0] = heading
            out += self._section_text(section, numbered=False)
        return out

    def _heading(self, heading: Heading, *, page_break: bool) -> Xml:
        kind = "UnnumberedHeading" if heading.literal else "Heading"
        style = "AnnexHeading" if heading.annex else f"{kind}{heading.level}"
        title = plain_title(heading.title)
        properties = [w("pageBreakBefore")] if page_break else []
        self.blocks.after_table = False
        if heading.literal and heading.number:
            title = f"{heading.number}\t{title}"
        if page_break:
            properties.append(w("spacing", before=0))
        return self._marked(style, title, heading.bookmark, *properties)

    def _marked(self, style: str, title: str, bookmark: str, *properties: Xml) -> Xml:
        """A heading with a hidden bookmark around its text."""
        self._bookmarks += 1
        start = w("bookmarkStart", id=self._bookmarks, name=bookmark)
        return paragraph(style, [start, run(title), w("bookmarkEnd", id=self._bookmarks)], *properties)

    def _section_text(self, section: SectionText, *, numbered: bool) -> list[Xml]:
        if section.not_applicable:
            reason = self.inline.runs(section.not_applicable)
            return [paragraph("BodyText", [run(self.words.not_applicable + " "), reason])]
        written = self.blocks.blocks(section.blocks, plain_title(section.title), numbered=numbered)
        if not written:
            return [paragraph("BodyText", [run(f"[{self.words.not_written}]", style="UnfilledBlank")])]
        self.written[section.key] = written
        return [self._commented(one.content, self._about(section.key, one)) for one in written]

    def _about(self, section: str, written: WrittenBlock) -> list[BlockComment]:
        if not self.document.comments or not isinstance(written.block, Block):
            return []
        place = section, written.block.id
        return [comment for comment in self.document.comments if (comment.section, comment.block) == place]

    def _commented(self, content: Xml, comments: Iterable[BlockComment]) -> Xml:
        """The mark-up with these comments and their answers on its first paragraph."""
        for comment in comments:
            first = len(self.comments)
            self.comments.append(PlacedComment(comment))
            self.comments += [PlacedComment(answer, first) for answer in comment.answers]
            for number in range(first, len(self.comments)):
                content = mark_commented(content, number)
        return content


def _left_over(comments: Iterable[BlockComment], section: SectionText) -> list[BlockComment]:
    """Comments on a section whose block is not printed: they go to its heading, so that none is lost."""
    printed = {block.id for block in section.blocks if isinstance(block, Block) and block.text.strip()}
    return [one for one in comments if one.section == section.key and one.block not in printed]
