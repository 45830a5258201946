"""Looking into the trail of one's own organisation: who did what to which thing, and when."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import NotFound
from app.domain.people import Actor, Organisation
from app.domain.permissions import Act
from app.domain.programme import Programme
from app.domain.trail import Entry
from app.i18n import current_language
from app.storage import house_styles, invitations, people, programmes, trail_of_organisation
from app.storage.tenancy import FencedSession
from app.usecases.doors import read_organisation
from app.usecases.programmes.outline import number_of, template_of, template_section
from app.usecases.workbench import Workbench

LINES = 100
SECTION_KEYS = ("icp.", "own.")


@dataclass(frozen=True)
class TrailLine:
    """One entry with the names known for its ids: `thing` a programme or person, `place` a section's key.

    `section` is how readers know that section; `object` is what the trail itself calls it.
    """

    number: int
    at: datetime
    person: str
    act: str
    thing: str
    place: str
    section: str
    object: str


@dataclass(frozen=True)
class TrailPart:
    """A part of the trail, newest first. `older` is the number to go on before, None at the end."""

    organisation: Organisation
    lines: tuple[TrailLine, ...]
    people: tuple[tuple[str, str], ...]
    acts: tuple[str, ...]
    older: int | None


def read_trail(
    bench: Workbench,
    actor: Actor,
    organisation_id: str,
    *,
    person_id: str = "",
    act: str = "",
    before: int | None = None,
    most: int = LINES,
) -> TrailPart:
    """The newest entries that concern the organisation, `before` a number, by one person or of one kind."""
    with read_organisation(bench, actor, organisation_id, Act.READ_TRAIL) as desk:
        organisation = people.organisation_by_id(desk.session, organisation_id)
        if organisation is None:
            raise NotFound()
        found = trail_of_organisation.newest(
            desk.session, person_id=person_id or None, act=act or None, before=before, most=most + 1
        )
        shown = found[:most]
        everybody = trail_of_organisation.actors(desk.session)
        ids = {entry.object.partition("/")[0] for entry in shown} | everybody
        names = people.names_of(desk.session, frozenset(ids)) | _other_names(desk.session, organisation_id)
        known = {one.id: one for one in programmes.programmes_of(desk.session, organisation_id)}
        choices = sorted(((one, names.get(one, "")) for one in everybody), key=lambda choice: choice[1])
        return TrailPart(
            organisation,
            tuple(_line(bench, entry, names, known) for entry in shown),
            tuple(choices),
            trail_of_organisation.acts(desk.session),
            shown[-1].number if len(found) > most else None,
        )


def _line(bench: Workbench, entry: Entry, names: dict[str, str], known: dict[str, Programme]) -> TrailLine:
    thing, *rest = entry.object.split("/")
    place = next((part for part in rest if part.startswith(SECTION_KEYS)), "")
    person = names.get(entry.actor_id or "", "")
    programme = known.get(thing)
    title = programme.title if programme else names.get(thing) or names.get(rest[-1] if rest else "", "")
    section = _section(bench, programme, place) if programme and place else place
    return TrailLine(entry.number, entry.at, person, entry.act, title, place, section, entry.object)


def _other_names(session: FencedSession, organisation_id: str) -> dict[str, str]:
    """What open invitations and house styles are called: whom somebody invited, and which style is in use."""
    invited = {one.id: one.name for one in invitations.open_invitations(session, organisation_id)}
    return invited | {one.id: one.name for one in house_styles.house_styles_of(session, organisation_id)}


def _section(bench: Workbench, programme: Programme, key: str) -> str:
    """Number and title in the language of the reader; the key where the template has no such section."""
    template = template_of(bench, programme)
    section = template_section(template, key)
    return f"{number_of(template, key)} {section.title[current_language()]}".strip() if section else key
