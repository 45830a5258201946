"""The register of a programme: every record, and who has to be weighed again."""

from dataclasses import dataclass
from datetime import date

from app.domain.people import Actor
from app.domain.permissions import Act, may
from app.domain.programme import Programme
from app.domain.records import Record
from app.domain.register import Weighing, weighings
from app.local_time import local_day
from app.storage import people, records
from app.storage.tenancy import FencedSession
from app.usecases.doors import read_programme
from app.usecases.programmes.outline import template_of
from app.usecases.workbench import Workbench
from icp_templates import Form, Template


@dataclass(frozen=True)
class Weighed:
    """A form that comes back, and its end-users: the earliest day first."""

    form: Form
    lines: tuple[Weighing, ...]


@dataclass(frozen=True)
class Register:
    """Every record of a programme, oldest first, as of `today`. `names` are of the people who saved."""

    programme: Programme
    organisation: str
    template: Template
    records: tuple[Record, ...]
    weighed: tuple[Weighed, ...]
    names: dict[str, str]
    today: date
    may_write: bool

    @property
    def due(self) -> tuple[Weighing, ...]:
        """End-users whose day has passed or comes within thirty days."""
        return tuple(one for part in self.weighed for one in part.lines if one.is_due(self.today))


def read_register(bench: Workbench, actor: Actor, programme_id: str) -> Register:
    """The register as it stands."""
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        programme, session = desk.programme, desk.session
        found = records.records_of(session, programme_id)
        organisation = people.organisation_by_id(session, programme.organisation_id)
        assert organisation is not None
        return Register(
            programme=programme,
            organisation=organisation.name,
            template=template_of(bench, programme),
            records=found,
            weighed=_weighed(template_of(bench, programme), found),
            names=people.names_of(session, frozenset(record.saved_by for record in found)),
            today=local_day(desk.now),
            may_write=not programme.archived
            and may(actor, Act.KEEP_RECORD, programme.organisation_id, programme.id, desk.now),
        )


def count_due(session: FencedSession, template: Template, programme_id: str, today: date) -> int:
    """How many end-users of a programme have to be weighed again by now, or within thirty days."""
    weighed = _weighed(template, records.records_of(session, programme_id))
    return sum(one.is_due(today) for part in weighed for one in part.lines)


def _weighed(template: Template, found: tuple[Record, ...]) -> tuple[Weighed, ...]:
    return tuple(Weighed(form, weighings(form, found)) for form in template.forms if form.review)
