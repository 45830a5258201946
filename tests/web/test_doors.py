"""Requests that are refused before any route sees them."""

import pytest
from fastapi import FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from app.domain.errors import TryLater
from app.settings import Settings
from app.usecases.workbench import Workbench
from app.web.access import PUBLIC, permits
from app.web.application import UPLOADS, trusted_hosts
from app.web.middleware import BODY_LIMIT, UPLOAD_LIMIT
from app.web.routes import ROUTERS
from app.web.way_back import way_back
from tests.stories.accounts import a_drafter
from tests.web.conftest import ADDRESS
from tests.web.world import as_principal

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def taking(app: FastAPI) -> TestClient:
    """A client of an application with one route that takes anything."""

    @app.post("/take")
    @permits(PUBLIC)
    async def take(request: Request) -> dict[str, int]:
        return {"bytes": len(await request.body())}

    return TestClient(app, base_url=ADDRESS)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": ADDRESS, "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Origin": "null"}, 403),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "https://127.0.0.1:8000"}, 403),
        ({"Origin": "http://127.0.0.1:8001"}, 403),
        ({"Origin": "http://127.0.0.1:8000.evil.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": ADDRESS, "Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
def test_only_our_own_pages_change_things(taking: TestClient, headers: dict[str, str], status: int) -> None:
    """A change needs an own origin where the browser tells one; other sites get 403."""
    assert taking.post("/take", content=b"x", headers=headers).status_code == status


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost:9", 200),
        ("[::1]:8000", 200),
        ("evil.example", 400),
        ("127.0.0.1.evil.example", 400),
        ("user@127.0.0.1", 400),
        ("127.0.0.1:x", 400),
        ("", 400),
        ("127.0.0.1/evil", 400),
    ],
)
def test_only_known_hosts_are_answered(client: TestClient, host: str, status: int) -> None:
    """A Host header that the installation was not told of is refused, and the page does not repeat it."""
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == status
    assert "evil" not in answer.text


def test_forwarded_headers_of_a_client_change_nothing(client: TestClient) -> None:
    """Links stay relative, whatever a client claims about host and protocol."""
    claims = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https",
        "Forwarded": "host=evil.example",
    }
    answer = client.get("/", headers=claims)
    assert answer.status_code == 200
    assert "evil" not in answer.text
    assert "strict-transport-security" not in answer.headers


def test_trusted_hosts_follow_the_base_url() -> None:
    """Off loopback only the host of the base URL is answered."""
    assert trusted_hosts(Settings(base_url="https://icp.example.org")) == {"icp.example.org"}


def test_a_body_is_measured_even_when_its_length_is_not_told(taking: TestClient) -> None:
    """2 MB pass; one byte more is 413, announced or in pieces."""

    def pieces(total: int) -> list[bytes]:
        return [b"x" * 65536] * (total // 65536) + [b"x" * (total % 65536)]

    assert taking.post("/take", content=iter(pieces(BODY_LIMIT))).json() == {"bytes": BODY_LIMIT}
    for body in (b"x" * (BODY_LIMIT + 1), iter(pieces(BODY_LIMIT + 1))):
        answer = taking.post("/take", content=body)
        assert answer.status_code == 413
        assert 'data-error-code="too_large"' in answer.text


@pytest.mark.parametrize("length", ["-1", "1e3", "٣", "1, 1", " "])
def test_a_length_that_is_no_number_is_refused(client: TestClient, length: str) -> None:
    """A Content-Length is plain digits or the request is refused."""
    assert client.get("/", headers={"Content-Length": length.encode()}).status_code == 400


def test_only_uploads_may_be_larger() -> None:
    """Exactly the addresses that take a file have the limit of 20 MB."""
    routes = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
    posts = [route for route in routes if "POST" in route.methods]
    takes_files = {route.path for route in posts if takes_a_file(route.dependant)}
    assert takes_files
    assert {route.path for route in posts if UPLOADS.search(route.path)} == takes_files


def takes_a_file(dependant: Dependant) -> bool:
    """Whether an endpoint or something it depends on reads a multipart form."""
    name = getattr(dependant.call, "__qualname__", "")
    return name.startswith("reads_upload") or any(map(takes_a_file, dependant.dependencies))


def test_an_upload_over_20_mb_is_refused(app: FastAPI) -> None:
    """More than the upload limit is 413 before anything is looked up."""
    path = "/programmes/x/sections/icp.2.3/files"
    answer = TestClient(app, base_url=ADDRESS).post(path, headers={"Content-Length": str(UPLOAD_LIMIT + 1)})
    assert answer.status_code == 413
    assert "A file may be at most 20 MB." in answer.text


@pytest.mark.parametrize(
    ("path", "back"),
    [("/programmes/x-1/sections/icp.2.3/files", "/programmes/x-1/sections/icp.2.3/files"),
     ("/programmes/x-1/sections/icp.2.3/blocks/b/paste", "/programmes/x-1/sections/icp.2.3"),
     ("/programmes/x-1/blanks", "/programmes/x-1"),
     ("/organisations/o-1/imports", "/programmes/new"),
     ("/admin/o-1/house-styles", "/admin/o-1/house-styles"),
     ("/admin/o-1/engagements", "/admin/o-1/engagements"),
     ("/admin/o-1/invitations", "/admin/o-1/people"),
     ("/login", ""),
     ("//evil.example/programmes/x/sections/y/files", "")],
)  # fmt: skip
def test_a_refused_form_has_a_way_back(path: str, back: str) -> None:
    """To the page it stood on, and only within this site."""
    assert way_back(path) == back


def test_what_is_too_large_is_told_to_somebody_signed_in(app: FastAPI, bench: Workbench) -> None:
    """The page is theirs: their name, the menu, a way back to the form."""
    account = a_drafter(bench)
    path = "/programmes/x/sections/icp.2.3/files"
    too_much = {"Content-Length": str(UPLOAD_LIMIT + 1)}
    answer = as_principal(app, account).post(path, headers=too_much)
    assert answer.status_code == 413
    assert account.person.name in answer.text
    assert 'action="/logout"' in answer.text
    assert f'href="{path}">Go back and try again' in answer.text


def test_what_is_too_large_is_refused_also_when_nobody_can_be_looked_up(
    app: FastAPI, bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same page without a name."""
    visitor = as_principal(app, a_drafter(bench))

    def broken(_: object) -> None:
        raise TryLater("busy", seconds=2)

    monkeypatch.setattr("app.web.problems.introduce", broken)
    headers = {"Content-Length": str(UPLOAD_LIMIT + 1)}
    assert visitor.post("/programmes/x/sections/icp.2.3/files", headers=headers).status_code == 413
