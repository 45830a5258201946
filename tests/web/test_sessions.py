"""Sessions over HTTP: the cookie, the token, the way in and the way out."""

import re
from dataclasses import replace

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.domain.people import Role
from app.usecases.access import access_tokens
from app.usecases.people import inviting
from app.usecases.workbench import Workbench
from app.web.application import create_app
from tests.conftest import SetClock
from tests.stories.accounts import (
    PASSWORD,
    Account,
    a_consultant,
    a_drafter,
    an_account,
    an_administrator,
    letters_to,
    token_in,
)
from tests.web.world import as_principal

pytestmark = pytest.mark.databases("sqlite")
CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture
def ann(bench: Workbench) -> Account:
    return a_drafter(bench)


def _login(client: TestClient, account: Account, **more: str) -> dict[str, str]:
    answer = client.post(
        "/api/v1/login", json={"username": account.person.email, "password": account.password, **more}
    )
    assert answer.status_code == 200, answer.text
    found: dict[str, str] = answer.json()
    return found


def test_the_contract_of_signing_in(client: TestClient, ann: Account) -> None:
    """Login gives user, token and expiry; session the same and the roles; logout is 204 and final."""
    opened = _login(client, ann)
    assert opened["user"]["email"] == ann.person.email  # type: ignore[index]
    assert {"csrf_token", "expires_at", "expires_in"} <= set(opened)
    session = client.get("/api/v1/session").json()
    assert session["roles"] == [
        {
            "organisation": ann.organisation.id,
            "name": ann.organisation.name,
            "kind": "company",
            "roles": ["drafter"],
        }
    ]
    assert session["csrf_token"] == opened["csrf_token"]
    gone = client.post("/api/v1/logout", headers={"X-CSRF-Token": opened["csrf_token"]})
    assert (gone.status_code, gone.content) == (204, b"")
    assert client.get("/api/v1/session").status_code == 401


def test_a_code_is_asked_by_its_code(client: TestClient, bench: Workbench) -> None:
    """401 `second_factor` says what is missing; with the code the same request signs in."""
    kees = a_consultant(bench)
    given = {"username": kees.person.email, "password": PASSWORD}
    refused = client.post("/api/v1/login", json=given)
    assert (refused.status_code, refused.json()["code"]) == (401, "second_factor")
    assert "set-cookie" not in refused.headers
    wrong = client.post("/api/v1/login", json={**given, "code": "000000"})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong_code")
    assert client.post("/api/v1/login", json={**given, "code": kees.code()}).status_code == 200


def test_the_cookie_is_out_of_reach(client: TestClient, ann: Account) -> None:
    """No script reads it, no other site sends it, and it ends with the browser."""
    answer = client.post("/api/v1/login", json={"username": ann.person.email, "password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("sid=")
    assert {"httponly", "samesite=lax", "path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "max-age" not in cookie
    assert "secure" not in cookie


def test_over_tls_the_cookie_is_for_this_host_alone(bench: Workbench, ann: Account) -> None:
    """`__Host-`, `Secure`, no domain; the plain name is not taken."""
    settings = bench.settings.model_copy(update={"base_url": "https://icp.example.org", "test_mode": False})
    app = create_app(replace(bench, settings=settings))
    visitor = TestClient(app, base_url="https://icp.example.org", follow_redirects=False)
    answer = visitor.post("/api/v1/login", json={"username": ann.person.email, "password": PASSWORD})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-sid=")
    assert "Secure" in cookie
    assert "domain" not in cookie.lower()
    token = cookie.partition("=")[2].partition(";")[0]
    plain = TestClient(app, base_url="https://icp.example.org", follow_redirects=False)
    assert plain.get("/api/v1/session", headers={"Cookie": f"sid={token}"}).status_code == 401


def test_a_planted_cookie_is_not_kept(client: TestClient, ann: Account) -> None:
    """Signing in makes a new session, and the one the browser came with is dead."""
    first = _login(client, ann)
    planted = client.cookies["sid"]
    second = _login(client, ann)
    assert client.cookies["sid"] != planted
    assert first["csrf_token"] != second["csrf_token"]
    assert client.get("/api/v1/session", headers={"Cookie": f"sid={planted}"}).status_code == 401


@pytest.mark.parametrize("header", ["sid={0}; sid={0}", "sid={0}; sid=x", "sid=" + "x" * 4000, "sid=", "sid"])
def test_strange_cookies_are_nobody(client: TestClient, ann: Account, header: str) -> None:
    """Two cookies of that name, an endless one or an empty one sign nobody in."""
    token = ann.session.token
    client.cookies.clear()
    assert client.get("/api/v1/session", headers={"Cookie": header.format(token)}).status_code == 401
    assert client.get("/api/v1/session", headers={"Cookie": f"sid={token}"}).status_code == 200


def test_signing_out_clears_the_browser(app: FastAPI, ann: Account) -> None:
    """Cached pages go too, and the back button finds none: every page is `no-store`."""
    browser = as_principal(app, ann)
    page = browser.get("/account")
    assert page.headers["cache-control"] == "no-store"
    token = CSRF.search(page.text)
    assert token is not None
    gone = browser.post("/logout", data={"csrf_token": token[1]}, headers={"X-CSRF-Token": ""})
    assert gone.status_code == 303
    assert "cache" in gone.headers["clear-site-data"]
    assert browser.get("/account").headers["location"].startswith("/login")


def test_a_token_of_a_form_counts_like_the_header(app: FastAPI, ann: Account) -> None:
    """Forms work without a script: the token in the field is enough, somebody else's is not."""
    browser = as_principal(app, ann)
    bo = an_account(ann.bench, ann.organisation, "Bo", Role.DRAFTER)
    right, foreign = browser.headers.pop("x-csrf-token"), bo.session.csrf_token
    form = {"language": "nl", "theme": "dark"}
    for token in ("", "wrong", foreign, "Ä"):
        refused = browser.post("/account/preferences", data={**form, "csrf_token": token})
        assert refused.status_code == 403
    assert "This page was open too long" in refused.text
    assert browser.post("/account/preferences", data={**form, "csrf_token": right}).status_code == 303
    assert ann.visit(ann.session).actor.person.theme == "dark"


def test_an_access_token_needs_no_cookie_and_no_csrf(app: FastAPI, ann: Account) -> None:
    """A program signs in by header; it does not manage the account, and a wrong token is nobody."""
    token = access_tokens.make_access_token(ann.bench, ann.actor(), "script", 30).token
    program = as_principal(app, None)
    program.headers["Authorization"] = f"Bearer {token}"
    assert program.get("/api/v1/session").json()["user"]["id"] == ann.person.id
    made = program.post(
        "/api/v1/programmes",
        json={
            "title": "By a program",
            "organisation": ann.organisation.id,
            "template": "eu-nl",
            "language": "en",
        },
    )
    assert made.status_code == 201
    refused = program.post("/account/tokens", data={"name": "another", "days": "30"})
    assert refused.status_code == 403
    for wrong in ("Bearer x", "Bearer ", "bearer", f"Basic {token}"):
        assert program.get("/api/v1/session", headers={"Authorization": wrong}).status_code == 401


def test_half_way_in_leads_to_the_code_and_nowhere_else(client: TestClient, bench: Workbench) -> None:
    """After the password every page leads to the code, also the set-up of another app."""
    kees = a_consultant(bench)
    answer = client.post(
        "/login", data={"email": kees.person.email, "password": PASSWORD, "next": "/account"}
    )
    assert answer.headers["location"] == "/login/code?next=/account"
    half = client.cookies["sid"]
    for path in ("/home", "/account", "/account/second-factor", "/programmes"):
        assert client.get(path).headers["location"].startswith("/login/code?next=")
    assert client.get("/api/v1/session").json()["code"] == "second_factor"
    wrong = client.post("/login/code", data={"code": "123456", "next": "/account"})
    assert wrong.status_code == 401
    right = client.post(
        "/login/code", data={"code": f" {kees.code()[:3]} {kees.code()[3:]} ", "next": "/account"}
    )
    assert right.headers["location"] == "/account"
    assert client.cookies["sid"] != half
    assert client.get("/account").status_code == 200


def test_who_is_half_way_in_can_sign_out(client: TestClient, bench: Workbench) -> None:
    """Without the telephone at hand there is no other way to leave a computer that others use."""
    nel = an_account(bench, a_consultant(bench).organisation, "Nel", Role.CONSULTANT)
    client.post("/login", data={"email": nel.person.email, "password": PASSWORD})
    page = client.get("/account/second-factor").text
    assert 'action="/logout"' in page
    assert nel.person.name not in page.partition("<main")[0]
    token = CSRF.search(page)
    assert token is not None
    assert client.post("/logout", data={"csrf_token": token[1]}).headers["location"] == "/"
    assert client.get("/account/second-factor").headers["location"].startswith("/login?")


def test_who_must_have_an_app_connects_one_first(client: TestClient, bench: Workbench) -> None:
    """No page and no JSON before that, and afterwards the page that was asked for."""
    nel = an_account(bench, a_consultant(bench).organisation, "Nel", Role.CONSULTANT)
    client.post("/login", data={"email": nel.person.email, "password": PASSWORD})
    assert client.get("/account").headers["location"] == "/account/second-factor?next=/account"
    assert client.get("/api/v1/session").json()["code"] == "second_factor_enrolment"
    page = client.get("/account/second-factor?next=/account").text
    secret = re.search(r'icp-token">([A-Z2-7 ]+)<', page)
    token = CSRF.search(page)
    assert secret is not None
    assert token is not None
    nel.secret = secret[1].replace(" ", "")
    form = {"csrf_token": token[1], "code": nel.code(), "next": "/account"}
    assert client.post("/account/second-factor", data=form).headers["location"] == "/account"
    assert client.get("/account").status_code == 200


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "https://evil.example", "https:evil", "/\\evil", "\\evil", "javascript:x", "/a\nb"],
)
def test_the_way_on_stays_in_the_house(client: TestClient, ann: Account, target: str) -> None:
    """`next` is a path of ours or it is forgotten."""
    form = {"email": ann.person.email, "password": PASSWORD, "next": target}
    assert client.post("/login", data=form).headers["location"] == "/home"
    assert client.get("/login", params={"next": target}).headers["location"] == "/home"


def test_an_ended_session_answers_each_asker_in_kind(app: FastAPI, ann: Account, clock: SetClock) -> None:
    """A page leads to the sign-in and back, JSON says 401, a fragment says it in place."""
    browser = as_principal(app, ann)
    assert browser.get("/account").status_code == 200
    clock.forward(minutes=31)
    assert browser.get("/account?x=1").headers["location"] == "/login?next=/account%3Fx%3D1"
    assert browser.get("/api/v1/session").json()["code"] == "not_signed_in"
    fragment = browser.post("/account/preferences", headers={"HX-Request-Type": "partial"})
    assert fragment.status_code == 401
    assert "<html" not in fragment.text


def test_staying_signed_in(app: FastAPI, ann: Account, clock: SetClock) -> None:
    """One click starts the idle time anew; asking how long is left does not."""
    browser = as_principal(app, ann)
    clock.forward(minutes=20)
    left = browser.get("/api/v1/session", headers={"X-Background": "1"}).json()["expires_in"]
    assert left == 600
    assert browser.post("/api/v1/session/extend").json()["expires_in"] == 1800
    clock.forward(minutes=25)
    assert browser.post("/session/extend", data={"next": "/account"}).headers["location"] == "/account"
    clock.forward(minutes=25)
    assert browser.get("/account").status_code == 200


def test_too_many_tries_say_when_to_come_back(bench: Workbench, ann: Account) -> None:
    """429 with `Retry-After`, and a sentence on the page."""
    strict = replace(bench, settings=bench.settings.model_copy(update={"test_mode": False}))
    visitor = TestClient(create_app(strict), base_url="http://127.0.0.1:8000", follow_redirects=False)
    answers = [
        visitor.post("/api/v1/login", json={"username": ann.person.email, "password": "x"}) for _ in range(8)
    ]
    assert [answer.status_code for answer in answers] == [401] * 5 + [429] * 3
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert answers[-1].json()["code"] == "too_many_attempts"
    page = visitor.post("/login", data={"email": ann.person.email, "password": "x"})
    assert page.status_code == 429
    assert "Too many attempts" in page.text


def test_the_page_for_the_forgotten_tells_nothing(client: TestClient, ann: Account) -> None:
    """The answer is the same for a known and an unknown address, up to the address itself."""
    known = client.post("/login/help", data={"email": ann.person.email})
    unknown = client.post("/login/help", data={"email": "nobody@example.org"})
    assert known.status_code == unknown.status_code == 200
    strip = re.compile(r"nonce-?=?\"?[\w-]+|[0-9a-f]{32}")
    same = [
        strip.sub("", a.text.replace(e, "E"))
        for a, e in ((known, ann.person.email), (unknown, "nobody@example.org"))
    ]
    assert same[0] == same[1]
    assert len(letters_to(ann.bench, ann.person.email)) == 1


def test_links_never_follow_a_host_header(client: TestClient, ann: Account) -> None:
    """A foreign host is refused, forwarded headers of a client change nothing."""
    evil = client.post("/login/help", data={"email": ann.person.email}, headers={"Host": "evil.example"})
    assert evil.status_code == 400
    client.post("/login/help", data={"email": ann.person.email}, headers={"X-Forwarded-Host": "evil.example"})
    assert "evil" not in letters_to(ann.bench, ann.person.email)[-1]


def test_the_invitation_page_makes_an_account(client: TestClient, bench: Workbench) -> None:
    """Link, form, account, home."""
    ada = an_administrator(bench)
    inviting.invite(
        bench, ada.actor(), ada.organisation.id, "New", "new@example.org", frozenset({Role.DRAFTER})
    )
    token = token_in(letters_to(bench, "new@example.org")[-1])
    assert ada.organisation.name in client.get("/invitation", params={"token": token}).text
    weak = client.post("/invitation", data={"token": token, "name": "New", "password": "short"})
    assert weak.status_code == 422
    made = client.post("/invitation", data={"token": token, "name": "New", "password": PASSWORD})
    assert made.headers["location"] == "/home"
    assert client.get("/api/v1/session").json()["user"]["name"] == "New"
    spent = client.get("/invitation", params={"token": token})
    assert spent.status_code == 404
    assert "This invitation no longer works" in spent.text


def test_the_description_of_the_interface_is_not_for_everybody(bench: Workbench, ann: Account) -> None:
    """In test mode anyone reads it; otherwise administrators alone."""
    assert (
        TestClient(create_app(bench), base_url="http://127.0.0.1:8000")
        .get("/api/v1/openapi.json")
        .json()["paths"]
    )
    strict = create_app(replace(bench, settings=bench.settings.model_copy(update={"test_mode": False})))
    ada = an_account(bench, ann.organisation, "Ada", Role.ADMINISTRATOR, with_app=True)
    for account, status in ((None, 401), (ann, 403), (ada, 200)):
        assert as_principal(strict, account).get("/api/v1/openapi.json").status_code == status
