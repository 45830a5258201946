"""A section opened to write in: everything the editor's page shows, read at one moment. Never checks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import NotFound
from app.domain.overview import Applicability
from app.domain.people import Actor
from app.domain.permissions import MEMBER_RIGHTS, Act, may
from app.domain.programme import Programme, Section, VersionSummary
from app.storage import presence, rights, sections, versions
from app.storage.presence import Presence
from app.usecases.doors import Desk, read_programme
from app.usecases.programmes.outline import applies, number_of, template_section, title_of
from app.usecases.programmes.programme_state import ProgrammeState, state_of
from app.usecases.workbench import Workbench
from checks.answers import Answers, chosen
from icp_templates import ModelClause, SectionTemplate, Template

RECENT = 8
FEWER_THAN_TEN = frozenset({"1", "2-9"})
"""Answers to the question on the number of staff (Q03) that make a small firm."""


@dataclass(frozen=True)
class Neighbour:
    """Another section, to go to."""

    key: str
    number: str
    title: str


@dataclass(frozen=True)
class Workspace:
    """A section with its surroundings. `labels` are in the language of the document.

    `helpers` names who may write, when the reader may not.
    """

    now: datetime
    person_id: str
    programme: Programme
    section: Section
    outline: Template
    template: SectionTemplate | None
    clauses: tuple[ModelClause, ...]
    number: str
    title: str
    applicability: Applicability
    values: Mapping[str, str]
    labels: Mapping[str, str]
    may_write: bool
    helpers: tuple[str, ...]
    others: tuple[Presence, ...]
    recent: tuple[VersionSummary, ...]
    following: Neighbour | None

    def blank_words(self, key: str, language: str) -> tuple[str, str]:
        """The label and the help text of a blank; a blank only a text knows has its key for a label."""
        try:
            blank = self.outline.blank(key)
        except KeyError:
            return key.replace("_", " "), ""
        return blank.label[language], blank.help[language]


def open_workspace(bench: Workbench, actor: Actor, programme_id: str, key: str, language: str) -> Workspace:
    """The section as the editor shows it; titles in the reader's language."""
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        section = sections.find_section(desk.session, programme_id, key)
        if section is None:
            raise NotFound()
        state = state_of(bench, desk.session, desk.programme)
        allowed = may(actor, Act.WRITE_SECTION, desk.organisation_id, programme_id, desk.now)
        own = next(head for head in state.heads if head.key == key)
        template = template_section(state.template, key)
        return Workspace(
            now=desk.now,
            person_id=actor.person.id,
            programme=desk.programme,
            section=section,
            outline=state.template,
            template=template,
            clauses=_clauses(template, state.answers),
            number=number_of(state.template, key),
            title=title_of(state.template, own, language),
            applicability=applies(state.template, own, state.answers),
            values=state.values,
            labels=state.labels,
            may_write=allowed and not desk.programme.locked,
            helpers=() if allowed else _helpers(desk),
            others=presence.others_present(desk.session, programme_id, key, actor.person.id, desk.now),
            recent=versions.versions_of(desk.session, programme_id, key, limit=RECENT),
            following=_following(state, key, language),
        )


def _clauses(template: SectionTemplate | None, answers: Answers) -> tuple[ModelClause, ...]:
    """The model clauses for this section; a small firm sees the short form first."""
    clauses = template.clauses if template else ()
    if FEWER_THAN_TEN.isdisjoint(chosen(answers, "Q03")):
        return clauses
    return tuple(sorted(clauses, key=lambda clause: not clause.for_small))


def _helpers(desk: Desk) -> tuple[str, ...]:
    return rights.names_of_holders(desk.session, desk.organisation_id, MEMBER_RIGHTS[Act.WRITE_SECTION])


def _following(state: ProgrammeState, key: str, language: str) -> Neighbour | None:
    """The next section that applies."""
    keys = [head.key for head in state.heads]
    for head in state.heads[keys.index(key) + 1 :]:
        if applies(state.template, head, state.answers).applies:
            title = title_of(state.template, head, language)
            return Neighbour(head.key, number_of(state.template, head.key), title)
    return None
