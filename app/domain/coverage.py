"""Which elements of a framework a programme has text for. Told element by element, never as "7 of 7".

Two frameworks may count the same number of elements and mean different ones, so a coverage always belongs to
one named framework in one edition. Text is no judgement: whether it is good enough is for a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from icp_templates.frameworks import Framework, FrameworkElement


class Covered(StrEnum):
    """What the programme has for one element."""

    WITH_TEXT = "with_text"
    PARTLY = "partly"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class SectionPlace:
    """A section as coverage sees it. `found` and `open_findings` count what the rules say of it."""

    key: str
    applies: bool
    has_text: bool
    found: int = 0
    open_findings: int = 0


@dataclass(frozen=True)
class CoveredElement:
    """One element with the sections that answer for it."""

    element: FrameworkElement
    state: Covered
    sections: tuple[SectionPlace, ...]


@dataclass(frozen=True)
class Coverage:
    """One framework over one programme."""

    framework: Framework
    elements: tuple[CoveredElement, ...]

    def with_state(self, *states: Covered) -> tuple[CoveredElement, ...]:
        """The elements in one of these states."""
        return tuple(element for element in self.elements if element.state in states)


def coverage(framework: Framework, places: Mapping[str, SectionPlace]) -> Coverage:
    """Look up every section that the framework names; sections that the programme lacks do not apply."""
    return Coverage(framework, tuple(_element(element, places) for element in framework.elements))


def _element(element: FrameworkElement, places: Mapping[str, SectionPlace]) -> CoveredElement:
    sections = tuple(places.get(key, SectionPlace(key, False, False)) for key in element.sections)
    applying = [section for section in sections if section.applies]
    with_text = [section for section in applying if section.has_text]
    if not applying:
        state = Covered.NOT_APPLICABLE
    elif len(with_text) == len(applying):
        state = Covered.WITH_TEXT
    else:
        state = Covered.PARTLY if with_text else Covered.MISSING
    return CoveredElement(element, state, sections)
