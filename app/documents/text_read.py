"""Plain text and Markdown as a read document: the same blocks as from a Word file, headings with levels."""

import codecs
import re

from app.documents.docx_read import NotRead, ReadBlock, ReadDocument
from app.domain.blocks import BlockKind, ParsedBlock, accept
from app.domain.errors import Invalid
from app.domain.plain_text import from_text

TEXT_LIMIT = 2_000_000
"""Characters of one text file."""

_HEADING = re.compile(r"[ \t]*(#{1,6})[ \t]+(?=[^ \t])(.*?)[ \t]*#*[ \t]*")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_text(upload: bytes) -> ReadDocument:
    """Read UTF-8 (or UTF-16 with its mark). Raises Invalid: not_text, invalid_character; TooLarge."""
    encoding = next((name for mark, name in _MARKS if upload.startswith(mark)), "utf-8")
    try:
        text = accept(upload.decode(encoding), limit=TEXT_LIMIT)
    except UnicodeDecodeError as error:
        raise Invalid("not_text", field="file", position=error.start) from error
    blocks = blocks_of(text)
    pictures = sum(block.kind == BlockKind.PICTURE for block in blocks)
    first = next((block.text for block in blocks if block.level == 1), "")
    return ReadDocument(first, "", "", blocks, (NotRead("picture", pictures),) if pictures else ())


def blocks_of(text: str) -> tuple[ReadBlock, ...]:
    """The blocks of a Markdown-like text; headings keep their level."""
    found: list[ReadBlock] = []
    lines: list[str] = []
    for line in text.split("\n"):
        heading = _HEADING.fullmatch(line)
        if heading is None:
            lines.append(line)
            continue
        found += _body(lines)
        lines = []
        found.append(ReadBlock(BlockKind.HEADING, heading.group(2), len(heading.group(1))))
    return (*found, *_body(lines))


def _body(lines: list[str]) -> list[ReadBlock]:
    return [_read(block) for block in from_text("\n".join(lines)) if block.text.strip()]


def _read(block: ParsedBlock) -> ReadBlock:
    return ReadBlock(block.kind, block.text)
