"""Clears what has had its time: answers kept for retries, hints of presence, failed sign-ins."""

from threading import Event, Thread

import structlog

from app.domain.errors import DomainError
from app.domain.throttling import MEMORY
from app.storage import answered, presence, sessions
from app.storage.tenancy import EVERY_ORGANISATION
from app.usecases.workbench import Workbench

PAUSE_SECONDS = 3600.0

log = structlog.get_logger(__name__)


def tidy(bench: Workbench) -> None:
    """One round, in one short transaction."""
    with bench.work.write(EVERY_ORGANISATION, None, silent=True) as transaction:
        answered.sweep(transaction.session, transaction.now)
        presence.forget_past(transaction.session, transaction.now)
        sessions.forget_failures(transaction.session, (), transaction.now - MEMORY)


class Housekeeper:
    """Tidies at start and every hour, from a thread of its own."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._stopping = Event()
        self._thread = Thread(target=self._walk, name="housekeeper", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, seconds: float = 5.0) -> None:
        """End after the round under way."""
        self._stopping.set()
        self._thread.join(seconds)

    def _walk(self) -> None:
        while not self._stopping.is_set():
            try:
                tidy(self._bench)
            except DomainError as refusal:
                log.warning("housekeeping_put_off", code=refusal.code)
            self._stopping.wait(PAUSE_SECONDS)
