"""Who is writing where: a hint for colleagues that runs out by itself, never a lock."""

from dataclasses import dataclass
from datetime import timedelta

from app.domain.people import Actor
from app.domain.permissions import Act
from app.storage import presence
from app.storage.presence import Presence
from app.usecases.doors import read_programme, write_programme
from app.usecases.programmes.section_desk import section_for_reading
from app.usecases.workbench import Workbench

LEASE = timedelta(minutes=2)


@dataclass(frozen=True)
class Company:
    """The section's version now, and everybody else who has a block of it open."""

    version: int
    others: tuple[Presence, ...]


def see_others(bench: Workbench, actor: Actor, programme_id: str, key: str) -> Company:
    """Who else is at work in the section."""
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        section = section_for_reading(desk, key)
        others = presence.others_present(desk.session, programme_id, key, actor.person.id, desk.now)
        return Company(section.version, others)


def open_block(bench: Workbench, actor: Actor, programme_id: str, key: str, block_id: str) -> None:
    """Say for two minutes that the asker has this block open."""
    with write_programme(bench, actor, programme_id, Act.WRITE_SECTION, silent=True) as desk:
        section_for_reading(desk, key)
        until = desk.now + LEASE
        presence.keep_presence(
            desk.session, desk.organisation_id, programme_id, key, actor.person.id, block_id, until
        )


def close_block(bench: Workbench, actor: Actor, programme_id: str, key: str) -> None:
    """The asker closed what was open."""
    with write_programme(bench, actor, programme_id, Act.WRITE_SECTION, silent=True) as desk:
        presence.end_presence(desk.session, programme_id, key, actor.person.id)
