"""Clears what has had its time: answers kept for retries, hints of presence, failed sign-ins."""

from functools import partial

from app.domain.throttling import MEMORY
from app.storage import answered, presence, sessions
from app.storage.tenancy import EVERY_ORGANISATION
from app.usecases.rounds import Rounds
from app.usecases.workbench import Workbench

PAUSE_SECONDS = 3600.0


def tidy(bench: Workbench) -> None:
    """One round, in one short transaction."""
    with bench.work.write(EVERY_ORGANISATION, None, silent=True) as transaction:
        answered.sweep(transaction.session, transaction.now)
        presence.forget_past(transaction.session, transaction.now)
        sessions.forget_failures(transaction.session, (), transaction.now - MEMORY)


def housekeeper(bench: Workbench) -> Rounds:
    """Tidies at start and every hour."""
    return Rounds("housekeeper", PAUSE_SECONDS, partial(tidy, bench))
