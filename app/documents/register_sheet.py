"""A register as a spreadsheet. Text stays text: what begins with = is never reckoned with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import chain, count

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.documents.ooxml import printable

CELL_LIMIT = 32_767
"""Characters that a cell can hold, as a spreadsheet counts them."""
TITLE_LIMIT = 31
"""Characters of a sheet's name, counted the same way."""
_NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_NARROW, _WIDE = 12, 60

CellValue = str | date | int


@dataclass(frozen=True)
class Sheet:
    """One sheet: a name, a header, rows as long as the header."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[CellValue, ...], ...]


@dataclass(frozen=True)
class _Looks:
    header: Format
    text: Format
    day: Format
    number: Format


def export_sheets(title: str, author: str, sheets: Iterable[Sheet]) -> bytes:
    """The sheets as .xlsx bytes: the header stays in sight and can be filtered by."""
    buffer = BytesIO()
    # In memory: otherwise confidential text would pass through files in the folder for temporary ones.
    with Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": printable(title), "author": printable(author)})
        looks = _looks(book)
        for number, sheet in enumerate(sheets, start=1):
            _fill(book.add_worksheet(_free_name(book, sheet.name, number)), sheet, looks)
    return buffer.getvalue()


def _looks(book: Workbook) -> _Looks:
    every = {"valign": "top", "text_wrap": True}
    # As text and marked as such: otherwise who edits a cell that begins with = makes a formula of it.
    text = {**every, "num_format": "@", "quote_prefix": True}
    return _Looks(
        header=book.add_format({**text, "bold": True}),
        text=book.add_format(text),
        day=book.add_format({**every, "num_format": "yyyy-mm-dd"}),
        number=book.add_format(every),
    )


def _free_name(book: Workbook, wanted: str, number: int) -> str:
    """The name as far as it fits; numbered where another sheet has it, capitals or not."""
    cleaned = " ".join(printable(wanted).translate(_NOT_IN_TITLES).split()) or str(number)
    taken = {name.lower() for name in book.sheetnames}
    endings = chain([""], (f" {one}" for one in count(2)))
    names = (_cut(cleaned, TITLE_LIMIT - len(ending)).rstrip() + ending for ending in endings)
    return next(name for name in names if name.lower() not in taken)


def _fill(page: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    for column, words in enumerate(sheet.header):
        _put_text(page, 0, column, words, looks.header)
        longest = max(len(_shown(row[column])) for row in (sheet.header, *sheet.rows))
        page.set_column(column, column, min(max(longest + 2, _NARROW), _WIDE))
    for place, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            _put(page, place, column, value, looks)
    page.freeze_panes("B2")
    page.autofilter(0, 0, len(sheet.rows), len(sheet.header) - 1)


def _put(page: Worksheet, row: int, column: int, value: CellValue, looks: _Looks) -> None:
    if isinstance(value, str):
        _put_text(page, row, column, value, looks.text)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, looks.day)
    else:
        page.write_number(row, column, value, looks.number)


def _put_text(page: Worksheet, row: int, column: int, value: str, look: Format) -> None:
    text = _cut(printable(value), CELL_LIMIT)
    if text.startswith("<r>") and text.endswith("</r>"):
        # XlsxWriter takes such a text for mark-up of its own and would not escape it; in pieces it does.
        page.write_rich_string(row, column, "<", "r", text[2:], look)
    else:
        page.write_string(row, column, text, look)


def _cut(text: str, limit: int) -> str:
    """As much as fits. A spreadsheet counts in units of UTF-16, two for a character such as an emoji."""
    return text.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", "ignore")


def _shown(value: CellValue) -> str:
    return value.partition("\n")[0] if isinstance(value, str) else "2026-11-25"
