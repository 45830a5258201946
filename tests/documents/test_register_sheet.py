"""Spreadsheets: text stays text whatever it looks like, days are days, every sheet has its own name."""

import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.documents.register_sheet import CELL_LIMIT, TITLE_LIMIT, CellValue, Sheet, export_sheets

LOOKS_LIKE_MORE = (
    '=HYPERLINK("http://x")',
    "=1+1",
    "{=SUM(A1:A2)}",
    "+31 20",
    "@SUM(1)",
    "https://example.org",
    "mailto:ann@example.org",
    "internal:Sheet!A1",
    "5E001",
    "007",
    "2026-03-03",
    "TRUE",
    "<r>bold?</r>",
    "<r><t>a & b</t></r>",
    "<r></r>",
    "</si><si>",
    " kept at both ends ",
    "first line\nsecond line",
    "",
)


def book_of(*sheets: Sheet) -> Workbook:
    return load_workbook(BytesIO(export_sheets("Register", "Harbour", sheets)))


def page_of(*values: CellValue) -> Worksheet:
    return book_of(Sheet("Register", ("Subject",), tuple((value,) for value in values))).worksheets[0]


def parts_of(content: bytes) -> Iterator[tuple[str, bytes]]:
    with ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            yield name, package.read(name)


@pytest.mark.parametrize("text", LOOKS_LIKE_MORE)
def test_text_stays_text(text: str) -> None:
    """In a row and in a header: no formula, no link, no number, no mark-up; and so it stays when edited."""
    content = export_sheets("Register", "Harbour", [Sheet("Register", (text,), ((text,),))])
    for cell in (row[0] for row in load_workbook(BytesIO(content)).worksheets[0].rows):
        assert (cell.value or "", cell.data_type) == (text, "s")
        assert (cell.number_format, cell.quotePrefix) == ("@", True)
        assert cell.hyperlink is None
    assert not any(b"<f>" in part or b"hyperlink" in part for _, part in parts_of(content))


def test_days_are_days_and_numbers_are_numbers() -> None:
    """They sort and filter as what they are."""
    page = page_of(date(2026, 3, 3), 12)
    assert (page["A2"].value, page["A2"].number_format) == (datetime(2026, 3, 3), "yyyy-mm-dd")  # noqa: DTZ001
    assert (page["A3"].value, page["A3"].data_type) == (12, "n")


def test_the_header_stays_in_sight_and_filters_the_whole() -> None:
    """Bold above what wraps; columns as wide as their longest first line, within bounds."""
    page = book_of(
        Sheet("Register", ("Subject", "Code"), (("x" * 30 + "\n" + "y" * 99, "5E001"), ("z" * 99, "")))
    )["Register"]
    assert [cell.font.bold for cell in page["A"]] == [True, False, False]
    assert {(cell.alignment.vertical, cell.alignment.wrap_text) for row in page.rows for cell in row} == {
        ("top", True)
    }
    assert (page.freeze_panes, page.auto_filter.ref) == ("B2", "A1:B3")
    assert [round(page.column_dimensions[letter].width) for letter in "AB"] == [61, 13]


def test_the_file_says_what_it_is_and_whose() -> None:
    """Characters that XML cannot carry are left out, in a cell too."""
    content = export_sheets("Register\x00 <1>", "Harbour & Co\ufffe", [Sheet("One", ("a\x0bb",), ())])
    book = load_workbook(BytesIO(content))
    assert (book.properties.title, book.properties.creator) == ("Register <1>", "Harbour & Co")
    assert book["One"]["A1"].value == "ab"


def test_a_cell_holds_what_a_spreadsheet_can() -> None:
    """Longer text is cut, never in the middle of a character that takes two places."""
    marked = f"<r>{'x' * CELL_LIMIT}</r>"
    page = page_of("x" * (CELL_LIMIT + 1), "\N{ROCKET}" * CELL_LIMIT, marked)
    assert page["A2"].value == "x" * CELL_LIMIT
    assert page["A3"].value == "\N{ROCKET}" * (CELL_LIMIT // 2)
    assert page["A4"].value == marked[:CELL_LIMIT]


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["A4 [Goods]: in/out"], ["A4 Goods in out"]),
        (["'Agents'"], ["Agents"]),
        (["", "?*"], ["1", "2"]),
        (["Trail", "TRAIL", "trail"], ["Trail", "TRAIL 2", "trail 3"]),
        (["2", ""], ["2", "2 2"]),
        (["x" * 40, "X" * 40], ["x" * 31, "X" * 29 + " 2"]),
        (["\N{ROCKET}" * 20], ["\N{ROCKET}" * 15]),
        (["x" * 30 + " y"], ["x" * 30]),
    ],
)
def test_every_sheet_has_a_name_that_a_spreadsheet_accepts(names: list[str], shown: list[str]) -> None:
    """Cleaned, short enough and its own, for capitals make no difference there."""
    book = book_of(*(Sheet(name, ("Subject",), ()) for name in names))
    assert book.sheetnames == shown
    assert all(len(name.encode("utf-16-le")) <= 2 * TITLE_LIMIT for name in shown)


def test_nothing_passes_through_a_temporary_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is confidential stays in memory."""
    monkeypatch.setattr(tempfile, "mkstemp", lambda *_, **__: pytest.fail("a file was made"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert export_sheets("Register", "Harbour", [Sheet("One", ("Subject",), (("Secret",),))])
