"""A programme's template with its sections as they apply: what overview, checks and export all start from."""

from collections.abc import Mapping

from app.domain.overview import Applicability, SectionHead
from app.domain.programme import Programme
from app.domain.scoping import applicability
from app.usecases.workbench import Workbench
from checks.answers import Answers
from icp_templates import SectionTemplate, Template

OWN_CHAPTER = "own"
FRONT_MATTER = "0"
MADE_ANNEXES = frozenset({"B1", "B2"})
"""Annexes that the export adds: where each element is covered, and the list of forms."""


def template_of(bench: Workbench, programme: Programme) -> Template:
    """The template a programme was started from."""
    return bench.library.template(programme.template)


def template_section(template: Template, key: str) -> SectionTemplate | None:
    """The template's section, or None for a section of the company's own."""
    try:
        return template.section(key)
    except KeyError:
        return None


def applies(template: Template, head: SectionHead, answers: Answers) -> Applicability:
    """Whether a section applies. A section of the company's own always does."""
    section = template_section(template, head.key)
    return applicability(section.condition, answers) if section else Applicability(True)


def title_of(template: Template, head: SectionHead, language: str) -> str:
    """The section's title in one language."""
    section = template_section(template, head.key)
    titles = section.title if section else template.retired.get(head.key)
    return head.title or (titles[language] if titles else head.key)


def number_of(template: Template, key: str) -> str:
    """The section's number as printed; front matter and own sections have none."""
    section = template_section(template, key)
    return section.number if section and section.chapter != FRONT_MATTER else ""


def chapter_of(template: Template, key: str) -> str:
    """The number of the chapter it stands in; own sections stand together at the end."""
    section = template_section(template, key)
    return section.chapter if section else OWN_CHAPTER


def labels_of(template: Template, heads: tuple[SectionHead, ...], language: str) -> Mapping[str, str]:
    """How blanks (by key) and sections (by section key) are called where they stand in a text."""
    blanks = {blank.key: blank.label[language] for blank in template.blanks}
    sections = {
        head.key: f"{number_of(template, head.key)} {title_of(template, head, language)}".strip()
        for head in heads
    }
    return blanks | sections
