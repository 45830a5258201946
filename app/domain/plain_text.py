"""A section as plain text and back: a Markdown subset that loses no visible character.

`### ` heading, `1. ` numbered item, `- ` bullet, `> ` quotation, pipe tables, `![alt](file:ID)` pictures,
paragraphs apart by a blank line. A paragraph line that begins like a mark carries one backslash.
`canonical` is idempotent; it is what is hashed, compared and edited as text.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.blocks import Block, BlockKind, ParsedBlock, normalise
from app.domain.pipe_table import canonical_table

_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]+(?=[^ \t])")
_BULLET = re.compile(r"[ \t]*[-*•][ \t]")
_NUMBERED = re.compile(r"[ \t]*(\d{1,9})\.[ \t]")
_QUOTATION = re.compile(r"[ \t]*> ?")
_TABLE = re.compile(r"[ \t]*\|")
_PICTURE = re.compile(r"[ \t]*!\[((?:\\.|[^\\\]\n])*)\]\(file:([A-Za-z0-9_-]{1,64})\)[ \t]*")
_BLANK_LINE = re.compile(r"[ \t]*")

# (what stands before the backslashes)(the backslashes)(what makes the line a mark)
_GUARDED = re.compile(
    r"([ \t]*)(\\*)(?=#{1,6}[ \t]+[^ \t]|[-*•][ \t]|>|\||$"
    r"|!\[(?:\\.|[^\\\]\n])*\]\(file:[A-Za-z0-9_-]{1,64}\)[ \t]*$)"
    r"|([ \t]*\d{1,9})(\\*)(?=\.[ \t])"
)


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture block names: the alternative text and the stored file's id."""

    alternative: str
    file: str


def picture(text: str) -> Picture | None:
    """Read a picture block's text; None when it is not one."""
    found = _PICTURE.fullmatch(text)
    return Picture(re.sub(r"\\(.)", r"\1", found.group(1)), found.group(2)) if found else None


def picture_text(alternative: str, file: str) -> str:
    """The text of a picture block. Line ends in the alternative text become spaces."""
    one_line = " ".join(alternative.split("\n"))
    escaped = re.sub(r"[\\\]]", r"\\\g<0>", one_line)
    return f"![{escaped}](file:{file})"


def to_text(blocks: Iterable[Block | ParsedBlock]) -> str:
    """The section's text. Blocks without any text are left out."""
    parts: list[str] = []
    previous: BlockKind | None = None
    number = 0
    for block in blocks:
        if not block.text.strip():
            continue
        number = number + 1 if block.kind == BlockKind.NUMBERED and previous == block.kind else 1
        if previous is not None:
            together = block.kind == previous and block.kind in (BlockKind.BULLET, BlockKind.NUMBERED)
            parts.append("\n" if together else "\n\n")
        parts.append(_written(block.kind, block.text, number))
        previous = block.kind
    return "".join(parts)


def from_text(text: str) -> tuple[ParsedBlock, ...]:
    """The blocks of a section's text (normalised line ends)."""
    return _Reader().read(text)


def canonical(text: str) -> str:
    """The one written form of a text. Idempotent; raises InvalidCharacter."""
    return to_text(from_text(normalise(text)))


def sha256(text: str) -> str:
    """Hexadecimal SHA-256 of the text as UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _written(kind: BlockKind, text: str, number: int) -> str:
    match kind:
        case BlockKind.HEADING:
            return "### " + " ".join(text.split("\n")).strip(" \t")
        case BlockKind.BULLET:
            return _item("- ", text)
        case BlockKind.NUMBERED:
            return _item(f"{number}. ", text)
        case BlockKind.QUOTATION:
            return "\n".join("> " + line if line else ">" for line in text.split("\n"))
        case BlockKind.TABLE:
            return canonical_table(text)
        case BlockKind.PICTURE if _PICTURE.fullmatch(text):
            return text.strip(" \t")
        case _:
            return "\n".join(_guard(line) for line in text.split("\n"))


def _item(marker: str, text: str) -> str:
    lines = [_guard(line) for line in text.split("\n")]
    return marker + ("\n" + " " * len(marker)).join(lines)


def _guard(line: str) -> str:
    """Add one backslash where the line would read as a mark or as a blank line."""
    found = _GUARDED.match(line)
    if found is None:
        return line
    before = found.end(1) if found.group(1) is not None else found.end(3)
    return line[:before] + "\\" + line[before:]


def _unguard(line: str) -> str:
    """Take away the one backslash that `_guard` added."""
    found = _GUARDED.match(line)
    if found is None or not (found.group(2) or found.group(4)):
        return line
    before = found.end(1) if found.group(1) is not None else found.end(3)
    return line[:before] + line[before + 1 :]


class _Reader:
    """Line by line; a mark begins a block, a blank line ends one."""

    def __init__(self) -> None:
        self.blocks: list[ParsedBlock] = []
        self.kind: BlockKind | None = None
        self.lines: list[str] = []
        self.indent = 0
        self.number = 0

    def read(self, text: str) -> tuple[ParsedBlock, ...]:
        for line in text.split("\n"):
            self._line(line)
        self._end()
        return tuple(self.blocks)

    def _line(self, line: str) -> None:
        if _BLANK_LINE.fullmatch(line):
            self._end()
        elif heading := _HEADING.match(line):
            self._begin(BlockKind.HEADING, line[heading.end() :].rstrip(" \t"))
            self._end()
        elif _PICTURE.fullmatch(line):
            self._begin(BlockKind.PICTURE, line.strip(" \t"))
            self._end()
        elif bullet := _BULLET.match(line):
            self._begin(BlockKind.BULLET, _unguard(line[bullet.end() :]), bullet.end())
        elif (numbered := _NUMBERED.match(line)) and int(numbered.group(1)) in (1, self._next_number()):
            self._begin(BlockKind.NUMBERED, _unguard(line[numbered.end() :]), numbered.end())
            self.number = int(numbered.group(1))
        elif quotation := _QUOTATION.match(line):
            self._continue(BlockKind.QUOTATION, line[quotation.end() :])
        elif _TABLE.match(line):
            self._continue(BlockKind.TABLE, line)
        elif self.kind in (BlockKind.BULLET, BlockKind.NUMBERED):
            indent = min(self.indent, len(line) - len(line.lstrip(" ")))
            self.lines.append(_unguard(line[indent:]))
        else:
            self._continue(BlockKind.PARAGRAPH, _unguard(line))

    def _next_number(self) -> int:
        """The number that would go on the list, 0 when the last block is no numbered item."""
        last = self.kind or (self.blocks[-1].kind if self.blocks else None)
        return self.number + 1 if last == BlockKind.NUMBERED else 0

    def _begin(self, kind: BlockKind, line: str, indent: int = 0) -> None:
        self._end()
        self.kind, self.lines, self.indent = kind, [line], indent

    def _continue(self, kind: BlockKind, line: str) -> None:
        if self.kind == kind:
            self.lines.append(line)
        else:
            self._begin(kind, line)

    def _end(self) -> None:
        if self.kind is None:
            return
        text = "\n".join(self.lines)
        if self.kind == BlockKind.TABLE:
            text = canonical_table(text)
        self.blocks.append(ParsedBlock(self.kind, text))
        self.kind, self.lines = None, []
