"""Blocks as paragraphs, tables and pictures of the body."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import zip_longest

from docx.parts.document import DocumentPart

from app.documents import ooxml
from app.documents.docx_inline import InlineWriter
from app.documents.docx_lists import Lists
from app.documents.docx_picture import inline_picture
from app.documents.docx_tables import BELOW_TABLE, TableWriter
from app.documents.ooxml import Xml, joined, paragraph, run, w
from app.documents.programme_document import PictureFile
from app.documents.wordings import Wording
from app.domain.blocks import Block, BlockKind, ParsedBlock
from app.domain.pipe_table import rows
from app.domain.plain_text import picture
from app.domain.visible import visible

_STYLES = {
    BlockKind.PARAGRAPH: "BodyText",
    BlockKind.NUMBERED: "ListNumber",
    BlockKind.BULLET: "ListBullet",
    BlockKind.HEADING: "Heading3",
    BlockKind.QUOTATION: "BlockText",
}
_LISTS = (BlockKind.NUMBERED, BlockKind.BULLET)
_BOLD_LINE = re.compile(r"\*\*[^*\n]{1,80}\*\*")


@dataclass(frozen=True, slots=True)
class WrittenBlock:
    """A block, its mark-up, and its text as printed without footnotes and reference numbers."""

    block: Block | ParsedBlock
    content: Xml
    printed: str


@dataclass
class BlockWriter:
    """Writes the blocks of one section after another; captions and lists count through the document."""

    part: DocumentPart
    words: Wording
    inline: InlineWriter
    lists: Lists
    tables: TableWriter
    pictures: Mapping[str, PictureFile]
    heading: str = ""
    _figures: int = 0
    after_table: bool = False
    after_list: bool = False
    introduces: bool = False
    _numbered: bool = True

    def blocks(
        self, blocks: Iterable[Block | ParsedBlock], title: str, *, numbered: bool
    ) -> list[WrittenBlock]:
        """The blocks that have text, written.

        `title` captions the tables until a heading comes; headings are `numbered` inside chapters only.
        """
        self.heading = title
        self._numbered = numbered
        written: list[WrittenBlock] = []
        previous: BlockKind | None = None
        shown = [one for one in blocks if one.text.strip()]
        for block, following in zip_longest(shown, shown[1:]):
            self.introduces = following is not None and _introduces(block, following.kind)
            self.after_list = previous in _LISTS and block.kind not in (*_LISTS, BlockKind.HEADING)
            if block.kind == BlockKind.NUMBERED and previous != BlockKind.NUMBERED:
                self.lists.start()
            content = self._block(block.kind, block.text)
            written.append(WrittenBlock(block, content, self.inline.take_printed()))
            previous = block.kind
            self.after_table = block.kind == BlockKind.TABLE
        return written

    def _block(self, kind: BlockKind, source: str) -> Xml:
        if kind == BlockKind.TABLE:
            return self._table(source)
        if kind == BlockKind.PICTURE and (found := picture(source)):
            return self._picture(found.file, found.alternative)
        if kind == BlockKind.HEADING:
            self.heading = visible(source, self.inline.blanks, self.inline.labels).text
        properties = [w("keepNext")] if self.introduces else []
        if kind == BlockKind.NUMBERED:
            properties.append(self.lists.numbering())
        if self.after_table and kind != BlockKind.HEADING:
            properties.append(w("spacing", before=BELOW_TABLE))
        elif self.after_list:
            properties.append(w("spacing", before=140))
        style = _STYLES.get(kind, "BodyText")
        if kind == BlockKind.HEADING and not self._numbered:
            style = "Subheading"
        return paragraph(style, [self.inline.runs(source)], *properties)

    def _table(self, source: str) -> Xml:
        cells = [[self.inline.cell(cell.text) for cell in row] for row in rows(source)]
        return self.tables.table(cells, self.heading, below_table=self.after_table)

    def _picture(self, file: str, alternative: str) -> Xml:
        self._figures += 1
        stored = self.pictures.get(file)
        if stored is None:
            missing = run(f"[{self.words.picture_missing}: {alternative}]", style="UnfilledBlank")
            return paragraph("BodyText", [missing])
        relation, _ = self.part.get_or_add_image(BytesIO(stored.content))
        drawing = inline_picture(
            relation, self._figures, stored.width, stored.height, alternative, self.tables.width
        )
        caption = [
            run(self.words.figure + "\u00a0"),
            ooxml.field("SEQ Figure \\* ARABIC", str(self._figures)),
            run(f". {alternative or self.heading}"),
        ]
        shown = paragraph("PictureLine", [w("r", drawing)])
        return joined([shown, paragraph("Caption", caption, w("spacing", before=80))])


def _introduces(block: Block | ParsedBlock, following: BlockKind) -> bool:
    """Whether a paragraph belongs on the page of what follows it.

    So does a line all in bold, and one that ends in a colon before a list, a table or a quotation.
    """
    if block.kind != BlockKind.PARAGRAPH:
        return False
    shown = following in (*_LISTS, BlockKind.TABLE, BlockKind.QUOTATION)
    return _BOLD_LINE.fullmatch(block.text) is not None or (shown and block.text.rstrip("* \n").endswith(":"))
