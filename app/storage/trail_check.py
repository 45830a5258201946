"""The trail under examination: every seal, number and anchor, and the guards that keep it append-only."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import Connection, text

from app.domain.trail import FIRST_SEAL, Anchor, seal
from app.storage import trail
from app.storage.faults import Fault

GUARDS = frozenset({"trail_keeps_facts", "trail_keeps_rows"})
CLOCK_TOLERANCE = timedelta(minutes=5)


def of_chain(connection: Connection, key: bytes, anchors: tuple[Anchor, ...]) -> Iterator[Fault]:
    """Breaks in the chain. Stops at the first broken entry: all that follow hang on it."""
    missing = GUARDS - _triggers(connection)
    yield from (Fault("trail_guard_missing", name) for name in sorted(missing))
    known = {anchor.number: anchor.seal for anchor in anchors}
    previous, number = FIRST_SEAL, 0
    for entry in trail.entries(connection):
        number += 1
        if entry.number != number:
            yield Fault("trail_gap", str(number))
            return
        if entry.previous != previous or seal(entry, key) != entry.seal:
            yield Fault("trail_broken", str(number))
            return
        if known.get(number, entry.seal) != entry.seal:
            yield Fault("trail_not_as_anchored", str(number))
            return
        previous = entry.seal
    if number == 0 and _has_organisations(connection):
        yield Fault("trail_empty", "0")
    longest = max(known, default=0)
    if longest > number:
        yield Fault("trail_cut", f"{number} of at least {longest}")


def backward_steps(connection: Connection) -> Iterator[Fault]:
    """Entries dated before the one in front of them: the clock was set back. No fault: order is by number."""
    last = None
    for entry in trail.entries(connection):
        if last is not None and entry.at < last - CLOCK_TOLERANCE:
            yield Fault("clock_went_back", str(entry.number))
        last = entry.at


def _triggers(connection: Connection) -> set[str]:
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'trail'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = 'trail'::regclass AND tgenabled <> 'D'",
    }
    return set(connection.execute(text(catalogue[connection.dialect.name])).scalars())


def _has_organisations(connection: Connection) -> bool:
    return connection.execute(text("SELECT 1 FROM organisation LIMIT 1")).first() is not None
