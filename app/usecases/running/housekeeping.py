"""Clears what has had its time: answers kept for retries, hints of presence, what once let people in, mail.

The privacy page names every one of these spans.
"""

from datetime import timedelta
from functools import partial

import structlog

from app.domain.throttling import MEMORY
from app.storage import answered, forgetting, presence, sign_in_failures
from app.storage.tenancy import EVERY_ORGANISATION
from app.usecases.machines.rounds import Rounds
from app.usecases.workbench import Workbench

PAUSE_SECONDS = 3600.0
REMEMBERED = timedelta(days=30)
"""Long enough to look into a complaint about a session or a mail that did not come."""

log = structlog.get_logger(__name__)


def tidy(bench: Workbench) -> None:
    """One round, in one short transaction."""
    with bench.work.write(EVERY_ORGANISATION, None, silent=True) as transaction:
        session, long_ago = transaction.session, transaction.now - REMEMBERED
        answered.sweep(session, transaction.now)
        presence.forget_past(session, transaction.now)
        sign_in_failures.forget_failures(session, (), transaction.now - MEMORY)
        forgetting.forget_ended(session, long_ago)
        forgetting.forget_keys_of_closed_accounts(session)
        given_up = forgetting.forget_mail(session, long_ago)
    for mail in given_up:
        log.warning("mail_given_up", mail=mail)


def housekeeper(bench: Workbench) -> Rounds:
    """Tidies at start and every hour."""
    return Rounds("housekeeper", PAUSE_SECONDS, partial(tidy, bench))
