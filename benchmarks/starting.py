"""From the command to ready, and the memory after the demonstration was clicked through in both languages."""

import contextlib
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import httpx2

from benchmarks.report import Row
from tests.faults.server import free_port

STARTS = 5
ICP = (sys.executable, "-c", "from app.cli.main import main; main()")
LINK = re.compile(r'href="(/[^"?#]*)')


@contextlib.contextmanager
def served(folder: Path) -> Iterator[tuple[httpx2.Client, int, float]]:
    """`icp serve --demo` as a process of its own: a client, its process id, seconds to ready."""
    port = free_port()
    # As installed: compiled code is kept, whatever the shell that measures says.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "ICP_DATA_DIR": str(folder), "ICP_TEST_MODE": "1"}
    begun = time.monotonic()
    with (folder / "server.log").open("a") as log:
        process = subprocess.Popen(
            [*ICP, "serve", "--demo", "--port", str(port)], env=environment, stdout=log, stderr=log
        )
    try:
        with httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, follow_redirects=True) as client:
            while not _is_ready(client):
                time.sleep(0.01)
            yield client, process.pid, time.monotonic() - begun
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _is_ready(client: httpx2.Client) -> bool:
    with contextlib.suppress(httpx2.TransportError):
        return client.get("/readyz").status_code == 200
    return False


def click_through(client: httpx2.Client) -> int:
    """In by the company's door, then every page that home and its pages link to, in both languages."""
    pages = 0
    for language in ("en", "nl"):
        start = client.get("/", params={"lang": language}).text
        token = re.search(r'name="csrf_token" value="([^"]*)"', start)
        client.post(
            "/demo/company",
            data={"csrf_token": token[1] if token else ""},
            headers={"Origin": str(client.base_url).rstrip("/")},
        ).raise_for_status()
        seen, ahead = {"/logout"}, ["/home"]
        while ahead:
            page = ahead.pop()
            if page in seen:
                continue
            seen.add(page)
            answer = client.get(page)
            pages += 1
            if answer.headers.get("content-type", "").startswith("text/html"):
                ahead += [link for link in LINK.findall(answer.text) if not link.startswith("/static")]
    return pages


def memory_of(pid: int) -> tuple[float, int]:
    """Megabytes in use by a process and all its children, and how many processes those are.

    What several share is counted once, a part for each (proportional set size).
    """
    processes = list(_family(pid))
    sizes = (Path(f"/proc/{one}/smaps_rollup").read_text() for one in processes)
    return sum(int(size.partition("Pss:")[2].split()[0]) for size in sizes) / 1024, len(processes)


def _family(pid: int) -> Iterator[int]:
    yield pid
    for thread in Path(f"/proc/{pid}/task").iterdir():
        for child in (thread / "children").read_text().split():
            yield from _family(int(child))


def measure() -> Iterable[Row]:
    """Start with the database in place (median), then memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with served(folder):
            pass
        starts = []
        for _ in range(STARTS):
            with served(folder) as (_, _, seconds):
                starts.append(seconds)
        yield Row(
            "start to ready, database in place",
            f"{statistics.median(starts):.1f} s",
            "-",
            None,
            "at most 3 s",
        )
        with served(folder) as (client, pid, _):
            before, _ = memory_of(pid)
            pages = click_through(client)
            after, processes = memory_of(pid)
        note = f"{before:.0f} MB at start, {pages} pages, {processes} processes, shared memory counted once"
        yield Row("memory after the demonstration", f"{after:.0f} MB", "-", None, "at most 260 MB", note)
