"""How long someone must wait after wrong sign-ins: growing pauses, never a closed door.

A try that comes too early is refused before the password is looked at and does not count, so a pause cannot
be kept alive by knocking on.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

MEMORY = timedelta(hours=1)
"""Wrong sign-ins older than this are forgotten."""


@dataclass(frozen=True)
class Patience:
    """`free` wrong tries cost nothing; each further one doubles the pause up to `longest` seconds."""

    free: int
    longest: int

    def pause(self, failures: int) -> timedelta:
        """The pause after so many wrong tries."""
        over = failures - self.free
        if over < 0:
            return timedelta(0)
        return timedelta(seconds=min(self.longest, 2 ** min(over, 20)))

    def wait(self, failures: list[datetime], now: datetime) -> int:
        """Whole seconds to wait from `now`; 0 when a try is welcome. `failures` may be in any order."""
        recent = [moment for moment in failures if now - moment < MEMORY]
        if not recent:
            return 0
        left = (max(recent) + self.pause(len(recent)) - now).total_seconds()
        return max(0, -int(-left // 1))


PERSON_FROM_ADDRESS = Patience(free=5, longest=900)
PERSON = Patience(free=20, longest=30)
ADDRESS = Patience(free=40, longest=900)

TEST_PERSON_FROM_ADDRESS = Patience(free=20, longest=30)
TEST_PERSON = Patience(free=30, longest=30)
TEST_ADDRESS = Patience(free=10_000, longest=30)

RESET_BY_MAIL = Patience(free=3, longest=3600)
RESETS_FROM_ADDRESS = Patience(free=20, longest=3600)
