"""Suggested passages: off by default, told before they are sent, verbatim or dropped, never a verdict."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from structlog.testing import capture_logs

from app.domain.errors import Invalid, TryLater
from app.domain.people import Actor, Role
from app.settings import Settings
from app.usecases.findings import checking
from app.usecases.findings.suggester import suggester_of
from app.usecases.findings.suggesting import suggest_passages
from app.usecases.trail import trail_reading
from app.usecases.workbench import Workbench
from app.usecases.writing import drafting
from tests.stories.companies import Company

pytestmark = pytest.mark.databases("sqlite")

KEY = "icp.2.3"
DEPUTY = "STR-2.3-DEPUTY"
CHAIR = "Joris Smeets sits in her chair on Fridays."
MAIL = "The mail is read at noon."
SECRET = "the-key-of-the-endpoint"


@dataclass
class StandIn:
    """A local endpoint that answers as told and remembers what it was sent."""

    content: Any = "[]"
    status: int = 200
    raw: bytes | None = None
    asked: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    port: int = 0


@pytest.fixture
def endpoint() -> Iterator[StandIn]:
    told = StandIn()

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            told.asked.append((self.path, self.headers.get("Authorization", ""), body))
            answer = {"choices": [{"message": {"role": "assistant", "content": told.content}}]}
            sent = told.raw if told.raw is not None else json.dumps(answer).encode()
            self.send_response(told.status)
            if told.status == 302:
                self.send_header("Location", f"http://127.0.0.1:{told.port}/elsewhere")
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, format: str, *args: object) -> None:
            """Stay quiet in the tests' output."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    told.port = server.server_port
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield told
    server.shutdown()
    server.server_close()


@pytest.fixture
def anna(company: Company) -> Actor:
    return company.person("Anna de Wit", Role.DRAFTER)


@pytest.fixture
def programme(bench: Workbench, company: Company, anna: Actor) -> str:
    made = company.programme(anna)
    drafting.save_section_text(bench, anna, made, KEY, f"{CHAIR}\n\n{MAIL} The door opens at nine.", 0)
    return made


@pytest.fixture
def asking(bench: Workbench, endpoint: StandIn, tmp_path: Path) -> Workbench:
    key_file = tmp_path / "endpoint.key"
    key_file.write_text(SECRET + "\n")
    settings = Settings(
        suggest_url=f"http://127.0.0.1:{endpoint.port}/v1", suggest_model="small", suggest_key_file=key_file
    )
    return replace(bench, suggester=suggester_of(settings))


def finding_of(bench: Workbench, actor: Actor, programme: str) -> str:
    found = checking.check_programme(bench, actor, programme).findings
    return next(item.finding.id for item in found if item.finding.rule == DEPUTY)


def proposed(bench: Workbench, actor: Actor, programme: str) -> list[str]:
    finding = finding_of(bench, actor, programme)
    _, passages = suggest_passages(bench, actor, programme, finding, "E1", KEY)
    return [passage.quote for passage in passages]


def test_it_is_off_unless_the_administrator_sets_an_address(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """Nothing is sent, and whoever asks all the same is told so."""
    assert suggester_of(Settings()) is None
    with pytest.raises(Invalid, match="suggestions_off"):
        proposed(bench, anna, programme)


def test_only_words_of_the_section_survive(
    asking: Workbench, endpoint: StandIn, anna: Actor, programme: str
) -> None:
    """Verbatim apart from spaces, as whole sentences, each once; invented and tiny ones are dropped."""
    wanted = [
        "Joris   Smeets sits\nin her chair",
        CHAIR,
        "Joris Smeets deputises for her.",
        "her chair",
        f"{MAIL} The door opens",
        7,
    ]
    endpoint.content = "Here you are:\n```json\n" + json.dumps(wanted) + "\n```"
    assert proposed(asking, anna, programme) == [CHAIR, MAIL, "The door opens at nine."]


def test_a_suggestion_changes_no_finding(
    asking: Workbench, endpoint: StandIn, anna: Actor, programme: str
) -> None:
    """The findings before and after are the same: a person has to choose."""
    before = checking.check_programme(asking, anna, programme)
    endpoint.content = json.dumps([CHAIR])
    assert proposed(asking, anna, programme) == [CHAIR]
    after = checking.check_programme(asking, anna, programme)
    assert (after.findings, after.fingerprint) == (before.findings, before.fingerprint)


def test_a_send_stands_in_the_trail_and_without_text_in_the_log(
    asking: Workbench, endpoint: StandIn, anna: Actor, company: Company, programme: str
) -> None:
    """Who, which section, where to: in the trail before it happens; no word of it, no key, in the log."""
    endpoint.status = 500
    with capture_logs() as lines, pytest.raises(TryLater, match="suggestions_unavailable"):
        proposed(asking, anna, programme)
    keeper = company.person("Keeper", Role.ADMINISTRATOR)
    trail = trail_reading.read_trail(asking, keeper, company.organisation.id).lines
    assert ("Anna de Wit", "send_for_suggestions") in [(line.person, line.act) for line in trail]
    (sent,) = [line for line in lines if line["event"] == "section_sent"]
    assert sent["host"] == f"127.0.0.1:{endpoint.port}"
    assert KEY in sent["object"]
    assert not any(word in repr(lines) + repr(trail) for word in ("Joris", "chair", SECRET))


def test_the_endpoint_gets_the_section_the_element_and_its_key(
    asking: Workbench, endpoint: StandIn, anna: Actor, programme: str
) -> None:
    """Nothing else of the programme, and no name of the person who asks."""
    proposed(asking, anna, programme)
    ((path, authorization, body),) = endpoint.asked
    assert (path, authorization, body["model"]) == ("/v1/chat/completions", f"Bearer {SECRET}", "small")
    question = body["messages"][1]["content"]
    assert CHAIR in question
    assert "What it may state: " in question
    assert "Anna" not in json.dumps(body)
    assert "Meridian" not in json.dumps(body)


@pytest.mark.parametrize(
    ("status", "raw"),
    [
        (200, b"not JSON"),
        (200, b"{}"),
        (200, b'{"choices": []}'),
        (200, b'{"choices": [{"message": {"content": null}}]}'),
        (200, b'{"choices": [{"message": {"content": "no array"}}]}'),
        (200, b'{"choices": [{"message": {"content": "[broken]"}}]}'),
        (200, b"[" * 150_000),
        (404, b""),
        (302, b""),
    ],
)
def test_a_bad_answer_costs_nothing(
    asking: Workbench, endpoint: StandIn, anna: Actor, programme: str, status: int, raw: bytes
) -> None:
    """Whatever comes back, the person is told to choose alone; a redirect is not followed."""
    endpoint.status, endpoint.raw = status, raw
    with pytest.raises(TryLater, match="suggestions_unavailable"):
        proposed(asking, anna, programme)
    assert len(endpoint.asked) == 1


@pytest.mark.parametrize(
    ("url", "model"),
    [
        ("http://models.example.org/v1", "small"),
        ("ftp://127.0.0.1/v1", "small"),
        ("127.0.0.1:9", "small"),
        ("https://models.example.org/v1", ""),
    ],
)
def test_an_unsafe_address_is_refused_at_the_start(url: str, model: str) -> None:
    """Text leaves the machine encrypted, to a model that is named, or not at all."""
    with pytest.raises(ValueError, match="suggest_url"):
        Settings(suggest_url=url, suggest_model=model)
    assert Settings(suggest_url="https://models.example.org/v1", suggest_model="small").suggest_url
