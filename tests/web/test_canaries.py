"""The canary sweep: a word of one organisation reaches nobody who may not see it, in whatever form.

Everybody crawls every link and replays every address with every id ever seen; pages, JSON, headers,
documents, mails and log lines are searched. It needs no knowledge of the code, so it finds leaks that nobody
thought of.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import urljoin, urlsplit
from zipfile import ZipFile, is_zipfile

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from httpx2 import Response
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from app.usecases.running.mailing import deliver_due
from app.usecases.workbench import Workbench
from app.web.application import create_app
from app.web.routes import ROUTERS
from tests.web.conftest import ADDRESS
from tests.web.samples import sample_of
from tests.web.world import Tenant, World, a_world, as_principal

pytestmark = pytest.mark.slow

TEXTS = frozenset({"draft", "history", "blank", "comment", "filename", "file", "waiver", "picture", "record"})
PEOPLE = frozenset({"guest", "address"})
HOUSE = frozenset({"style"})
EVERYTHING = TEXTS | PEOPLE
# Whose words a principal may see: the company's letter and the fields.
MAY_SEE: dict[str, dict[str, frozenset[str]]] = {
    "": {},
    "A writer": {"A": EVERYTHING},
    "A administrator": {"A": PEOPLE | HOUSE},
    "B approver": {"B": EVERYTHING},
    "C writer": {"C": EVERYTHING},
    "K consultant": {"A": TEXTS, "B": TEXTS},
    "Reading consultant": {"A": TEXTS},
    "Idle consultant": {},
    "X officer": {},
    "Administrator": {},
}
STARTS = ("/", "/home", "/programmes", "/programmes/new", "/search?q=a", "/admin", "/account", "/help")
LINK = re.compile(r'(?:href|action|src|hx-get)="([^"]+)"')
MOST_PAGES = 150


@dataclass
class Seen:
    """Everything a principal received, as text by address."""

    parts: dict[str, str] = field(default_factory=dict)

    def add(self, address: str, answer: Response) -> None:
        """Body, headers, and the parts inside a document."""
        text = answer.text + repr(answer.headers)
        if is_zipfile(BytesIO(answer.content)):
            with ZipFile(BytesIO(answer.content)) as archive:
                for name in archive.namelist():
                    text += name + archive.read(name).decode("utf-8", "replace")
        self.parts[address] = self.parts.get(address, "") + text

    def places_of(self, word: str) -> list[str]:
        """Where a word was seen, whatever its case."""
        return [address for address, text in self.parts.items() if word.lower() in text.lower()]


@pytest.fixture(scope="module")
def logged() -> Iterator[list[object]]:
    """Every log line from the first to the last request."""
    with capture_logs() as lines:
        yield lines


@pytest.fixture(scope="module")
def world(lasting_bench: Workbench, logged: list[object]) -> World:
    return a_world(lasting_bench)


@pytest.fixture(scope="module")
def received(world: World) -> dict[str, Seen]:
    """What each principal got to see."""
    app = create_app(world.bench)
    return {name: _sweep(world, app, name) for name in MAY_SEE}


def _sweep(world: World, app: FastAPI, name: str) -> Seen:
    browser, seen = as_principal(app, world.people.get(name)), Seen()
    _crawl(browser, seen)
    for tenant in world.tenants.values():
        _replay(browser, seen, tenant.ids, f"{tenant.name}:")
        if tenant.name not in MAY_SEE[name]:
            _try_changes(browser, seen, tenant)
    for own in MAY_SEE[name]:
        for other in world.tenants.values():
            _replay(browser, seen, _mixed(world.tenants[own], other), f"{own} with {other.name}:")
    return seen


def _mixed(own: Tenant, other: Tenant) -> dict[str, str]:
    """One's own programme and organisation, with the things of another company in them."""
    return other.ids | {
        "programme_id": own.programme_id,
        "organisation_id": own.organisation_id,
        "key": own.ids["key"],
    }


def _crawl(browser: TestClient, seen: Seen) -> None:
    waiting, known = list(STARTS), set(STARTS)
    while waiting and len(known) < MOST_PAGES:
        address = waiting.pop(0)
        answer = browser.get(address)
        seen.add(address, answer)
        links = LINK.findall(answer.text) if "html" in answer.headers.get("content-type", "") else []
        for link in [*links, answer.headers.get("location", "")]:
            target = urlsplit(urljoin(f"{ADDRESS}{address}", link.replace("&amp;", "&")))
            path = f"{target.path}?{target.query}" if target.query else target.path
            if (
                f"{target.scheme}://{target.netloc}" == ADDRESS
                and path not in known
                and "/static/" not in path
            ):
                known.add(path)
                waiting.append(path)


def _routes(*methods: str) -> list[tuple[str, APIRoute]]:
    return [
        (method, route)
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute)
        for method in sorted(route.methods)
        if method in methods
    ]


def _replay(browser: TestClient, seen: Seen, ids: dict[str, str], label: str) -> None:
    for method, route in _routes("GET"):
        if "{" in route.path:
            places = dict(ids)
            if "/pictures/" in route.path:
                places["file_id"] = ids["picture_id"]
            address = sample_of(route, method, places, {}).address
            seen.add(f"{label} {address}", browser.get(address))


def _try_changes(browser: TestClient, seen: Seen, tenant: Tenant) -> None:
    for method, route in _routes("POST", "PUT", "DELETE"):
        if "{programme_id}" in route.path or "{organisation_id}" in route.path:
            sample = sample_of(route, method, tenant.ids, {"organisation": tenant.organisation_id})
            answer = browser.request(method, sample.address, **sample.content)
            seen.add(f"{method} {sample.address}", answer)


@pytest.mark.parametrize("name", list(MAY_SEE))
def test_no_word_reaches_whoever_may_not_see_it(world: World, received: dict[str, Seen], name: str) -> None:
    """Not on a page, in JSON, in a header, in an error, in a document."""
    leaks = [
        (tenant.name, place, where)
        for tenant in world.tenants.values()
        for place, word in tenant.words.items()
        if place not in MAY_SEE[name].get(tenant.name, frozenset())
        for where in received[name].places_of(word)
    ]
    assert leaks == []


@pytest.mark.parametrize("name", ["A writer", "B approver", "C writer", "K consultant", "Reading consultant"])
def test_the_sweep_is_not_blind(world: World, received: dict[str, Seen], name: str) -> None:
    """Whoever may see the texts did see them: otherwise the test above would prove nothing."""
    for letter in MAY_SEE[name]:
        words = world.tenants[letter].words
        unseen = [place for place in TEXTS - {"picture"} if not received[name].places_of(words[place])]
        assert unseen == []


def test_an_administrator_sees_people_and_no_text(world: World, received: dict[str, Seen]) -> None:
    """The company's own administrator sees who is invited, and not one word of the programme."""
    words = world.tenants["A"].words
    assert received["A administrator"].places_of(words["guest"])
    assert not any(received["A administrator"].places_of(words[place]) for place in TEXTS)


def test_mails_carry_no_text(world: World, received: dict[str, Seen]) -> None:
    """A mail names people and organisations, never a word of a programme."""
    assert received
    while deliver_due(world.bench):
        pass
    mails = [path.read_text("utf-8") for path in (world.bench.settings.data_dir / "outbox").glob("*.eml")]
    assert len(mails) > 5
    for tenant in world.tenants.values():
        for mail in mails:
            assert not any(tenant.words[place].lower() in mail.lower() for place in TEXTS)
            if tenant.words["guest"].lower() in mail.lower():
                assert tenant.words["address"].lower() in mail.partition("To: ")[2].partition("\n")[0].lower()


def test_logs_carry_no_word(world: World, received: dict[str, Seen], logged: list[object]) -> None:
    """A log line holds ids and codes: no text, no name, no address."""
    assert received
    assert len(logged) > 20
    text = repr(logged).lower()
    for tenant in world.tenants.values():
        assert [place for place, word in tenant.words.items() if word.lower() in text] == []
