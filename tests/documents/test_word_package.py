"""The exported package: clean, closed, its own, and the same bytes for the same programme."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from app.documents.base_package import base
from app.documents.docx_write import export_programme
from app.documents.programme_document import ChapterText, ProgrammeDocument, SectionText
from app.domain.blocks import BlockKind, ParsedBlock
from tests.documents import samples
from tests.documents.word_file import WordFile

MARKED = pytest.param(replace(samples.english(), watermark=True, approval_block=False), id="watermark")
SAMPLES = [pytest.param(samples.english(), id="english"), pytest.param(samples.dutch(), id="dutch")]


@pytest.mark.parametrize("programme", [*SAMPLES, MARKED])
def test_an_independent_validator_finds_nothing(programme: ProgrammeDocument, tmp_path: Path) -> None:
    """openxml-audit, strict, reports no violation."""
    file = tmp_path / "programme.docx"
    file.write_bytes(export_programme(programme))
    result = OpenXmlValidator().validate(file)
    assert [f"{error.part_uri} {error.description}" for error in result.errors] == []
    assert result.is_valid


def test_the_base_file_itself_is_valid(tmp_path: Path) -> None:
    """A company that starts its house style from our base starts from a clean file."""
    file = tmp_path / "base.docx"
    file.write_bytes(base())
    assert OpenXmlValidator().validate(file).is_valid


@pytest.mark.parametrize("programme", SAMPLES)
def test_same_programme_same_bytes(programme: ProgrammeDocument) -> None:
    """Nothing in the file depends on the moment or the process that wrote it."""
    assert export_programme(programme) == export_programme(programme)
    assert WordFile(export_programme(programme)).times == {(1980, 1, 1, 0, 0, 0)}


def test_another_process_writes_the_same_bytes() -> None:
    """Not even the order in which a process hashes its words shows."""
    command = (
        "import hashlib; from tests.documents import samples; "
        "from app.documents.docx_write import export_programme; "
        "print(hashlib.sha256(export_programme(samples.english())).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", command],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
            cwd=Path(__file__).parents[2],
        ).stdout
        for seed in ("1", "2")
    }
    assert digests == {hashlib.sha256(export_programme(samples.english())).hexdigest() + "\n"}


@pytest.mark.parametrize("programme", SAMPLES)
def test_the_package_holds_nothing_it_should_not(programme: ProgrammeDocument) -> None:
    """No part twice, no macro, no thumbnail, no embedded object, no trace of the library, no template."""
    word = WordFile(export_programme(programme))
    assert len(word.names) == len(set(word.names))
    everything = b"".join(word.parts.values()).lower()
    for trace in (
        b"python-docx",
        b"vbaproject",
        b"attachedtemplate",
        b"altchunk",
        b"oleobject",
        b"thumbnail",
    ):
        assert trace not in everything
    assert b"updatefields" not in everything
    assert all(kind == "hyperlink" and target.startswith("http") for kind, target in word.external_targets())


def test_properties_are_the_companys() -> None:
    """Title, company, language, identifier and the programme's own date; no date of the tool."""
    word = WordFile(export_programme(samples.dutch()))
    assert word.core("dc:title") == "Intern nalevingsprogramma exportcontrole"
    assert word.core("dc:creator") == word.core("cp:lastModifiedBy") == "Meridian Sensors B.V."
    assert word.core("dc:identifier") == "icp:0191-meridian-nl/rev/4"
    assert word.core("dc:language") == "nl-NL"
    assert word.core("dcterms:created") == word.core("dcterms:modified") == "2026-11-20T00:00:00Z"


HOSTILE = (
    '{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" } {{7*7}} <w:t>x</w:t> &amp; =cmd|calc '
    "[x](javascript:alert(1)) [y](file:///etc/passwd) [z](https://a.nl/?q=%22&x=<b>) INCLUDETEXT"
)


def test_user_text_never_becomes_a_field_a_relation_or_mark_up() -> None:
    """Hostile text in every place that takes text stays text."""
    programme = ProgrammeDocument(
        identifier="icp:x/rev/1",
        title=HOSTILE,
        organisation=HOSTILE,
        language="en",
        revision_label=HOSTILE,
        date=date(2026, 1, 1),
        classification=HOSTILE,
        blanks={"a": HOSTILE},
        chapters=(
            ChapterText(
                "1",
                HOSTILE,
                (
                    SectionText(
                        "icp.1.1",
                        "1.1",
                        HOSTILE,
                        tuple(ParsedBlock(kind, HOSTILE + " {{a}}") for kind in BlockKind),
                    ),
                ),
            ),
        ),
    )
    word = WordFile(export_programme(programme))
    assert {code.split()[0] for code in word.field_codes()} <= {"TOC", "PAGE", "NUMPAGES", "REF", "SEQ"}
    assert not any("DDE" in code or "INCLUDE" in code for code in word.field_codes())
    assert word.external_targets() == []
    text = "".join(paragraph.text for paragraph in word.paragraphs)
    assert text.count("<w:t>x</w:t>") >= 10


def test_control_characters_in_titles_cannot_mislead() -> None:
    """A direction control in a title is spelt out; characters XML cannot carry are left out."""
    sample = samples.english()
    programme = ProgrammeDocument(
        identifier=sample.identifier,
        title="Safe\u202efdp.exe\x0b\x00",
        organisation="A\r\nB",
        language="en",
        revision_label="1",
        date=sample.date,
        chapters=sample.chapters,
    )
    word = WordFile(export_programme(programme))
    assert word.paragraphs[0].text == "Safe[U+202E]fdp.exe"
    assert word.core("dc:title") == "Safe[U+202E]fdp.exe"
    assert word.paragraphs[1].text == "A B"
