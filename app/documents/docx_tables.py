"""Tables with a repeating header row, whole rows, equal grid and cell widths, caption and description."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from app.documents import ooxml
from app.documents.ooxml import W, paragraph, run, w
from app.documents.wordings import Wording

TEXT_WIDTH = 9070
"""Width of the text on an upright A4 page, in twentieths of a point."""

_CHARACTER = 105
_PADDING = 230
_LEAST, _SHORT, _LONG_WORD = 6, 18, 24

Cell = Sequence[Sequence[Element]]
"""A cell: the runs of each of its lines."""


@dataclass
class TableWriter:
    """Counts the tables of the document."""

    words: Wording
    width: int = TEXT_WIDTH
    count: int = 0

    def table(self, cells: Sequence[Sequence[Cell]], title: str, width: int = 0) -> list[Element]:
        """The caption paragraph and the table; the first row is the header."""
        self.count += 1
        caption = [
            run(self.words.table + "\u00a0"),
            *ooxml.field("SEQ Table \\* ARABIC", str(self.count)),
            run(f". {title}"),
        ]
        header = ", ".join(_plain(cell) for cell in cells[0])
        return [
            paragraph("Caption", caption, w("keepNext")),
            plain_table(cells, title, f"{self.words.columns}: {header}", width or self.width),
        ]


def plain_table(
    cells: Sequence[Sequence[Cell]],
    caption: str,
    description: str,
    width: int = TEXT_WIDTH,
    *,
    widths: Sequence[int] = (),
    height: int = 0,
) -> Element:
    """A table without a numbered caption; `caption` and `description` are its alternative text.

    Column `widths` are found from the texts unless given. `height` is the least height of the rows under
    the header, in twentieths of a point: room to sign.
    """
    widths = widths or column_widths([[_plain(cell) for cell in row] for row in cells], width)
    properties = w(
        "tblPr",
        w("tblStyle", val="ProgrammeTable"),
        w("tblW", w=sum(widths), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        w("tblCaption", val=ooxml.printable(caption)),
        w("tblDescription", val=ooxml.printable(description)),
    )
    made = w("tbl", properties, w("tblGrid", *(w("gridCol", w=column) for column in widths)))
    for number, row in enumerate(cells):
        made.append(_row(row, widths, header=number == 0, height=height))
    return made


def column_widths(texts: Sequence[Sequence[str]], width: int) -> list[int]:
    """Widths that add up to `width`: no word is broken while there is room, long columns get the rest."""
    columns = list(zip(*texts, strict=True))
    needs = [_need(column) * _CHARACTER + _PADDING for column in columns]
    spare = width - sum(needs)
    if spare < 0:
        needs = [width // len(columns)] * len(columns)
        spare = width - sum(needs)
    wishes = [max(_wish(column) - need, 1) for column, need in zip(columns, needs, strict=True)]
    total = sum(wishes)
    widths = [need + spare * wish // total for need, wish in zip(needs, wishes, strict=True)]
    widths[-1] += width - sum(widths)
    return widths


def _need(column: Sequence[str]) -> int:
    """Characters a column wants side by side: a short text whole, of a long one its longest word."""
    longest = max(len(text) for text in column)
    if longest <= _SHORT:
        return max(longest, _LEAST)
    return max(_LEAST, min(_LONG_WORD, max(len(word) for text in column for word in text.split())))


def _wish(column: Sequence[str]) -> int:
    longest = max(len(text) for text in column)
    average = sum(len(text) for text in column) // len(column)
    return min(longest, 2 * average + 10, 120) * _CHARACTER + _PADDING


def _row(row: Sequence[Cell], widths: Sequence[int], *, header: bool, height: int) -> Element:
    properties = [w("cantSplit")]
    if header:
        properties.append(w("tblHeader"))
    elif height:
        properties.append(w("trHeight", val=height, hRule="atLeast"))
    made = w("tr", w("trPr", *properties))
    for cell, width in zip(row, widths, strict=True):
        style = "TableHead" if header else "TableText"
        made.append(
            w("tc", w("tcPr", w("tcW", w=width, type="dxa")), *(paragraph(style, line) for line in cell))
        )
    return made


def _plain(cell: Cell) -> str:
    return " ".join("".join(node.text or "" for one in line for node in one.iter(W + "t")) for line in cell)
