"""Hard checks: what follows from law and what words alone cannot decide. Pure functions, one module per kind.

A detector gets the written sections in its rule's reach and the scoping answers; it answers what it saw,
or that it cannot tell. See `checks/packs/README.md` for how a rule names one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from checks.hard.authorisations import authorisation, questions_of
from checks.hard.editions import list_edition, torture_edition
from checks.hard.notice import notice
from checks.hard.retention import retention, year_end
from checks.hard.seen import Case, Irrelevant, Outcome, Seen, Settings, Undecided, is_written
from checks.hard.written import written
from checks.model import Detector

DETECTORS: Mapping[str, tuple[Callable[[Case, Settings], Outcome], frozenset[str]]] = {
    "authorisation": (authorisation, frozenset({"licence", "obstacle"})),
    "list_edition": (list_edition, frozenset()),
    "notice": (notice, frozenset({"licence", "days"})),
    "retention": (retention, frozenset({"activity", "years"})),
    "torture_edition": (torture_edition, frozenset()),
    "year_end": (year_end, frozenset()),
    "written": (written, frozenset({"sections"})),
}
"""By name: the detector, and the settings that it needs."""

__all__ = [
    "DETECTORS",
    "Case",
    "Irrelevant",
    "Outcome",
    "Seen",
    "Undecided",
    "detect",
    "is_written",
    "questions_read",
]


def questions_read(detector: Detector) -> tuple[str, ...]:
    """The questions whose answers a detector reads; none for those that read text only."""
    return questions_of(detector.settings) if detector.name == "authorisation" else ()


def detect(detector: Detector, case: Case) -> Outcome:
    """Ask a detector."""
    return DETECTORS[detector.name][0](case, detector.settings)
