"""Archiving a programme, keeping it as long as the organisation says, and destroying it after that.

Nothing is destroyed without an archive, a rule, the end of its time, a preview and the title typed; a
programme on hold is never destroyed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.blocks import normalise
from app.domain.errors import Conflict, Invalid
from app.domain.people import Actor, Organisation
from app.domain.permissions import Act
from app.domain.plain_text import sha256
from app.domain.programme import Programme
from app.domain.retention import (
    Destruction,
    Holding,
    check_destroyable,
    checked_years,
    kept_until,
)
from app.local_time import local_day
from app.storage import people, programmes, retention
from app.usecases.doors import Desk, read_organisation, read_programme, write_organisation, write_programme
from app.usecases.workbench import Workbench

REASON_LIMIT = 2_000


@dataclass(frozen=True)
class Archived:
    """An archived programme, and from which day it may be destroyed when a rule says so."""

    programme: Programme
    until: date | None


@dataclass(frozen=True)
class Retention:
    """The rule of an organisation, its archive, and what it destroyed. `names` are of people."""

    organisation: Organisation
    years: int | None
    archived: tuple[Archived, ...]
    destroyed: tuple[Destruction, ...]
    names: Mapping[str, str]
    today: date


@dataclass(frozen=True)
class Preview:
    """What would be destroyed. `refused` is the code of what stands in the way, with its facts; or None."""

    programme: Programme
    holding: Holding
    refused: Conflict | None


def read_retention(bench: Workbench, actor: Actor, organisation_id: str) -> Retention:
    """The rule and the archive."""
    with read_organisation(bench, actor, organisation_id, Act.DESTROY_PROGRAMME) as desk:
        organisation = people.organisation_by_id(desk.session, organisation_id)
        assert organisation is not None
        years = retention.retention_years(desk.session, organisation_id)
        destroyed = retention.destructions_of(desk.session, organisation_id)
        return Retention(
            organisation=organisation,
            years=years,
            archived=tuple(
                Archived(one, kept_until(one, years) if years is not None else None)
                for one in retention.archived_programmes(desk.session, organisation_id)
            ),
            destroyed=destroyed,
            names=people.names_of(desk.session, frozenset(one.destroyed_by for one in destroyed)),
            today=local_day(desk.now),
        )


def set_retention(bench: Workbench, actor: Actor, organisation_id: str, years: int) -> int:
    """Decide how many years archived programmes are kept. Raises Invalid."""
    kept = checked_years(years)
    with write_organisation(bench, actor, organisation_id, Act.DESTROY_PROGRAMME) as desk:
        retention.set_retention_years(desk.session, organisation_id, kept, desk.now, actor.person.id)
        desk.record("set_retention", f"{organisation_id}/years/{kept}")
    return kept


def read_for_archiving(bench: Workbench, actor: Actor, programme_id: str) -> Programme:
    """A programme, for whoever may archive it."""
    with read_programme(bench, actor, programme_id, Act.ARCHIVE_PROGRAMME) as desk:
        return desk.programme


def archive_programme(bench: Workbench, actor: Actor, programme_id: str, confirmation: str) -> None:
    """Take a programme out of use; it stays readable. Raises Invalid unless its title is typed, Conflict."""
    with write_programme(bench, actor, programme_id, Act.ARCHIVE_PROGRAMME) as desk:
        _confirm(desk, confirmation)
        if desk.programme.archived:
            raise Conflict("archived")
        programmes.archive(desk.session, programme_id, desk.now)
        desk.record("archive_programme", programme_id)


def reopen_programme(bench: Workbench, actor: Actor, programme_id: str) -> None:
    """Take a programme out of the archive. Raises Conflict when it is not in it."""
    with write_programme(bench, actor, programme_id, Act.ARCHIVE_PROGRAMME) as desk:
        if not desk.programme.archived:
            raise Conflict("not_archived")
        retention.reopen(desk.session, programme_id, desk.now)
        desk.record("reopen_programme", programme_id)


def hold_programme(bench: Workbench, actor: Actor, programme_id: str, reason: str) -> None:
    """Forbid destruction for a reason, such as an inquiry. Raises Invalid without one."""
    kept = normalise(reason).strip()
    if not kept:
        raise Invalid("missing", field="reason")
    if len(kept) > REASON_LIMIT:
        raise Invalid("too_long", field="reason", limit=REASON_LIMIT)
    with write_programme(bench, actor, programme_id, Act.ARCHIVE_PROGRAMME) as desk:
        retention.set_hold(desk.session, programme_id, kept)
        desk.record("hold_programme", programme_id, sha256(kept))


def lift_hold(bench: Workbench, actor: Actor, programme_id: str) -> None:
    """Let the ordinary time decide again."""
    with write_programme(bench, actor, programme_id, Act.ARCHIVE_PROGRAMME) as desk:
        retention.set_hold(desk.session, programme_id, None)
        desk.record("lift_hold", programme_id)


def preview_destruction(bench: Workbench, actor: Actor, programme_id: str) -> Preview:
    """What would be destroyed, and what stands in the way of it."""
    with read_programme(bench, actor, programme_id, Act.DESTROY_PROGRAMME) as desk:
        refused: Conflict | None = None
        try:
            _check(desk)
        except Conflict as error:
            refused = error
        return Preview(desk.programme, retention.holding_of(desk.session, programme_id), refused)


def destroy_programme(bench: Workbench, actor: Actor, programme_id: str, confirmation: str) -> Destruction:
    """Destroy an archived programme whose time is over. What is left is a list without text, and the trail.

    Raises Invalid unless the title is typed, Conflict when something stands in the way.
    """
    with write_programme(bench, actor, programme_id, Act.DESTROY_PROGRAMME) as desk:
        _check(desk)
        _confirm(desk, confirmation)
        holding = retention.holding_of(desk.session, programme_id)
        destruction = Destruction(
            id=bench.new_id(),
            destroyed_id=programme_id,
            title=desk.programme.title,
            items=holding.items,
            destroyed_at=desk.now,
            destroyed_by=actor.person.id,
        )
        retention.remove_programme(desk.session, desk.organisation_id, programme_id)
        retention.add_destruction(desk.session, desk.organisation_id, destruction)
        listed = json.dumps(holding.items, ensure_ascii=False, sort_keys=True)
        desk.record("destroy_programme", programme_id, sha256(listed))
    return destruction


def _check(desk: Desk) -> None:
    years = retention.retention_years(desk.session, desk.organisation_id)
    check_destroyable(desk.programme, years, local_day(desk.now))


def _confirm(desk: Desk, confirmation: str) -> None:
    if " ".join(confirmation.split()) != desk.programme.title:
        raise Invalid("type_the_title", field="confirmation")
