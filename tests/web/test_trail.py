"""The trail's page and its file: the same lines, the same rights, in the language of the page."""

from io import BytesIO

import pytest
from fastapi import FastAPI
from openpyxl import load_workbook
from starlette.testclient import TestClient

from app.domain.people import Role
from app.usecases.people import inviting
from app.usecases.records.register_papers import SHEETS
from app.usecases.workbench import Workbench
from app.usecases.writing import drafting
from tests.stories.accounts import Account, an_account, an_administrator
from tests.stories.companies import Company
from tests.web.world import as_principal

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def ada(bench: Workbench) -> Account:
    return an_administrator(bench)


@pytest.fixture
def visitor(app: FastAPI, ada: Account) -> TestClient:
    return as_principal(app, ada)


@pytest.mark.parametrize(("language", "title"), [("en", "Trail"), ("nl", "Logboek")])
def test_the_page_offers_its_lines_as_a_spreadsheet(
    visitor: TestClient, ada: Account, language: str, title: str
) -> None:
    """The link keeps the filter; the file is an attachment that nobody keeps on the way."""
    page = visitor.get(f"/admin/{ada.organisation.id}/trail?act=add_person&lang={language}").text
    link = f"/admin/{ada.organisation.id}/trail/file?person=&amp;act=add_person"
    assert link in page
    answer = visitor.get(link.replace("&amp;", "&"))
    assert (answer.status_code, answer.headers["content-type"]) == (200, SHEETS)
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["cache-control"] == "no-store"
    sheet = load_workbook(BytesIO(answer.content))[title]
    assert {row[6].value for row in sheet.iter_rows(min_row=2)} == {"add_person"}


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "2.3 Independence, deputies and stop authority"),
        ("nl", "2.3 Onafhankelijkheid, vervanging en stopbevoegdheid"),
    ],
)
def test_the_page_names_sections_as_readers_know_them_and_tells_local_time(
    app: FastAPI, bench: Workbench, ada: Account, language: str, title: str
) -> None:
    """No key of the template, and no UTC over moments told by the clock of the installation."""
    writer = an_account(bench, ada.organisation, "Ann Drafter", Role.DRAFTER)
    programme = Company(bench, ada.organisation).programme(writer.actor())
    drafting.save_section_text(bench, writer.actor(), programme, "icp.2.3", "Nobody ships alone.", 0)
    address = f"/admin/{ada.organisation.id}/trail?lang={language}"
    page = as_principal(app, ada).get(address).text
    assert title in page
    assert "icp.2.3" not in page
    assert "UTC" not in page


def test_page_and_file_tell_one_time(visitor: TestClient, ada: Account) -> None:
    """Half past nine in UTC is half past ten here, in both; neither says that it is UTC."""
    page = visitor.get(f"/admin/{ada.organisation.id}/trail?lang=en").text
    file = visitor.get(f"/admin/{ada.organisation.id}/trail/file").content
    lines = load_workbook(BytesIO(file))["Trail"]
    assert "10:30</time>" in page
    assert "UTC" not in page
    assert {str(row[1].value)[11:] for row in lines.iter_rows(min_row=2)} == {"10:30:00+01:00"}


def test_the_page_says_who_was_invited(visitor: TestClient, bench: Workbench, ada: Account) -> None:
    """While the invitation is open its name is known; a line without one would tell nothing."""
    inviting.invite(
        bench, ada.actor(), ada.organisation.id, "Bo Bakker", "bo@example.org", frozenset({Role.DRAFTER})
    )
    page = visitor.get(f"/admin/{ada.organisation.id}/trail?act=invite").text
    assert "Bo Bakker" in page.partition("<tbody")[2].partition("</tbody>")[0]


@pytest.mark.parametrize("query", ["person=%00", "act='%20OR%201=1", "before=-1", "before=99999999999"])
def test_a_filter_that_fits_nothing_gives_an_empty_sheet(
    visitor: TestClient, ada: Account, query: str
) -> None:
    """As on the page: nonsense is never an error."""
    assert visitor.get(f"/admin/{ada.organisation.id}/trail/file?{query}").status_code == 200


def test_who_may_not_read_the_trail_gets_no_file(app: FastAPI, bench: Workbench, ada: Account) -> None:
    """A colleague without the right is refused; for anybody else it is not there."""
    path = f"/admin/{ada.organisation.id}/trail/file"
    colleague = an_account(bench, ada.organisation, "Ann Drafter", Role.DRAFTER)
    assert as_principal(app, colleague).get(path).status_code == 403
    assert as_principal(app, an_administrator(bench, "Other Company")).get(path).status_code == 404
