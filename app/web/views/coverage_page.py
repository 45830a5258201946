"""What the coverage page shows: one framework, its elements, and where the programme answers for them."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.coverage import Covered, CoveredElement, SectionPlace
from app.i18n import N_, _, current_language, ngettext
from app.usecases.findings.covering import ProgrammeCoverage

STATE_WORDS = {
    Covered.WITH_TEXT: N_("Every section has text"),
    Covered.PARTLY: N_("Some sections have text"),
    Covered.MISSING: N_("No text yet"),
    Covered.NOT_APPLICABLE: N_("Not applicable"),
}


@dataclass(frozen=True)
class FrameworkLink:
    """One framework to look at."""

    name: str
    href: str
    is_current: bool


@dataclass(frozen=True)
class SectionCell:
    """One section behind an element, and how far it is."""

    title: str
    href: str
    note: str


@dataclass(frozen=True)
class ElementRow:
    """One element of the framework. `number` is the framework's own; empty where it numbers nothing."""

    id: str
    number: str
    title: str
    state: str
    state_words: str
    sections: tuple[SectionCell, ...]


@dataclass(frozen=True)
class CoveragePage:
    """The programme held against one framework. `summary` names what is missing, never only a number."""

    programme_id: str
    programme_title: str
    frameworks: tuple[FrameworkLink, ...]
    name: str
    edition: str
    note: str
    summary: str
    rows: tuple[ElementRow, ...]


def coverage_page(found: ProgrammeCoverage) -> CoveragePage:
    """The page in the language in force."""
    language = current_language()
    framework = found.coverage.framework
    base = f"/programmes/{found.programme.id}"
    return CoveragePage(
        programme_id=found.programme.id,
        programme_title=found.programme.title,
        frameworks=tuple(
            FrameworkLink(each.name[language], f"{base}/coverage?framework={each.id}", each is framework)
            for each in found.frameworks
        ),
        name=framework.name[language],
        edition=framework.edition[language],
        note=framework.note[language] if framework.note else "",
        summary=_summary(found),
        rows=tuple(_row(found, element) for element in found.coverage.elements),
    )


def _summary(found: ProgrammeCoverage) -> str:
    """How many elements have text, and by name those that have not."""
    language = current_language()
    asked = [e for e in found.coverage.elements if e.state is not Covered.NOT_APPLICABLE]
    with_text = found.coverage.with_state(Covered.WITH_TEXT)
    sentence = ngettext(
        "Your programme has text for %(done)s of the %(num)s element of %(name)s that applies to you.",
        "Your programme has text for %(done)s of the %(num)s elements of %(name)s that apply to you.",
        len(asked),
    ) % {"done": len(with_text), "num": len(asked), "name": found.coverage.framework.name[language]}
    missing = _names(found.coverage.with_state(Covered.MISSING))
    partly = _names(found.coverage.with_state(Covered.PARTLY))
    if missing:
        sentence += " " + _("Missing: %(names)s.", names=missing)
    if partly:
        sentence += " " + _("Not complete: %(names)s.", names=partly)
    return sentence


def _names(elements: tuple[CoveredElement, ...]) -> str:
    return "; ".join(element.element.title[current_language()] for element in elements)


def _row(found: ProgrammeCoverage, covered: CoveredElement) -> ElementRow:
    return ElementRow(
        id=covered.element.id,
        number=covered.element.number,
        title=covered.element.heading(current_language()),
        state=covered.state.value,
        state_words=_(STATE_WORDS[covered.state]),
        sections=tuple(_cell(found, place) for place in covered.sections if place.key in found.titles),
    )


def _cell(found: ProgrammeCoverage, place: SectionPlace) -> SectionCell:
    title = f"{found.numbers[place.key]} {found.titles[place.key]}".strip()
    return SectionCell(title, f"/programmes/{found.programme.id}/sections/{place.key}", _note(place))


def _note(place: SectionPlace) -> str:
    if not place.applies:
        return _("Does not apply to you")
    if not place.has_text:
        return _("No text yet")
    if place.open_findings:
        return ngettext("%(num)s open finding", "%(num)s open findings", place.open_findings) % {
            "num": place.open_findings
        }
    return _("With text")
