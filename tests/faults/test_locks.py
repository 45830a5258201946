"""Another process holds the database: a short wait is waited out, a long one is 503, never 500 (R11)."""

import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from tests.faults.place import Place
from tests.faults.server import serving

pytestmark = pytest.mark.databases("sqlite")


@contextmanager
def locked(place: Place) -> Iterator[None]:
    """A foreign connection that holds the write lock."""
    connection = sqlite3.connect(place.settings.data_dir / "icp.db", timeout=5)
    connection.isolation_level = None
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.execute("COMMIT")
    connection.close()


def test_a_short_lock_is_waited_out(place: Place) -> None:
    """A save that meets a lock is neither done nor refused while the lock lasts, and done after it."""
    with serving(place) as server, server.client() as client, ThreadPoolExecutor(1) as writer:
        with locked(place):
            saving = writer.submit(client.save, "icp.2.3", "Waited.", 0)
            time.sleep(0.5)
            assert not saving.done()
        assert saving.result().status_code == 200


def test_a_long_lock_is_try_later(place: Place) -> None:
    """While the lock is still held the save is refused and reading goes on; after it all is well."""
    with serving(place) as server, server.client() as client:
        with locked(place):
            answer = client.save("icp.2.3", "Refused.", 0)
            assert (answer.status_code, answer.json()["code"]) == (503, "database_busy")
            assert int(answer.headers["Retry-After"]) > 0
            assert client.section("icp.2.3")["version"] == 0
        assert client.save("icp.2.3", "Accepted.", 0).status_code == 200
    assert place.verified().faults == ()
