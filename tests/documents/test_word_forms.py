"""Forms, records and registers as Word files that print well and that Word accepts."""

from datetime import date
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from app.documents.docx_forms import export_form
from app.documents.form_document import Answer, AnswerTable, FormDocument, RowTable, Statement
from checks.languages import Language
from tests.documents.word_file import W, WordFile

EVIL = '<w:b>&"\x0b=1+1\u202e'


def a_form(language: Language = "en", *, wide: bool = False) -> FormDocument:
    """A form with every kind of part."""
    return FormDocument(
        identifier="A11@1",
        title="Annex A11 – Assessment",
        organisation="Meridian & Sons",
        language=language,
        reference="A11, form version 1",
        date=date(2026, 11, 25),
        purpose="Holds the test of one deal.",
        details=(("Version", "3"),),
        parts=(
            Statement("We are the final user."),
            Statement("We do not pass it on.", is_item=True),
            AnswerTable("Facts", (Answer("Product", (EVIL,)), Answer("Sources", ("First", "Second")))),
            AnswerTable(
                "Decision", (Answer("Outcome", ("☒ Go", "☐ Stop")), Answer("Signature", ("", "", "")))
            ),
            RowTable("Register", ("Country", "Class"), (("Neverland", "Standard"), ("", ""))),
        ),
        wide=wide,
    )


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_word_accepts_the_file(tmp_path: Path, language: Language, wide: bool) -> None:
    """No rule of the format is broken, whatever stands in a field, upright or on its side."""
    path = tmp_path / "form.docx"
    path.write_bytes(export_form(a_form(language, wide=wide)))
    result = OpenXmlValidator().validate(str(path))
    assert not result.errors, result.errors


def test_every_part_is_a_table_that_can_be_read_aloud() -> None:
    """A header row that repeats, a name for each table, no cell without a paragraph, nothing on a cover."""
    file = WordFile(export_form(a_form()))
    tables = list(file.document.iter(W + "tbl"))
    assert [table.find(f"{W}tblPr/{W}tblCaption").get(W + "val") for table in tables] == [
        "Facts",
        "Decision",
        "Register",
    ]
    for table in tables:
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        assert all(cell.find(W + "p") is not None for cell in table.iter(W + "tc"))
    assert [one.text for one in file.paragraphs if one.style == "FrontHeading"] == ["Annex A11 – Assessment"]
    texts = [one.text for one in file.paragraphs]
    assert "First" in texts
    assert "☒ Go" in texts
    assert file.document.find(f".//{W}titlePg") is None


def test_the_header_names_the_form_and_its_version() -> None:
    """A page that lies loose says which form it belongs to."""
    file = WordFile(export_form(a_form()))
    headers = "".join(
        content.decode() for name, content in file.parts.items() if name.startswith("word/header")
    )
    assert "A11, form version 1" in headers
    assert "Meridian &amp; Sons" in headers


def test_the_same_form_gives_the_same_bytes() -> None:
    """Nothing of the moment is in the file."""
    assert export_form(a_form()) == export_form(a_form())
