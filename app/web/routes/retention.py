"""Keeping and destroying programmes: the rule, the archive, holds, and destruction after a preview."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from app.domain.errors import Conflict, Invalid
from app.domain.permissions import Act
from app.usecases.programmes import retiring
from app.web.access import AskingInPerson, Bench, permits
from app.web.bodies import Body, WholeNumber, reads_form
from app.web.flash import redirect
from app.web.frame import FieldError
from app.web.problems import field_error
from app.web.rendering import page
from app.web.views.retention_pages import archive_page, destroy_page, refusal_words, retention_page

router = APIRouter(include_in_schema=False)

BASE = "/programmes/{programme_id}"


class YearsForm(Body):
    """How many years archived programmes are kept."""

    years: WholeNumber


class TitleForm(Body):
    """The title, typed to confirm."""

    confirmation: Annotated[str, Field(max_length=500)] = ""


class HoldForm(Body):
    """Why a programme may not be destroyed."""

    reason: str = ""


@router.get("/admin/{organisation_id}/retention")
@permits(Act.DESTROY_PROGRAMME)
def show_retention(request: Request, organisation_id: str, asking: AskingInPerson, bench: Bench) -> Response:
    """The rule and the archive."""
    found = retiring.read_retention(bench, asking, organisation_id)
    return page(request, "retention/show.html", retention_page(asking, found))


@router.post("/admin/{organisation_id}/retention")
@permits(Act.DESTROY_PROGRAMME)
def set_retention(
    request: Request,
    organisation_id: str,
    form: Annotated[YearsForm, Depends(reads_form(YearsForm))],
    asking: AskingInPerson,
    bench: Bench,
) -> Response:
    """Decide how many years archived programmes are kept."""
    try:
        retiring.set_retention(bench, asking, organisation_id, form.years)
    except Invalid as error:
        found = retiring.read_retention(bench, asking, organisation_id)
        view = retention_page(asking, found, str(form.years))
        return page(request, "retention/show.html", view, status=422, errors=(field_error(error),))
    return redirect(f"/admin/{organisation_id}/retention", notice="saved")


@router.get(f"{BASE}/archive")
@permits(Act.ARCHIVE_PROGRAMME)
def show_archiving(request: Request, programme_id: str, asking: AskingInPerson, bench: Bench) -> Response:
    """What archiving does; for an archived programme, what can be done with it."""
    programme = retiring.read_for_archiving(bench, asking, programme_id)
    return page(request, "retention/archive.html", archive_page(programme))


@router.post(f"{BASE}/archive")
@permits(Act.ARCHIVE_PROGRAMME)
def archive(
    request: Request,
    programme_id: str,
    form: Annotated[TitleForm, Depends(reads_form(TitleForm))],
    asking: AskingInPerson,
    bench: Bench,
) -> Response:
    """Archive a programme, once its title is typed."""
    try:
        retiring.archive_programme(bench, asking, programme_id, form.confirmation)
    except Invalid as error:
        view = archive_page(retiring.read_for_archiving(bench, asking, programme_id))
        return page(request, "retention/archive.html", view, status=422, errors=(field_error(error),))
    return redirect(f"/programmes/{programme_id}/archive", notice="archived")


@router.post(f"{BASE}/reopen")
@permits(Act.ARCHIVE_PROGRAMME)
def reopen(programme_id: str, asking: AskingInPerson, bench: Bench) -> Response:
    """Take a programme out of the archive."""
    retiring.reopen_programme(bench, asking, programme_id)
    return redirect(f"/programmes/{programme_id}", notice="reopened")


@router.post(f"{BASE}/hold")
@permits(Act.ARCHIVE_PROGRAMME)
def hold(
    request: Request,
    programme_id: str,
    form: Annotated[HoldForm, Depends(reads_form(HoldForm))],
    asking: AskingInPerson,
    bench: Bench,
) -> Response:
    """Forbid destruction, with a reason."""
    try:
        retiring.hold_programme(bench, asking, programme_id, form.reason)
    except Invalid as error:
        view = archive_page(retiring.read_for_archiving(bench, asking, programme_id), form.reason)
        return page(request, "retention/archive.html", view, status=422, errors=(field_error(error),))
    return redirect(f"/programmes/{programme_id}/archive", notice="saved")


@router.post(f"{BASE}/hold/lift")
@permits(Act.ARCHIVE_PROGRAMME)
def lift_hold(programme_id: str, asking: AskingInPerson, bench: Bench) -> Response:
    """Let the ordinary time decide again."""
    retiring.lift_hold(bench, asking, programme_id)
    return redirect(f"/programmes/{programme_id}/archive", notice="saved")


@router.get(f"{BASE}/destroy")
@permits(Act.DESTROY_PROGRAMME)
def preview(request: Request, programme_id: str, asking: AskingInPerson, bench: Bench) -> Response:
    """What would be destroyed, and what stands in the way."""
    view = destroy_page(retiring.preview_destruction(bench, asking, programme_id))
    return page(request, "retention/destroy.html", view)


@router.post(f"{BASE}/destroy")
@permits(Act.DESTROY_PROGRAMME)
def destroy(
    request: Request,
    programme_id: str,
    form: Annotated[TitleForm, Depends(reads_form(TitleForm))],
    asking: AskingInPerson,
    bench: Bench,
) -> Response:
    """Destroy a programme, once its title is typed and nothing stands in the way."""
    found = retiring.preview_destruction(bench, asking, programme_id)
    try:
        retiring.destroy_programme(bench, asking, programme_id, form.confirmation)
    except Invalid as error:
        errors = (field_error(error),)
        return page(request, "retention/destroy.html", destroy_page(found), status=422, errors=errors)
    except Conflict as error:
        errors = (FieldError("main-content", refusal_words(error)),)
        return page(request, "retention/destroy.html", destroy_page(found), status=409, errors=errors)
    return redirect(f"/admin/{found.programme.organisation_id}/retention", notice="destroyed")
