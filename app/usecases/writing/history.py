"""The history of a section: look back, compare, restore as a new version."""

from dataclasses import dataclass, replace

from app.domain.difference import BlockChange, blocks_changed, words_changed
from app.domain.editing import restored
from app.domain.errors import NotFound
from app.domain.people import Actor
from app.domain.permissions import Act
from app.domain.programme import Cause, Section, Version, VersionSummary
from app.domain.visible import visible
from app.storage import versions
from app.usecases.doors import Desk, read_programme
from app.usecases.programmes.programme_state import ProgrammeState, state_of
from app.usecases.programmes.section_desk import (
    change_section,
    keep,
    last_states,
    refuse_stale_section,
    section_for_reading,
)
from app.usecases.unit_of_work import Retry
from app.usecases.workbench import Workbench

PAGE = 100
"""Versions in one answer."""


@dataclass(frozen=True)
class Comparison:
    """Two versions of a section, block by block."""

    old: Version
    new: Version
    changes: tuple[BlockChange, ...]


def list_versions(
    bench: Workbench, actor: Actor, programme_id: str, key: str, before: int | None = None
) -> tuple[VersionSummary, ...]:
    """The newest hundred versions, or those older than number `before`."""
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        section_for_reading(desk, key)
        return versions.versions_of(desk.session, programme_id, key, limit=PAGE, before=before)


def read_version(bench: Workbench, actor: Actor, programme_id: str, key: str, number: int) -> Version:
    """One version with its text and the texts that lost a merge in it."""
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        return _version(desk, key, number)


def compare_versions(
    bench: Workbench, actor: Actor, programme_id: str, key: str, old: int, new: int
) -> Comparison:
    """What changed from version `old` to version `new`, by the words a reader sees inside blocks."""
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        first, second = _version(desk, key, old), _version(desk, key, new)
        state = state_of(bench, desk.session, desk.programme)
    changes = blocks_changed(first.blocks, second.blocks)
    return Comparison(first, second, tuple(_as_read(change, state) for change in changes))


def restore_version(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    key: str,
    number: int,
    base_version: int,
    retry: Retry | None = None,
) -> Section:
    """Make an earlier version the newest one. Nothing in between is removed from the history."""
    with change_section(bench, actor, programme_id, key, retry) as (desk, section):
        if section.version != base_version:
            refuse_stale_section(desk, section, base_version)
        wanted = _version(desk, key, number)
        blocks = restored(wanted.blocks, section.blocks, last_states(desk, section, wanted.blocks))
        return desk.answer(keep(desk, section, blocks, Cause.RESTORE))


def _as_read(change: BlockChange, state: ProgrammeState) -> BlockChange:
    """The change in finished text: blanks with today's values, no marks, cells apart."""
    old, new = (
        visible(block.text, state.values, state.labels, block.kind).text if block else ""
        for block in (change.old, change.new)
    )
    return replace(change, changes=words_changed(old, new))


def _version(desk: Desk, key: str, number: int) -> Version:
    found = versions.find_version(desk.session, desk.programme.id, key, number)
    if found is None:
        raise NotFound()
    return found
