"""`icp check`: what is printed of a document."""

import hashlib
import json
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from typer.testing import CliRunner

from app.cli.main import app
from app.documents.audit_wordings import audit_wording
from app.domain.source_names import NAMES
from tests.documents.word_file import WordFile


@pytest.fixture
def document(tmp_path: Path) -> Path:
    file = tmp_path / "programma.md"
    file.write_text("# 4.7 Mensenrechtentoets\n\nWij wegen de mensenrechten mee.\n", encoding="utf-8")
    return file


def test_sources_read_as_on_the_pages(document: Path) -> None:
    """Full names and Dutch places under what is left to do; in JSON beside the key of the instrument."""
    printed = CliRunner().invoke(app, ["check", str(document), "--lang", "nl"]).output
    assert f"[{NAMES['UNGP']['nl']}: beginsel" in printed
    assert "commentary" not in printed
    told = json.loads(
        CliRunner().invoke(app, ["check", str(document), "--lang", "nl", "--format", "json"]).stdout
    )
    sources = [source for finding in told["findings"] for source in finding["sources"]]
    assert any(source["citation"].endswith(": bijlage 1, element 4") for source in sources)
    assert all(source["citation"].startswith(NAMES[source["instrument"]]["nl"]) for source in sources)


def test_what_is_missing_and_what_weakens_it_is_printed(tmp_path: Path) -> None:
    """Beside the quotations and what to do, for each finding that is not found in full."""
    file = tmp_path / "own.md"
    file.write_text(
        "# Complaints\n\nOutsiders may complain about use of our products by customers. It is taken up "
        "only after a court has finally found that a right was infringed. Receipt is confirmed in a week.\n",
        encoding="utf-8",
    )
    told = json.loads(CliRunner().invoke(app, ["check", str(file), "--format", "json"]).stdout)
    printed = CliRunner().invoke(app, ["check", str(file)]).stdout

    missing = {one["text"] for finding in told["findings"] for one in finding["missing"]}
    assert missing
    assert all(f"Missing: {text}" in printed for text in missing)
    weak = [defect["text"] for finding in told["findings"] for defect in finding["defects"]]
    assert weak
    assert all(f"What weakens it: {text}" in printed for text in weak)


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_word_report_is_written_beside_the_document(document: Path, tmp_path: Path, lang: str) -> None:
    """A valid Word file with the document's name, its hash and how it was read; or where one asks for."""
    asked = ["check", str(document), "--lang", lang, "--format", "docx"]
    told = CliRunner().invoke(app, asked)
    report = document.with_name("programma.md.audit.docx")

    assert told.exit_code == 1, told.output
    assert told.stdout.split() == [hashlib.sha256(report.read_bytes()).hexdigest(), str(report)]
    assert OpenXmlValidator().validate(report).is_valid
    words = audit_wording("nl" if lang == "nl" else "en")
    text = " ".join(one.text for one in WordFile(report.read_bytes()).paragraphs)
    assert f"{words.title}: programma.md" in text
    assert hashlib.sha256(document.read_bytes()).hexdigest() in text
    assert words.no_answers in text
    assert words.classification not in text

    folder = tmp_path / "reports"
    folder.mkdir()
    CliRunner().invoke(app, [*asked, "--out", str(folder)])
    assert (folder / report.name).read_bytes() == report.read_bytes()


def test_a_folder_that_is_not_there_is_named_and_nothing_is_written(document: Path, tmp_path: Path) -> None:
    """With a code of its own and exit status 2."""
    gone = CliRunner().invoke(
        app, ["check", str(document), "--format", "docx", "--out", str(tmp_path / "no")]
    )

    assert gone.exit_code == 2
    assert "icp: unwritable_file: programma.md.audit.docx" in gone.output
