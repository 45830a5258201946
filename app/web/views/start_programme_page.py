"""What the page that starts a programme shows."""

from dataclasses import dataclass

from app.domain.people import Actor, OrganisationKind, Role
from app.i18n import current_language
from app.web.frame import LANGUAGE_NAMES
from icp_templates import Library


@dataclass(frozen=True)
class StartProgrammePage:
    """What was typed so far, and what can be chosen (value, text, hint)."""

    title: str
    organisation: str
    template: str
    language: str
    organisations: tuple[tuple[str, str, None], ...]
    templates: tuple[tuple[str, str, None], ...]
    languages: tuple[tuple[str, str, None], ...]


def start_programme_page(
    actor: Actor,
    library: Library,
    title: str = "",
    organisation: str = "",
    template: str = "",
    language: str = "",
) -> StartProgrammePage:
    """The page for one person; with one choice, that choice is made already."""
    companies = tuple(
        (membership.organisation_id, membership.organisation_name, None)
        for membership in actor.memberships
        if membership.kind is OrganisationKind.COMPANY and membership.roles & {Role.DRAFTER, Role.APPROVER}
    )
    templates = tuple((one.id, one.title[current_language()], None) for one in library.templates)
    return StartProgrammePage(
        title=title,
        organisation=organisation or (companies[0][0] if len(companies) == 1 else ""),
        template=template or (templates[0][0] if len(templates) == 1 else ""),
        language=language or current_language(),
        organisations=companies,
        templates=templates,
        languages=tuple((code, name, None) for code, name in LANGUAGE_NAMES.items()),
    )
