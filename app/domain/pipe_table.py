"""A table block's text is a pipe table; the first row is the header.

Cells hold inline source. A literal `|` in a cell is written `\\|`, a line break `<br>`.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

_PIPE = re.compile(r"\\.|\|", re.DOTALL)
_BARE_PIPE = re.compile(r"(\\.)|\|", re.DOTALL)
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(\|[ \t]*:?-{3,}:?[ \t]*)*\|?[ \t]*")
LINE_BREAK = "<br>"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's inline source and where it begins in the block's text."""

    text: str
    start: int


def rows(text: str) -> tuple[tuple[Cell, ...], ...]:
    """Rows of cells, padded to one width; the line of dashes under the header is left out."""
    found: list[list[Cell]] = []
    offset = 0
    for number, line in enumerate(text.split("\n")):
        is_rule = number == 1 and _RULE.fullmatch(line) is not None
        if line.strip() and not is_rule:
            found.append(_cells(line, offset))
        offset += len(line) + 1
    width = max((len(row) for row in found), default=0)
    return tuple(tuple(row + [_after(row[-1])] * (width - len(row))) for row in found)


def table_text(cells: tuple[tuple[str, ...], ...]) -> str:
    """The pipe table of these rows of inline sources."""
    if not cells:
        return ""
    width = max(len(row) for row in cells)
    lines = [_line(row + ("",) * (width - len(row))) for row in cells]
    return "\n".join([lines[0], _line(("---",) * width), *lines[1:]])


def canonical_table(text: str) -> str:
    """The same table in its one written form."""
    return table_text(tuple(tuple(cell.text for cell in row) for row in rows(text)))


def _after(cell: Cell) -> Cell:
    return Cell("", cell.start + len(cell.text))


def _cells(line: str, offset: int) -> list[Cell]:
    borders = [found.start() for found in _PIPE.finditer(line) if found.group() == "|"]
    if not borders or line[: borders[0]].strip():
        borders.insert(0, -1)
    if line[borders[-1] + 1 :].strip() or len(borders) == 1:
        borders.append(len(line))
    return [_trimmed(line, left + 1, right, offset) for left, right in pairwise(borders)]


def _trimmed(line: str, start: int, end: int, offset: int) -> Cell:
    text = line[start:end]
    return Cell(text.strip(), offset + start + len(text) - len(text.lstrip()))


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(_safe(cell) for cell in cells) + " |"


def _safe(cell: str) -> str:
    one_line = LINE_BREAK.join(part.strip() for part in cell.strip().split("\n"))
    return _BARE_PIPE.sub(lambda found: found.group(1) or "\\|", one_line)
