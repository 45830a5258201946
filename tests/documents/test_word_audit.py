"""The audit report in Word: every finding once, in words people know, without scores or promises."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from app.documents.audit_report import AuditedSection, AuditReport, NotApplicableRule, NotCheckedRule
from app.documents.audit_wordings import audit_wording
from app.documents.docx_audit import FIRST_SHOWN, audit_document
from app.documents.docx_outline import headings
from app.documents.docx_write import export_programme
from app.documents.wordings import wording
from app.domain.findings import Judged, with_waivers
from app.domain.quoting import without_borders
from app.domain.visible import visible
from app.domain.waiver import Waiver
from checks import SectionText, TextBlock, built_in_packs, run
from checks.languages import LANGUAGES, Language
from checks.reliability import READINGS, Reliability, Share
from tests.documents import samples
from tests.documents.word_file import W, WordFile

DAY = date(2026, 11, 25)


def report(language: Language) -> AuditReport:
    """The sample programme judged by the real packs, with one finding set aside."""
    programme = samples.english() if language == "en" else samples.dutch()
    sections = [section for section in programme.sections() if section.blocks]
    texts = [
        SectionText(
            section.key,
            section.title,
            language,
            tuple(
                TextBlock(
                    block.id,
                    block.kind.value,
                    visible(block.text, programme.blanks, programme.labels, block.kind).text,
                )
                for block in section.blocks
            ),
        )
        for section in sections
    ]
    result = run(built_in_packs(), texts, {})
    first = result.findings[0]
    waiver = Waiver(
        "w1", first.section, first.rule, "We sell to one customer only.", "old", "p1",
        datetime(2026, 11, 1, tzinfo=UTC), date(2027, 1, 31),
    )  # fmt: skip
    return AuditReport(
        identifier=programme.identifier,
        subject=programme.title,
        organisation=programme.organisation,
        state="3",
        language=language,
        checked_on=DAY,
        pack_versions=result.pack_versions,
        sections=tuple(AuditedSection(one.key, one.number, one.title) for one in sections),
        findings=with_waivers(map(Judged, result.findings), [waiver], {first.section: "new"}, DAY),
        not_applicable=(NotApplicableRule("HR-X-01", "Torture goods", "No such goods (Q14)."),),
        not_checked=(NotCheckedRule("HR-X-02", "A rule on licences", "Nothing is answered yet."),),
    )


def word_of(made: AuditReport) -> bytes:
    """The report as the product prints it, without the second pass that fills in page numbers."""
    return export_programme(audit_document(made))


@pytest.fixture(scope="module", params=["en", "nl"])
def made(request: pytest.FixtureRequest) -> AuditReport:
    return report(request.param)


def test_every_finding_stands_in_the_report_once(made: AuditReport) -> None:
    """Each rule's title is a heading, with its verdict in words, its quotes and what to do."""
    word = WordFile(word_of(made))
    headings = [one.text for one in word.paragraphs if one.style == "Subheading"]
    told = audit_wording(made.language).reliability
    assert sorted(headings) == sorted([told, *(_title(one, made.language) for one in made.findings)])
    text = "\n".join(one.text for one in word.paragraphs)
    for item in made.findings:
        if item.waiver is None:
            assert item.finding.message[made.language] in text
            for quote in {without_borders(evidence.quote) for evidence in item.finding.evidence}:
                assert re.sub(r"\s", "", quote) in re.sub(r"\s", "", text)
        if item.is_open:
            assert item.finding.fix[made.language] in text


def test_the_report_gives_no_score_and_promises_nothing(made: AuditReport) -> None:
    """Numbers of rules, never a percentage or a mark; the limits of the tool are told."""
    text = "\n".join(one.text for one in WordFile(word_of(made)).paragraphs)
    assert not re.search(r"\d+\s?%", text)
    assert {"en": "no promise", "nl": "belooft die ook niet"}[made.language] in text


def test_what_was_set_aside_or_not_applied_is_told(made: AuditReport) -> None:
    """Reasons and dates for each, and the note that the text changed after the decision."""
    text = "\n".join(one.text for one in WordFile(word_of(made)).paragraphs)
    for words in (
        "We sell to one customer only.",
        "No such goods (Q14).",
        "HR-X-02 A rule on licences",
        "Nothing is answered yet.",
    ):
        assert words in text
    assert {"en": "until 31 January 2027", "nl": "tot en met 31 januari 2027"}[made.language] in text
    assert {"en": "has changed since this was decided", "nl": "na dit besluit gewijzigd"}[
        made.language
    ] in text


def test_the_matrix_agrees_with_the_findings(made: AuditReport) -> None:
    """On a page on its side: a row per rule, a letter where the rule's finding stands."""
    word = WordFile(word_of(made))
    table = list(word.document.iter(W + "tbl"))[-1]
    cells = [
        ["".join(t.text or "" for t in cell.iter(W + "t")) for cell in row.iter(W + "tc")]
        for row in table.iter(W + "tr")
    ]
    letters = sum(bool(cell) for row in cells[1:] for cell in row[1:])
    keys = {section.key for section in made.sections}
    assert letters == len(
        {(f.finding.requirement, f.finding.section) for f in made.findings if f.finding.section in keys}
    )
    assert word.document.findall(f".//{W}pgSz")[-1].get(W + "orient") == "landscape"


def test_the_report_is_a_valid_word_file_and_no_programme(made: AuditReport, tmp_path: Path) -> None:
    """The independent validator is content; there is no approval block and no manifest."""
    file = tmp_path / "audit.docx"
    file.write_bytes(word_of(made))
    assert OpenXmlValidator().validate(file).is_valid
    word = WordFile(file.read_bytes())
    assert not [name for name in word.names if "customXml" in name]
    assert word.core("dc:identifier") == made.identifier + "/audit"
    assert word_of(made) == file.read_bytes()


def test_nothing_to_fix_is_said() -> None:
    """A report without findings is no empty page."""
    empty = AuditReport("x", "File.docx", "", "abc", "nl", DAY, {}, (), ())
    texts = [one.text for one in WordFile(word_of(empty)).paragraphs]
    assert "Er is niets dat u eerst moet oplossen." in texts
    assert "Er is niets terzijde gelegd." in texts


def _title(item: Judged, language: Language) -> str:
    return f"{item.finding.requirement} {item.finding.title[language]}"


@pytest.mark.parametrize(("language", "day"), [("en", "26 November 2026"), ("nl", "26 november 2026")])
def test_reliability_is_told_with_its_day_or_said_to_be_unmeasured(language: Language, day: str) -> None:
    """So many of so many in plain words, and no other number; without a measurement a plain sentence."""
    shares = tuple(Share(one, kind, 57, 60) for one in LANGUAGES for kind in READINGS)
    measured = Reliability("1.0.0", DAY.replace(month=11, day=26), 300, shares)
    made = report(language)
    told = _all_text(word_of(replace(made, reliability=measured)))
    assert "300" in told
    assert day in told
    assert {"en": "right in 57 of 60\n", "nl": "57 van de 60 juist\n"}[language] in told
    assert not re.search(r"at least|minstens|out of 100|van de 100", told.partition("1.0.0")[2][:2000])
    silent = _all_text(word_of(made))
    assert {"en": "Not measured with this version", "nl": "Niet gemeten met deze versie"}[language] in silent


def _all_text(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in WordFile(content).paragraphs)


def test_sources_are_written_out_in_the_language_of_the_report(made: AuditReport) -> None:
    """Full names and places that can be looked up; never the short key of a pack."""
    text = _all_text(word_of(made))
    label = {"en": "Sources. ", "nl": "Bronnen. "}[made.language]
    told = [line for line in text.splitlines() if line.startswith(label)]
    assert told
    assert not [
        line for line in told if re.search(r"\b(KAYE|UNGP(?!')|DUR|R18|R26|MNE|USSTATE|DIHR26)\b", line)
    ]
    place = {"en": "Annex 1, element 2", "nl": "bijlage 1, element 2"}[made.language]
    assert any(place in line for line in told)


def test_sections_keep_the_numbers_of_the_programme(made: AuditReport) -> None:
    """Section 4.7 of the programme is 4.7 in the report, in the text and in the contents."""
    outline = headings(audit_document(made), wording(made.language))
    listed = {one.title: one.number for one in outline if one.level == 2}
    shown = {one.title: one.number for one in made.sections if one.title in listed}
    assert shown
    assert all(listed[title] == number for title, number in shown.items())
    heads = [one.text for one in WordFile(word_of(made)).paragraphs if one.style == "UnnumberedHeading2"]
    assert all(any(text.endswith(title) for text in heads) for title in shown)


def test_annexes_and_the_header_are_told_apart_and_short() -> None:
    """Wide matrices are counted in their titles; above the pages stand the company, the report and a day."""
    made = report("nl")
    first = made.findings[0]
    sections = tuple(AuditedSection(f"s{n}", f"1.{n}", f"Onderdeel {n}") for n in range(40))
    findings = tuple(replace(first, finding=replace(first.finding, section=one.key)) for one in sections)
    document = audit_document(replace(made, sections=sections, findings=findings))
    titles = [matrix.title for matrix in document.matrices]
    assert titles == [f"Regels en onderdelen ({n} van 3)" for n in (1, 2, 3)]
    assert [len(matrix.header) for matrix in document.matrices] == [15, 15, 13]
    assert document.short_title == "Controleverslag · 25 november 2026"
    assert not document.revision_label


def test_no_rule_id_is_broken_in_the_matrix(made: AuditReport) -> None:
    """The first column is as wide as its longest id."""
    word = WordFile(word_of(made))
    first = int(list(word.document.iter(W + "tbl"))[-1].find(f".//{W}gridCol").get(W + "w"))
    longest = max((row[0] for matrix in audit_document(made).matrices for row in matrix.rows), key=len)
    assert first > 115 * len(longest)


def test_a_verdict_stands_on_the_page_of_what_it_is_about(made: AuditReport) -> None:
    """The line of the verdict and the one that introduces quotations are never the last of a page."""
    words = audit_wording(made.language)
    body = WordFile(word_of(made)).document
    lines = {"".join(t.text or "" for t in p.iter(W + "t")): p for p in body.iter(W + "p")}
    for text in (words.verdicts["found"], f"{words.seen}:"):
        assert lines[text].find(f".//{W}keepNext") is not None


@pytest.mark.parametrize(("more", "words"), [(1, "Nog 1 staat in"), (2, "Nog 2 staan in")])
def test_one_more_and_two_more(more: int, words: str) -> None:
    """The singular of what stands in the next chapter."""
    made = report("nl")
    item = next(one for one in made.findings if one.is_open)
    urgent = replace(item, finding=replace(item.finding, severity="fix_first"))
    text = _all_text(word_of(replace(made, findings=(urgent,) * (FIRST_SHOWN + more))))
    assert words in text


def test_quoted_rows_read_as_lines() -> None:
    """As on the screens, without the sign that stands between cells in our own files."""
    text = _all_text(word_of(report("nl")))
    assert " · " in text
    assert " | " not in text
