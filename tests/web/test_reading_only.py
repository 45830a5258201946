"""Who may only read finds the same pages, with what stands there, and no form that would be refused."""

from datetime import timedelta
from html import unescape

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.domain.people import Actor, EngagementScope, Role
from app.usecases.people.engaging import give_engagement
from app.usecases.programmes.starting import start_programme
from app.usecases.workbench import Workbench
from app.usecases.writing import attaching, blanks
from tests.stories.accounts import a_consultant
from tests.stories.companies import a_company
from tests.web.conftest import ADDRESS
from tests.web.writing import Writer, a_writer

pytestmark = pytest.mark.databases("sqlite")

KEY = "icp.2.3"
ONLY_READING = {
    "en": "You can read this programme but not change it.",
    "nl": "U kunt dit programma lezen, maar niet wijzigen.",
}


@pytest.fixture
def actor(bench: Workbench) -> Actor:
    return a_company(bench).person("Anna de Wit", Role.DRAFTER, Role.APPROVER)


@pytest.fixture
def anna(app: FastAPI, bench: Workbench, actor: Actor) -> Writer:
    company = actor.memberships[0].organisation_id
    programme = start_programme(
        bench, actor, title="ICP", organisation_id=company, template="eu-nl", language="en"
    ).id
    writer = a_writer(app, actor, programme)
    writer.write("The officer stops any order.", 0)
    version = blanks.read_blanks(bench, actor, programme).version
    blanks.fill_blanks(bench, actor, programme, {"company_name": "Meridian Radar"}, version)
    attaching.add_evidence(bench, actor, programme, KEY, "mandate.pdf", "application/pdf", b"%PDF-1.4")
    return writer


@pytest.fixture
def reader(app: FastAPI, bench: Workbench, actor: Actor) -> TestClient:
    """A consultant who was let in to read."""
    consultant = a_consultant(bench)
    until = (bench.clock() + timedelta(days=30)).date()
    company = actor.memberships[0].organisation_id
    address = consultant.person.email
    give_engagement(bench, actor, company, address, EngagementScope.READ, until)
    client = TestClient(app, base_url=ADDRESS)
    body = {"username": address, "password": consultant.password, "code": consultant.code()}
    assert client.post("/api/v1/login", json=body).status_code == 200
    return client


def seen(client: TestClient, anna: Writer, path: str, language: str = "en") -> str:
    """What stands between the head and the foot of a page of the programme."""
    mark = "&" if "?" in path else "?"
    address = f"/programmes/{anna.programme}{path}{mark}lang={language}"
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == 200, path
    return unescape(answer.text).partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (f"/sections/{KEY}/status", ("icp.2.3/status", "")),
        (f"/sections/{KEY}/files", ("mandate.pdf", "mandate.pdf")),
        ("/blanks?subject=0", ("Meridian Radar", "Meridian Radar")),
        ("/scope/company", ("Meridian Radar", "Meridian Radar")),
    ],
)
def test_the_reader_sees_what_stands_there_without_a_form(
    anna: Writer, reader: TestClient, path: str, shown: tuple[str, str], language: str
) -> None:
    """The writer has a form on the same page."""
    acting, reading = seen(anna.client, anna, path, language), seen(reader, anna, path, language)
    assert "<form" in acting
    assert shown[0] in acting
    assert "<form" not in reading
    assert ONLY_READING[language] in reading
    assert ONLY_READING[language] not in acting
    assert shown[1] in reading


def test_the_status_page_says_how_far_and_who_in_words(
    anna: Writer, actor: Actor, reader: TestClient
) -> None:
    """The answers to both questions of the form."""
    assert anna.post("/owner", person=actor.person.id).status_code == 303
    page = seen(reader, anna, f"/sections/{KEY}/status")
    assert "In progress" in page
    assert "Anna de Wit" in page


def test_the_reader_is_not_sent_to_questions_nor_asked_to_change(anna: Writer, reader: TestClient) -> None:
    """No answers yet: the writer begins, the reader sees that nothing is answered."""
    assert "Page 1 of 8" in seen(anna.client, anna, "/scope")
    page = seen(reader, anna, "/scope")
    assert "Not answered" in page
    assert "Answers of the interview" in page
    assert "/scope/" not in page


def test_the_button_of_the_section_saves_for_the_writer_only(anna: Writer, reader: TestClient) -> None:
    """The reader goes on to the next section; there is nothing to save."""
    path = f"/sections/{KEY}"
    assert "Save and continue" in seen(anna.client, anna, path)
    assert "Save and" not in seen(reader, anna, path)
    assert "Next section" in seen(reader, anna, path)
