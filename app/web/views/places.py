"""Where a finding stands in the text: its sentences, and what each of them says or weakens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.findings import Judged
from app.domain.quoting import Quoted, in_its_sentence
from app.i18n import _, current_language
from app.usecases.findings.checking import SectionFindings
from checks import Evidence
from checks.results import NOTICED


@dataclass(frozen=True)
class Place:
    """The words of a link, its address, the quotation, and sentences on what it is quoted for."""

    text: str
    href: str
    quote: Quoted
    block: str | None
    reasons: tuple[str, ...]


def places_of(item: Judged, found: SectionFindings, path: str) -> tuple[Place, ...]:
    """Every sentence once, those of this section first, in the order of the text."""
    reasons: dict[tuple[str, str, int], tuple[Evidence, list[str]]] = {}
    for evidence, reason in _quoted(item, found):
        known = reasons.setdefault((evidence.section, evidence.block, evidence.start), (evidence, []))[1]
        if reason and reason not in known:
            known.append(reason)
    positions = {block: number for number, block in enumerate(found.blocks, 1)}

    def in_order(one: tuple[Evidence, list[str]]) -> tuple[bool, str, int, int]:
        evidence = one[0]
        elsewhere = evidence.section != found.key
        return elsewhere, evidence.section, positions.get(evidence.block, 0), evidence.start

    return tuple(_place(*one, found, path) for one in sorted(reasons.values(), key=in_order))


def _quoted(item: Judged, found: SectionFindings) -> Iterator[tuple[Evidence, str]]:
    """Each quotation with what it is quoted for; empty where the finding itself says it."""
    finding = item.finding
    for evidence in finding.evidence:
        if not evidence.pointed:
            yield evidence, "" if finding.outcome == NOTICED else _serves(item, evidence.element, found)
    for defect in finding.defects:
        yield defect.evidence, defect.text[current_language()]


def _serves(item: Judged, element: str, found: SectionFindings) -> str:
    says = found.element_words.get(f"{item.finding.rule}.{element}")
    if says is None:
        return ""
    if item.finding.elements.get(element) == "present":
        return _("For: %(element)s", element=says[current_language()])
    return _("Touches on: %(element)s", element=says[current_language()])


def _place(evidence: Evidence, reasons: list[str], found: SectionFindings, path: str) -> Place:
    text = found.quoted_blocks.get((evidence.section, evidence.block), "")
    quote = in_its_sentence(text, evidence.start, evidence.end, evidence.quote)
    if evidence.section == found.key and evidence.block in found.blocks:
        position = found.blocks.index(evidence.block) + 1
        number = f"{found.number}.{position}" if found.number else str(position)
        label, href = _("Paragraph %(number)s", number=number), f"{path}#block-{evidence.block}"
        return Place(label, href, quote, evidence.block, tuple(reasons))
    elsewhere = path.rpartition("/")[0] + f"/{evidence.section}#block-{evidence.block}"
    label = found.titles.get(evidence.section, evidence.section)
    return Place(label, elsewhere, quote, None, tuple(reasons))
