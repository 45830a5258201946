"""What runs beside the requests while the application is up."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI

from app.usecases.findings.checking import keep_counts
from app.usecases.running.housekeeping import housekeeper
from app.usecases.running.mailing import postman
from app.usecases.unit_of_work import CONNECTIONS
from app.usecases.workbench import Workbench

# With the server's own five seconds for requests under way this stays under the ten that are promised.
MOST_SECONDS = 1


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[None]:
    """Follow saves with checks, deliver mail and tidy up until the application stops."""
    bench: Workbench = app.state.workbench
    # As many requests at a time as there are connections: more threads would only wait for one another.
    current_default_thread_limiter().total_tokens = CONNECTIONS
    threads = (housekeeper(bench), postman(bench))
    bench.checker.start(partial(keep_counts, bench))
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for thread in reversed(threads):
            thread.stop(MOST_SECONDS)
        bench.press.stop()
        bench.checker.stop(2 * MOST_SECONDS)
