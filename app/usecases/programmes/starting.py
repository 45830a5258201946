"""Starting a programme, and finding those that one may read."""

from app.domain.errors import Invalid
from app.domain.people import Actor
from app.domain.permissions import Act, may
from app.domain.programme import Programme
from app.storage import programmes, sections
from app.usecases.doors import write_organisation
from app.usecases.unit_of_work import Retry
from app.usecases.workbench import Workbench

TITLE_LIMIT = 200
PROGRAMMES_LIMIT = 200


def start_programme(
    bench: Workbench,
    actor: Actor,
    *,
    title: str,
    organisation_id: str,
    template: str,
    language: str,
    retry: Retry | None = None,
) -> Programme:
    """Start a programme with every section of the template, all without text. Raises Invalid."""
    title = checked_title(title)
    with write_organisation(bench, actor, organisation_id, Act.START_PROGRAMME, retry) as desk:
        try:
            chosen = bench.library.template(template)
        except KeyError:
            raise Invalid("unknown_template", field="template") from None
        if language not in chosen.languages:
            raise Invalid("unknown_language", field="language")
        if len(programmes.programmes_of(desk.session, organisation_id)) >= PROGRAMMES_LIMIT:
            raise Invalid("too_many_programmes", limit=PROGRAMMES_LIMIT)
        programme = Programme(
            id=bench.new_id(),
            organisation_id=organisation_id,
            title=title,
            language=language,
            template=chosen.id,
            template_version=chosen.version,
            scope_version=0,
            blanks_version=0,
            created_at=desk.now,
            changed_at=desk.now,
        )
        programmes.add_programme(desk.session, programme, actor.person.id)
        for section in chosen.sections:
            sections.add_section(
                desk.session, organisation_id, sections.new_section(programme.id, section.key, section.order)
            )
        desk.record("start_programme", programme.id)
        return desk.answer(programme)


def checked_title(title: str) -> str:
    """A title on one line. Raises Invalid when it is empty or too long."""
    kept = " ".join(title.split())
    if not kept:
        raise Invalid("missing", field="title")
    if len(kept) > TITLE_LIMIT:
        raise Invalid("too_long", field="title", limit=TITLE_LIMIT)
    return kept


def readable_programmes(bench: Workbench, actor: Actor) -> tuple[Programme, ...]:
    """Every programme the actor may read, last changed first, whichever organisation it belongs to."""
    now = bench.clock()
    companies = {m.organisation_id for m in actor.memberships} | {e.company_id for e in actor.engagements}
    found: list[Programme] = []
    for organisation_id in sorted(companies):
        with bench.work.read(organisation_id) as session:
            found += [
                programme
                for programme in programmes.programmes_of(session, organisation_id)
                if may(actor, Act.READ_PROGRAMME, organisation_id, programme.id, now)
            ]
    return tuple(sorted(found, key=lambda programme: programme.changed_at, reverse=True))
