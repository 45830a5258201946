"""Bad inputs for accounts and administration, by form and JSON: refused in words, never a server error."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import FastAPI
from markupsafe import escape
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from app.domain.people import Role
from app.storage.trail import head
from app.usecases.unit_of_work import EVERY_ORGANISATION
from tests.conftest import SetClock
from tests.stories.accounts import Account, a_consultant, an_account, an_administrator
from tests.web.world import as_principal

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def ada(bench: object) -> Account:
    return an_administrator(bench)  # type: ignore[arg-type]


@pytest.fixture
def visitor(app: FastAPI, ada: Account) -> TestClient:
    return as_principal(app, ada)


def _length(account: Account) -> int:
    with account.bench.work.read(EVERY_ORGANISATION) as session:
        return head(session.connection()).number


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"1e999",
        b"{}",
        b'{"username": 1, "password": "x"}',
        b'{"username": "a", "username": "b", "password": "x"}',
        b'{"username": "\xff", "password": "x"}',
        b'{"username": "a\\u0000b", "password": "x"}',
        b'{"username": "\\ud800", "password": "x"}',
        b"[" * 10_000,
        b'{"username": NaN, "password": "x"}',
        b'{"username": "' + b"x" * 300 + b'", "password": "x"}',
    ],
)
def test_a_login_that_cannot_be_read(client: TestClient, body: bytes) -> None:
    """4xx with a code, and nothing of what was sent comes back."""
    answer = client.post("/api/v1/login", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 413, 422), answer.text
    assert answer.json()["code"]
    assert len(answer.content) < 600


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_login_of_another_kind(client: TestClient, kind: str) -> None:
    """Only JSON signs in by the interface: a form of another site cannot send that."""
    answer = client.post(
        "/api/v1/login", content=b'{"username": "a", "password": "b"}', headers={"Content-Type": kind}
    )
    assert answer.status_code == 415


def test_a_megabyte_of_password(client: TestClient, ada: Account) -> None:
    """It is wrong like any other, and more than the body limit is 413."""
    given = {"username": ada.person.email, "password": "x" * 1_000_000}
    assert client.post("/api/v1/login", json=given).status_code == 401
    assert client.post("/api/v1/login", json={**given, "password": "x" * 3_000_000}).status_code == 413


@pytest.mark.parametrize(
    "until",
    [
        "",
        "0000-01-01",
        "9999-12-31",
        "2027-02-29",
        "31-12",
        "31-12-2026",
        "2026-12-31T00:00",
        " 2026-12-31",
        "20261231",
        "2026-W53-1",
        "x",
        "2026-11-24",
    ],
)
def test_a_last_day_is_a_real_day(visitor: TestClient, ada: Account, until: str) -> None:
    """422 beside the field, on the page and in JSON."""
    kees = a_consultant(ada.bench)
    before = _length(ada)
    page = visitor.post(
        f"/admin/{ada.organisation.id}/engagements",
        data={"consultant": kees.person.email, "scope": "read", "until": until},
    )
    assert page.status_code == 422
    assert 'href="#until"' in page.text
    answer = visitor.post(
        f"/api/v1/organisations/{ada.organisation.id}/engagements",
        json={"consultant": kees.person.email, "scope": "read", "until": until},
    )
    assert answer.status_code in (413, 422)
    assert _length(ada) == before


def test_a_form_for_a_consultant_names_everything_that_is_wrong(visitor: TestClient, ada: Account) -> None:
    """Each line of the summary leads to its field, in the order of the form; what was typed stays."""
    address = f"/admin/{ada.organisation.id}/engagements"
    typed = {"consultant": "nobody@example.org", "scope": "all", "programme": "none", "until": "soon"}
    for form, says in (
        (typed, ("do not know a consultant", "cannot be taken", "Choose all programmes", "Give the day")),
        (
            {"consultant": ""},
            ("Fill in the e-mail address", "Choose what the consultant may do", "Choose the last day"),
        ),
    ):
        before = _length(ada)
        page = visitor.post(address, data=form)
        assert page.status_code == 422
        summary = page.text.partition("govuk-error-summary__list")[2].partition("</ul>")[0]
        lines = re.findall(r'<a href="#(\w+)">([^<]+)</a>', summary)
        assert [field for field, _ in lines] == (
            list(typed) if form is typed else ["consultant", "scope", "until"]
        )
        assert all(words in line for words, (_, line) in zip(says, lines, strict=True)), lines
        assert all(f'id="{field}-error"' in page.text and f'id="{field}"' in page.text for field, _ in lines)
        assert _length(ada) == before
    assert 'value="nobody@example.org"' in visitor.post(address, data=typed).text


def test_a_retried_engagement_is_one_engagement(visitor: TestClient, ada: Account, clock: SetClock) -> None:
    """Same key: first answer; other body: 422; other person: apart; after 48 hours: new."""
    kees = a_consultant(ada.bench)
    address = f"/api/v1/organisations/{ada.organisation.id}/engagements"
    body = {"consultant": kees.person.id, "scope": "read", "until": "2026-12-31"}
    key = {"Idempotency-Key": "once"}
    first = visitor.post(address, json=body, headers=key)
    assert first.status_code == 201
    assert first.json()["until"].startswith("2026-12-31T22:59:59")  # the last day ends in Amsterdam
    again = visitor.post(address, json=body, headers=key)
    assert (again.status_code, again.json()) == (201, first.json())
    other = visitor.post(address, json={**body, "scope": "write"}, headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    piet = an_account(ada.bench, ada.organisation, "Piet", Role.APPROVER)
    apart = as_principal(visitor.app, piet).post(address, json=body, headers=key)  # type: ignore[arg-type]
    assert apart.status_code == 201
    assert apart.json()["id"] != first.json()["id"]
    gone = visitor.delete(f"{address}/{first.json()['id']}", headers={"Idempotency-Key": "end"})
    assert (gone.status_code, gone.content) == (204, b"")
    assert (
        visitor.delete(f"{address}/{first.json()['id']}", headers={"Idempotency-Key": "end"}).status_code
        == 204
    )
    assert visitor.delete(f"{address}/{first.json()['id']}").status_code == 404
    clock.forward(hours=48, minutes=1)
    later = as_principal(visitor.app, ada).post(address, json=body, headers=key)  # type: ignore[arg-type]
    assert later.status_code == 201
    assert later.json()["id"] != first.json()["id"]


def test_five_at_once_are_one_engagement(visitor: TestClient, ada: Account) -> None:
    """The same request sent five times at the same moment has one effect and one answer."""
    kees = a_consultant(ada.bench)
    address = f"/api/v1/organisations/{ada.organisation.id}/engagements"
    body = {"consultant": kees.person.id, "scope": "read", "until": "2026-12-31"}
    before = _length(ada)

    def ask(_: int) -> tuple[int, str]:
        answer = visitor.post(address, json=body, headers={"Idempotency-Key": "at once"})
        return answer.status_code, answer.json()["id"]

    with ThreadPoolExecutor(5) as pool:
        answers = set(pool.map(ask, range(5)))
    assert len(answers) == 1
    assert answers.pop()[0] == 201
    assert _length(ada) == before + 1


@pytest.mark.parametrize("key", ["", "x" * 201])
def test_a_key_has_a_length(visitor: TestClient, ada: Account, key: str) -> None:
    """An empty or endless key is refused before anything is done."""
    kees = a_consultant(ada.bench)
    answer = visitor.post(
        f"/api/v1/organisations/{ada.organisation.id}/engagements",
        json={"consultant": kees.person.id, "scope": "read", "until": "2026-12-31"},
        headers={"Idempotency-Key": key},
    )
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "name", ["A\r\nX-Evil: 1", "\x1b[31mred", "${jndi:ldap://x}\n", "a\u2028b", "\u202egpj.exe"]
)
def test_a_name_is_one_line(visitor: TestClient, ada: Account, name: str) -> None:
    """A name with line ends, escape codes or direction marks is refused, and no log line breaks."""
    form = {"name": name, "email": "x@example.org", "roles": "drafter"}
    with capture_logs() as lines:
        answer = visitor.post(f"/admin/{ada.organisation.id}/invitations", data=form)
    assert answer.status_code == (303 if name.strip().isprintable() else 422)
    assert "evil" not in repr(lines).lower()


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><svg onload=x>', "{{7*7}}", "=cmd|' /C calc'!A0"]
)
def test_a_name_is_shown_as_it_is(visitor: TestClient, ada: Account, text: str) -> None:
    """Whatever a name looks like, pages show it as text."""
    form = {"name": text, "email": "x@example.org", "roles": "drafter"}
    assert visitor.post(f"/admin/{ada.organisation.id}/invitations", data=form).status_code == 303
    page = visitor.get(f"/admin/{ada.organisation.id}/people").text
    assert str(escape(text)) in page
    assert "<script>alert" not in page
    assert "<svg onload" not in page


@pytest.mark.parametrize(
    "query",
    ["person=%00", "act='%20OR%201=1", "before=-1", "before=1e3", "before=99999999999", "lang=../../x"],
)
def test_a_filter_takes_anything(visitor: TestClient, ada: Account, query: str) -> None:
    """Nonsense in the trail's filter shows nothing, or is ignored; it is never an error."""
    assert visitor.get(f"/admin/{ada.organisation.id}/trail?{query}").status_code == 200


@pytest.mark.parametrize("wrong", ["0", "-1", "1;drop", "%00", "..%2fx", "9" * 21, "x" * 5000])
def test_an_id_that_is_none(visitor: TestClient, ada: Account, wrong: str) -> None:
    """404, whatever stands in the place of an id."""
    for address in (
        f"/admin/{wrong}/people",
        f"/admin/{ada.organisation.id}/people/{wrong}",
        f"/admin/{wrong}/trail",
    ):
        assert visitor.get(address).status_code == 404
    for address in (
        f"/account/sessions/{wrong}/end",
        f"/account/tokens/{wrong}/end",
        f"/admin/{ada.organisation.id}/engagements/{wrong}/end",
        f"/admin/{ada.organisation.id}/invitations/{wrong}/withdraw",
    ):
        assert visitor.post(address).status_code == 404


@pytest.mark.parametrize(("language", "asked"), [("en", "Fill in a name."), ("nl", "Vul een naam in.")])
def test_the_summary_says_which_field_is_empty(
    visitor: TestClient, ada: Account, language: str, asked: str
) -> None:
    """A form with several fields does not say twice to fill in "this"."""
    address = f"/admin/{ada.organisation.id}/invitations"
    refused = visitor.post(
        address, data={"name": "", "email": "bo@example.org", "roles": "drafter"}, params={"lang": language}
    )
    assert refused.status_code == 422
    assert refused.text.count(asked) == 2


def test_roles_are_from_the_list(visitor: TestClient, ada: Account) -> None:
    """An invented role, one of another kind of organisation, or none: 422, and nothing changes."""
    bo = an_account(ada.bench, ada.organisation, "Bo", Role.DRAFTER)
    address = f"/admin/{ada.organisation.id}/people/{bo.person.id}/roles"
    for roles in ({"roles": "owner"}, {"roles": ["drafter", "officer"]}, {}):
        refused = visitor.post(address, data={"x": "1", **roles})
        assert refused.status_code == 422
    assert "Choose at least one role." in refused.text
    assert bo.actor().roles == {Role.DRAFTER}


def test_removing_takes_the_name(visitor: TestClient, ada: Account) -> None:
    """Only the typed name removes somebody."""
    bo = an_account(ada.bench, ada.organisation, "Bo Bakker", Role.DRAFTER)
    address = f"/admin/{ada.organisation.id}/people/{bo.person.id}/remove"
    for typed in ("", "bo bakker", "Bo"):
        assert visitor.post(address, data={"confirmation": typed}).status_code == 422
    assert visitor.post(address, data={"confirmation": " Bo Bakker "}).status_code == 303
    assert visitor.get(f"/admin/{ada.organisation.id}/people/{bo.person.id}").status_code == 404
