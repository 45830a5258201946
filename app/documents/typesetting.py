"""A Word file with page numbers, its PDF, and what stands on each page, from as few layouts as needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from app.documents import pdf_write
from app.documents.docx_outline import Heading, headings
from app.documents.docx_write import export_with_pages
from app.documents.house_style import HouseStyle
from app.documents.pdfium import opened
from app.documents.programme_document import ProgrammeDocument
from app.documents.wordings import wording

_POINTS_PER_INCH = 72
_PICTURE_DPI = 80


@dataclass(frozen=True)
class PageOfPrint:
    """What a page holds: the numbers of the sections and of the annexes that begin on it.

    When none does, the one that goes on from an earlier page, with `goes_on`. All empty: the pages before
    the first section.
    """

    number: int
    sections: tuple[str, ...]
    annexes: tuple[str, ...]
    goes_on: bool = False


@dataclass(frozen=True)
class Typeset:
    """A programme laid out by LibreOffice. `pages` counts from 1, the cover."""

    word: bytes
    pdf: bytes
    pages: tuple[PageOfPrint, ...]


def typeset(document: ProgrammeDocument, house: HouseStyle | None = None) -> Typeset:
    """Lay a programme out. Raises NoConverter and TryLater as `pdf_write.to_pdf` does."""
    converted: dict[bytes, bytes] = {}

    def find_pages(word: bytes) -> Mapping[str, int]:
        converted[word] = pdf_write.to_pdf(word)
        return pdf_write.pages_of(word, converted[word])

    word = export_with_pages(document, find_pages, house)
    pdf = converted.get(word) or pdf_write.to_pdf(word)
    starts = pdf_write.pages_of(word, pdf)
    outline = headings(document, wording(document.language))
    return Typeset(word, pdf, _pages(outline, starts, _count(pdf)))


def page_picture(pdf: bytes, number: int) -> bytes | None:
    """A page of the PDF as a PNG, or None when there is no such page."""
    with opened(pdf) as document:
        if not 1 <= number <= len(document):
            return None
        drawn = document[number - 1].render(scale=_PICTURE_DPI / _POINTS_PER_INCH).to_pil()
    buffer = BytesIO()
    drawn.convert("RGB").quantize(64).save(buffer, "PNG")
    return buffer.getvalue()


def _count(pdf: bytes) -> int:
    with opened(pdf) as document:
        return len(document)


def _pages(outline: Sequence[Heading], starts: Mapping[str, int], count: int) -> tuple[PageOfPrint, ...]:
    """Chapters stand where their first section does, so only sections and annexes are named."""
    named = [one for one in outline if one.number and (one.level > 1 or one.annex)]
    found: list[PageOfPrint] = []
    last: list[Heading] = []
    for page in range(1, count + 1):
        begins = [one for one in named if starts[one.bookmark] == page]
        shown = begins or last
        found.append(
            PageOfPrint(
                page,
                tuple(one.number for one in shown if not one.annex),
                tuple(one.number for one in shown if one.annex),
                goes_on=bool(last) and not begins,
            )
        )
        last = begins[-1:] or last
    return tuple(found)
