"""The way on from a page fits who looks at it: signed in or not, with one client or with several."""

from datetime import timedelta
from html import unescape

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.domain.people import EngagementScope, Role
from app.usecases.people.engaging import give_engagement
from app.usecases.workbench import Workbench
from tests.stories.accounts import a_consultant
from tests.stories.companies import Company, a_company
from tests.web.conftest import ADDRESS
from tests.web.writing import Writer, a_writer

pytestmark = pytest.mark.databases("sqlite")

CLIENTS = ("Meridian Sensors B.V.", "Noordzee Radar N.V.")


@pytest.fixture
def companies(bench: Workbench) -> list[Company]:
    """Two companies with a programme each."""
    found = [a_company(bench, name) for name in CLIENTS]
    for company in found:
        company.programme(company.person("Anna de Wit", Role.DRAFTER, Role.APPROVER))
    return found


@pytest.fixture
def anna(app: FastAPI, companies: list[Company]) -> Writer:
    """Who writes for the first company."""
    actor = companies[0].people["Anna de Wit"]
    return a_writer(app, actor, companies[0].programme(actor))


@pytest.fixture
def consultant(app: FastAPI, bench: Workbench, companies: list[Company]) -> TestClient:
    """Somebody whom both companies let in."""
    noor = a_consultant(bench)
    until = (bench.clock() + timedelta(days=30)).date()
    for company in companies:
        giver = company.people["Anna de Wit"]
        give_engagement(
            bench, giver, company.organisation.id, noor.person.email, EngagementScope.WRITE, until
        )
    client = TestClient(app, base_url=ADDRESS)
    body = {"username": noor.person.email, "password": noor.password, "code": noor.code()}
    assert client.post("/api/v1/login", json=body).status_code == 200
    return client


def main_of(client: TestClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return unescape(answer.text).partition("<main")[2].partition("</main>")[0]


def test_the_button_at_home_says_in_whose_programme_it_goes_on(consultant: TestClient) -> None:
    """“Continue with Document control” alone does not tell one client from another."""
    before_the_button = main_of(consultant, "/home").partition('class="govuk-button"')[0]
    assert sum(name in before_the_button for name in CLIENTS) == 1
    assert "Internal Compliance Programme" in before_the_button


def test_who_cannot_start_a_programme_is_told_who_can(consultant: TestClient, anna: Writer) -> None:
    """The form would answer that the page does not exist."""
    page = main_of(consultant, "/programmes/new")
    assert "<form" not in page
    assert "started by somebody who writes for the company itself" in page
    assert 'action="/programmes/new"' in main_of(anna.client, "/programmes/new")


def test_the_start_page_asks_nobody_to_sign_in_twice(app: FastAPI, anna: Writer) -> None:
    """The first door leads to what is theirs."""
    assert "/login" in main_of(TestClient(app, base_url=ADDRESS), "/")
    page = main_of(anna.client, "/")
    assert "/login" not in page
    assert 'href="/home"' in page


def test_the_page_of_comments_names_the_section_and_has_its_buttons(anna: Writer) -> None:
    """It is a page of its own too, with the style of the buttons the editor's pane has."""
    anna.write("The officer stops any order.", 0)
    answer = anna.client.get(f"{anna.page}/comments?lang=nl").text
    assert "2.3 Onafhankelijkheid" in answer.partition("</h1>")[2]
    assert "/editor." in answer.partition("</head>")[0]
