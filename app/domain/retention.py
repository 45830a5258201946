"""How long an archived programme is kept, and from when it may be destroyed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain.errors import Conflict, Invalid
from app.domain.programme import Programme

SHORTEST_YEARS = 7
"""At least five years from the end of the calendar year by Regulation (EU) 2021/821, Article 27(3).

For software, technology and services Article 15 of the Wet strategische diensten leads to seven (Article
2:10(3) BW): seven for all, so that nobody has to sort.
"""
LONGEST_YEARS = 99


@dataclass(frozen=True)
class Holding:
    """What a programme is made of: rows by kind, the bytes of its files, and a list of what is in it.

    `items` holds ids, versions and hashes; no text.
    """

    counts: Mapping[str, int]
    file_bytes: int
    items: Mapping[str, Any]


@dataclass(frozen=True)
class Destruction:
    """What was destroyed, when and by whom."""

    id: str
    destroyed_id: str
    title: str
    items: Mapping[str, Any]
    destroyed_at: datetime
    destroyed_by: str


def checked_years(years: int) -> int:
    """Raises Invalid when it is shorter than the law allows, or longer than anybody plans."""
    if not SHORTEST_YEARS <= years <= LONGEST_YEARS:
        raise Invalid("years_out_of_range", field="years", shortest=SHORTEST_YEARS, longest=LONGEST_YEARS)
    return years


def kept_until(programme: Programme, years: int) -> date | None:
    """The first day an archived programme may be destroyed; years count from the end of the calendar year."""
    if programme.archived_at is None:
        return None
    return date(programme.archived_at.year + years + 1, 1, 1)


def check_destroyable(programme: Programme, years: int | None, today: date) -> None:
    """Raises Conflict: on hold, not archived, no rule, or kept for some time yet."""
    if programme.hold is not None:
        raise Conflict("on_hold")
    if programme.archived_at is None:
        raise Conflict("not_archived")
    until = kept_until(programme, years) if years is not None else None
    if until is None:
        raise Conflict("no_retention_rule")
    if today < until:
        raise Conflict("kept_until", date=until.isoformat())
