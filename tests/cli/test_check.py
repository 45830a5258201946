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


def test_the_terminal_speaks_the_language_of_the_document(document: Path) -> None:
    """Outcomes and what is missing; with `--lang` the language that is asked for, and codes in JSON."""
    dutch = CliRunner().invoke(app, ["check", str(document)]).stdout
    assert "Niet gevonden" in dutch
    assert "Ontbreekt: " in dutch
    assert "Niet gecontroleerd" in dutch
    assert "Not found" in CliRunner().invoke(app, ["check", str(document), "--lang", "en"]).stdout
    told = json.loads(CliRunner().invoke(app, ["check", str(document), "--format", "json"]).stdout)
    codes = {finding["verdict"] for finding in told["findings"]}
    assert "not_found" in codes <= {"found", "partly", "not_found"}


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


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (["--format", "docx", "--out", "{folder}/no"], "no_folder"),
        (["--format", "json", "--out", "{folder}"], "out_without_docx"),
        (["--format", "docx", "--passages", "{folder}/passages.jsonl"], "passages_without_report"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_any_work(
    document: Path, tmp_path: Path, asked: list[str], code: str
) -> None:
    """With a code of its own and exit status 2; nothing is written."""
    refused = CliRunner().invoke(
        app, ["check", str(document), *(each.format(folder=tmp_path) for each in asked)]
    )

    assert refused.exit_code == 2
    assert f"icp: {code}: " in refused.output
    assert [file.name for file in tmp_path.iterdir()] == [document.name]


def test_no_report_takes_the_place_of_another(document: Path, tmp_path: Path) -> None:
    """Two documents of one name go beside themselves, not into one folder."""
    (tmp_path / "other").mkdir()
    namesake = tmp_path / "other" / document.name
    namesake.write_bytes(document.read_bytes())
    both = ["check", str(document), str(namesake), "--format", "docx"]

    refused = CliRunner().invoke(app, [*both, "--out", str(tmp_path)])
    assert (refused.exit_code, "icp: same_name: " in refused.output) == (2, True)
    assert not list(tmp_path.glob("*.docx"))

    CliRunner().invoke(app, both)
    assert [file.parent for file in tmp_path.rglob("*.audit.docx")] == [tmp_path, tmp_path / "other"]


def test_a_report_that_cannot_be_written_is_told(document: Path) -> None:
    """Where something else has its name already, with the place in the message."""
    target = document.with_name("programma.md.audit.docx")
    target.mkdir()

    told = CliRunner().invoke(app, ["check", str(document), "--format", "docx"])

    assert told.exit_code == 2
    assert f"icp: unwritable_file: {target}" in told.output
    assert [file.name for file in target.parent.iterdir() if file.is_file()] == [document.name]


def test_a_word_report_is_in_the_language_of_the_document(document: Path) -> None:
    """Unless another is asked for."""
    CliRunner().invoke(app, ["check", str(document), "--format", "docx"])
    text = " ".join(
        one.text for one in WordFile(document.with_name("programma.md.audit.docx").read_bytes()).paragraphs
    )

    assert audit_wording("nl").title in text
