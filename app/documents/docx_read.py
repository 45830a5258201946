"""A Word file as blocks, read by our own walk: what people see is read, and what is not read is listed.

Tracked insertions, content controls, fields' results, smart tags, text boxes, footnotes and hidden text
are text; tracked deletions are not. Nothing outside the file is ever opened.
"""

from dataclasses import dataclass

from lxml.etree import _Element as Element

from app.documents.docx_read_inline import InlineReader
from app.documents.docx_read_styles import ParagraphStyles
from app.documents.limits import checked_parts, parsed
from app.documents.ooxml import W, whole_number
from app.domain.blocks import BlockKind
from app.domain.pipe_table import LINE_BREAK, rows, table_text
from checks.languages import LANGUAGES

BOOKMARK_PREFIX = "_icp_s_"

_THROUGH = frozenset(
    W + tag for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "body", "txbxContent")
)
_DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """One block as it stands in the file. `text` is inline source.

    `level` is a heading's level from 1; `bookmark` is our section bookmark, where a section begins;
    `hidden` says that part of it is hidden text, which an officer should know.
    """

    kind: BlockKind
    text: str
    level: int = 0
    bookmark: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class NotRead:
    """Something in the file that is not in the blocks: what, and how many of them."""

    code: str
    count: int


@dataclass(frozen=True)
class ReadDocument:
    """A Word file as read. `language` is "en", "nl" or empty; `identifier` is that of our own exports."""

    title: str
    language: str
    identifier: str
    blocks: tuple[ReadBlock, ...]
    not_read: tuple[NotRead, ...]


def read_docx(upload: bytes) -> ReadDocument:
    """Read a .docx or .dotx. Raises Invalid as `limits.checked_parts` and `limits.parsed` do."""
    parts = checked_parts(upload)
    body = parsed(parts["word/document.xml"]).find(W + "body")
    inline = InlineReader(parts)
    reader = _BodyReader(inline, ParagraphStyles(parts))
    if body is not None:
        reader.children(body)
    core = parsed(parts["docProps/core.xml"]) if "docProps/core.xml" in parts else None
    return ReadDocument(
        title=_core(core, _DC + "title"),
        language=_language(_core(core, _DC + "language") or reader.styles.language),
        identifier=_core(core, _DC + "identifier"),
        blocks=tuple(reader.blocks),
        not_read=_not_read(inline, parts),
    )


class _BodyReader:
    """Collects blocks. Nesting is bounded by the parser (at most 256 levels)."""

    def __init__(self, inline: InlineReader, styles: ParagraphStyles) -> None:
        self.inline = inline
        self.styles = styles
        self.blocks: list[ReadBlock] = []

    def children(self, parent: Element) -> None:
        for child in parent:
            if child.tag == W + "p":
                self._paragraph(child)
            elif child.tag == W + "tbl":
                self._table(child)
            elif child.tag == W + "sdt" and _is_contents(child):
                for line in child.iter(W + "p"):
                    self.inline.skip("contents_line", any((t.text or "").strip() for t in line.iter(W + "t")))
            elif child.tag in _THROUGH:
                self.children(child)
            elif child.tag in (W + "del", W + "moveFrom"):
                self.inline.skip("deleted_text")
            elif child.tag == W + "altChunk":
                self.inline.skip("embedded_document")

    def _paragraph(self, paragraph: Element) -> None:
        read = self.inline.paragraph(paragraph)
        style = self.styles.of(paragraph)
        if style.is_contents:
            self.inline.skip("contents_line", bool(read.source.strip()))
        elif read.source.strip():
            self.blocks.append(
                ReadBlock(style.kind, read.source, style.level, _bookmark(paragraph), read.hidden)
            )
        for box in read.boxes:
            self.children(box)

    def _table(self, table: Element) -> None:
        read = [self._row(row) for row in _rows(table)]
        kept = [tuple(row) for row in read if any(cell.strip() for cell in row)]
        if kept:
            self.blocks.append(ReadBlock(BlockKind.TABLE, table_text(tuple(kept))))

    def _row(self, row: Element) -> list[str]:
        cells: list[str] = []
        for cell in _cells(row):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            width = 1 if span is None else whole_number(span, "val", 1)
            cells += [LINE_BREAK.join(self._lines(cell)), *[""] * (min(max(width, 1), 60) - 1)]
        return cells

    def _lines(self, cell: Element) -> list[str]:
        """The blocks of a cell as lines; a table inside it row by row."""
        inside = _BodyReader(self.inline, self.styles)
        inside.children(cell)
        return [line for block in inside.blocks for line in _flat(block) if line.strip()]


def _flat(block: ReadBlock) -> list[str]:
    """A block as lines of a cell; of a table inside the cell each row is a line."""
    if block.kind == BlockKind.TABLE:
        return [", ".join(cell.text for cell in row if cell.text) for row in rows(block.text)]
    return block.text.split("\n")


def _is_contents(control: Element) -> bool:
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(W + "val") == "Table of Contents"


def _rows(table: Element) -> list[Element]:
    return [row for child in table for row in ([child] if child.tag == W + "tr" else _inside(child, "tr"))]


def _cells(row: Element) -> list[Element]:
    return [cell for child in row for cell in ([child] if child.tag == W + "tc" else _inside(child, "tc"))]


def _inside(wrapper: Element, tag: str) -> list[Element]:
    """Rows or cells inside a content control, an insertion or the like."""
    if wrapper.tag not in _THROUGH:
        return []
    return [one for child in wrapper for one in ([child] if child.tag == W + tag else _inside(child, tag))]


def _bookmark(paragraph: Element) -> str:
    names = (mark.get(W + "name", "") for mark in paragraph.iter(W + "bookmarkStart"))
    return next((name for name in names if name.startswith(BOOKMARK_PREFIX)), "")


def _core(core: Element | None, tag: str) -> str:
    return (core.findtext(tag) or "").strip() if core is not None else ""


def _language(tag: str) -> str:
    short = tag[:2].lower()
    return short if short in LANGUAGES else ""


def _not_read(inline: InlineReader, parts: dict[str, bytes]) -> tuple[NotRead, ...]:
    """Sorted, so that the same file always gives the same list."""
    counts = dict(inline.skipped)
    for name in parts:
        for prefix, code in _PARTS_NOT_READ.items():
            if name.startswith(prefix) and name.endswith(".xml") and _holds_text(parts[name]):
                counts[code] = counts.get(code, 0) + 1
    return tuple(NotRead(code, count) for code, count in sorted(counts.items()) if count)


_PARTS_NOT_READ = {
    "word/header": "header_or_footer",
    "word/footer": "header_or_footer",
    "word/comments.xml": "comments",
    "word/diagrams/data": "diagram",
    "word/charts/chart": "chart",
    "word/glossary/document": "building_blocks",
}


def _holds_text(content: bytes) -> bool:
    return any((node.text or "").strip() for node in parsed(content).iter() if str(node.tag).endswith("}t"))
