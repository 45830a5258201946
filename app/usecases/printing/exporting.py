"""A programme as a file that leaves the house: Word, or a PDF for the archive."""

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from app.documents.docx_write import export_programme as write_word
from app.documents.docx_write import export_with_pages
from app.documents.house_style import HouseStyle
from app.documents.pdf_write import NoConverter, has_converter
from app.documents.programme_document import ProgrammeDocument
from app.documents.typesetting import PageOfPrint, Typeset, page_picture, typeset
from app.domain.errors import NotFound, TryLater
from app.domain.people import Actor
from app.domain.permissions import Act
from app.storage import rights
from app.storage.tenancy import EVERY_ORGANISATION
from app.usecases.doors import read_programme
from app.usecases.exported import Exported, finished
from app.usecases.machines.press import Progress
from app.usecases.printing.chosen_look import chosen_look
from app.usecases.printing.printed_programme import ExportOptions, document_of
from app.usecases.workbench import Workbench

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"

PageNumbers = Callable[[bytes], dict[str, int]]
"""Finds the page of every bookmark in a Word file (`app.documents`)."""


@dataclass(frozen=True)
class Printed:
    """How far the pages of a programme are. `key` names them while they are kept."""

    key: str
    progress: Progress
    pages: tuple[PageOfPrint, ...] = ()


def export_programme(
    bench: Workbench, actor: Actor, programme_id: str, options: ExportOptions | None = None
) -> Exported:
    """The programme as .docx. Raises Invalid."""
    document, house = _read(bench, actor, programme_id, options or ExportOptions())
    return exported(document, write_word(document, house=house))


def export_pdf(
    bench: Workbench, actor: Actor, programme_id: str, options: ExportOptions | None = None
) -> Exported:
    """The programme as a PDF for the archive, with page numbers and without comments.

    Raises NoConverter, TryLater `converter_busy` and `conversion_failed`.
    """
    if not has_converter():
        raise NoConverter
    document, house = _read(bench, actor, programme_id, replace(options or ExportOptions(), comments=False))
    key = _key(programme_id, write_word(document, house=house))
    return exported(document, bench.press.take(key, partial(typeset, document, house)).pdf, "pdf")


def print_pages(bench: Workbench, actor: Actor, programme_id: str, options: ExportOptions) -> Printed:
    """Have the pages laid out, as they are now, and say how far that is. Raises NoConverter, TryLater."""
    if not has_converter():
        raise NoConverter
    document, house = _read(bench, actor, programme_id, replace(options, comments=False))
    key = _key(programme_id, write_word(document, house=house))
    bench.press.ask(key, partial(typeset, document, house))
    return printed(bench, key)


def reading_copy(
    bench: Workbench, actor: Actor, programme_id: str, options: ExportOptions
) -> ProgrammeDocument:
    """The same document, to be read on a screen."""
    return _read(bench, actor, programme_id, options)[0]


def look_at_pages(bench: Workbench, actor: Actor, programme_id: str, key: str) -> Printed:
    """How far pages asked for earlier are."""
    with read_programme(bench, actor, programme_id, Act.EXPORT_PROGRAMME):
        return printed(bench, f"{programme_id}/{key}")


def page_image(bench: Workbench, actor: Actor, programme_id: str, key: str, number: int) -> bytes:
    """A page as a PNG. Raises NotFound for a page that is not there, or not there any more."""
    with read_programme(bench, actor, programme_id, Act.EXPORT_PROGRAMME):
        return drawn_page(bench, f"{programme_id}/{key}", number)


def export_for_operator(
    bench: Workbench,
    programme_id: str,
    options: ExportOptions | None = None,
    house: HouseStyle | None = None,
    pages: PageNumbers | None = None,
) -> Exported:
    """The Word file, for whoever runs the installation. `pages` fills in page numbers."""
    document = _read_for_operator(bench, programme_id, options or ExportOptions())
    made = write_word(document, house=house) if pages is None else export_with_pages(document, pages, house)
    return exported(document, made)


def export_pdf_for_operator(
    bench: Workbench, programme_id: str, options: ExportOptions, house: HouseStyle | None = None
) -> Exported:
    """The PDF for whoever runs the installation."""
    document = _read_for_operator(bench, programme_id, replace(options, comments=False))
    return exported(document, typeset(document, house).pdf, "pdf")


def _for_the_word_file(document: ProgrammeDocument) -> Typeset:
    """Laid out for the numbers only: nobody asks for its print, so that is not kept."""
    return replace(typeset(document), pdf=b"", pages=())


def numbered_word(bench: Workbench, programme_id: str, document: ProgrammeDocument) -> bytes:
    """The Word file with page numbers in its contents; without them where nothing can lay it out now."""
    plain = write_word(document)
    if not has_converter():
        return plain
    try:
        return bench.press.take(_key(programme_id, plain), partial(_for_the_word_file, document)).word
    except TryLater:
        return plain


def exported(document: ProgrammeDocument, content: bytes, ending: str = "docx") -> Exported:
    """The finished file with a name every file system takes: letters, digits and hyphens of the title."""
    plain = unicodedata.normalize("NFKD", document.title).encode("ascii", "ignore").decode()
    words = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:80] or "programme"
    name = f"{words}-{document.language}.{ending}"
    return finished(name, content)


def _read(
    bench: Workbench, actor: Actor, programme_id: str, options: ExportOptions
) -> tuple[ProgrammeDocument, HouseStyle | None]:
    with read_programme(bench, actor, programme_id, Act.EXPORT_PROGRAMME) as desk:
        house = chosen_look(desk.session, desk.organisation_id, options.house)
        return document_of(bench, desk.session, desk.programme, options), house


def _read_for_operator(bench: Workbench, programme_id: str, options: ExportOptions) -> ProgrammeDocument:
    with bench.work.read(EVERY_ORGANISATION) as session:
        programme = rights.enter_programme(session, programme_id)
        if programme is None:
            raise NotFound()
        return document_of(bench, session, programme, options)


def _key(programme_id: str, word: bytes) -> str:
    """Pages are known by the Word file they are made from: another text has other pages."""
    return f"{programme_id}/{hashlib.sha256(word).hexdigest()}"


def drawn_page(bench: Workbench, key: str, number: int) -> bytes:
    """A page of what the press has under this key. Raises NotFound."""
    made = bench.press.result(key)
    drawn = page_picture(made.pdf, number) if made else None
    if drawn is None:
        raise NotFound()
    return drawn


def printed(bench: Workbench, key: str) -> Printed:
    """How far the job under this key is, which begins with its owner's id."""
    made = bench.press.result(key)
    return Printed(key.partition("/")[2], bench.press.progress(key), made.pages if made else ())
