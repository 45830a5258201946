"""Annexes made from data: where each expected element is covered, and wide tables on their side."""

from collections.abc import Mapping

from app.documents import ooxml
from app.documents.docx_inline import Target
from app.documents.docx_tables import Cell, TableWriter, column_widths, plain_cell
from app.documents.ooxml import Xml, joined, run
from app.documents.programme_document import Coverage, CoverageLine, Matrix
from app.documents.wordings import Wording

WIDE_TEXT = 14002
"""Width of the text on an A4 page on its side, in twentieths of a point."""


def coverage_table(
    coverage: Coverage,
    words: Wording,
    places: Mapping[str, Target],
    tables: TableWriter,
    *,
    below_table: bool,
) -> Xml:
    """One framework: its elements and, as live cross-references, the sections that answer them."""
    header = [plain_cell(title) for title in words.coverage_columns]
    rows = [
        [plain_cell(line.element), plain_cell(line.title), _where(line, words, places)]
        for line in coverage.lines
    ]
    return tables.table([header, *rows], coverage.framework, below_table=below_table)


def matrix_table(matrix: Matrix, tables: TableWriter) -> Xml:
    """A wide table of plain text."""
    cells = [[plain_cell(text) for text in row] for row in (matrix.header, *matrix.rows)]
    widths = column_widths([[cell.text for cell in row] for row in cells], WIDE_TEXT, least=0)
    return tables.table(cells, ". ".join(filter(None, (matrix.title, matrix.key))), WIDE_TEXT, widths=widths)


def _where(line: CoverageLine, words: Wording, places: Mapping[str, Target]) -> Cell:
    found = [places[key] for key in line.sections if key in places]
    if not found:
        return plain_cell(words.not_covered if line.applies else words.out_of_scope)
    out: list[Xml] = []
    for target in found:
        if out:
            out.append(run(", "))
        out.append(ooxml.field(f"REF {target.bookmark} \\r \\h", target.number))
    return Cell((joined(out),), ", ".join(target.number for target in found))
