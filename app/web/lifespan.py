"""What runs beside the requests while the application is up."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from fastapi import FastAPI

from app.usecases.checking import keep_counts
from app.usecases.workbench import Workbench


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[None]:
    """Follow saves with checks until the application stops."""
    bench: Workbench = app.state.workbench
    bench.checker.start(partial(keep_counts, bench))
    try:
        yield
    finally:
        bench.checker.stop()
