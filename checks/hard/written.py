"""Whether a part of the programme is there at all."""

from __future__ import annotations

from checks.evidence import quote
from checks.hard.seen import NO_TEXT, Case, Outcome, Seen, Settings, Undecided


def written(case: Case, settings: Settings) -> Outcome:
    """Detector: at least one of `sections` has text; the first sentence of the first of them is shown.

    A document whose sections are not recognised says nothing about it.
    """
    if not any(section.section.startswith("icp.") for section in case.sections):
        return Undecided()
    by_key = {section.section: section for section in case.sections}
    for key in settings["sections"].split():
        if key in by_key:
            first = next(one for one in by_key[key].sentences if one.kind not in NO_TEXT)
            return Seen("present", (quote(first, ""),))
    return Seen("missing")
