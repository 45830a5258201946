"""What was pasted from Word, LibreOffice or a browser, as blocks. No text is lost; looks are."""

import re
from dataclasses import dataclass, field

from lxml import etree, html
from lxml.etree import _Element as Element

from app.documents.inline_source import Segment, carried_address, inline_source
from app.domain.blocks import NOT_STORABLE, BlockKind, ParsedBlock
from app.domain.errors import Invalid, TooLarge
from app.domain.pipe_table import LINE_BREAK, table_text

PASTE_LIMIT = 2_000_000
"""Characters of HTML. Word writes about ten for each character of text."""

_DROPPED = frozenset(
    {"script", "style", "head", "xml", "template", "del", "object", "iframe", "noscript", "svg"}
)
_BLOCK = frozenset(
    {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "dl", "dt", "dd"}
    | {"section", "article", "main", "header", "footer", "aside", "address", "figure", "figcaption", "hr"}
    | {"body", "html", "form", "fieldset", "center", "table", "tr", "td", "th", "caption"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SPACE = re.compile(r"[ \t\n\r\f]+")
_NUMBER_MARK = re.compile(r"\(?(([0-9]+\.)*[0-9]+|[a-zA-Z]|[ivxlcIVXLC]+)[.)]?[.)]\s*")
_STYLE_BOLD = re.compile(r"(?:^|;)\s*font-weight\s*:\s*(bold|bolder|[6-9]00|normal|[1-4]00)", re.IGNORECASE)
_STYLE_ITALIC = re.compile(r"(?:^|;)\s*font-style\s*:\s*(italic|oblique|normal)", re.IGNORECASE)


@dataclass(frozen=True)
class Paste:
    """The blocks of a paste and how many pictures could not come along."""

    blocks: tuple[ParsedBlock, ...]
    pictures_left_out: int = 0


@dataclass(frozen=True)
class _Dress:
    bold: bool = False
    italic: bool = False
    link: str | None = None
    verbatim: bool = False
    marker: bool = False


@dataclass
class _Item:
    """An open list item: its kind and whether its first text has been written."""

    kind: BlockKind
    written: bool = False


@dataclass
class _Table:
    """An open table: `lines` of the open cell, `loose` text outside cells (a caption, stray text)."""

    rows: list[list[str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    span: int = 1
    in_cell: bool = False

    def add(self, line: str) -> None:
        (self.lines if self.in_cell else self.loose).append(line)


def blocks_from_html(source: str) -> Paste:
    """Read the HTML of a clipboard.

    Raises TooLarge (`paste_too_large`) above the limit and Invalid (`paste_too_deep`) for elements nested
    so deeply that the parser would stop half-way.
    """
    if len(source) > PASTE_LIMIT:
        raise TooLarge("paste_too_large", field="html", limit=PASTE_LIMIT)
    cleaned = NOT_STORABLE.sub("", source)
    if not cleaned.strip():
        return Paste(())
    root = _parsed(cleaned)
    if root is None:
        return Paste(())
    reader = _Reader()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if isinstance(element.tag, str):
            (reader.start if event == "start" else reader.end)(element)
    reader.flush()
    return Paste(tuple(reader.blocks), reader.pictures)


def _parsed(source: str) -> Element | None:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(source.encode("utf-8"), parser=parser)
    except etree.ParserError:
        return None
    if any("depth" in error.message for error in parser.error_log):
        raise Invalid("paste_too_deep", field="html")
    return root


class _Reader:
    """Walks the tree without recursion: depth costs memory, never the stack."""

    def __init__(self) -> None:
        self.blocks: list[ParsedBlock] = []
        self.pictures = 0
        self.segments: list[Segment] = []
        self.dresses: list[_Dress] = [_Dress()]
        self.items: list[_Item] = []
        self.tables: list[_Table] = []
        self.dropped = 0
        self.kind = BlockKind.PARAGRAPH
        self.marker = ""

    def start(self, element: Element) -> None:
        tag = _name(element)
        if tag in _DROPPED or self.dropped:
            self.dropped += 1
            return
        if tag in _BLOCK:
            self.flush()
        self._open(tag, element)
        self.dresses.append(_dressed(self.dresses[-1], tag, element))
        self._text(element.text)

    def end(self, element: Element) -> None:
        if self.dropped:
            self.dropped -= 1
        else:
            self._close(_name(element))
            self.dresses.pop()
        if not self.dropped:
            self._text(element.tail)

    def flush(self) -> None:
        """Write what was collected as a block, or as a line of the open table cell."""
        text = inline_source(_collapsed(self.segments))
        marker, kind = self.marker, self.kind
        self.segments, self.marker = [], ""
        if not text.strip():
            return
        if self.tables:
            self.tables[-1].add(_one_line(text))
        elif marker and kind == BlockKind.PARAGRAPH:
            listed = BlockKind.NUMBERED if _NUMBER_MARK.fullmatch(marker) else BlockKind.BULLET
            self.blocks.append(ParsedBlock(listed, text))
        elif self.items and kind == BlockKind.PARAGRAPH:
            self._item_text(text)
        else:
            self.blocks.append(ParsedBlock(kind, _one_line(text) if kind == BlockKind.HEADING else text))

    def _item_text(self, text: str) -> None:
        item = self.items[-1]
        if item.written and self.blocks and self.blocks[-1].kind == item.kind:
            text = self.blocks.pop().text + "\n" + text
        item.written = True
        self.blocks.append(ParsedBlock(item.kind, text))

    def _open(self, tag: str, element: Element) -> None:
        if tag == "br":
            self.segments.append(Segment("\n"))
        elif tag == "img":
            self._image(element)
        elif tag == "li":
            parent = element.getparent()
            numbered = parent is not None and _name(parent) == "ol"
            self.items.append(_Item(BlockKind.NUMBERED if numbered else BlockKind.BULLET))
        elif tag in _HEADINGS:
            self.kind = BlockKind.HEADING
        elif tag == "blockquote":
            self.kind = BlockKind.QUOTATION
        elif tag == "table":
            self.tables.append(_Table())
        elif self.tables and tag == "tr":
            self.tables[-1].rows.append([])
        elif self.tables and tag in ("td", "th"):
            self.tables[-1].in_cell = True
            self.tables[-1].span = _span(element)

    def _close(self, tag: str) -> None:
        if tag in _BLOCK:
            self.flush()
        if tag == "li" and self.items:
            self.items.pop()
        elif tag in _HEADINGS or tag == "blockquote":
            self.kind = BlockKind.PARAGRAPH
        elif self.tables and tag in ("td", "th"):
            self._end_cell(self.tables[-1])
        elif self.tables and tag == "table":
            self._end_table(self.tables.pop())

    def _end_cell(self, table: _Table) -> None:
        if not table.rows:
            table.rows.append([])
        table.rows[-1] += [LINE_BREAK.join(table.lines), *[""] * (table.span - 1)]
        table.lines, table.in_cell = [], False

    def _end_table(self, table: _Table) -> None:
        rows = [tuple(row) for row in table.rows if any(cell.strip() for cell in row)]
        if self.tables:
            for line in [*table.loose, *(", ".join(filter(None, row)) for row in rows)]:
                self.tables[-1].add(line)
            return
        self.blocks += [ParsedBlock(BlockKind.PARAGRAPH, line) for line in table.loose]
        if rows:
            self.blocks.append(ParsedBlock(BlockKind.TABLE, table_text(tuple(rows))))

    def _image(self, element: Element) -> None:
        self.pictures += 1
        alternative = element.get("alt", "").strip()
        if alternative:
            self.segments.append(Segment(f" [{alternative}] "))

    def _text(self, text: str | None) -> None:
        if not text:
            return
        dress = self.dresses[-1]
        if dress.marker:
            self.marker += text.strip()
            return
        kept = text if dress.verbatim else _SPACE.sub(" ", text)
        heading = self.kind == BlockKind.HEADING
        self.segments.append(Segment(kept, dress.bold and not heading, dress.italic, dress.link))


def _dressed(outer: _Dress, tag: str, element: Element) -> _Dress:
    style = element.get("style", "")
    bold, italic = outer.bold or tag in ("b", "strong", "th"), outer.italic or tag in ("i", "em", "cite")
    if found := _STYLE_BOLD.search(style):
        bold = found.group(1).lower() not in ("normal", "100", "200", "300", "400")
    if found := _STYLE_ITALIC.search(style):
        italic = found.group(1).lower() != "normal"
    link = (carried_address(element.get("href", "")) if tag == "a" else None) or outer.link
    marker = outer.marker or "mso-list:ignore" in style.lower().replace(" ", "")
    return _Dress(bold and tag not in _HEADINGS, italic, link, outer.verbatim or tag == "pre", marker)


def _collapsed(segments: list[Segment]) -> list[Segment]:
    """White space as a browser shows it: one blank between words, none at the edges of a line."""
    kept: list[Segment] = []
    at_edge = True
    for segment in segments:
        text = segment.text.lstrip(" ") if at_edge else segment.text
        if text == "\n" and kept:
            kept[-1] = Segment(kept[-1].text.rstrip(" "), kept[-1].bold, kept[-1].italic, kept[-1].link)
        if text:
            kept.append(Segment(text, segment.bold, segment.italic, segment.link))
            at_edge = text.endswith((" ", "\n"))
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[-1] = Segment(kept[-1].text.rstrip(" \n"), kept[-1].bold, kept[-1].italic, kept[-1].link)
    while kept and not kept[0].text.strip():
        kept.pop(0)
    if kept:
        kept[0] = Segment(kept[0].text.lstrip(" \n"), kept[0].bold, kept[0].italic, kept[0].link)
    return kept


def _name(element: Element) -> str:
    return str(element.tag).lower()


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))


def _span(element: Element) -> int:
    span = element.get("colspan", "1")
    return min(int(span), 50) if span.isdecimal() and span.isascii() and int(span) > 0 else 1
