"""Errors as people and programs see them."""

import re

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.domain.errors import (
    Conflict,
    DomainError,
    Invalid,
    NotAllowed,
    NotFound,
    NotSignedIn,
    TooLarge,
    TryLater,
)
from app.i18n import in_language
from app.usecases.workbench import Workbench
from app.web import problem_texts, problems
from app.web.access import PUBLIC, permits
from tests.stories.accounts import a_drafter
from tests.web.conftest import ADDRESS
from tests.web.world import as_principal

pytestmark = pytest.mark.databases("sqlite")

ERRORS: dict[str, tuple[DomainError, int]] = {
    "not_found": (NotFound(), 404),
    "not_allowed": (NotAllowed(helpers=("Anna de Wit",)), 403),
    "conflict": (Conflict(current={"text": "hers"}, base={"text": "before"}), 409),
    "locked": (Conflict("locked"), 409),
    "too_long": (TooLarge("too_long", field="title", limit=200), 413),
    "invalid_character": (Invalid("invalid_character", field="text", position=3), 422),
    "base_version_required": (Invalid("base_version_required", field="base_version"), 428),
    "busy": (TryLater("busy", seconds=2), 503),
    "not_signed_in": (NotSignedIn(), 401),
}


@pytest.fixture
def raising(app: FastAPI) -> TestClient:
    """A client of an application whose routes raise the error that is named in the address."""

    @app.api_route("/raise/{name}", methods=["GET", "POST"])
    @app.api_route("/api/v1/raise/{name}", methods=["GET", "POST"])
    @permits(PUBLIC)
    def fail(name: str) -> None:
        raise ERRORS[name][0]

    return TestClient(app, base_url=ADDRESS, follow_redirects=False)


@pytest.mark.parametrize("name", ERRORS)
def test_programs_get_problem_json(raising: TestClient, name: str) -> None:
    """Under /api an error is application/problem+json with a stable code and the status of its kind."""
    answer = raising.post(f"/api/v1/raise/{name}")
    body = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, body["status"], body["code"]) == (ERRORS[name][1], ERRORS[name][1], name)
    assert body["reference"] == answer.headers["x-request-id"][:8].upper()


@pytest.mark.parametrize("name", ERRORS)
def test_people_get_a_page(raising: TestClient, name: str) -> None:
    """A form gets a whole page that carries the code, the reference and one heading."""
    answer = raising.post(f"/raise/{name}")
    assert answer.status_code == ERRORS[name][1]
    assert f'data-error-code="{name}"' in answer.text
    assert answer.text.count("<h1") == 1
    assert answer.headers["x-request-id"][:8].upper() in answer.text


@pytest.mark.parametrize("name", ERRORS)
def test_htmx_gets_a_notice(raising: TestClient, name: str) -> None:
    """A partial request gets a small fragment that goes to the notices, never into the text."""
    answer = raising.post(f"/raise/{name}", headers={"HX-Request-Type": "partial"})
    assert answer.headers["hx-retarget"] == "#notices"
    assert answer.headers["hx-reswap"] == "innerHTML"
    assert "<html" not in answer.text
    assert f'data-error-code="{name}"' in answer.text


def test_a_refusal_names_who_can_help(raising: TestClient) -> None:
    """A 403 in one's own organisation says whom to ask."""
    assert "Anna de Wit" in raising.post("/raise/not_allowed").text
    assert raising.post("/api/v1/raise/not_allowed").json()["helpers"] == ["Anna de Wit"]


def test_a_conflict_hands_both_texts_to_the_program(raising: TestClient) -> None:
    """The API's conflict carries the present text and the one it was based on; the page does not."""
    body = raising.post("/api/v1/raise/conflict").json()
    assert (body["current"], body["base"]) == ({"text": "hers"}, {"text": "before"})
    assert "hers" not in raising.post("/raise/conflict").text


def test_trying_later_says_when(raising: TestClient) -> None:
    """A busy database answers with Retry-After."""
    assert raising.post("/raise/busy").headers["retry-after"] == "2"


def test_a_visitor_is_sent_to_sign_in_and_comes_back(raising: TestClient) -> None:
    """Opening a page without a session leads to the sign-in page, which knows the way back."""
    answer = raising.get("/raise/not_signed_in?x=1")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=/raise/not_signed_in%3Fx%3D1"


def test_a_page_that_does_not_exist_still_shows_who_is_signed_in(app: FastAPI, bench: Workbench) -> None:
    """Not found keeps the header of the person and leads to the overview; a stranger to the start page."""
    ann = a_drafter(bench, name="Ann Drafter")
    signed_in = as_principal(app, ann).get("/nowhere")
    assert signed_in.status_code == 404
    assert ">Ann Drafter</a>" in signed_in.text
    assert 'href="/home">Go to your overview' in signed_in.text
    stranger = as_principal(app, None).get("/nowhere").text
    assert "Ann Drafter" not in stranger
    assert "Go to the start page" in stranger


def test_a_refused_method_says_which_are_allowed(client: TestClient) -> None:
    """405 keeps the Allow header."""
    assert client.delete("/help").headers["allow"] == "GET"


def test_a_wrong_parameter_is_not_repeated(app: FastAPI) -> None:
    """A parameter of the wrong type gives a code and a field name; the submitted value is nowhere."""

    @app.get("/api/v1/count")
    @permits(PUBLIC)
    def count(number: int) -> int:
        return number

    answer = TestClient(app, base_url=ADDRESS).get("/api/v1/count?number=confidential")
    assert answer.status_code == 422
    assert answer.json()["field"] == "number"
    assert "confidential" not in answer.text


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_code_has_a_sentence_in_both_languages(language: str) -> None:
    """All texts can be filled from the facts of their errors; none leaves a place open."""
    with in_language(language):  # type: ignore[arg-type]
        for code in problem_texts.BY_CODE:
            facts = dict.fromkeys(re.findall(r"%\((\w+)\)s", problem_texts.BY_CODE[code]), "QQ")
            text = problems.sentence(code, 422, facts)
            assert "%" not in text, code
            assert text.count("QQ") == len(facts), code
        for status in problem_texts.BY_STATUS:
            assert problems.title(status)
            assert problems.sentence("no_such_code", status, {})
        assert problems.sentence("too_long", 413, {}) == problems.sentence("no_such_code", 413, {})
