"""One version and one date on cover, header and document control; and a version table without inventions."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document

from app.documents.wordings import ENGLISH
from app.domain.people import Actor, Role
from app.domain.programme import SectionStatus
from app.usecases.printing import exporting
from app.usecases.printing.document_control import dated_of, revision_of
from app.usecases.printing.printed_programme import ExportOptions
from app.usecases.printing.told_dates import day_told
from app.usecases.programmes import scoping
from app.usecases.programmes.example import seed_example
from app.usecases.programmes.outline import MADE_ANNEXES
from app.usecases.programmes.upgrading import apply_upgrade, read_upgrade, undo_upgrade
from app.usecases.progress import steps
from app.usecases.progress.overview import read_overview
from app.usecases.workbench import Workbench
from app.usecases.writing import blanks, drafting, history
from app.usecases.writing.inserting import insert_clause
from tests.conftest import SetClock
from tests.documents.word_file import WordFile
from tests.stories.companies import Company
from tests.stories.templates import a_newer_library

COLUMNS = {
    "en": ["Version", "Date", "Prepared by", "What changed", "Approved by"],
    "nl": ["Versie", "Datum", "Opgesteld door", "Wat is gewijzigd", "Goedgekeurd door"],
}


@pytest.fixture
def anna(company: Company) -> Actor:
    return company.person("Anna de Wit", Role.DRAFTER)


@pytest.fixture
def pieter(company: Company) -> Actor:
    return company.person("Pieter Hofman", Role.APPROVER)


@pytest.fixture
def programme(bench: Workbench, company: Company, anna: Actor) -> str:
    """Two sections with text, by Anna."""
    made = company.programme(anna)
    drafting.save_section_text(bench, anna, made, "icp.2.2", "Leila leads.", 0)
    drafting.save_section_text(bench, anna, made, "icp.2.3", "Anna stops orders.", 0)
    return made


def word_of(bench: Workbench, programme: str, language: str = "en") -> Document:
    made = exporting.export_for_operator(bench, programme, ExportOptions(language))
    return docx.Document(io.BytesIO(made.content))


def line_of(bench: Workbench, programme: str, language: str = "en") -> list[str]:
    """The only line of the version table."""
    header, *lines = word_of(bench, programme, language).tables[0].rows
    assert [cell.text for cell in header.cells] == COLUMNS[language]
    (line,) = lines
    return [cell.text for cell in line.cells]


def approve(bench: Workbench, actor: Actor, programme: str, key: str, version: int = 1) -> None:
    steps.set_section_status(bench, actor, programme, key, SectionStatus.APPROVED, version)


@pytest.mark.parametrize(
    ("language", "labels", "day"),
    [("en", ("Version", "Date"), "9 February 2026"), ("nl", ("Versie", "Datum"), "9 februari 2026")],
)
def test_the_example_names_one_version_and_one_date(
    bench: Workbench, language: str, labels: tuple[str, str], day: str
) -> None:
    """Cover, header, version table, the text of document control and the file's properties agree."""
    (programme,) = (one for one in seed_example(bench) if one.language == language)
    word = word_of(bench, programme.id, language)
    cover = [paragraph.text for paragraph in word.paragraphs[:6]]
    assert f"{labels[0]}\t4" in cover
    assert f"{labels[1]}\t{day}" in cover
    assert f"{labels[0].lower()} 4" in word.sections[0].header.paragraphs[0].text
    assert [cell.text for cell in word.tables[0].rows[1].cells][:2] == ["4", day]
    (stated,) = (
        row.cells[1].text
        for table in word.tables
        for row in table.rows
        if row.cells[0].text in ("Version, date and status", "Versie, datum en status")
    )
    assert stated == f"{labels[0].lower()} 4, {day}, {'draft' if language == 'en' else 'concept'}"
    status = {"en": "Status\tDRAFT", "nl": "Status\tCONCEPT"}
    assert status[language] in cover
    assert word.core_properties.version == "4"
    created = word.core_properties.created
    assert created is not None
    assert created.date() == date(2026, 2, 9)


def test_a_first_version_tells_what_is_known_and_nothing_else(bench: Workbench, programme: str) -> None:
    """Number 1, the day of the last change, who wrote, that it is the first; nobody approved it."""
    today = ENGLISH.day(bench.clock().date())
    assert line_of(bench, programme) == ["1", today, "Anna de Wit", "First version", ""]
    assert line_of(bench, programme, "nl")[2:] == ["Anna de Wit", "Eerste versie", ""]


def test_a_later_version_without_an_account_of_changes_leaves_the_cell_to_the_company(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """Nothing is made up about versions that this programme never held."""
    blanks.fill_blanks(bench, anna, programme, {"document_version": "version 4"}, 0)
    assert line_of(bench, programme)[3] == ""
    blanks.fill_blanks(bench, anna, programme, {"document_changes": "resellers are screened"}, 1)
    assert line_of(bench, programme)[3] == "Resellers are screened"


def test_nobody_has_approved_the_document_until_every_section_is(
    bench: Workbench, anna: Actor, pieter: Actor, programme: str, clock: SetClock
) -> None:
    """Approved sections are no approval on paper; an edit takes an approval away and is named."""
    approve(bench, pieter, programme, "icp.2.2")
    assert line_of(bench, programme)[4] == ""
    clock.forward(days=1)
    approve(bench, pieter, programme, "icp.2.3")
    drafting.save_section_text(bench, anna, programme, "icp.2.3", "Nobody stops orders.", 1)
    assert line_of(bench, programme)[4] == ""
    assert line_of(bench, programme)[3] == "First version. Changed after approval: 2.3"
    assert line_of(bench, programme, "nl")[3] == "Eerste versie. Gewijzigd na goedkeuring: 2.3"


def test_when_every_section_is_approved_the_table_says_by_whom_and_when(
    bench: Workbench, anna: Actor, pieter: Actor, programme: str
) -> None:
    """Sections out of scope need no approval; the file is no draft any more."""
    nothing = {f"Q{number:02}": ["none"] for number in range(1, 31)}
    scoping.answer_scope(bench, anna, programme, nothing, 0)
    for row in read_overview(bench, anna, programme, "en").overview.in_force:
        if not row.head.version:
            drafting.save_section_text(bench, anna, programme, row.head.key, "Written.", 0)
        approve(bench, pieter, programme, row.head.key)
    words = line_of(bench, programme)
    assert words[4] == f"Pieter Hofman, {words[1]}"
    assert not any("DRAFT" in paragraph.text for paragraph in word_of(bench, programme).paragraphs[:6])


def test_everybody_whose_text_stands_is_named_and_a_restored_text_is_its_restorers(
    bench: Workbench, company: Company, anna: Actor, programme: str
) -> None:
    """Who wrote most sections comes first."""
    leila = company.person("Leila Haddad", Role.DRAFTER)
    drafting.save_section_text(bench, leila, programme, "icp.2.3", "Leila stops orders.", 1)
    drafting.save_section_text(bench, anna, programme, "icp.2.1", "We mean it.", 0)
    assert line_of(bench, programme)[2] == "Anna de Wit, Leila Haddad"
    history.restore_version(bench, anna, programme, "icp.2.3", 1, 2)
    assert line_of(bench, programme)[2] == "Anna de Wit"


def test_model_text_that_was_renewed_is_named_with_its_sections(
    bench: Workbench, anna: Actor, programme: str, tmp_path: Path, clock: SetClock
) -> None:
    """Only what was taken over; an upgrade that was taken back leaves no trace."""
    insert_clause(bench, anna, programme, "icp.2.3", "icp.2.3/deputy")
    clock.forward(hours=1)
    newer = replace(bench, library=a_newer_library(tmp_path))
    found = read_upgrade(newer, anna, programme)
    wanted = [one.id for one in found.items if one.clause and one.clause.id == "icp.2.3/deputy"]
    apply_upgrade(newer, anna, programme, wanted, found.seen)
    today = ENGLISH.day(bench.clock().date())
    assert line_of(newer, programme)[3] == f"First version. Model text renewed on {today}: 2.3"
    undo_upgrade(newer, anna, programme)
    assert line_of(newer, programme)[3] == "First version"


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("", "1"),
        ("version 4", "4"),
        ("Versie 2.1", "2.1"),
        ("revisie C", "C"),
        ("4", "4"),
        ("version 4.2, which replaces all earlier ones", "4.2"),
        ("the one that the board approved", "the one that the boa"),
    ],
)
def test_the_number_is_the_companys(told: str, number: str) -> None:
    """Whatever they call it; short enough for the header."""
    assert revision_of({"document_version": told}) == number


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("9 February 2026", date(2026, 2, 9)),
        ("9 februari 2026", date(2026, 2, 9)),
        ("9 feb. 2026", date(2026, 2, 9)),
        ("9 mrt 2026", date(2026, 3, 9)),
        ("2026-02-09", date(2026, 2, 9)),
        ("09-02-2026", date(2026, 2, 9)),
        ("9/2/2026", date(2026, 2, 9)),
        ("31 February 2026", None),
        ("9 Smarch 2026", None),
        ("spring 2026", None),
    ],
)
def test_a_day_is_understood_in_both_languages(told: str, day: date | None) -> None:
    """What is no day stays in the company's words, on the cover as in the text."""
    assert day_told(told) == day
    changed = date(2026, 11, 26)
    assert dated_of({"document_date": told}, changed) == (day or told)
    assert dated_of({}, changed) == changed


def test_the_annexes_of_the_export_are_a_series_of_their_own(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """B1 and B2; "annex A7" can only be form A7. The list of forms names each as the text does."""
    made = exporting.export_for_operator(bench, programme, ExportOptions("en"))
    word = WordFile(made.content)
    numbers = [number for level, number, _ in word.numbered_headings() if number.startswith("Annex")]
    assert numbers == ["Annex B1", "Annex B2"]
    assert {number.removeprefix("Annex ") for number in numbers} == MADE_ANNEXES
    forms = docx.Document(io.BytesIO(made.content)).tables[-1]
    assert forms.rows[0].cells[0].text == "Annex"
    assert all(row.cells[0].text.startswith("A") for row in forms.rows[1:])
