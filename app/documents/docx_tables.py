"""Tables with a repeating header row, whole rows, equal grid and cell widths, caption and description."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.documents import ooxml
from app.documents.ooxml import Xml, joined, paragraph, run, w
from app.documents.wordings import Wording

TEXT_WIDTH = 9070
"""Width of the text on an upright A4 page, in twentieths of a point."""

BELOW_TABLE = 200
"""Room under a table, in twentieths of a point."""

_CHARACTER, _NARROW, _CAPITAL, _WIDE = 105, 58, 134, 164
"""Widths of letters in a table, in twentieths of a point, with room for another font or bold."""

_NARROW_LETTERS, _WIDE_LETTERS = frozenset("fijlrtI.,:;'()-/|! "), frozenset("mwMW@%")
_PADDING = 230
_LEAST, _SHORT, _LONG_WORD = 6 * _CHARACTER, 20, 24 * _CHARACTER


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: the runs of each of its lines, and its plain text to measure and describe it by."""

    lines: tuple[Xml, ...]
    text: str


def plain_cell(text: str) -> Cell:
    """A cell with one line of plain text."""
    return Cell((run(text) if text else Xml(""),), text)


@dataclass
class TableWriter:
    """Counts the tables of the document."""

    words: Wording
    width: int = TEXT_WIDTH
    count: int = 0
    _titles: set[str] = field(default_factory=set)

    def table(
        self,
        cells: Sequence[Sequence[Cell]],
        title: str,
        width: int = 0,
        *,
        widths: Sequence[int] = (),
        below_table: bool = False,
    ) -> Xml:
        """The caption paragraph and the table; the first row is the header.

        A second table under one title adds its columns to the caption, to tell them apart. A caption
        `below_table` keeps its distance, whatever the style of captions says.
        """
        self.count += 1
        if title in self._titles:
            title = f"{title}: {', '.join(cell.text for cell in cells[0] if cell.text)}"
        self._titles.add(title)
        caption = [
            run(self.words.table + "\u00a0"),
            ooxml.field("SEQ Table \\* ARABIC", str(self.count)),
            run(f". {title}"),
        ]
        header = ", ".join(cell.text for cell in cells[0])
        described = f"{self.words.columns}: {header}"
        table = plain_table(cells, title, described, width or self.width, widths=widths)
        distance = [w("spacing", before=BELOW_TABLE)] if below_table else []
        return joined([paragraph("Caption", caption, w("keepNext"), *distance), table])


def plain_table(
    cells: Sequence[Sequence[Cell]],
    caption: str,
    description: str,
    width: int = TEXT_WIDTH,
    *,
    widths: Sequence[int] = (),
    height: int = 0,
) -> Xml:
    """A table without a numbered caption; `caption` and `description` are its alternative text.

    Column `widths` are found from the texts unless given. `height` is the least height of the rows under
    the header, in twentieths of a point: room to sign.
    """
    widths = widths or column_widths([[cell.text for cell in row] for row in cells], width)
    properties = w(
        "tblPr",
        w("tblStyle", val="ProgrammeTable"),
        w("tblW", w=sum(widths), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        w("tblCaption", val=ooxml.printable(caption)),
        w("tblDescription", val=ooxml.printable(description)),
    )
    grid = w("tblGrid", *(w("gridCol", w=column) for column in widths))
    beside_an_end = {1, len(cells) - 2} - {len(cells) - 1}
    rows = (
        _row(row, widths, header=number == 0, height=height, keep=number in beside_an_end)
        for number, row in enumerate(cells)
    )
    return w("tbl", properties, grid, *rows)


def column_widths(texts: Sequence[Sequence[str]], width: int, least: int = _LEAST) -> list[int]:
    """Widths that add up to `width`: no word is broken while there is room, long columns get the rest.

    No column is narrower than `least`, so that a word looks well in it.
    """
    columns = list(zip(*texts, strict=True))
    needs = [_need(column, least) + _PADDING for column in columns]
    if sum(needs) > width:
        widths = [width // len(columns)] * len(columns)
    else:
        widths = _shared(width, needs, [_wish(column) for column in columns])
    widths[-1] += width - sum(widths)
    return widths


def _shared(width: int, needs: Sequence[int], wishes: Sequence[int]) -> list[int]:
    """Each column its need; the others share what is left after their texts, so that rows stay low."""
    widths, sharing = list(needs), set(range(len(needs)))
    while sharing:
        left = width - sum(needs[one] for one in range(len(needs)) if one not in sharing)
        total = sum(wishes[one] for one in sharing)
        full = {one for one in sharing if left * wishes[one] // total < needs[one]}
        if not full:
            for one in sharing:
                widths[one] = left * wishes[one] // total
            break
        sharing -= full
    return widths


def is_crowded(texts: Sequence[Sequence[str]], width: int = TEXT_WIDTH) -> bool:
    """Whether the columns want more room than there is: words are broken inside then, and rows grow long."""
    columns = zip(*texts, strict=True)
    return sum(_need(column) + _PADDING for column in columns) > width


def _letters(text: str) -> int:
    """How wide a text is on one line."""
    return sum(
        _NARROW
        if letter in _NARROW_LETTERS
        else _WIDE
        if letter in _WIDE_LETTERS
        else _CAPITAL
        if letter.isupper()
        else _CHARACTER
        for letter in text
    )


def _need(column: Sequence[str], least: int = _LEAST) -> int:
    """Width a column wants at least: a short text whole, of a long one its longest word."""
    if max(len(text) for text in column) <= _SHORT:
        return max(least, *(_letters(text) for text in column))
    words = (_letters(word) for text in column for word in text.split())
    return max(least, min(_LONG_WORD, max(words)))


def _wish(column: Sequence[str]) -> int:
    longest = max(len(text) for text in column)
    average = sum(len(text) for text in column) // len(column)
    return min(longest, 2 * average + 10, 120) * _CHARACTER + _PADDING


def _row(row: Sequence[Cell], widths: Sequence[int], *, header: bool, height: int, keep: bool) -> Xml:
    """A row that is not broken; `keep` has it stay with the next, so that no row stands alone on a page."""
    properties = [w("cantSplit")]
    if header:
        properties.append(w("tblHeader"))
    elif height:
        properties.append(w("trHeight", val=height, hRule="atLeast"))
    style = "TableHead" if header else "TableText"
    together = [w("keepNext")] if keep else []
    cells = [
        w(
            "tc",
            w("tcPr", w("tcW", w=width, type="dxa")),
            *(paragraph(style, [line], *together) for line in cell.lines),
        )
        for cell, width in zip(row, widths, strict=True)
    ]
    return w("tr", w("trPr", *properties), *cells)
