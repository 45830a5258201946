"""Every address, asked by everybody: the table of rights is what the application does.

The routes come from the application itself, so a new one is in the test the moment it exists; who may do what
comes from `app.domain.permissions`.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from httpx2 import Response
from starlette.testclient import TestClient

from app.domain.permissions import Act, belongs, may
from app.storage.trail import head
from app.usecases.unit_of_work import EVERY_ORGANISATION
from app.usecases.workbench import Workbench
from app.web.access import BARE, HALF_SIGNED_IN, PUBLIC, SIGNED_IN
from app.web.application import create_app
from app.web.routes import ROUTERS
from app.web.views.point_page import mark
from tests.web.samples import Sample, bodies_of, sample_of
from tests.web.world import FORM, KEY, World, a_world, as_principal, renew

CLAUSE = "icp.2.3/deputy"
OWN, FOREIGN = "A", "B"
PRINCIPALS = (
    "A writer",
    "A approver",
    "A administrator",
    "B writer",
    "B approver",
    "B administrator",
    "K consultant",
    "Reading consultant",
    "Idle consultant",
    "X officer",
    "Administrator",
)
# Not acts of a person that a trail must show.
LEAVES_NO_TRAIL = frozenset({"/presence", "/session/extend", "/conflict"})
READING = frozenset({"GET", "HEAD"})


@pytest.fixture(scope="module")
def world(lasting_bench: Workbench) -> World:
    """One world for the whole table."""
    return a_world(lasting_bench)


@pytest.fixture(scope="module")
def table(world: World) -> FastAPI:
    return create_app(world.bench)


@pytest.fixture(scope="module")
def browsers(world: World, table: FastAPI) -> dict[str | None, TestClient]:
    """A signed-in browser for each principal, and one of nobody."""
    return {None: as_principal(table, None)} | {
        name: as_principal(table, world.people[name]) for name in PRINCIPALS
    }


def _routes() -> list[tuple[str, APIRoute]]:
    return [
        (method, route)
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute)
        for method in sorted(route.methods - {"HEAD"})
    ]


def named(rows: list[tuple[str, APIRoute]]) -> Any:
    return pytest.mark.parametrize(
        ("method", "route"), [pytest.param(m, r, id=f"{m} {r.path}") for m, r in rows]
    )


ROWS = _routes()
GUARDED = [row for row in ROWS if isinstance(getattr(row[1].endpoint, "act", None), Act)]
SIGNED = [row for row in ROWS if getattr(row[1].endpoint, "act", None) in (SIGNED_IN, HALF_SIGNED_IN)]
CHANGING = [row for row in GUARDED + SIGNED if row[0] not in READING]


def request_for(world: World, method: str, route: APIRoute, tenant: str = OWN) -> Sample:
    ids = dict(world.tenants[tenant].ids)
    if "/pictures/" in route.path:
        ids["file_id"] = ids["picture_id"]
    clock = world.bench.clock()
    values = {
        "organisation": ids["organisation_id"],
        "template": "eu-nl",
        "language": "en",
        "title": "x",
        "consultant": world.people["Spare consultant"].person.id,
        "scope": "read",
        "until": (clock + timedelta(days=9)).date().isoformat(),
        "reason": "A reason that a colleague can follow.",
        "roles": ["drafter"],
        "name": "Somebody",
        "email": "somebody@example.org",
        "content": "A pasted line.",
        "html": "<p>A pasted line.</p>",
        "block_id": ids["block_id"],
        "section": KEY,
        "place": KEY,
        "block": ids["block_id"],
        "quote": world.tenants[tenant].quote,
        "passage": mark(ids["block_id"], world.tenants[tenant].quote),
        "version": 1,
        "texts": ["One.", "Two."],
        "following": ids["following"],
        "following_version": world.tenants[tenant].versions["following"],
        "base_version": world.tenants[tenant].versions[_versioned(route.path)],
        "clause": CLAUSE,
        "form": FORM,
        "values": {"rule": "Something", "watcher": "Somebody"},
    }
    if route.path.endswith("/pictures"):
        values["alternative"] = "A white square"
    return sample_of(route, method, ids, values)


def _versioned(path: str) -> str:
    """What the version in a body is of."""
    named = {"{record_id}": "record", "{block_id}": "block"}
    return next((kind for place, kind in named.items() if place in path), "section")


def _ask(browser: TestClient, sample: Sample) -> int:
    return browser.request(sample.method, sample.address, **sample.content).status_code


def _send(browser: TestClient, sample: Sample, headers: Mapping[str, str | bytes]) -> Response:
    content = dict(sample.content)
    together = {**content.pop("headers", {}), **headers}
    return browser.request(sample.method, sample.address, **content, headers=together)


def test_every_endpoint_names_its_act() -> None:
    """A route that does not say what it is for is not served."""
    unmarked = [route.path for _, route in ROWS if not hasattr(route.endpoint, "act")]
    assert unmarked == []
    assert len(GUARDED) > 40


def test_every_body_can_be_made_up() -> None:
    """The table knows how every guarded route reads its body; otherwise its answers would prove nothing."""
    silent = [
        f"{method} {route.path}"
        for method, route in CHANGING
        if method in ("PUT", "POST")
        and not bodies_of(route)
        and "Request" in str(route.dependant.body_params)
    ]
    assert silent == []


def test_nobody_else_serves_anything(table: FastAPI) -> None:
    """Beside the listed routers only the static files answer."""
    listed = {route.path for _, route in ROWS}
    others = {getattr(route, "path", "") for route in table.routes} - listed - {""}
    assert others == {"/static/{digest}"}


@named(GUARDED + SIGNED)
def test_nobody_gets_nowhere(
    world: World, browsers: dict[str | None, TestClient], method: str, route: APIRoute
) -> None:
    """Without a sign-in a page leads to it and everything else is refused."""
    sample = request_for(world, method, route)
    answer = browsers[None].request(method, sample.address, **sample.content)
    if method == "GET" and not sample.path.startswith("/api/"):
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login?next=")
    else:
        assert answer.status_code == 401


@named(GUARDED)
def test_the_table_holds(
    world: World, browsers: dict[str | None, TestClient], method: str, route: APIRoute
) -> None:
    """404 for what is foreign, 403 for one's own without the right, and no refusal for whoever may."""
    act: Act = route.endpoint.act  # type: ignore[attr-defined]
    tenant, now = world.tenants[OWN], world.bench.clock()
    names_programme = "{programme_id}" in route.path
    refused, allowed = [], []
    for name in PRINCIPALS:
        actor = world.people[name].actor()
        programme = tenant.programme_id if names_programme else None
        if not belongs(actor, tenant.organisation_id, programme, now):
            refused.append((name, 404))
        elif not may(actor, act, tenant.organisation_id, programme, now):
            refused.append((name, 403))
        else:
            allowed.append(name)
    assert {name for name, status in refused if status == 404} >= {
        "B writer",
        "B approver",
        "B administrator",
        "Idle consultant",
        "X officer",
        "Administrator",
    }
    if method not in READING or "file_id" in route.path:
        renew(world, tenant)
    sample = request_for(world, method, route)
    assert [(name, _ask(browsers[name], sample)) for name, _ in refused] == refused
    answers = [_ask(browsers[name], sample) for name in allowed]
    assert not set(answers) & {401, 403}
    # Who comes first finds the thing; a thing that is used up is gone for the next.
    assert answers[:1] != [404]
    if method in READING:
        assert 404 not in answers


@named([row for row in GUARDED if row[0] not in READING])
def test_what_changes_something_leaves_a_trail(
    world: World, browsers: dict[str | None, TestClient], method: str, route: APIRoute
) -> None:
    """An act that was carried out stands in the trail; one that was refused changed nothing."""
    renew(world, world.tenants[FOREIGN])
    sample = request_for(world, method, route, FOREIGN)
    before = _length_of_trail(world)
    assert _ask(browsers["A approver"], sample) == 404
    assert _length_of_trail(world) == before
    done = any(
        _ask(browsers[f"{FOREIGN} {who}"], sample) in (200, 201, 202, 204, 303)
        for who in ("administrator", "approver", "writer")
    )
    if done and not sample.path.endswith(tuple(LEAVES_NO_TRAIL)):
        assert _length_of_trail(world) > before


@named(CHANGING)
def test_a_change_needs_the_token_of_the_session(
    world: World, browsers: dict[str | None, TestClient], method: str, route: APIRoute
) -> None:
    """Missing, wrong, somebody else's or unreadable: refused before anything happens, never a crash."""
    sample = request_for(world, method, route)
    browser = browsers["A approver"]
    foreign = browsers["B approver"].headers["x-csrf-token"]
    before = _length_of_trail(world)
    for token in ("", "wrong", foreign, "Ä", "\x00"):
        answer = _send(browser, sample, {"X-CSRF-Token": token.encode("latin-1")})
        assert answer.status_code == 403, token
    assert _length_of_trail(world) == before


@named(CHANGING)
@pytest.mark.parametrize(
    "headers",
    [{"Origin": "null"}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}],
    ids=["no origin", "other origin", "cross site"],
)
def test_a_change_comes_from_our_own_pages(
    world: World,
    browsers: dict[str | None, TestClient],
    method: str,
    route: APIRoute,
    headers: dict[str, str],
) -> None:
    """Another website cannot make a browser change anything, even with the right token."""
    sample = request_for(world, method, route)
    assert _send(browsers["A approver"], sample, headers).status_code == 403


@named(CHANGING)
def test_reading_changes_nothing(
    world: World, browsers: dict[str | None, TestClient], method: str, route: APIRoute
) -> None:
    """An address that changes something answers no reading request with a change, whatever a header says."""
    sample = request_for(world, method, route)
    before = _length_of_trail(world)
    for verb in ("GET", "HEAD", "OPTIONS", "TRACE"):
        answer = browsers["A approver"].request(
            verb, sample.address, headers={"X-HTTP-Method-Override": method}
        )
        assert answer.status_code < 500
    assert _length_of_trail(world) == before


def test_public_pages_are_public(world: World, browsers: dict[str | None, TestClient]) -> None:
    """What needs no sign-in asks for none."""
    for method, route in ROWS:
        if method == "GET" and route.endpoint.act in (BARE, PUBLIC):  # type: ignore[attr-defined]
            answer = browsers[None].get(request_for(world, method, route).address)
            assert answer.status_code in (200, 404, 303), route.path
            assert "next=" not in answer.headers.get("location", "")


def _length_of_trail(world: World) -> int:
    with world.bench.work.read(EVERY_ORGANISATION) as session:
        return head(session.connection()).number
