"""The trail as a spreadsheet: what the page shows, whole, in both languages, and nothing that reckons."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from app.domain.errors import Invalid, NotAllowed, NotFound
from app.domain.people import Role
from app.usecases.programmes.starting import start_programme
from app.usecases.trail import trail_sheet
from app.usecases.workbench import Workbench
from app.usecases.writing import drafting
from tests.stories.accounts import Account, an_account, an_administrator

FORMULA = '=HYPERLINK("http://x")'
HEADERS = {
    "en": ["Number", "When", "Who", "What", "Which", "Section", "Code of the act",
           "Code of the subject"],
    "nl": ["Nummer", "Wanneer", "Wie", "Wat", "Waarvan", "Onderdeel", "Code van de handeling",
           "Code van het onderwerp"],
}  # fmt: skip
SAVED = {"en": "saved a section", "nl": "sloeg een onderdeel op"}


@pytest.fixture
def ada(bench: Workbench) -> Account:
    return an_administrator(bench)


@pytest.fixture
def programme(bench: Workbench, ada: Account) -> str:
    """A programme with a dangerous title and one saved section."""
    made = start_programme(
        bench,
        ada.actor(),
        title=FORMULA,
        organisation_id=ada.organisation.id,
        template="eu-nl",
        language="en",
    ).id
    drafting.save_section_text(bench, ada.actor(), made, "icp.2.3", "Nobody ships alone.", 0)
    return made


def book_of(bench: Workbench, ada: Account, language: str = "en", **narrowed: str) -> Workbook:
    made = trail_sheet.trail_sheet(bench, ada.actor(), ada.organisation.id, language, **narrowed)  # type: ignore[arg-type]
    with ZipFile(BytesIO(made.content)) as package:
        assert not any(b"<f>" in package.read(name) for name in package.namelist())
        assert not any(b"Nobody ships alone" in package.read(name) for name in package.namelist())
    assert made.name.startswith("trail-2026-11-25")
    return load_workbook(BytesIO(made.content))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_line_says_when_who_what_and_which(
    bench: Workbench, ada: Account, programme: str, language: str
) -> None:
    """Newest first; titles, codes and moments are text that no spreadsheet reckons with or rounds."""
    lines, about = book_of(bench, ada, language)
    assert [cell.value for cell in lines[1]] == HEADERS[language]
    newest = lines[2]
    assert [cell.value for cell in newest][1:] == [
        "2026-11-25 10:30:00+01:00", "Ada Steward", SAVED[language], FORMULA, "icp.2.3", "save_section",
        newest[7].value,
    ]  # fmt: skip
    assert str(newest[7].value).startswith(f"{programme}/icp.2.3")
    assert {cell.data_type for cell in newest[1:]} == {"s"}
    assert [about["B2"].value, about["B3"].value] == ["2026-11-25 10:30:00+01:00", "Ada Steward"]
    assert "Europe/Amsterdam" in [row[1].value for row in about.rows]
    assert {row[0].value: row[1].value for row in about.rows}[{"en": "Lines", "nl": "Regels"}[language]] == (
        lines.max_row - 1
    )


def test_the_file_is_narrowed_as_the_page_is(bench: Workbench, ada: Account, programme: str) -> None:
    """By person and act; the file says which."""
    lines, about = book_of(bench, ada, act="save_section", person_id=ada.person.id)
    assert [row[6].value for row in lines.iter_rows(min_row=2)] == ["save_section"]
    assert [about["B4"].value, about["B5"].value] == ["Ada Steward", "saved a section"]


def test_what_does_not_fit_is_said(
    bench: Workbench, ada: Account, programme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long trail gives its newest lines, and the file names the number before which lines are missing."""
    monkeypatch.setattr(trail_sheet, "MOST_LINES", 2)
    lines, about = book_of(bench, ada)
    assert lines.max_row == 3
    assert str(lines["A3"].value) in about["B7"].value


def test_only_who_may_read_the_trail_takes_it_home(bench: Workbench, ada: Account, programme: str) -> None:
    """A drafter is refused; for another organisation the trail does not exist; nor do its lines for us."""
    ann = an_account(bench, ada.organisation, "Ann Drafter", Role.DRAFTER)
    other = an_administrator(bench, "Other Company")
    with pytest.raises(NotAllowed):
        trail_sheet.trail_sheet(bench, ann.actor(), ada.organisation.id, "en")
    with pytest.raises(NotFound):
        trail_sheet.trail_sheet(bench, other.actor(), ada.organisation.id, "en")
    with pytest.raises(Invalid):
        trail_sheet.trail_sheet(bench, ada.actor(), ada.organisation.id, "fr")
    lines, _ = book_of(bench, other)
    assert programme not in str([[cell.value for cell in row] for row in lines.rows])
