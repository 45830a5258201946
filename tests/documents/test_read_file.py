"""Word, PDF, Markdown and text are read by what they are; what a format cannot tell is said."""

import codecs
import shutil

import pytest

from app.documents.docx_read import NotRead, ReadBlock
from app.documents.docx_write import export_programme
from app.documents.pdf_read import read_pdf
from app.documents.pdf_write import to_pdf
from app.documents.read_file import read_file
from app.domain.blocks import BlockKind
from app.domain.errors import Invalid
from tests.documents import samples

MARKDOWN = (
    "# Programme\n\nIntro text.\n\n## 2.3 Stop ##\n- first\n- second\n\n| a | b |\n|---|---|\n| c | d |\n"
)


def test_markdown_keeps_heading_levels_lists_and_tables() -> None:
    """The levels decide which section a text belongs to."""
    read = read_file(MARKDOWN.encode())
    assert read.title == "Programme"
    assert read.blocks == (
        ReadBlock(BlockKind.HEADING, "Programme", 1),
        ReadBlock(BlockKind.PARAGRAPH, "Intro text."),
        ReadBlock(BlockKind.HEADING, "2.3 Stop", 2),
        ReadBlock(BlockKind.BULLET, "first"),
        ReadBlock(BlockKind.BULLET, "second"),
        ReadBlock(BlockKind.TABLE, "| a | b |\n| --- | --- |\n| c | d |"),
    )
    assert read.not_read == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_in_the_usual_encodings(encoding: str) -> None:
    """With and without a byte-order mark, whatever the line ends."""
    upload = "Één\r\nregel\r\n\r\ntwee".encode(encoding)
    assert [block.text for block in read_file(upload).blocks] == ["Één\nregel", "twee"]


@pytest.mark.parametrize(
    ("upload", "code"),
    [
        (b"", "empty_file"),
        (b" \n", "empty_file"),
        (b"caf\xe9", "not_text"),
        (b"a\x00b", "invalid_character"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", "not_text"),
        (b"PK\x03\x04broken", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "encrypted_or_doc"),
        (b"%PDF-1.7 broken", "damaged"),
        (b"a" * 2_000_001, "text_too_long"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_code(upload: bytes, code: str) -> None:
    """One stable code each, no trace of the text."""
    with pytest.raises(Invalid) as refusal:
        read_file(upload)
    assert refusal.value.code == code


def test_a_word_file_is_told_by_its_content() -> None:
    """The name plays no part."""
    assert read_file(export_programme(samples.dutch())).identifier == "icp:0191-meridian-nl/rev/4"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_pdf_is_read_as_headings_and_paragraphs() -> None:
    """Numbered headings with levels, paragraphs joined from lines, items of lists; the limits are told."""
    read = read_pdf(to_pdf(export_programme(samples.dutch())))
    headings = [(block.text, block.level) for block in read.blocks if block.kind == BlockKind.HEADING]
    assert ("2.2 Bevoegdheid om te stoppen en vervanging", 2) in headings
    texts = [block.text for block in read.blocks]
    assert any(text.startswith("Anna de Wit mag elke offerte") and text.endswith(" dat.") for text in texts)
    assert any(
        block.kind == BlockKind.BULLET and block.text.startswith("Een stop wordt meteen")
        for block in read.blocks
    )
    assert headings.count(("2.2 Bevoegdheid om te stoppen en vervanging", 2)) == 1
    assert not any("Pagina 4 van 7" in text for text in texts)
    assert NotRead("pdf_layout", 7) in read.not_read
    assert NotRead("header_or_footer", 12) in read.not_read
