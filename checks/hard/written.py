"""Whether a part of the programme is there at all."""

from __future__ import annotations

from checks.hard.seen import Case, Outcome, Seen, Settings, Undecided, pieces, quoted


def written(case: Case, settings: Settings) -> Outcome:
    """Detector: at least one of `sections` has text; the first sentence of the first of them is shown.

    A document whose sections are not recognised says nothing about it.
    """
    if not any(section.key.startswith("icp.") for section in case.sections):
        return Undecided()
    wanted = settings["sections"].split()
    for key in wanted:
        for section in case.sections:
            if section.key == key:
                block = next(
                    b for b in section.blocks if b.kind not in ("heading", "picture") and b.text.strip()
                )
                return Seen("present", (quoted(section, block, *pieces(block)[0]),))
    return Seen("missing")
