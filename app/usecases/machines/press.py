"""Lays programmes out one at a time on a thread of its own, and keeps the last few for whoever asks again."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from enum import StrEnum

import structlog

from app.documents.pdf_write import stop_converting
from app.documents.typesetting import Typeset
from app.domain.errors import TryLater

KEPT = 4
WAITING = 6
"""Jobs that may wait at a time; more are asked to come back."""
PATIENCE = 50
"""Seconds that a download waits for its layout: less than a proxy waits for us."""
_RETRY_SECONDS = 30

_log = structlog.get_logger("press")


class Progress(StrEnum):
    """How far a job is."""

    UNKNOWN = "unknown"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


class Press:
    """Made once. Results live in memory only: nothing of a programme is left on disk."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, Future[Typeset]] = OrderedDict()
        self._lock = threading.Lock()
        self._worker: ThreadPoolExecutor | None = None

    def ask(self, key: str, make: Callable[[], Typeset]) -> Future[Typeset]:
        """The job under this key, begun now unless it is known; one that failed is begun again.

        Raises TryLater `converter_busy` when too many wait.
        """
        with self._lock:
            job = self._jobs.get(key)
            if job is None or _has_failed(job):
                self._jobs.pop(key, None)
                if sum(not one.done() for one in self._jobs.values()) >= WAITING:
                    raise TryLater("converter_busy", seconds=_RETRY_SECONDS)
                job = self._jobs[key] = self._at_work().submit(_made, make)
            self._jobs.move_to_end(key)
            self._forget_old()
            return job

    def take(self, key: str, make: Callable[[], Typeset]) -> Typeset:
        """The result, waited for. Raises TryLater `converter_busy`, and what the layout raises."""
        try:
            return self.ask(key, make).result(PATIENCE)
        except (TookTooLong, CancelledError):
            raise TryLater("converter_busy", seconds=_RETRY_SECONDS) from None

    def progress(self, key: str) -> Progress:
        """How far the job under this key is."""
        with self._lock:
            job = self._jobs.get(key)
        if job is None:
            return Progress.UNKNOWN
        if not job.done():
            return Progress.WORKING
        return Progress.FAILED if _has_failed(job) else Progress.DONE

    def result(self, key: str) -> Typeset | None:
        """The finished result under this key, or None."""
        with self._lock:
            job = self._jobs.get(key)
        return job.result() if job is not None and job.done() and not _has_failed(job) else None

    def stop(self) -> None:
        """End the layout under way and forget the rest."""
        with self._lock:
            worker, self._worker = self._worker, None
            self._jobs.clear()
        if worker is not None:
            worker.shutdown(wait=False, cancel_futures=True)
            stop_converting()

    def _at_work(self) -> ThreadPoolExecutor:
        if self._worker is None:
            self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="press")
        return self._worker

    def _forget_old(self) -> None:
        finished = [key for key, job in self._jobs.items() if job.done()]
        for key in finished[: max(0, len(finished) - KEPT)]:
            del self._jobs[key]


def _made(make: Callable[[], Typeset]) -> Typeset:
    try:
        return make()
    except Exception as error:
        _log.warning("layout_failed", kind=type(error).__name__)
        raise


def _has_failed(job: "Future[Typeset]") -> bool:
    return job.done() and (job.cancelled() or job.exception() is not None)
