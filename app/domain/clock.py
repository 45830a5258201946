"""The clock as a value, so that tests can set it and nobody reads the wall clock elsewhere."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Now, in UTC, with its zone."""
    return datetime.now(UTC)
