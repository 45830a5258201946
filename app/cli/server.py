"""The server process: one uvicorn, its limits, and the lines a person reads when it is ready."""

import gc
import os
import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import Any, NoReturn
from urllib.parse import urlsplit

import uvicorn

from app import logs
from app.bootstrap import build
from app.settings import Settings
from app.usecases.programmes.example import Door, seed_example
from app.web.application import create_app
from checks.memory import few_heaps, keep

# Together with closing the rest under ten seconds: what is promised after SIGTERM.
GRACE_SECONDS = 5
SWITCH_SECONDS = 0.0001
# More connections than this at once are answered 503 before anything is read.
MOST_AT_ONCE = 500


class Server(uvicorn.Server):
    """Says where it is once it accepts requests."""

    def __init__(self, config: uvicorn.Config, greeting: str) -> None:
        super().__init__(config)
        self._greeting = greeting

    async def startup(self, sockets: Any = None) -> None:
        """Open the port, then speak."""
        await super().startup(sockets=sockets)
        if self.started:
            print(self._greeting, flush=True)


def run(host: str, port: int, *, demo: bool) -> None:
    """Serve until a signal ends it. Raises Refused when the place is not fit to serve from."""
    few_heaps()
    settings = settings_for(port, demo=demo)
    logs.configure(settings.log_format)
    bench = build(settings, create=settings.demo, serving=True)
    if settings.demo:
        seed_example(bench)
    address = urlsplit(settings.base_url)
    config = uvicorn.Config(
        create_app(bench),
        host=host or "127.0.0.1",
        port=port or address.port or 8000,
        loop="uvloop",
        http="httptools",
        log_config=None,
        access_log=False,
        server_header=False,
        forwarded_allow_ips="127.0.0.1",
        limit_concurrency=MOST_AT_ONCE,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    server = Server(config, greeting(settings))
    # Code and templates stay for good: looking through them at every full collection would stop every save.
    # Nor is it done once before: that found half a megabyte, and a start took a fifteenth longer.
    keep()
    gc.enable()
    # A check at work must not hold up saves: threads that wait get their turn at once.
    sys.setswitchinterval(SWITCH_SECONDS)
    # Once everything is closed uvicorn raises the signal again; an orderly end is no failure.
    signal.signal(signal.SIGTERM, _leave)
    with suppress(KeyboardInterrupt, SystemExit):
        server.run()
    bench.work.database.close()
    _end(0 if server.started else 2)


def greeting(settings: Settings) -> str:
    """What a person reads when the server is ready."""
    lines = [f"Toetssteen is ready on {settings.base_url}"]
    if settings.demo:
        lines.append(f"Example sign-ins, one click each on that page: {', '.join(Door)}")
    return "\n".join(lines)


def _end(status: int) -> NoReturn:
    """End without Python's own finale: a check still at work in C++ code would make an abort of it."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)


def settings_for(port: int, *, demo: bool) -> Settings:
    """The settings, with a base URL that follows the port where none was set."""
    chosen: dict[str, Any] = {"demo": True} if demo else {}
    settings = Settings(**chosen)
    if port and "base_url" not in settings.model_fields_set:
        settings = Settings(**chosen, base_url=f"http://127.0.0.1:{port}")
    return settings
