"""The real server in a child process that can be killed, and a client that knows what was acknowledged.

Children are forked from a process that has imported the product already: a start takes a few tenths of a
second instead of seconds, so that tests can afford many.
"""

import contextlib
import multiprocessing
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx2

from tests.faults.place import Place

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["app.cli.server"])
START_SECONDS = 30
STOP_SECONDS = 60


def serve(
    environment: dict[str, str], port: int, log: Path, pragmas: dict[str, tuple[str, str | int]]
) -> None:
    """What the child does: the same as `icp serve`, with its output in a file."""
    os.environ.update(environment)
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    sys.stdout = os.fdopen(1, "w", buffering=1)
    sys.stderr = os.fdopen(2, "w", buffering=1)
    from app.cli.server import run
    from app.storage import engine

    engine.SQLITE_PRAGMAS.update(pragmas)
    run("127.0.0.1", port, demo=False)


@dataclass
class Server:
    """A server on a place. `pragmas` replaces database settings, to prove that a test would notice."""

    place: Place
    pragmas: dict[str, tuple[str, str | int]] = field(default_factory=dict)
    child: Callable[..., None] = serve
    port: int = 0
    process: Any = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.is_alive():
            self.kill()

    @property
    def pid(self) -> int:
        """The process id of the server."""
        return int(self.process.pid)

    @property
    def log(self) -> Path:
        """Everything the server has printed."""
        return self.place.settings.data_dir / "server.log"

    def start(self) -> None:
        """Start, and return once /readyz answers 200."""
        self.port = self.port or free_port()
        settings = self.place.settings
        environment = {
            "ICP_DATA_DIR": str(settings.data_dir),
            "ICP_DATABASE_URL": settings.database_url,
            "ICP_TEST_MODE": "1",
        }
        self.process = _FORKS.Process(
            target=self.child, args=(environment, self.port, self.log, self.pragmas)
        )
        self.process.start()
        self.wait_until_ready()

    def wait_until_ready(self, seconds: float = START_SECONDS) -> None:
        """Return once /readyz answers 200; an AssertionError with the log when it never does."""
        deadline = time.monotonic() + seconds
        with self.client() as client:
            while time.monotonic() < deadline and self.process.is_alive():
                with contextlib.suppress(httpx2.TransportError):
                    if client.http.get("/readyz").status_code == 200:
                        return
                time.sleep(0.02)
        raise AssertionError(f"the server did not get ready:\n{self.log.read_text()}")

    def kill(self) -> None:
        """As a power button or the kernel would: SIGKILL, no chance to tidy up."""
        self.process.kill()
        self.process.join()

    def terminate(self) -> None:
        """SIGTERM; returns once the server has ended in order, by itself."""
        os.kill(self.pid, signal.SIGTERM)
        self.process.join(STOP_SECONDS)
        assert self.process.exitcode == 0, self.log.read_text()

    def client(self, port: int = 0) -> "Client":
        """A writer's connection to this server, or through a proxy's port."""
        return Client(self.place, port or self.port)


class Client:
    """The writer at the API. Remembers every save that the server acknowledged."""

    def __init__(self, place: Place, port: int) -> None:
        self.http = httpx2.Client(
            base_url=f"http://127.0.0.1:{port}",
            headers={"Authorization": f"Bearer {place.token}"},
            timeout=30,
        )
        self.programme = place.programme
        self.acknowledged: list[tuple[str, int, str]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def save(self, key: str, text: str, base_version: int, retry: str | None = None) -> httpx2.Response:
        """Save a section as text."""
        answer = self.http.put(
            f"/api/v1/programmes/{self.programme}/sections/{key}",
            json={"text": text, "base_version": base_version},
            headers={"Idempotency-Key": retry} if retry else {},
        )
        if answer.status_code == 200:
            self.acknowledged.append((key, answer.json()["version"], answer.json()["sha256"]))
        return answer

    def section(self, key: str) -> dict[str, Any]:
        """The section as it stands."""
        answer = self.http.get(f"/api/v1/programmes/{self.programme}/sections/{key}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def lost(self, acknowledged: list[tuple[str, int, str]]) -> list[tuple[str, int, str]]:
        """Those acknowledged saves that the server cannot show any more, as they were."""
        path = f"/api/v1/programmes/{self.programme}/sections"
        answers = ((save, self.http.get(f"{path}/{save[0]}/versions/{save[1]}")) for save in acknowledged)
        return [
            save
            for save, answer in answers
            if answer.status_code != 200 or answer.json().get("sha256") != save[2]
        ]


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serving(place: Place, **pragmas: tuple[str, str | int]) -> Iterator[Server]:
    """A running server on a place, killed at the end if it still runs."""
    with Server(place, dict(pragmas)) as server:
        yield server
