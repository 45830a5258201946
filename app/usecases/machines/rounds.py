"""Work that comes back for as long as the server runs, on a thread of its own."""

from collections.abc import Callable
from threading import Event, Thread

import structlog

from app.domain.errors import DomainError

log = structlog.get_logger(__name__)


class Rounds:
    """Does `work` at once and after every pause. A round that fails is logged by kind; the next one comes."""

    def __init__(self, name: str, pause_seconds: float, work: Callable[[], object]) -> None:
        self._name = name
        self._pause_seconds = pause_seconds
        self._work = work
        self._stopping = Event()
        self._thread = Thread(target=self._walk, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, seconds: float = 5.0) -> None:
        """End after the round under way; what is left is for the next start."""
        self._stopping.set()
        self._thread.join(seconds)

    def _walk(self) -> None:
        while not self._stopping.is_set():
            try:
                self._work()
            except Exception as failure:
                # Nobody starts this thread again, so nothing may end it; messages can hold what people wrote.
                kind = failure.code if isinstance(failure, DomainError) else type(failure).__name__
                log.warning("round_failed", round=self._name, kind=kind)
            self._stopping.wait(self._pause_seconds)
