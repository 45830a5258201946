"""The trail of an organisation as a spreadsheet, for a file of evidence or an auditor."""

from collections.abc import Iterator
from datetime import datetime

from app.documents.register_sheet import CellValue, Sheet, export_sheets
from app.domain.people import Actor
from app.i18n import _, in_language
from app.local_time import local, local_day, time_zone_name
from app.usecases.exported import Exported, checked_language, finished
from app.usecases.trail.trail_reading import TrailLine, TrailPart, read_trail
from app.usecases.trail.trail_words import act_in_words
from app.usecases.workbench import Workbench

MOST_LINES = 10_000
"""Newest lines in one file: a larger sheet would take the memory of everybody else."""


def trail_sheet(
    bench: Workbench,
    actor: Actor,
    organisation_id: str,
    language: str,
    *,
    person_id: str = "",
    act: str = "",
    before: int | None = None,
) -> Exported:
    """The lines that the trail's page would show, all in one .xlsx, and a sheet that says what they are.

    Raises NotFound, NotAllowed, and Invalid for an unknown language.
    """
    chosen = checked_language(language)
    part = read_trail(
        bench, actor, organisation_id, person_id=person_id, act=act, before=before, most=MOST_LINES
    )
    now = bench.clock()
    with in_language(chosen):
        title = _("Trail of %(organisation)s", organisation=part.organisation.name)
        about = Sheet(_("About this file"), (title, ""), tuple(_about(part, actor, now, person_id, act)))
        lines = Sheet(_("Trail"), _header(), tuple(_row(line) for line in part.lines))
        content = export_sheets(title, part.organisation.name, (lines, about))
    return finished(f"trail-{local_day(now)}-{chosen}.xlsx", content)


def _header() -> tuple[str, ...]:
    return (
        _("Number"),
        _("When"),
        _("Who"),
        _("What"),
        _("Which"),
        _("Section"),
        _("Code of the act"),
        _("Code of the subject"),
    )


def _row(line: TrailLine) -> tuple[CellValue, ...]:
    # A spreadsheet knows no time zones and rounds seconds: a moment stays the text it was.
    return (
        line.number,
        _moment(line.at),
        line.person or _("The system"),
        act_in_words(line.act),
        line.thing,
        line.place,
        line.act,
        line.object,
    )


def _about(
    part: TrailPart, actor: Actor, now: datetime, person_id: str, act: str
) -> Iterator[tuple[CellValue, ...]]:
    yield _("Made at"), _moment(now)
    yield _("Made by"), actor.person.name
    yield _("Who"), dict(part.people).get(person_id, "") if person_id else _("Everybody")
    yield _("What"), act_in_words(act) if act else _("Everything")
    yield _("Lines"), len(part.lines)
    if part.older is not None:
        yield (
            _("Older lines"),
            _(
                "Lines before number %(number)s are not in this file. Choose a person or an act to see more.",
                number=part.older,
            ),
        )
    yield _("Time zone"), time_zone_name()


def _moment(at: datetime) -> str:
    # With its offset: in the hour that comes twice in autumn, two moments have one time.
    return local(at).isoformat(" ", "seconds")
