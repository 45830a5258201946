"""The k-th disk call fails, for k = 1, 2, 3 … until a save passes untouched (R8): whole or not at all."""

from contextlib import AbstractContextManager
from pathlib import Path
from uuid import uuid4

import httpx2
import pytest

from tests.faults.place import Place
from tests.faults.server import Client, Server, serving
from tests.faults.tracing import strace

pytestmark = [pytest.mark.databases("sqlite"), pytest.mark.usefixtures("tracing")]

DISK_CALLS = "pwrite64,fdatasync,fsync,ftruncate"
KEY = "icp.2.3"
MOST_CALLS = 60


def failing(server: Server, log: Path, fault: str, k: int) -> AbstractContextManager[None]:
    """Make the k-th disk call of each thread fail with an error number, or kill the server there."""
    how = f"signal={fault}" if fault == "KILL" else f"error={fault}"
    return strace(server.pid, log, "-e", f"trace={DISK_CALLS}", "-e", f"inject={DISK_CALLS}:{how}:when={k}")


def save(client: Client, version: int, retry: str) -> httpx2.Response | None:
    """One save; None when the connection broke."""
    try:
        return client.save(KEY, f"Text of version {version + 1}.", version, retry)
    except httpx2.TransportError:
        return None


@pytest.mark.parametrize("fault", ["EIO", "ENOSPC"])
def test_an_error_of_the_disk_is_try_later(place: Place, tmp_path: Path, fault: str) -> None:
    """Each failing call gives 503 or a whole save; then, without a restart, a retry makes it one save."""
    log = tmp_path / "trace"
    with serving(place) as server, server.client() as client:
        for k in range(1, MOST_CALLS):
            version, retry = client.section(KEY)["version"], str(uuid4())
            with failing(server, log, fault, k):
                answer = save(client, version, retry)
            assert answer is not None, server.log.read_text()
            assert answer.status_code in (200, 503), answer.text
            assert answer.status_code == 200 or int(answer.headers["Retry-After"]) > 0
            again = save(client, version, retry)
            assert again is not None
            assert again.status_code == 200, again.text
            assert client.section(KEY)["version"] == version + 1
            if "INJECTED" not in log.read_text():
                break
        assert k > 3, "no disk call was made to fail"
        assert client.lost(client.acknowledged) == []
    assert place.verified().faults == ()


def test_a_kill_at_any_disk_call_is_whole_or_nothing(place: Place, tmp_path: Path) -> None:
    """Killed at its k-th disk call, the save is there whole or not at all, and a retry makes it one."""
    log = tmp_path / "trace"
    with serving(place) as server:
        for k in range(1, MOST_CALLS):
            with server.client() as client:
                version, retry = client.section(KEY)["version"], str(uuid4())
                with failing(server, log, "KILL", k):
                    answer = save(client, version, retry)
            if answer is not None and server.process.is_alive():
                break
            server.process.join(20)
            assert not server.process.is_alive()
            assert place.verified().faults == ()
            server.start()
            with server.client() as client:
                again = save(client, version, retry)
                assert again is not None
                assert again.status_code == 200, again.text
                assert client.section(KEY)["version"] == version + 1
        assert k > 3, "no disk call killed the server"
