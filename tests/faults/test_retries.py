"""Every mutating request of the API may come twice, or five times at once: one effect, one answer (R7)."""

import json
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from sqlmodel import func, select

from app.storage.engine import Database
from app.storage.tables import TrailRow
from app.storage.tenancy import EVERY_ORGANISATION
from app.usecases.workbench import Workbench
from app.web.application import create_app
from tests.faults.place import Place
from tests.faults.server import Client, serving
from tests.stories.assessments import FINISHED
from tests.stories.packages import renamed_package

Request = tuple[str, str, Any]
PROGRAMME = "/api/v1/programmes/{programme_id}"
SECTION = PROGRAMME + "/sections/{key}"
BLOCK = SECTION + "/blocks/{block_id}"
FINDING = PROGRAMME + "/findings/{finding}/waiver"
PIN = PROGRAMME + "/findings/{finding}/pins/{element}"
RECORDS = PROGRAMME + "/records"
ENGAGEMENTS = "/api/v1/organisations/{organisation_id}/engagements"
IMPORTS = "/api/v1/organisations/{organisation_id}/imports"
LAST_DAY = "2027-03-01"
EVIDENCE = (
    b'--edge\r\nContent-Disposition: form-data; name="file"; filename="proof.txt"\r\n'
    b"Content-Type: text/plain\r\n\r\nSigned on Monday.\r\n--edge--\r\n"
)

# These leave no act to repeat: signing in and out, staying signed in, and the hint who has a block open.
WITHOUT_RETRY = {
    ("post", "/api/v1/login"),
    ("post", "/api/v1/logout"),
    ("post", "/api/v1/session/extend"),
    ("put", SECTION + "/presence"),
}


def sent(
    client: Client, method: str, path: str, body: Any, headers: dict[str, str] | None = None
) -> httpx2.Response:
    """Send JSON, or a form with a file when the body is bytes."""
    if isinstance(body, bytes):
        form = {"Content-Type": "multipart/form-data; boundary=edge", **(headers or {})}
        return client.http.request(method, path, content=body, headers=form)
    return client.http.request(method, path, json=body, headers=headers)


class Desk:
    """Prepares, for each route, something to do it to."""

    def __init__(self, client: Client, place: Place) -> None:
        self.client = client
        self.place = place
        self.programme = PROGRAMME.format(programme_id=client.programme)
        self.section = f"{self.programme}/sections/icp.2.3"

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """One request that must succeed; its JSON."""
        answer = sent(self.client, method, path, body)
        assert answer.status_code < 300, f"{method} {path}: {answer.text}"
        return answer.json() if answer.content else None

    def version(self) -> int:
        return int(self.client.section("icp.2.3")["version"])

    def block(self) -> tuple[str, int]:
        made = self.ask("POST", f"{self.section}/blocks", {"kind": "paragraph", "text": str(uuid4())})
        return f"{self.section}/blocks/{made['id']}", made["version"]

    def comment(self) -> str:
        block = self.block()[0].rpartition("/")[2]
        made = self.ask("POST", f"{self.section}/comments", {"text": "Why?", "block": block})
        return str(made["id"])

    def finding(self) -> str:
        found = self.ask("GET", f"{self.programme}/findings")["findings"]
        return f"{self.programme}/findings/{found[0]['id']}/waiver"

    def engagement(self) -> Request:
        path = ENGAGEMENTS.format(organisation_id=self.place.organisation)
        return "POST", path, {"consultant": self.place.consultant, "scope": "write", "until": LAST_DAY}


def record_request(desk: Desk) -> Request:
    return "POST", f"{desk.programme}/records", {"form": "A11", "values": FINISHED}


def changed_record(desk: Desk) -> Request:
    method, path, body = record_request(desk)
    made = desk.ask(method, path, body)
    return "PUT", f"{path}/{made['id']}", {"values": {"outcome": "stop"}, "base_version": made["version"]}


def file_request(desk: Desk) -> Request:
    return "POST", f"{desk.section}/files", EVIDENCE


def removed_file(desk: Desk) -> Request:
    method, path, body = file_request(desk)
    return "DELETE", f"{desk.programme}/files/{desk.ask(method, path, body)['id']}", None


def block_request(desk: Desk, method: str, ending: str = "", **body: Any) -> Request:
    path, version = desk.block()
    return method, path + ending, {**body, "base_version": version}


def union(desk: Desk) -> Request:
    path, version = desk.block()
    below, its_version = desk.block()
    body = {"text": "Both.", "base_version": version, "following": below.rpartition("/")[2]}
    return "POST", path + "/join", {**body, "following_version": its_version}


def resolution(desk: Desk) -> Request:
    path, version = desk.block()
    return "POST", path + "/resolve", {"choice": "keep_mine", "mine": "Mine.", "version": version}


def taken_waiver(desk: Desk) -> Request:
    path = desk.finding()
    desk.ask("PUT", path, {"reason": "Not for us, we sell nothing of the kind.", "until": LAST_DAY})
    return "DELETE", path, None


def pin_request(desk: Desk) -> Request:
    """A passage for the deputy that no rule sees."""
    text = "Joris Smeets sits in her chair."
    block = desk.ask("POST", f"{desk.section}/blocks", {"kind": "paragraph", "text": text})["id"]
    found = desk.ask("GET", f"{desk.programme}/findings")["findings"]
    finding = next(one for one in found if one["rule"] == "STR-2.3-DEPUTY")
    body = {"section": "icp.2.3", "block": block, "quote": text}
    return "PUT", f"{desk.programme}/findings/{finding['id']}/pins/E1", body


def taken_pin(desk: Desk) -> Request:
    method, path, body = pin_request(desk)
    desk.ask(method, path, body)
    return "DELETE", path, None


def ended_engagement(desk: Desk) -> Request:
    _, path, body = desk.engagement()
    return "DELETE", f"{path}/{desk.ask('POST', path, body)['id']}", None


def new_programme(desk: Desk) -> Request:
    body = {"title": "Second", "organisation": desk.place.organisation, "template": "eu-nl", "language": "nl"}
    return "POST", "/api/v1/programmes", body


def arriving_package(desk: Desk) -> Request:
    """A package of another programme: one that is here, under an id that is not."""
    made = desk.ask(*new_programme(desk))["id"]
    taken = desk.client.http.get(f"/api/v1/programmes/{made}/package").content
    package = renamed_package(taken, made, str(uuid4()))
    head = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="p.zip"\r\n\r\n'
    return (
        "POST",
        IMPORTS.format(organisation_id=desk.place.organisation),
        head + package + b"\r\n--edge--\r\n",
    )


def clause(desk: Desk) -> Request:
    return "POST", f"{desk.section}/clauses", {"clause": "icp.2.3/stop"}


def restored(desk: Desk) -> Request:
    desk.block()
    version = desk.version()
    return "POST", f"{desk.section}/versions/{version - 1}/restore", {"base_version": version}


REQUESTS: dict[tuple[str, str], Callable[[Desk], Request]] = {
    ("post", "/api/v1/programmes"): new_programme,
    ("post", IMPORTS): arriving_package,
    ("put", PROGRAMME + "/scope"): lambda desk: (
        "PUT",
        desk.programme + "/scope",
        {"answers": {}, "base_version": desk.ask("GET", desk.programme + "/scope")["version"]},
    ),
    ("put", PROGRAMME + "/blanks"): lambda desk: (
        "PUT",
        desk.programme + "/blanks",
        {
            "values": {"export_control_officer": str(uuid4())},
            "base_version": desk.ask("GET", desk.programme + "/blanks")["version"],
        },
    ),
    ("put", SECTION): lambda desk: (
        "PUT",
        desk.section,
        {"text": str(uuid4()), "base_version": desk.version()},
    ),
    ("put", SECTION + "/status"): lambda desk: (
        "PUT",
        desk.section + "/status",
        {"status": "ready", "base_version": desk.version()},
    ),
    ("put", SECTION + "/assignee"): lambda desk: (
        "PUT",
        desk.section + "/assignee",
        {"person": desk.place.person},
    ),
    ("post", SECTION + "/blocks"): lambda desk: (
        "POST",
        desk.section + "/blocks",
        {"kind": "bullet", "text": "New."},
    ),
    ("put", BLOCK): lambda desk: block_request(desk, "PUT", text="Changed."),
    ("delete", BLOCK): lambda desk: block_request(desk, "DELETE"),
    ("post", BLOCK + "/move"): lambda desk: block_request(desk, "POST", "/move", after=None),
    ("post", BLOCK + "/divide"): lambda desk: block_request(desk, "POST", "/divide", texts=["One.", "Two."]),
    ("post", BLOCK + "/join"): union,
    ("post", BLOCK + "/resolve"): resolution,
    ("post", SECTION + "/undo"): lambda desk: (
        desk.block() and ("POST", desk.section + "/undo", {"version": desk.version()})
    ),
    ("post", SECTION + "/paste"): lambda desk: ("POST", desk.section + "/paste", {"html": "<p>Pasted.</p>"}),
    ("post", SECTION + "/clauses"): clause,
    ("post", SECTION + "/versions/{number}/restore"): restored,
    ("post", SECTION + "/comments"): lambda desk: (
        "POST",
        desk.section + "/comments",
        {"text": "Why?", "block": desk.block()[0].rpartition("/")[2]},
    ),
    ("put", PROGRAMME + "/comments/{comment_id}"): lambda desk: (
        "PUT",
        f"{desk.programme}/comments/{desk.comment()}",
        {"resolved": True},
    ),
    ("put", FINDING): lambda desk: (
        "PUT",
        desk.finding(),
        {"reason": "Not for us, we sell nothing of the kind.", "until": LAST_DAY},
    ),
    ("delete", FINDING): taken_waiver,
    ("put", PIN): pin_request,
    ("delete", PIN): taken_pin,
    ("post", SECTION + "/files"): file_request,
    ("delete", PROGRAMME + "/files/{file_id}"): removed_file,
    ("post", RECORDS): record_request,
    ("put", RECORDS + "/{record_id}"): changed_record,
    ("post", ENGAGEMENTS): Desk.engagement,
    ("delete", ENGAGEMENTS + "/{engagement_id}"): ended_engagement,
}


@pytest.mark.databases("sqlite")
def test_every_mutating_route_of_the_api_is_in_the_table(bench: Workbench) -> None:
    """A new route needs a line above: either a request to repeat, or the reason why it has no act."""
    described = create_app(bench).openapi()["paths"]
    mutating = {
        (method, path)
        for path, methods in described.items()
        for method in methods
        if path.startswith("/api/") and method not in ("get", "head")
    }
    assert mutating == set(REQUESTS) | WITHOUT_RETRY


def acts(place: Place) -> int:
    """How many acts the trail has."""
    database = Database(place.settings.database)
    with database.read(EVERY_ORGANISATION) as session:
        number = session.exec(select(func.count()).select_from(TrailRow)).one()
    database.close()
    return number


def test_seven_times_is_once(place: Place) -> None:
    """Each request goes out twice in a row and five times at once with one key: one act, one answer."""
    with serving(place) as server, server.client() as client, ThreadPoolExecutor(5) as five:
        client.save("icp.2.3", "We promise.\n\nThe board decides.", 0)
        for route, prepare in REQUESTS.items():
            method, path, body = prepare(Desk(client, place))
            headers = {"Idempotency-Key": str(uuid4())}
            before = acts(place)

            def send(
                _: int = 0, method: str = method, path: str = path, body: Any = body, headers: Any = headers
            ) -> httpx2.Response:
                return sent(client, method, path, body, headers)

            answers = [send(), send(), *five.map(send, range(5))]
            assert {answer.status_code // 100 for answer in answers} == {2}, (route, answers[0].text)
            assert {(answer.status_code, answer.content) for answer in answers} == {
                (answers[0].status_code, answers[0].content)
            }, route
            assert acts(place) == before + 1, route
    assert place.verified().faults == ()


@pytest.mark.databases("sqlite")
def test_a_key_with_another_body_is_refused(place: Place) -> None:
    """The same key with other words is 422, and nothing is saved."""
    with serving(place) as server, server.client() as client:
        assert client.save("icp.2.3", "First.", 0, "one-key").status_code == 200
        second = client.save("icp.2.3", "Second.", 1, "one-key")
        assert (second.status_code, second.json()["code"]) == (422, "idempotency_key_reused")
        assert client.section("icp.2.3")["version"] == 1


@pytest.mark.databases("sqlite")
def test_a_lost_answer_is_asked_for_again(place: Place) -> None:
    """The connection breaks after the request was sent: the retry gets the answer of that save."""
    with serving(place) as server, server.client() as client:
        path = f"/api/v1/programmes/{client.programme}/sections/icp.2.3"
        for number in range(5):
            body = json.dumps({"text": f"Into the void {number}.", "base_version": number}).encode()
            head = (
                f"PUT {path} HTTP/1.1",
                f"Host: 127.0.0.1:{server.port}",
                f"Authorization: Bearer {place.token}",
                "Content-Type: application/json",
                f"Content-Length: {len(body)}",
                f"Idempotency-Key: lost-{number}",
            )
            with socket.create_connection(("127.0.0.1", server.port)) as wire:
                wire.sendall("\r\n".join([*head, "", ""]).encode() + body)
                wire.shutdown(socket.SHUT_WR)
            answer = client.http.put(
                path,
                content=body,
                headers={"Idempotency-Key": f"lost-{number}", "Content-Type": "application/json"},
            )
            assert answer.status_code == 200, answer.text
            assert answer.json()["version"] == number + 1
    assert place.verified().faults == ()
