"""kill -9 while people save: what was acknowledged is there, and nothing is half done (R1, R2)."""

import contextlib
import random
import threading
import time

import httpx2
import pytest

from tests.depth import depth
from tests.faults.place import SECTIONS, Place
from tests.faults.server import Client, Server, serving

SECONDS_TO_BEGIN = 30


def save_on(client: Client, key: str, stop: threading.Event, pause: float = 0) -> None:
    """Save one section again and again until the server is gone."""
    with contextlib.suppress(httpx2.TransportError):
        version = client.section(key)["version"]
        while not stop.is_set():
            answer = client.save(key, f"Text of {key}, saved on version {version}.", version)
            assert answer.status_code == 200, answer.text
            version = answer.json()["version"]
            time.sleep(pause)


def one_round(server: Server, seconds: float) -> list[tuple[str, int, str]]:
    """Save with several clients; kill the server so many seconds after each had its first answer."""
    stop = threading.Event()
    clients = [server.client() for _ in SECTIONS]
    writers = [
        threading.Thread(target=save_on, args=(client, key, stop))
        for client, key in zip(clients, SECTIONS, strict=True)
    ]
    for writer in writers:
        writer.start()
    deadline = time.monotonic() + SECONDS_TO_BEGIN
    while not all(client.acknowledged for client in clients) and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(seconds)
    server.kill()
    stop.set()
    for writer in writers:
        writer.join()
    for client in clients:
        client.http.close()
    return [save for client in clients for save in client.acknowledged]


def test_acknowledged_saves_survive_a_kill(place: Place, database_kind: str) -> None:
    """After each kill at a random moment every acknowledged version can be read back, word for word."""
    rounds = (20, 300) if database_kind == "sqlite" else (5, 100)
    moments = random.Random(7)
    acknowledged: list[tuple[str, int, str]] = []
    with serving(place) as server:
        for _ in range(depth(*rounds)):
            newest = one_round(server, moments.uniform(0, 0.4))
            acknowledged += newest
            server.start()
            with server.client() as reader:
                assert reader.lost(newest) == []
    assert len(acknowledged) >= depth(*rounds) * len(SECTIONS)
    with serving(place) as last, last.client() as reader:
        assert reader.lost(acknowledged) == []
    assert place.verified().faults == ()


@pytest.mark.databases("sqlite")
def test_a_stop_in_order_finishes_what_was_begun(place: Place) -> None:
    """SIGTERM under load: the server ends by itself, without an error, and what it answered is kept."""
    stop = threading.Event()
    with serving(place) as server, server.client() as client:
        writer = threading.Thread(target=save_on, args=(client, "icp.2.3", stop))
        writer.start()
        deadline = time.monotonic() + SECONDS_TO_BEGIN
        while not client.acknowledged and time.monotonic() < deadline:
            time.sleep(0.01)
        server.terminate()
        stop.set()
        writer.join()
        saved = list(client.acknowledged)
    assert saved
    with serving(place) as server, server.client() as client:
        assert client.lost(saved) == []
    assert place.verified().faults == ()
