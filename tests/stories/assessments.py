"""Filled forms for tests: a human-rights assessment that may be closed, and how to change it."""

from app.domain.people import Actor
from app.domain.records import Record
from app.usecases.records.record_keeping import start_record
from app.usecases.workbench import Workbench

FINISHED = {
    "product": "Direction finder DF-9, export version",
    "end_user": "Interior Ministry, unit 4",
    "end_use": "Finding sources of interference, two sites",
    "sources": "Country report, 3 May 2026; nothing found on the unit",
    "people": "Journalists near the sites",
    "severity": "severe",
    "assessor": "Mira Visser",
    "outcome": "go",
    "reasons": "Logging cannot be switched off.",
    "dissent": "None",
    "decided_on": "2026-03-03",
    "next_test": "2027-03-03",
}


def an_assessment(
    bench: Workbench, actor: Actor, programme_id: str, *, close: bool = True, **changed: str
) -> Record:
    """A human-rights assessment (A11), closed unless said otherwise."""
    return start_record(bench, actor, programme_id, "A11", FINISHED | changed, close=close)
