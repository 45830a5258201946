"""The audit report of somebody else's document: how it was read, and what it is about."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.documents import docx_read, docx_read_inline, pdf_read
from app.documents.audit_wordings import OF_A_PDF, audit_wording
from app.documents.docx_audit import audit_document
from app.usecases.findings.judging_files import FileReport, judge_file
from app.usecases.findings.reporting_files import audit_of_file
from checks import built_in_packs
from checks.languages import LANGUAGES, Language

DAY = date(2026, 11, 27)
TEXT = "# 4.7 Assessment\n\nWe assess the risk to people before each sale.\n\n# Rest\n\nRain falls.\n"


def told(report: FileReport, language: Language) -> str:
    """All words of the printed report."""
    document = audit_document(audit_of_file(report, language, DAY))
    chapters = [
        text
        for chapter in document.chapters
        for text in (
            chapter.title,
            *(block.text for block in chapter.blocks),
            *(title for section in chapter.sections for title in (section.number, section.title)),
        )
    ]
    return "\n".join(chapters)


@pytest.fixture(scope="module")
def report() -> FileReport:
    return judge_file(built_in_packs(), "own.md", TEXT.encode(), None, None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_is_told_apart_from_a_programme(report: FileReport, language: Language) -> None:
    """It has a fingerprint, nobody can set a rule aside, and what rests on no words is about all of it."""
    words = audit_wording(language)
    text = told(report, language)

    assert words.fingerprint.format(report.sha256) in text
    assert words.no_answers in text
    assert words.whole_document in text
    assert words.decided not in text.split("\n")
    assert words.whole not in text


def test_reliability_is_told_of_rules_that_were_used(report: FileReport) -> None:
    """Without the human-rights rules nothing is said of them."""
    structure = [pack for pack in built_in_packs() if pack.id == "structure"]
    without = judge_file(structure, "own.md", TEXT.encode(), None, None)

    assert audit_wording("en").reliability in told(report, "en")
    assert audit_wording("en").reliability not in told(without, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_not_read_has_words(report: FileReport, language: Language) -> None:
    """Of a PDF, whose pages were read, only that their layout is not known."""
    words = audit_wording(language)
    counts = ((OF_A_PDF, 12), ("comments", 1), ("diagram", 3))

    text = told(replace(report, not_read=counts), language)

    assert words.of_a_pdf in text
    assert "12" not in text.partition(words.not_read)[2].partition(words.rules)[0]
    assert f"{words.parts['diagram']} (3)" in text
    assert f"{words.parts['comments']}\n" in text


def test_every_code_of_the_readers_has_words() -> None:
    """Those in their tables, and those that are named where something is passed over."""
    read = "\n".join(
        Path(str(module.__file__)).read_text("utf-8") for module in (docx_read, docx_read_inline)
    )
    of_pdf = Path(str(pdf_read.__file__)).read_text("utf-8").partition("counts = {")[2].partition("}")[0]
    codes = {*docx_read._PARTS_NOT_READ.values(), *docx_read_inline._SKIPPED.values()}
    codes |= set(re.findall(r'skip\("(\w+)"', read)) | set(re.findall(r'"(\w+)":', of_pdf))

    assert codes - {OF_A_PDF} == set(audit_wording("en").parts) == set(audit_wording("nl").parts)


def test_sections_have_the_numbers_of_their_headings(report: FileReport) -> None:
    """Where a heading has one."""
    sections = audit_of_file(report, "en", DAY).sections

    assert [(section.number, section.title) for section in sections] == [("4.7", "Assessment"), ("", "Rest")]
