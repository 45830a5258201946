"""Filling in annex forms: starting a record, saving it, closing it, correcting what is closed.

A closed record is read-only. A correction is a new closed version that names the version it corrects and why.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.domain.errors import Conflict, Invalid, NotFound, TooLarge
from app.domain.people import Actor
from app.domain.permissions import Act
from app.domain.programme import Programme
from app.domain.records import (
    RECORDS_LIMIT,
    Record,
    RecordVersion,
    Values,
    accepted,
    check_correction_reason,
    check_finished,
    digest_of,
)
from app.domain.register import facts_again
from app.domain.trail_acts import OrganisationAct
from app.storage import people, records
from app.usecases.doors import Desk, WritingDesk, read_programme, write_programme
from app.usecases.programmes.outline import template_of
from app.usecases.unit_of_work import Retry
from app.usecases.workbench import Workbench
from icp_templates import Form


@dataclass(frozen=True)
class RecordView:
    """A record with its form, its history (newest first) and the names of the people in it."""

    programme: Programme
    form: Form
    record: Record
    versions: tuple[RecordVersion, ...]
    names: Mapping[str, str]


@dataclass(frozen=True)
class FormView:
    """A form to fill in, and the values it starts with."""

    programme: Programme
    form: Form
    values: Values


def read_form(
    bench: Workbench, actor: Actor, programme_id: str, form_id: str, again: str | None = None
) -> FormView:
    """An empty form; with `again`, the facts of an earlier record of it, without what was decided."""
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        form = form_of(bench, desk, form_id)
        values = facts_again(form, _record(desk, again)) if again else {}
        return FormView(desk.programme, form, values)


def list_records(bench: Workbench, actor: Actor, programme_id: str) -> tuple[Record, ...]:
    """Every record of a programme, oldest first."""
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        return records.records_of(desk.session, programme_id)


def read_record(bench: Workbench, actor: Actor, programme_id: str, record_id: str) -> RecordView:
    """A record with its history."""
    with read_programme(bench, actor, programme_id, Act.READ_PROGRAMME) as desk:
        record = _record(desk, record_id)
        versions = records.record_versions(desk.session, record_id)
        names = people.names_of(desk.session, frozenset(one.saved_by for one in versions))
        return RecordView(desk.programme, form_of(bench, desk, record.form_id), record, versions, names)


def start_record(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    form_id: str,
    given: Values,
    *,
    close: bool = False,
    retry: Retry | None = None,
) -> Record:
    """Keep a newly filled form. Raises NotFound for a form there is not, Unfinished, TooLarge."""
    with write_programme(bench, actor, programme_id, Act.KEEP_RECORD, retry) as desk:
        form = form_of(bench, desk, form_id)
        values = _checked(form, given, None, close=close)
        if records.count_records(desk.session, programme_id) >= RECORDS_LIMIT:
            raise TooLarge("too_many_records", limit=RECORDS_LIMIT)
        who, now = actor.person.id, desk.now
        record = Record(bench.new_id(), programme_id, form.reference, 1, values, close, now, who, now, who)
        records.add_record(desk.session, desk.organisation_id, record)
        _trail(desk, "close_record" if close else "start_record", record)
        return desk.answer(record)


def save_record(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    record_id: str,
    given: Values,
    base_version: int,
    *,
    close: bool = False,
    retry: Retry | None = None,
) -> Record:
    """Change an open record; fields not named stay. Raises Conflict("record_closed") for a closed one."""
    with write_programme(bench, actor, programme_id, Act.KEEP_RECORD, retry) as desk:
        record = _current(desk, record_id, base_version)
        if record.closed:
            raise Conflict("record_closed")
        form = form_of(bench, desk, record.form_id)
        changed = _next(desk, record, form, _checked(form, given, record.values, close=close), closed=close)
        if not records.move_record(desk.session, desk.organisation_id, changed):
            raise Conflict()
        _trail(desk, "close_record" if close else "save_record", changed)
        return desk.answer(changed)


def correct_record(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    record_id: str,
    given: Values,
    base_version: int,
    reason: str,
    retry: Retry | None = None,
) -> Record:
    """Correct a closed record: it stays closed, the old version stays readable. Raises Invalid, Conflict."""
    kept_reason = check_correction_reason(reason)
    with write_programme(bench, actor, programme_id, Act.KEEP_RECORD, retry) as desk:
        record = _current(desk, record_id, base_version)
        if not record.closed:
            raise Invalid("record_not_closed", field="reason")
        form = form_of(bench, desk, record.form_id)
        changed = _next(desk, record, form, _checked(form, given, record.values, close=True), closed=True)
        moved = records.move_record(
            desk.session, desk.organisation_id, changed, corrects=record.version, reason=kept_reason
        )
        if not moved:
            raise Conflict()
        _trail(desk, "correct_record", changed)
        return desk.answer(changed)


def form_of(bench: Workbench, desk: Desk, form_id: str) -> Form:
    """The form of the programme's template. Raises NotFound."""
    try:
        return template_of(bench, desk.programme).form(form_id)
    except KeyError:
        raise NotFound() from None


def _record(desk: Desk, record_id: str) -> Record:
    record = records.find_record(desk.session, desk.programme.id, record_id)
    if record is None:
        raise NotFound()
    return record


def _current(desk: Desk, record_id: str, base_version: int) -> Record:
    record = _record(desk, record_id)
    if record.version != base_version:
        raise Conflict(current={"version": record.version, "values": dict(record.values)})
    return record


def _checked(form: Form, given: Values, before: Values | None, *, close: bool) -> dict[str, str]:
    values = accepted(form, given, before)
    if not values.get(form.subject):
        raise Invalid("missing", field=f"values.{form.subject}")
    if close:
        check_finished(form, values)
    return values


def _next(desk: WritingDesk, record: Record, form: Form, values: Values, *, closed: bool) -> Record:
    return replace(
        record,
        form=form.reference,
        version=record.version + 1,
        values=values,
        closed=closed,
        saved_at=desk.now,
        saved_by=desk.actor.person.id,
    )


def _trail(desk: WritingDesk, act: OrganisationAct, record: Record) -> None:
    place = f"{record.programme_id}/records/{record.id}/{record.version}"
    desk.record(act, place, digest_of(record.values))
