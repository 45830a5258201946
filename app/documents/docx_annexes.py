"""Annexes made from data: where each expected element is covered, and wide tables on their side."""

from collections.abc import Mapping

from lxml.etree import _Element as Element

from app.documents import ooxml
from app.documents.docx_inline import Target
from app.documents.docx_tables import TableWriter
from app.documents.ooxml import run
from app.documents.programme_document import Coverage, CoverageLine, Matrix
from app.documents.wordings import Wording

WIDE_TEXT = 14002
"""Width of the text on an A4 page on its side, in twentieths of a point."""


def coverage_table(
    coverage: Coverage, words: Wording, places: Mapping[str, Target], tables: TableWriter
) -> list[Element]:
    """One framework: its elements and, as live cross-references, the sections that answer them."""
    header = [[[run(title)]] for title in words.coverage_columns]
    rows = [
        [[[run(line.element)]], [[run(line.title)]], [_where(line, words, places)]] for line in coverage.lines
    ]
    return tables.table([header, *rows], coverage.framework)


def matrix_table(matrix: Matrix, tables: TableWriter) -> list[Element]:
    """A wide table of plain text."""
    cells = [[[[run(text)]] for text in row] for row in (matrix.header, *matrix.rows)]
    return tables.table(cells, matrix.title, WIDE_TEXT)


def _where(line: CoverageLine, words: Wording, places: Mapping[str, Target]) -> list[Element]:
    found = [places[key] for key in line.sections if key in places]
    if not found:
        return [run(words.not_covered)]
    out: list[Element] = []
    for target in found:
        if out:
            out.append(run(", "))
        out += ooxml.field(f"REF {target.bookmark} \\r \\h", target.number)
    return out
