"""The pages of annex forms: filling one in, reading, closing and correcting it."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.people import Actor
from app.domain.permissions import Act, may
from app.domain.programme import Programme
from app.domain.records import Unfinished
from app.i18n import _
from app.local_time import local_day
from app.usecases.records.record_keeping import (
    RecordView,
    correct_record,
    read_form,
    read_record,
    save_record,
    start_record,
)
from app.usecases.workbench import Workbench
from app.web.access import Asking, Bench, permits
from app.web.bodies import Body, WholeNumber, parse_form, validated
from app.web.flash import redirect
from app.web.frame import FieldError
from app.web.problems import field_error, sentence, status_of
from app.web.rendering import page
from app.web.views.record_pages import FillPage, Typed, fill_page, record_page

router = APIRouter(prefix="/programmes/{programme_id}", include_in_schema=False)

PREFIX = "value."


class RecordForm(Body):
    """Every field by its id, the version they were read at, and whether the record is closed with it."""

    values: dict[str, str]
    base_version: WholeNumber = 0
    do: Literal["save", "close"] = "save"
    reason: str = ""


class Again(Body):
    """The earlier record that a new one starts from."""

    again: Annotated[str, Field(max_length=100)] | None = None


async def _record_form(request: Request) -> RecordForm:
    pairs = parse_form(await request.body())
    values = {name.removeprefix(PREFIX): value for name, value in pairs if name.startswith(PREFIX)}
    others = {name: value for name, value in pairs if name in ("base_version", "do", "reason")}
    return validated(RecordForm, {"values": values, **others}, strict=False)


Filled = Annotated[RecordForm, Depends(_record_form)]


@router.get("/forms/{form_id}")
@permits(Act.READ_PROGRAMME)
def show_form(request: Request, programme_id: str, form_id: str, asking: Asking, bench: Bench) -> Response:
    """An empty form, or the facts of an earlier record to weigh again."""
    earlier = validated(Again, dict(request.query_params), strict=False).again
    view = read_form(bench, asking, programme_id, form_id, earlier)
    writes = _may_write(bench, asking, view.programme)
    shown = fill_page((programme_id, view.programme.title), view.form, view.values, may_write=writes)
    return page(request, "records/fill.html", shown)


@router.post("/forms/{form_id}")
@permits(Act.KEEP_RECORD)
def start(
    request: Request, programme_id: str, form_id: str, form: Filled, asking: Asking, bench: Bench
) -> Response:
    """Keep a new record; what cannot be taken stays on the page."""
    try:
        record = start_record(bench, asking, programme_id, form_id, form.values, close=form.do == "close")
    except (Invalid, Conflict) as error:
        view = read_form(bench, asking, programme_id, form_id)
        programme = (programme_id, view.programme.title)
        if isinstance(error, Invalid):
            return _refused(request, fill_page(programme, view.form, {}, typed=Typed(form.values)), error)
        typed = Typed(form.values, sentence(error.code, 409, error.facts))
        return page(
            request, "records/fill.html", fill_page(programme, view.form, {}, typed=typed), status=409
        )
    return redirect(f"/programmes/{programme_id}/records/{record.id}", notice="saved")


@router.get("/records/{record_id}")
@permits(Act.READ_PROGRAMME)
def show_record(
    request: Request, programme_id: str, record_id: str, asking: Asking, bench: Bench
) -> Response:
    """A closed record to read; an open one to go on with, for whoever may."""
    view = read_record(bench, asking, programme_id, record_id)
    writes = _may_write(bench, asking, view.programme)
    if writes and not view.record.closed:
        return page(request, "records/fill.html", _fill(view))
    return page(request, "records/show.html", record_page(view, local_day(bench.clock()), may_write=writes))


@router.post("/records/{record_id}")
@permits(Act.KEEP_RECORD)
def save(
    request: Request, programme_id: str, record_id: str, form: Filled, asking: Asking, bench: Bench
) -> Response:
    """Save an open record, or close it. When somebody was first, what was typed stays on the page."""
    path = f"/programmes/{programme_id}/records/{record_id}"
    try:
        save_record(
            bench, asking, programme_id, record_id, form.values, form.base_version, close=form.do == "close"
        )
    except (Invalid, Conflict) as error:
        return _again(request, read_record(bench, asking, programme_id, record_id), form, error)
    return redirect(path, notice="saved")


@router.get("/records/{record_id}/correct")
@permits(Act.READ_PROGRAMME)
def show_correction(
    request: Request, programme_id: str, record_id: str, asking: Asking, bench: Bench
) -> Response:
    """A closed record, to be corrected with a reason."""
    view = read_record(bench, asking, programme_id, record_id)
    if not _may_write(bench, asking, view.programme):
        return redirect(f"/programmes/{programme_id}/records/{record_id}")
    return page(request, "records/fill.html", _fill(view))


@router.post("/records/{record_id}/correct")
@permits(Act.KEEP_RECORD)
def correct(
    request: Request, programme_id: str, record_id: str, form: Filled, asking: Asking, bench: Bench
) -> Response:
    """Keep a correction as a new version that names the old one."""
    try:
        correct_record(bench, asking, programme_id, record_id, form.values, form.base_version, form.reason)
    except (Invalid, Conflict) as error:
        return _again(request, read_record(bench, asking, programme_id, record_id), form, error)
    return redirect(f"/programmes/{programme_id}/records/{record_id}", notice="saved")


@router.get("/records/{record_id}/versions/{number}")
@permits(Act.READ_PROGRAMME)
def show_version(
    request: Request, programme_id: str, record_id: str, number: int, asking: Asking, bench: Bench
) -> Response:
    """A record as it was."""
    view = read_record(bench, asking, programme_id, record_id)
    if all(one.number != number for one in view.versions):
        raise NotFound()
    return page(
        request,
        "records/show.html",
        record_page(view, local_day(bench.clock()), may_write=False, number=number),
    )


def _fill(view: RecordView, typed: Typed | None = None) -> FillPage:
    programme = (view.programme.id, view.programme.title)
    return fill_page(programme, view.form, view.record.values, record=view.record, typed=typed)


def _may_write(bench: Workbench, actor: Actor, programme: Programme) -> bool:
    allowed = may(actor, Act.KEEP_RECORD, programme.organisation_id, programme.id, bench.clock())
    return allowed and not programme.archived


def _again(request: Request, view: RecordView, form: RecordForm, error: Invalid | Conflict) -> Response:
    """The page once more with everything that was typed."""
    if isinstance(error, Invalid):
        return _refused(request, _fill(view, Typed(form.values, reason=form.reason)), error)
    if error.code == "conflict":
        refused = _(
            "A colleague saved this record while you were typing. What you typed is still here; "
            "what your colleague saved stands beside it. Check the fields and save."
        )
        typed = Typed(form.values, refused, form.reason, view.record.values)
    else:
        typed = Typed(form.values, sentence(error.code, 409, error.facts), form.reason)
    return page(request, "records/fill.html", _fill(view, typed), status=409)


def _refused(request: Request, view: FillPage, error: Invalid) -> Response:
    if isinstance(error, Unfinished):
        labels = {one.id: one.label for one in view.fields}
        errors = tuple(
            FieldError(f"field-{flaw.field}", f"{labels[flaw.field]}: {sentence(flaw.code, 422, flaw.facts)}")
            for flaw in error.flaws
        )
    else:
        shown = field_error(error)
        errors = (FieldError(shown.field.replace("values.", "field-"), shown.text),)
    return page(request, "records/fill.html", view, status=status_of(error), errors=errors)
