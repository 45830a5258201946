"""The page about a section's status and owner."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from app.domain.errors import Conflict, Invalid
from app.domain.people import Actor
from app.domain.permissions import Act
from app.domain.programme import SectionStatus
from app.i18n import _, current_language
from app.usecases.progress.steps import assign_section, open_findings, read_steps, set_section_status
from app.usecases.workbench import Workbench
from app.web.access import Asking, Bench, permits
from app.web.bodies import Body, WholeNumber, form_body
from app.web.flash import redirect
from app.web.frame import FieldError
from app.web.problems import field_error
from app.web.rendering import page
from app.web.turns import CHECK_TURN
from app.web.views.steps_page import StepsPage, steps_page

router = APIRouter(prefix="/programmes/{programme_id}/sections/{key}", include_in_schema=False)


class StatusForm(Body):
    """The status form; `base_version` is the version of the text that was looked at."""

    status: SectionStatus
    base_version: WholeNumber


class OwnerForm(Body):
    """The id of a person; empty for nobody."""

    person: Annotated[str, Field(max_length=100)] = ""


async def _status_form(request: Request) -> StatusForm:
    return await form_body(request, StatusForm)


async def _owner_form(request: Request) -> OwnerForm:
    return await form_body(request, OwnerForm)


@router.get("/status", dependencies=[CHECK_TURN])
@permits(Act.READ_PROGRAMME)
def show_steps(request: Request, programme_id: str, key: str, asking: Asking, bench: Bench) -> Response:
    """Where the section stands."""
    return page(request, "programme/steps.html", _view(bench, asking, programme_id, key))


# No turn: a save waits for nobody's check. Only a refused one asks for the findings, to show the page again.
@router.post("/status")
@permits(Act.SET_STATUS)
def set_status(
    request: Request,
    programme_id: str,
    key: str,
    form: Annotated[StatusForm, Depends(_status_form)],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Move the section to a step; when its text has moved on, show the page again and say so."""
    try:
        set_section_status(bench, asking, programme_id, key, form.status, form.base_version)
    except Invalid as error:
        errors = (field_error(error),)
    except Conflict as error:
        if error.code != "conflict":
            raise
        text = _("The text has changed since you opened this page. Read it, then set the status.")
        errors = (FieldError("status", text),)
    else:
        return redirect(f"/programmes/{programme_id}", notice="saved")
    view = _view(bench, asking, programme_id, key)
    return page(request, "programme/steps.html", view, status=422, errors=errors)


@router.post("/owner")
@permits(Act.ASSIGN_SECTION)
def set_owner(
    programme_id: str,
    key: str,
    form: Annotated[OwnerForm, Depends(_owner_form)],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Give the section to somebody, or to nobody."""
    assign_section(bench, asking, programme_id, key, form.person or None)
    return redirect(f"/programmes/{programme_id}", notice="saved")


def _view(bench: Workbench, actor: Actor, programme_id: str, key: str) -> StepsPage:
    steps = read_steps(bench, actor, programme_id, key, current_language())
    found = open_findings(bench, actor, programme_id, key) if steps.may_approve else None
    return steps_page(steps, found)
