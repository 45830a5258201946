"""The trail of an organisation as its administrator reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.people import Actor
from app.usecases.trail.trail_reading import TrailPart
from app.usecases.trail.trail_words import act_in_words
from app.web.views.administration_pages import Tab, tabs


@dataclass(frozen=True)
class TrailLineShown:
    """One line of the trail in words."""

    number: int
    at: datetime
    person: str
    act: str
    thing: str
    section: str


@dataclass(frozen=True)
class TrailPage:
    """A part of the trail with its filter."""

    organisation_id: str
    organisation: str
    tabs: tuple[Tab, ...]
    lines: tuple[TrailLineShown, ...]
    people: tuple[tuple[str, str], ...]
    acts: tuple[tuple[str, str], ...]
    person: str
    act: str
    older: int | None


def trail_page(actor: Actor, part: TrailPart, person: str, act: str) -> TrailPage:
    """The trail as its administrator reads it."""
    return TrailPage(
        part.organisation.id,
        part.organisation.name,
        tabs(actor, part.organisation, "trail"),
        tuple(
            TrailLineShown(one.number, one.at, one.person, act_in_words(one.act), one.thing, one.section)
            for one in part.lines
        ),
        part.people,
        tuple(sorted(((one, act_in_words(one)) for one in part.acts), key=lambda choice: choice[1])),
        person,
        act,
        part.older,
    )
