"""The clock jumps: nothing is refused, no session lives for ever, the trail still verifies (R12)."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx2
import pytest

from tests.faults.place import Place
from tests.faults.server import START_SECONDS, Client, free_port
from tests.stories.companies import PASSWORD

pytestmark = pytest.mark.databases("sqlite")

ICP = (sys.executable, "-c", "from app.cli.main import main; main()")


@pytest.fixture(autouse=True)
def faketime() -> None:
    """Skip where the clock cannot be moved."""
    if shutil.which("faketime") is None:
        pytest.skip("needs root or tools: faketime is not installed")


@contextlib.contextmanager
def serving_at(place: Place, shift: str) -> Iterator[Client]:
    """`icp serve` as a program of its own, under a clock moved by `shift`; ended in order at the end."""
    port = free_port()
    environment = {**os.environ, "ICP_DATA_DIR": str(place.settings.data_dir), "ICP_TEST_MODE": "1"}
    with (place.settings.data_dir / "server.log").open("a") as log:
        process = subprocess.Popen(
            ["faketime", "-f", shift, *ICP, "serve", "--port", str(port)],
            env=environment,
            stdout=log,
            stderr=log,
        )
        try:
            with Client(place, port) as client:
                client.http.headers.pop("Authorization")
                _wait_until_ready(client)
                yield client
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def _wait_until_ready(client: Client) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(httpx2.TransportError):
            if client.http.get("/readyz").status_code == 200:
                return
        time.sleep(0.05)
    raise AssertionError("the server did not get ready")


def sign_in(client: Client, place: Place) -> dict[str, str]:
    """Sign in with the password; the cookie and token to write with."""
    answer = client.http.post("/api/v1/login", json={"username": place.username, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return {"X-CSRF-Token": answer.json()["csrf_token"], "Cookie": _cookie(answer)}


def _cookie(answer: httpx2.Response) -> str:
    return answer.headers["set-cookie"].partition(";")[0]


def save(client: Client, headers: dict[str, str], base_version: int) -> httpx2.Response:
    """Save the section as the person who signed in."""
    client.http.cookies.clear()
    return client.http.put(
        f"/api/v1/programmes/{client.programme}/sections/icp.2.3",
        json={"text": f"Saved on version {base_version}.", "base_version": base_version},
        headers=headers,
    )


def test_saves_go_on_under_every_clock(place: Place) -> None:
    """Ahead by 400 days, then back to today, then two hours behind: each save is taken, each session ends."""
    with serving_at(place, "+400d") as client:
        from_the_future = sign_in(client, place)
        assert save(client, from_the_future, 0).status_code == 200
    with serving_at(place, "+0d") as client:
        assert save(client, from_the_future, 1).status_code == 401
        of_today = sign_in(client, place)
        assert save(client, of_today, 1).status_code == 200
    with serving_at(place, "-2h") as client:
        assert save(client, of_today, 2).status_code == 401
        assert save(client, sign_in(client, place), 2).status_code == 200
    report = place.verified()
    assert report.faults == ()
    assert {note.code for note in report.notes} == {"clock_went_back"}
