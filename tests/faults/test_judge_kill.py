"""kill -9 of the process that runs the rules: saves do not notice, and findings come back."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.faults.place import Place
from tests.faults.server import Client, Server, serving

KEY = "icp.2.3"
KILLS = 4
PATIENCE = 60


def judge_of(server: Server) -> int | None:
    """The process that runs the rules for this server, if there is one now."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((process / "stat").read_text().rpartition(")")[2].split()[1])
            command = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if parent == server.pid and b"checks.apart" in command:
            return int(process.name)
    return None


def waited_for(server: Server, other_than: int | None) -> int:
    """The id of a judging process that is not the one before."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = judge_of(server)
        if found not in (None, other_than):
            return int(found or 0)
        time.sleep(0.05)
    raise AssertionError(f"no process runs the rules:\n{server.log.read_text()}")


def findings(client: Client) -> list[tuple[str, str]]:
    """Rule and verdict of everything that is found in the section."""
    answer = client.http.get(
        f"/api/v1/programmes/{client.programme}/findings?section={KEY}", timeout=PATIENCE
    )
    assert answer.status_code == 200, answer.text
    return [(one["rule"], one["verdict"]) for one in answer.json()["findings"]]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs root or tools: /proc")
@pytest.mark.databases("sqlite")
def test_killing_the_rules_loses_no_save_and_no_finding(place: Place) -> None:
    """Whenever it is killed, every save is answered and kept, and the findings are those of the text."""
    with serving(place) as server, server.client() as client:
        judge, version = waited_for(server, None), 0
        for number in range(KILLS):
            for part in range(10):
                text = f"The export control officer may stop any order, version {number}.{part}."
                answer = client.save(KEY, text, version)
                assert answer.status_code == 200, answer.text
                version = answer.json()["version"]
                if part == 5:
                    os.kill(judge, signal.SIGKILL)
            before, judge = findings(client), waited_for(server, judge)
            assert ("STR-2.3-DEPUTY", "not_found") in before
            assert findings(client) == before
        assert client.lost(client.acknowledged) == []
        assert len(client.acknowledged) == KILLS * 10
        server.terminate()
    assert judge_of(server) is None
    assert place.verified().faults == ()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs root or tools: /proc")
@pytest.mark.databases("sqlite")
def test_a_killed_server_leaves_no_process_behind(place: Place) -> None:
    """Its stream ends with the server, and so does the process."""
    with serving(place) as server:
        judge = waited_for(server, None)
        server.kill()
        deadline = time.monotonic() + PATIENCE
        while Path(f"/proc/{judge}/cmdline").exists() and time.monotonic() < deadline:
            if not Path(f"/proc/{judge}/cmdline").read_bytes():
                break
            time.sleep(0.05)
        else:
            assert not Path(f"/proc/{judge}").exists()
