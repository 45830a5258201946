"""What the rules saw, together with what people decided about it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.domain.overview import FindingCounts
from app.domain.pin import PointedTo
from app.domain.waiver import Waiver
from checks import Evidence, Finding


@dataclass(frozen=True)
class Judged:
    """A finding, the waiver that stands for it, if any, and the passages that people point to.

    `waived_for_other_text`: the section has changed since the waiver was given; somebody should look again.
    """

    finding: Finding
    waiver: Waiver | None = None
    waived_for_other_text: bool = False
    pins: tuple[PointedTo, ...] = ()

    @property
    def pinned(self) -> tuple[PointedTo, ...]:
        """The pins by which elements count that the rules did not see."""
        return tuple(one for one in self.pins if one.standing == "holds")

    @property
    def is_found(self) -> bool:
        """The text says it."""
        return self.finding.verdict == "found"

    @property
    def is_open(self) -> bool:
        """Something is left to do, or to decide."""
        return not self.is_found and self.waiver is None


@dataclass(frozen=True)
class Mark:
    """A place in a block's visible text. `finding` is its requirement, `number` its place in the pane.

    Evidence supports the finding's rule (solid line); a gap is why it is not fully found (dashed line).
    """

    block: str
    start: int
    end: int
    finding: str
    number: int
    title: Mapping[str, str]
    is_gap: bool


def with_waivers(
    found: Iterable[Judged], waivers: Iterable[Waiver], sha256_of: Mapping[str, str], today: date
) -> tuple[Judged, ...]:
    """Findings with the waivers in force. `sha256_of` holds the hash of each section's present text."""
    standing = {(waiver.key, waiver.rule): waiver for waiver in waivers if waiver.holds_on(today)}
    return tuple(
        _waived(item, standing.get((item.finding.section, item.finding.rule)), sha256_of) for item in found
    )


def _waived(item: Judged, waiver: Waiver | None, sha256_of: Mapping[str, str]) -> Judged:
    if waiver is None:
        return item
    changed = sha256_of.get(item.finding.section) != waiver.text_sha256
    return replace(item, waiver=waiver, waived_for_other_text=changed)


def counted(found: Iterable[Judged]) -> FindingCounts:
    """How many are open, by severity."""
    severities = [item.finding.severity for item in found if item.is_open]
    return FindingCounts(severities.count("fix_first"), severities.count("improve"), severities.count("tip"))


def marks_of(found: Iterable[Judged], section: str) -> dict[str, tuple[Mark, ...]]:
    """The marks of one section by block, in reading order, numbered as the findings come."""
    marks: dict[str, list[Mark]] = {}
    for number, item in enumerate(found, 1):
        finding = item.finding
        places = list(_evidence(finding))
        places += [(defect.evidence, True) for defect in finding.defects]
        for evidence, is_gap in places:
            if evidence.section == section:
                marks.setdefault(evidence.block, []).append(_mark(finding, number, evidence, is_gap))
    once = {block: {_place(mark): mark for mark in found} for block, found in marks.items()}
    return {block: tuple(found[place] for place in sorted(found)) for block, found in once.items()}


def _evidence(finding: Finding) -> Iterator[tuple[Evidence, bool]]:
    """Each sentence once: what says one element and touches on another is no gap."""
    supports = {(one.block, one.start) for one in finding.evidence if _is_present(finding, one)}
    for one in finding.evidence:
        if _is_present(finding, one):
            yield one, False
        elif (one.block, one.start) not in supports:
            yield one, True


def _is_present(finding: Finding, evidence: Evidence) -> bool:
    return finding.elements.get(evidence.element) == "present"


def _mark(finding: Finding, number: int, evidence: Evidence, is_gap: bool) -> Mark:
    return Mark(
        evidence.block, evidence.start, evidence.end, finding.requirement, number, finding.title, is_gap
    )


def _place(mark: Mark) -> tuple[int, int, int, bool]:
    return mark.start, mark.end, mark.number, mark.is_gap
