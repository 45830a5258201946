"""What the text of one section says by itself of the elements that rules look for anywhere."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.findings import Judged
from checks import Finding
from checks.model import Verdict


@dataclass(frozen=True)
class Stated:
    """An element in the text of one section.

    Without a `verdict` only other `sections` say it. What defeats the duty leaves no element of it whole.
    """

    verdict: Verdict | None
    sections: tuple[str, ...] = ()


def stated_at(section: str, found: Iterable[Judged]) -> dict[str, Stated]:
    """Every element by its full name ("HR-GOV-02.E3"), as this section's own text says it."""
    return {
        f"{item.finding.rule}.{element}": _stated(item.finding, element, section)
        for item in found
        for element in item.finding.elements
    }


def _stated(finding: Finding, element: str, section: str) -> Stated:
    said = dict.fromkeys(one.section for one in finding.evidence if one.element == element)
    if finding.elements[element] == "present":
        # What follows from answers alone has no sentence anywhere.
        if section in said or not said:
            return Stated("partly" if finding.defeated else "found")
        return Stated(None, tuple(said))
    return Stated("partly" if section in said else "not_found")
