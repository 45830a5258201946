"""Another process holds the database: a short wait is waited out, a long one is 503, never 500 (R11)."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.faults.place import Place
from tests.faults.server import serving

pytestmark = pytest.mark.databases("sqlite")


@contextmanager
def locked(place: Place, seconds: float) -> Iterator[None]:
    """A foreign connection that holds the write lock for so long."""
    connection = sqlite3.connect(place.settings.data_dir / "icp.db", check_same_thread=False, timeout=5)
    connection.isolation_level = None
    connection.execute("BEGIN IMMEDIATE")

    def release() -> None:
        time.sleep(seconds)
        connection.execute("COMMIT")
        connection.close()

    releasing = threading.Thread(target=release)
    releasing.start()
    yield
    releasing.join()


def test_a_short_lock_is_waited_out(place: Place) -> None:
    """A lock of two seconds costs two seconds, nothing else."""
    with serving(place) as server, server.client() as client, locked(place, 2):
        begun = time.monotonic()
        assert client.save("icp.2.3", "Waited.", 0).status_code == 200
        assert time.monotonic() - begun < 5


def test_a_long_lock_is_try_later(place: Place) -> None:
    """Under a lock of eight seconds the save is refused within six, reading goes on, and then all is well."""
    with serving(place) as server, server.client() as client:
        with locked(place, 8):
            begun = time.monotonic()
            answer = client.save("icp.2.3", "Refused.", 0)
            assert time.monotonic() - begun < 7
            assert (answer.status_code, answer.json()["code"]) == (503, "database_busy")
            assert int(answer.headers["Retry-After"]) > 0
            assert client.section("icp.2.3")["version"] == 0
        assert client.save("icp.2.3", "Accepted.", 0).status_code == 200
    assert place.verified().faults == ()
