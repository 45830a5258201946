"""Living with new versions of a template: a preview, taking over in one act, and taking that back."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.domain.editing import restored
from app.domain.errors import Conflict, Invalid
from app.domain.people import Actor
from app.domain.permissions import Act, may
from app.domain.programme import Cause, Programme, Section
from app.domain.upgrading import (
    Difference,
    Item,
    holds_other_clauses,
    insertions,
    is_newer,
    outline_items,
    section_items,
    taken,
)
from app.storage import programmes, sections, trail_of_organisation, versions
from app.storage.tenancy import FencedSession
from app.usecases.doors import Desk, WritingDesk, read_programme, write_programme
from app.usecases.programmes.outline import template_of
from app.usecases.programmes.programme_state import ProgrammeState, state_of
from app.usecases.programmes.section_desk import keep, last_states, section_for_reading
from app.usecases.workbench import Workbench
from icp_templates import Template

UPGRADED: Final = "upgrade_programme"
TAKEN_BACK: Final = "undo_upgrade"
SECTION_ADDED: Final = "add_section"
EDITION = "list_edition"


@dataclass(frozen=True)
class LastUpgrade:
    """The move to a version of the template that can be taken back."""

    at: datetime
    before: str
    object: str


@dataclass(frozen=True)
class Upgrade:
    """A programme beside its template as installed. `seen` names this comparison.

    `edition` is what the programme says about its control list, empty before anybody filled it in.
    """

    state: ProgrammeState
    items: tuple[Item, ...]
    seen: str
    edition: str
    last: LastUpgrade | None
    may_write: bool

    @property
    def programme(self) -> Programme:
        """The programme as it stands."""
        return self.state.programme

    @property
    def template(self) -> Template:
        """The template as installed."""
        return self.state.template

    @property
    def is_newer(self) -> bool:
        """Whether the installed template comes after the one that the programme follows."""
        return is_newer(self.template.version, self.programme.template_version)


def read_upgrade(bench: Workbench, actor: Actor, programme_id: str) -> Upgrade:
    """What the template has that the programme has not, item by item."""
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        state = state_of(bench, desk.session, desk.programme)
        kept = sections.sections_of(desk.session, programme_id)
        items = _compared(desk, state.template, kept)
        allowed = may(desk.actor, Act.WRITE_SECTION, desk.organisation_id, programme_id, desk.now)
        return Upgrade(
            state=state,
            items=items,
            seen=_seen(desk.programme, state.template, kept, items),
            edition=state.values.get(EDITION, ""),
            last=last_upgrade(desk.session, desk.programme),
            may_write=allowed and not desk.programme.locked and not desk.programme.archived,
        )


def apply_upgrade(
    bench: Workbench, actor: Actor, programme_id: str, take: Collection[str], seen: str
) -> None:
    """Take over the items named and follow the installed template from now on; what is not named stays.

    Raises Conflict `upgrade_moved_on` unless the comparison is the one that was `seen`.
    """
    with write_programme(bench, actor, programme_id, Act.WRITE_SECTION) as desk:
        template = template_of(bench, desk.programme)
        kept = sections.sections_of(desk.session, programme_id)
        items = _compared(desk, template, kept)
        if seen != _seen(desk.programme, template, kept, items):
            raise Conflict("upgrade_moved_on")
        wanted = [item for item in items if item.id in take and item.can_be_taken]
        if len(wanted) != len(set(take)):
            raise Invalid("invalid_value", field="take")
        if not wanted and not is_newer(template.version, desk.programme.template_version):
            raise Conflict("nothing_to_upgrade")
        _follow(desk, template.version)
        for section in kept:
            _take_over(bench, desk, template, section, [item for item in wanted if item.key == section.key])
        for item in wanted:
            if item.difference is Difference.NEW_SECTION:
                _add_section(desk, template, item.key)
        before = desk.programme.template_version
        desk.record(UPGRADED, f"{programme_id}/template/{before}/{template.version}")
    bench.checker.programme_changed(programme_id)


def undo_upgrade(bench: Workbench, actor: Actor, programme_id: str) -> tuple[str, ...]:
    """Take back the last upgrade; the keys of the sections that were changed since, and stay, come back.

    Raises Conflict `nothing_to_undo`.
    """
    with write_programme(bench, actor, programme_id, Act.WRITE_SECTION) as desk:
        last = last_upgrade(desk.session, desk.programme)
        if last is None:
            raise Conflict("nothing_to_undo")
        changed = versions.made_at(desk.session, programme_id, Cause.UPGRADE, last.at)
        left = [key for key, number in changed if not _put_back(desk, key, number)]
        added = trail_of_organisation.objects_of(desk.session, SECTION_ADDED, f"{programme_id}/", last.at)
        for key in (each.partition("/")[2] for each in added):
            if not sections.remove_untouched(desk.session, programme_id, key):
                left.append(key)
        _follow(desk, last.before)
        desk.record(TAKEN_BACK, last.object)
    bench.checker.programme_changed(programme_id)
    return tuple(left)


def _compared(desk: Desk, template: Template, kept: tuple[Section, ...]) -> tuple[Item, ...]:
    programme = desk.programme
    items = list(outline_items(template, kept))
    for section in kept:
        arrivals = (
            insertions(versions.oldest_first(desk.session, programme.id, section.key))
            if holds_other_clauses(template, section)
            else ()
        )
        items += section_items(template, section, arrivals, programme.language, programme.template_version)
    return tuple(items)


def _seen(
    programme: Programme, template: Template, kept: tuple[Section, ...], items: tuple[Item, ...]
) -> str:
    """Changes with everything that the person decides on."""
    concerned: Mapping[str, int] = {section.key: section.version for section in kept}
    facts = [
        [programme.template_version, template.version],
        [[item.id, concerned.get(item.key, 0)] for item in items],
    ]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _take_over(
    bench: Workbench, desk: WritingDesk, template: Template, section: Section, items: list[Item]
) -> None:
    if not items:
        return
    blocks = section.blocks
    for item in items:
        blocks = taken(blocks, item, template, bench.new_id)
    keep(desk, section, blocks, Cause.UPGRADE)


def _add_section(desk: WritingDesk, template: Template, key: str) -> None:
    programme = desk.programme
    fresh = sections.new_section(programme.id, key, template.section(key).order)
    sections.add_section(desk.session, desk.organisation_id, fresh)
    desk.record(SECTION_ADDED, f"{programme.id}/{key}")


def _put_back(desk: WritingDesk, key: str, number: int) -> bool:
    """The section as it was before version `number`, unless somebody changed it after that."""
    section = section_for_reading(desk, key)
    before = versions.find_version(desk.session, section.programme_id, key, number - 1)
    if section.version != number or before is None:
        return False
    blocks = restored(before.blocks, section.blocks, last_states(desk, section, before.blocks))
    keep(desk, section, blocks, Cause.UNDO)
    return True


def _follow(desk: WritingDesk, version: str) -> None:
    if not programmes.move_template_version(desk.session, desk.programme, version, desk.now):
        raise Conflict("upgrade_moved_on")


def last_upgrade(session: FencedSession, programme: Programme) -> LastUpgrade | None:
    """The newest upgrade of the programme, unless it was taken back."""
    about = f"{programme.id}/template/"
    entry = trail_of_organisation.newest_about(session, about, frozenset({UPGRADED, TAKEN_BACK}))
    if entry is None or entry.act != UPGRADED:
        return None
    before, _, after = entry.object.removeprefix(about).partition("/")
    if after != programme.template_version:
        return None
    return LastUpgrade(entry.at, before, entry.object)
