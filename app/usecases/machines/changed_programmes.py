"""Programmes that somebody changed, until they have rested: several saves of one become one check."""

import threading
import time
from collections.abc import Callable

SETTLE_SECONDS = 3.0
"""Longer than people pause between two saves: while they write, the request for findings checks anyway."""
MOST_SECONDS = 10.0
"""Since it was checked last: whoever looks at findings while they write has it checked each time."""


class ChangedProgrammes:
    """Each programme waits here at most once, until nothing was saved for three seconds.

    Ten at most after its first change, or after somebody else had it checked since.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._changed: dict[str, tuple[float, float]] = {}
        """When each was changed first (or checked, when that was later) and last."""
        self._awake = threading.Condition()
        self._closed = False

    def add(self, programme_id: str) -> None:
        """Note a change. Never waits for anything that takes time."""
        with self._awake:
            now = self._now()
            first, _last = self._changed.get(programme_id, (now, now))
            is_first = not self._changed
            self._changed[programme_id] = (first, now)
            if is_first:
                # Otherwise an earlier one wakes the follower soon enough.
                self._awake.notify()

    def checked(self, programme_id: str) -> None:
        """Note that a programme was checked as it stands: what is left to do for it can wait for a rest."""
        with self._awake:
            if programme_id in self._changed:
                _first, last = self._changed[programme_id]
                self._changed[programme_id] = (self._now(), last)

    def next(self) -> str | None:
        """Wait for a programme that has rested; None once closed."""
        with self._awake:
            while not self._closed:
                due = {
                    one: min(last + SETTLE_SECONDS, first + MOST_SECONDS)
                    for one, (first, last) in self._changed.items()
                }
                earliest = min(due, key=due.__getitem__, default=None)
                if earliest is None:
                    self._awake.wait()
                elif due[earliest] <= self._now():
                    del self._changed[earliest]
                    return earliest
                else:
                    self._awake.wait(due[earliest] - self._now())
            return None

    def pause(self, seconds: float) -> None:
        """Wait, but no longer than until it is closed."""
        with self._awake:
            self._awake.wait_for(lambda: self._closed, timeout=seconds)

    def open(self) -> None:
        """Begin, or begin again."""
        with self._awake:
            self._closed = False

    def close(self) -> None:
        """Let whoever waits go. What is still here is checked when somebody looks."""
        with self._awake:
            self._closed = True
            self._awake.notify_all()
