"""A register as a spreadsheet. Text stays text: what begins with = is never reckoned with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from app.documents.ooxml import printable

CELL_LIMIT = 32_767
"""Characters that a cell can hold."""
TITLE_LIMIT = 31
"""Characters of a sheet's name."""
_NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_NARROW, _WIDE = 12, 60

CellValue = str | date | int


@dataclass(frozen=True)
class Sheet:
    """One sheet: a name, a header, rows as long as the header."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[CellValue, ...], ...]


def export_sheets(title: str, author: str, sheets: Iterable[Sheet]) -> bytes:
    """The sheets as .xlsx bytes: the header stays in sight and can be filtered by."""
    book = Workbook()
    book.remove(book.active)
    book.properties.title, book.properties.creator = printable(title), printable(author)
    for number, sheet in enumerate(sheets, start=1):
        name = " ".join(printable(sheet.name).translate(_NOT_IN_TITLES).split())[:TITLE_LIMIT].strip()
        _fill(book.create_sheet(name or str(number)), sheet)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for place, row in enumerate((sheet.header, *sheet.rows), start=1):
        for column, value in enumerate(row, start=1):
            _put(page, place, column, value, is_header=place == 1)
    for column in range(1, len(sheet.header) + 1):
        longest = max(len(_shown(row[column - 1])) for row in (sheet.header, *sheet.rows))
        page.column_dimensions[get_column_letter(column)].width = min(max(longest + 2, _NARROW), _WIDE)
    page.freeze_panes = "B2"
    page.auto_filter.ref = page.dimensions


def _put(page: Worksheet, row: int, column: int, value: CellValue, *, is_header: bool) -> None:
    cell = page.cell(row=row, column=column)
    if isinstance(value, str):
        cell.value = printable(value)[:CELL_LIMIT]
        # Set after the value: otherwise a text that begins with = becomes a formula.
        cell.data_type, cell.number_format, cell.quotePrefix = "s", "@", True
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
    cell.font = Font(bold=is_header)
    cell.alignment = Alignment(vertical="top", wrap_text=True)


def _shown(value: CellValue) -> str:
    return value.partition("\n")[0] if isinstance(value, str) else "2026-11-25"
