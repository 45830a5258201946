"""A programme as a task list, and the dashboard of everything that waits for one person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.errors import TryLater
from app.domain.overview import FindingCounts, Overview, OverviewRow
from app.domain.people import Actor
from app.domain.permissions import Act, may
from app.domain.programme import Programme, SectionStatus
from app.domain.upgrading import is_newer
from app.local_time import local_day
from app.storage import comments, people
from app.usecases.doors import read_programme
from app.usecases.findings.checking import findings_of, stored_counts
from app.usecases.programmes.outline import chapter_of, number_of, title_of
from app.usecases.programmes.programme_state import ProgrammeState, state_of
from app.usecases.programmes.starting import readable_programmes
from app.usecases.records.registering import count_due
from app.usecases.workbench import Workbench


@dataclass(frozen=True)
class ProgrammeOverview:
    """A programme with its task list; titles are in the language of the reader.

    `open_threads` counts open comment threads by section; `changed_by` names who saved last;
    `due_reviews` counts end-users to be weighed again; `has_newer_template` when its template went on.
    """

    programme: Programme
    organisation: str
    is_example: bool
    overview: Overview
    open_threads: dict[str, int]
    changed_by: str | None
    due_reviews: int
    has_newer_template: bool


@dataclass(frozen=True)
class Waiting:
    """A section that waits for the person: to be written, or to be approved."""

    programme: Programme
    row: OverviewRow
    for_approval: bool


@dataclass(frozen=True)
class Dashboard:
    """What a person finds at home."""

    programmes: tuple[ProgrammeOverview, ...]
    waiting: tuple[Waiting, ...]


def read_overview(bench: Workbench, actor: Actor, programme_id: str, language: str) -> ProgrammeOverview:
    """The task list with counts as of now. When the rules cannot be run, sections are "not counted"."""
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        state = state_of(bench, desk.session, desk.programme)
        try:
            counts = findings_of(bench, state).counts
        except TryLater:
            counts = {}
        return _overview(state, counts, language, local_day(desk.now))


def read_dashboard(bench: Workbench, actor: Actor, language: str) -> Dashboard:
    """Every programme of the person with the counts of the last check, and what waits for them."""
    shown = []
    for programme in readable_programmes(bench, actor):
        with read_programme(bench, actor, programme.id, Act.READ_PROGRAMME) as desk:
            state = state_of(bench, desk.session, desk.programme)
            counts = stored_counts(bench, state)
            shown.append(_overview(state, counts, language, local_day(desk.now)))
        if not counts:
            bench.checker.programme_changed(programme.id)
    waiting = [item for one in shown for item in _waiting(bench, actor, one)]
    return Dashboard(tuple(shown), tuple(waiting))


def _overview(
    state: ProgrammeState, counts: Mapping[str, FindingCounts], language: str, today: date
) -> ProgrammeOverview:
    session, programme = state.session, state.programme
    last = max((h for h in state.heads if h.saved_at), key=lambda h: (h.saved_at, h.key), default=None)
    mentioned = {h.assignee_id for h in state.heads} | {last.saved_by if last else None}
    names = people.names_of(session, frozenset(one for one in mentioned if one))
    rows = tuple(
        OverviewRow(
            head=head,
            title=title_of(state.template, head, language),
            number=number_of(state.template, head.key),
            chapter=chapter_of(state.template, head.key),
            applicability=state.applicability[head.key],
            counts=counts.get(head.key),
            assignee=names.get(head.assignee_id or ""),
        )
        for head in state.heads
    )
    organisation = people.organisation_by_id(session, programme.organisation_id)
    assert organisation is not None
    return ProgrammeOverview(
        programme=programme,
        organisation=organisation.name,
        is_example=organisation.is_example,
        overview=Overview(rows),
        open_threads=comments.open_threads(session, programme.id),
        changed_by=names.get(last.saved_by or "") if last else None,
        due_reviews=count_due(session, state.template, programme.id, today),
        has_newer_template=is_newer(state.template.version, programme.template_version),
    )


def _waiting(bench: Workbench, actor: Actor, one: ProgrammeOverview) -> list[Waiting]:
    programme = one.programme
    approves = may(actor, Act.APPROVE_SECTION, programme.organisation_id, programme.id, bench.clock())
    waiting = []
    for row in one.overview.in_force:
        for_approval = approves and row.head.status == SectionStatus.READY
        own = row.head.assignee_id == actor.person.id and not row.is_done
        if for_approval or own:
            waiting.append(Waiting(programme, row, for_approval))
    return waiting
