"""The pages as LibreOffice lays them out: numbers, headers, breaks, margins, the outline of the PDF."""

import re
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pdfua import validate
from PIL import Image

from app.documents import pdf_write
from app.documents.base_package import zipped
from app.documents.docx_write import export_programme, export_with_pages
from app.documents.pdf_write import NoConverter, page_numbers, to_pdf
from app.documents.programme_document import ProgrammeDocument
from app.documents.typesetting import page_picture, typeset
from app.domain.errors import TryLater
from app.usecases.printing.example_document import example_document
from tests.documents import samples
from tests.documents.word_file import WordFile

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]


@dataclass(frozen=True)
class Pages:
    """A programme, its Word file with page numbers, and the PDF of that."""

    programme: ProgrammeDocument
    word: bytes
    printed: bytes
    pdf: pypdfium2.PdfDocument

    def text(self, page: int) -> str:
        return self.pdf[page - 1].get_textpage().get_text_bounded()


PROGRAMMES: dict[str, Callable[[], ProgrammeDocument]] = {
    "english sample": samples.english,
    "dutch sample": samples.dutch,
    "whole programme in English": lambda: example_document("en"),
    "whole programme in Dutch": lambda: example_document("nl"),
}
APPROVED_COUNTS = {
    "english sample": 12,
    "dutch sample": 7,
    "whole programme in English": 43,
    "whole programme in Dutch": 45,
}
"""How many pages there were on 26 November 2026.

Every page of the two samples was looked at that day. Of the whole programmes pages 1 to 6 were; the words of
the others were the same, page for page, as in the exports of the demonstration, which were looked at whole
(46 pages in English, 48 in Dutch, with their annexes). `docs/word.md` lists all files.
"""


@pytest.fixture(scope="module", params=list(PROGRAMMES))
def pages(request: pytest.FixtureRequest) -> Iterator[Pages]:
    programme = PROGRAMMES[request.param]()
    word = export_with_pages(programme, page_numbers)
    printed = to_pdf(word)
    document = pypdfium2.PdfDocument(printed)
    yield Pages(programme, word, printed, document)
    document.close()


def test_contents_page_numbers_are_those_of_the_outline(pages: Pages) -> None:
    """Each entry of the printed contents names the page its heading stands on."""
    outline = [
        (item.get_title(), item.get_dest().get_index() + 1) for item in pages.pdf.get_toc() if item.level < 2
    ]
    entries = [
        one.text.split("\t") for one in WordFile(pages.word).paragraphs if one.style in ("TOC1", "TOC2")
    ]
    assert [int(entry[-1]) for entry in entries] == [page for _, page in outline]
    assert [squeezed("".join(entry[:-1])) for entry in entries] == [squeezed(title) for title, _ in outline]
    contents = "\n".join(pages.text(number) for number in range(2, outline[0][1]))
    for title, page in outline:
        assert re.search(rf"{re.escape(title.split(' ', 1)[1][:30])}.*\s?{page}\b", contents)


def test_as_many_pages_as_were_looked_at(pages: Pages, request: pytest.FixtureRequest) -> None:
    """One more or less may be another version of LibreOffice; more than that is another layout."""
    name = request.node.callspec.params["pages"]
    assert abs(len(pages.pdf) - APPROVED_COUNTS[name]) <= 1


def test_the_pdf_holds_no_annotation_but_links(pages: Pages) -> None:
    """No comment, no form, no file."""
    kinds = set()
    for page in pages.pdf:
        for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
            annotation = pdfium.FPDFPage_GetAnnot(page, number)
            kinds.add(pdfium.FPDFAnnot_GetSubtype(annotation))
            pdfium.FPDFPage_CloseAnnot(annotation)
    assert kinds == {pdfium.FPDF_ANNOT_LINK}


def test_each_page_is_named_by_what_stands_on_it(pages: Pages) -> None:
    """What stands for the picture of a page is true: its headings are on it, and no page is left out."""
    made = typeset(pages.programme)
    assert [page.number for page in made.pages] == list(range(1, len(pages.pdf) + 1))
    named = [number for page in made.pages if not page.goes_on for number in page.sections]
    outline = [item.get_title() for item in pages.pdf.get_toc() if item.level == 1]
    assert named == [title.split()[0] for title in outline]
    for page in made.pages:
        for number in () if page.goes_on else page.sections:
            assert re.search(rf"(^|\n)\s*{re.escape(number)}\b", pages.text(page.number))
    assert made.pages[0].sections == made.pages[0].annexes == ()


def test_a_picture_of_a_page_is_that_page(pages: Pages) -> None:
    """As large as the page, with ink on it; none for a page that is not there."""
    made = pages.printed
    picture = page_picture(made, 2)
    assert picture is not None
    with Image.open(BytesIO(picture)) as image:
        width, height = pages.pdf[1].get_size()
        assert abs(image.width / image.height - width / height) < 0.01
        assert len(image.convert("L").getcolors() or ()) > 1
    assert page_picture(made, 0) is page_picture(made, len(pages.pdf) + 1) is None


def test_header_and_footer_on_every_page_but_the_first(pages: Pages) -> None:
    """Organisation and revision above, classification and page number below; the cover stays bare."""
    words = {"en": ("Page {} of {}", "version"), "nl": ("Pagina {} van {}", "versie")}[
        pages.programme.language
    ]
    total = len(pages.pdf)
    for number in range(2, total + 1):
        text = pages.text(number)
        assert words[0].format(number, total) in text
        assert f"{words[1]} {pages.programme.revision_label}" in text
    assert not re.search(words[0].format(r"\d", r"\d"), pages.text(1))


def test_no_page_is_blank_and_nothing_leaves_the_margins(pages: Pages) -> None:
    """There is text on every page and no ink in the outer eight millimetres."""
    for number, page in enumerate(pages.pdf, start=1):
        assert len(squeezed(pages.text(number))) > 60
        image = page.render(scale=1).to_pil().convert("L")
        margin = int(8 / 25.4 * 72)
        width, height = image.size
        inner = image.crop((margin, margin, width - margin, height - margin))
        image.paste(255, (margin, margin, width - margin, height - margin))
        assert image.getextrema() == (255, 255)
        assert inner.getextrema()[0] < 128


def test_no_heading_is_left_alone_at_the_foot(pages: Pages) -> None:
    """A heading is never the last line above the footer."""
    titles = {squeezed(title) for _, _, title in WordFile(pages.word).numbered_headings()}
    for number in range(2, len(pages.pdf) + 1):
        lines = [line for line in pages.text(number).splitlines() if line.strip()]
        body = [line for line in lines[2:] if not re.match(r"(Page|Pagina) \d", line)]
        last = squeezed(re.sub(r"^[\d.]+ ", "", body[-2])) if len(body) > 1 else ""
        assert last not in titles


def test_a_long_table_repeats_its_header() -> None:
    """The second page of a table begins with the header row."""
    pdf = pypdfium2.PdfDocument(to_pdf(export_programme(samples.english())))
    holding = [page.get_textpage().get_text_bounded() for page in pdf]
    table_pages = [text for text in holding if "Accessory MA-" in text]
    assert len(table_pages) == 2
    assert all("State of the classification" in text for text in table_pages)
    pdf.close()


def test_the_pdf_is_tagged_and_speaks_the_language() -> None:
    """Declares PDF/A-2b and PDF/UA, has tags, title and language."""
    pdf = to_pdf(export_programme(samples.dutch()))
    assert b"/MarkInfo<</Marked true>>" in pdf.replace(b" >>", b">>").replace(b"/MarkInfo <<", b"/MarkInfo<<")
    assert b"/Lang(nl-NL)" in pdf.replace(b"/Lang (", b"/Lang(")
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


def test_an_independent_checker_of_accessible_pdfs_finds_nothing(pages: Pages, tmp_path: Path) -> None:
    """Tags, language, title, pictures with words; no style is named like a tag that PDF keeps for itself."""
    file = tmp_path / "programme.pdf"
    file.write_bytes(pages.printed)
    report = validate(file)
    assert [f"{one.rule_id} {one.message}" for one in report.findings] == []
    with pikepdf.open(file) as pdf:
        named = {str(name) for name in pdf.Root.StructTreeRoot.get("/RoleMap", {})}
    assert (
        named & {"/Quote", "/Figure", "/Note", "/Code", "/Formula", "/Form", "/Reference", "/Index"} == set()
    )


def test_two_exports_look_the_same_and_a_change_is_seen() -> None:
    """Page for page the same picture; another date shows where a date stands, and nowhere else."""
    programme = samples.dutch()
    first, again = pictures(programme), pictures(replace(programme))
    assert first == again
    later = pictures(replace(programme, date=date(2027, 1, 31)))
    changed = {
        number for number, (old, new) in enumerate(zip(first, later, strict=True), start=1) if old != new
    }
    assert changed == {1, 2}


def pictures(programme: ProgrammeDocument) -> list[bytes]:
    """The pages of a new export, as pixels."""
    pdf = pypdfium2.PdfDocument(to_pdf(export_programme(programme)))
    made = [page.render(scale=1).to_pil().tobytes() for page in pdf]
    pdf.close()
    return made


def test_linked_resources_are_never_fetched() -> None:
    """Even a file that points at a server makes no connection while it is converted."""
    if not pdf_write._network_fence():
        pytest.skip("needs root or tools: this system does not let us take the network away")
    with socket.create_server(("127.0.0.1", 0)) as server:
        linked = with_linked_picture(export_programme(samples.dutch()), server.getsockname()[1])
        server.settimeout(0.1)
        assert to_pdf(linked).startswith(b"%PDF")
        with pytest.raises(TimeoutError):
            server.accept()


def with_linked_picture(word: bytes, port: int) -> bytes:
    """The file with its picture's bytes replaced by an address on this machine."""
    parts = WordFile(word).parts
    relations = parts["word/_rels/document.xml.rels"].decode()
    changed = re.sub(
        r'Target="media/image1.png"',
        f'Target="http://127.0.0.1:{port}/x.png" TargetMode="External"',
        relations,
    )
    assert changed != relations
    parts["word/_rels/document.xml.rels"] = changed.encode()
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"r:embed=", b"r:link=")
    return zipped(parts)


def test_a_converter_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the time limit nothing is left running and the caller may try later."""
    marker = tmp_path / "still-running"
    slow = tmp_path / "soffice"
    slow.write_text(f"#!/bin/sh\n(sleep 2; touch {marker}) &\nsleep 30\n")
    slow.chmod(0o755)
    monkeypatch.setattr(pdf_write, "_soffice", lambda: str(slow))
    with pytest.raises(TryLater) as refusal:
        to_pdf(b"anything", seconds=0.5)
    assert refusal.value.code == "conversion_failed"
    threading.Event().wait(2.2)
    assert not marker.exists()


def test_without_a_converter_the_answer_is_polite(monkeypatch: pytest.MonkeyPatch) -> None:
    """No LibreOffice: a stable code, no trace."""
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(NoConverter) as refusal:
        to_pdf(b"anything")
    assert refusal.value.code == "converter_missing"


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)
