"""The text of a PDF as blocks, as well as a page description allows: lines joined into paragraphs.

A PDF says where letters stand, not what they mean. Headings are known only by their numbers, tables come
out as lines, and that is said in the list of what was not read.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from app.documents.docx_read import NotRead, ReadBlock, ReadDocument
from app.documents.limits import UPLOAD_LIMIT
from app.documents.pdfium import UnreadablePdf, opened
from app.domain.blocks import NOT_STORABLE, BlockKind
from app.domain.errors import Invalid, TooLarge
from app.domain.inline import escape

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

PAGE_LIMIT = 2_000
_CHARACTER_LIMIT = 5_000_000

_HEADING = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?[ \t]+([^\W\d_][^.!?;:]{1,100})")
_ITEM = re.compile(r"[ \t]*(?:([•▪◦‣–-])|(\d{1,3}[.)]|[a-z]\)))[ \t]+(.*)", re.DOTALL)
_ENDS = (".", ":", ";", "!", "?")
_OCR_LEAST = 20
_EDGE = 3


def read_pdf(upload: bytes) -> ReadDocument:
    """Read a PDF's text. Raises Invalid: encrypted_pdf, damaged, no_text_in_pdf, too_many_pages; TooLarge."""
    if len(upload) > UPLOAD_LIMIT:
        raise TooLarge("file_too_large", field="file", limit=UPLOAD_LIMIT)
    try:
        with opened(upload) as document:
            pages = _pages(document)
            title = document.get_metadata_dict().get("Title", "")
    except UnreadablePdf as error:
        locked = "password" in str(error).lower()
        raise Invalid("encrypted_pdf" if locked else "damaged", field="file") from error
    empty = sum(not page.strip() for page in pages)
    if sum(len(page) for page in pages) < _OCR_LEAST:
        raise Invalid("no_text_in_pdf", field="file")
    lines, running = _without_running_lines([page.split("\n") for page in pages])
    blocks, listed = _without_contents(_blocks(lines))
    counts = {
        "contents_line": listed,
        "header_or_footer": running,
        "page_without_text": empty,
        "pdf_layout": len(pages),
    }
    not_read = tuple(NotRead(code, count) for code, count in counts.items() if count)
    return ReadDocument(NOT_STORABLE.sub("", title), "", "", tuple(blocks), not_read)


def _pages(document: PdfDocument) -> list[str]:
    if len(document) > PAGE_LIMIT:
        raise Invalid("too_many_pages", field="file", limit=PAGE_LIMIT)
    pages: list[str] = []
    for page in document:
        pages.append(NOT_STORABLE.sub("", page.get_textpage().get_text_bounded().replace("\r\n", "\n")))
        if sum(len(one) for one in pages) > _CHARACTER_LIMIT:
            raise TooLarge("file_too_large", field="file", limit=_CHARACTER_LIMIT)
    return pages


def _without_running_lines(pages: list[list[str]]) -> tuple[list[str], int]:
    """The lines without those that stand at the edge of most pages, page numbers aside; and how many."""
    edges = [{_numberless(line) for line in page[:_EDGE] + page[-_EDGE:]} - {""} for page in pages]
    seen = Counter(line for page in edges for line in page)
    running = {line for line, count in seen.items() if count >= 3 and count > len(pages) / 2}
    kept, left_out = [], 0
    for page in pages:
        for place, line in enumerate(page):
            at_edge = place < _EDGE or place >= len(page) - _EDGE
            if at_edge and _numberless(line) in running:
                left_out += 1
            else:
                kept.append(line.strip())
    return kept, left_out


def _numberless(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _without_contents(blocks: list[ReadBlock]) -> tuple[list[ReadBlock], int]:
    """Headings that come again later are lines of a contents page; and how many those were."""
    last = {block.text: place for place, block in enumerate(blocks) if block.level}
    kept = [block for place, block in enumerate(blocks) if not block.level or last[block.text] == place]
    return kept, len(blocks) - len(kept)


def _blocks(lines: list[str]) -> list[ReadBlock]:
    found: list[ReadBlock] = []
    open_lines: list[str] = []

    def end() -> None:
        if open_lines:
            found.append(_block(" ".join(open_lines)))
            open_lines.clear()

    for line in lines:
        heading = _HEADING.fullmatch(line)
        if not line or heading is not None or _ITEM.match(line):
            end()
        if heading is not None:
            number, title = heading.groups()
            found.append(ReadBlock(BlockKind.HEADING, escape(f"{number} {title}"), number.count(".") + 1))
        elif line:
            open_lines.append(line)
            if line.endswith(_ENDS):
                end()
    end()
    return found


def _block(text: str) -> ReadBlock:
    item = _ITEM.fullmatch(text)
    if item is None:
        return ReadBlock(BlockKind.PARAGRAPH, escape(text))
    kind = BlockKind.BULLET if item.group(1) else BlockKind.NUMBERED
    return ReadBlock(kind, escape(item.group(3)))
