"""*Not relevant here*: a person's reasoned decision about one rule in one section, with an end date."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.errors import Invalid

SHORTEST_REASON = 10
LONGEST_REASON = 2000
LONGEST_DAYS = 731


@dataclass(frozen=True)
class Waiver:
    """`until` is the last day it holds; `text_sha256` is the section's text it was given for."""

    id: str
    key: str
    rule: str
    reason: str
    text_sha256: str
    given_by: str
    given_at: datetime
    until: date
    withdrawn_at: datetime | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it still stands on `day`."""
        return self.withdrawn_at is None and day <= self.until


def check_reason(reason: str) -> str:
    """The reason without outer space. Raises Invalid when a colleague could not follow it."""
    kept = reason.strip()
    if len(kept) < SHORTEST_REASON:
        raise Invalid("reason_too_short", field="reason", minimum=SHORTEST_REASON)
    if len(kept) > LONGEST_REASON:
        raise Invalid("reason_too_long", field="reason", limit=LONGEST_REASON)
    return kept


def check_until(until: date, today: date) -> date:
    """The end date. Raises Invalid when it is past, or so far away that nobody would look again."""
    if until < today:
        raise Invalid("date_in_the_past", field="until")
    if until > today + timedelta(days=LONGEST_DAYS):
        raise Invalid("date_too_far", field="until", days=LONGEST_DAYS)
    return until
