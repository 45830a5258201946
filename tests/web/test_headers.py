"""What stands on every answer, whatever made it."""

import re

import pytest
from fastapi import FastAPI, Request
from httpx2 import Response
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from app.web.access import PUBLIC, permits
from app.web.application import layers
from app.web.middleware import BODY_LIMIT, Envelope
from tests.web.conftest import ADDRESS

pytestmark = pytest.mark.databases("sqlite")

FIXED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}
POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types htmx"
)


def nonce_of(response: Response) -> str:
    found = re.search("'nonce-([^']+)'", response.headers["content-security-policy"])
    assert found
    return found[1]


def assert_enveloped(response: Response) -> None:
    for name, value in FIXED.items():
        assert response.headers[name] == value, (name, response.url)
    assert response.headers["content-security-policy"] == POLICY.format(nonce=nonce_of(response))
    assert len(response.headers.get_list("content-security-policy")) == 1
    assert re.fullmatch("[0-9a-f]{32}", response.headers["x-request-id"])


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/", {}, 200),
        ("GET", "/help", {}, 200),
        ("GET", "/healthz", {}, 200),
        ("GET", "/nowhere", {}, 404),
        ("GET", "/nowhere", {"HX-Request-Type": "partial"}, 404),
        ("GET", "/api/v1/nowhere", {}, 404),
        ("POST", "/help", {}, 405),
        ("TRACE", "/", {}, 405),
        ("POST", "/", {"Origin": "https://evil.example"}, 403),
        ("GET", "/", {"Host": "evil.example"}, 400),
        ("POST", "/", {"Content-Length": str(BODY_LIMIT + 1)}, 413),
        ("GET", "/static/000000000000/app.css", {}, 200),
        ("GET", "/static/000000000000/nowhere.css", {}, 404),
    ],
)
def test_every_answer_carries_every_header(
    client: TestClient, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    """Pages, fragments, probes, files, refusals and errors carry the same headers and are not cached."""
    answer = client.request(method, path, headers=headers)
    assert answer.status_code == status
    assert_enveloped(answer)
    assert answer.headers["cache-control"] == "no-store"


def test_an_unforeseen_error_is_an_answer_too(app: FastAPI) -> None:
    """A route that raises gives 500 with every header, a reference, and nothing of the exception."""

    @app.get("/breaks")
    @permits(PUBLIC)
    def breaks(request: Request) -> None:
        raise RuntimeError("the confidential sentence")

    answer = TestClient(app, base_url=ADDRESS).get("/breaks")
    assert answer.status_code == 500
    assert_enveloped(answer)
    assert 'data-error-code="server_error"' in answer.text
    assert answer.headers["x-request-id"][:8].upper() in answer.text
    assert "confidential" not in answer.text


def test_the_nonce_is_new_for_each_answer_and_is_the_one_in_the_page(client: TestClient) -> None:
    """Each answer has its own nonce, and every script tag of the page carries it."""
    first, second = client.get("/"), client.get("/")
    assert nonce_of(first) != nonce_of(second)
    assert set(re.findall('<script[^>]* nonce="([^"]+)"', first.text)) == {nonce_of(first)}
    assert first.text.count("<script") == first.text.count("nonce=")


def test_only_the_present_digest_may_be_cached(client: TestClient) -> None:
    """The address in the page is cached for ever; the same file under an older digest is not."""
    found = re.search('href="(/static/[0-9a-f]{12}/app.css)"', client.get("/").text)
    assert found
    assert client.get(found[1]).headers["cache-control"] == "public, max-age=31536000, immutable"


def test_tls_adds_strict_transport_security_and_secure_cookies() -> None:
    """Behind an https base URL browsers are told to stay on https, and every cookie is Secure, once."""

    async def with_cookies(scope: Scope, receive: Receive, send: Send) -> None:
        response = PlainTextResponse("")
        response.set_cookie("notice", "saved")
        response.set_cookie("sid", "token", secure=True)
        await response(scope, receive, send)

    secure = TestClient(Envelope(with_cookies, over_tls=True)).get("/?lang=nl")
    plain = TestClient(Envelope(with_cookies, over_tls=False)).get("/?lang=nl")
    assert secure.headers["strict-transport-security"] == "max-age=31536000"
    cookies = secure.headers.get_list("set-cookie")
    assert len(cookies) == 3
    assert all(cookie.lower().count("secure") == 1 for cookie in cookies)
    assert "strict-transport-security" not in plain.headers
    assert sum("secure" in cookie.lower() for cookie in plain.headers.get_list("set-cookie")) == 1


def test_the_envelope_is_outermost(app: FastAPI) -> None:
    """No layer can answer without passing the one that writes the headers."""
    assert layers(app.state.settings)[0].cls is Envelope
    assert app.user_middleware[0].cls is Envelope
