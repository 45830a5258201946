"""The access a company gives to consultants."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain.errors import Invalid
from app.domain.people import Actor, EngagementScope
from app.domain.permissions import Act
from app.local_time import local_day
from app.usecases.people import engaging
from app.usecases.workbench import Workbench
from app.web.access import AskingInPerson, Bench, permits
from app.web.bodies import Body, reads_form
from app.web.flash import redirect
from app.web.problems import field_error
from app.web.rendering import page
from app.web.views.administration_pages import EngagementForm, engagements_page

router = APIRouter(include_in_schema=False)


FIELDS = ("consultant", "scope", "programme", "until")


class NewEngagementForm(Body):
    """Who, how far, for which programme (empty: all), until which day."""

    consultant: str = Field("", max_length=300)
    scope: str = ""
    programme: str = ""
    until: str = ""


@router.get("/admin/{organisation_id}/engagements")
@permits(Act.GIVE_ENGAGEMENT)
def list_engagements(request: Request, bench: Bench, actor: AskingInPerson, organisation_id: str) -> Response:
    """Which consultants have access, and until when."""
    found = engaging.list_engagements(bench, actor, organisation_id)
    return page(request, "admin/engagements.html", engagements_page(actor, found, local_day(bench.clock())))


@router.post("/admin/{organisation_id}/engagements")
@permits(Act.GIVE_ENGAGEMENT)
def give_engagement(
    request: Request,
    bench: Bench,
    actor: AskingInPerson,
    organisation_id: str,
    form: Annotated[NewEngagementForm, Depends(reads_form(NewEngagementForm))],
) -> Response:
    """Let a consultant in."""
    try:
        engaging.give_engagement(
            bench,
            actor,
            organisation_id,
            form.consultant,
            scope_of(form.scope),
            day_of(form.until),
            form.programme or None,
        )
    except Invalid as refusal:
        errors = _refusals(bench, actor, organisation_id, form) or (refusal,)
        found = engaging.list_engagements(bench, actor, organisation_id)
        kept = EngagementForm(form.consultant, form.scope, form.programme, form.until)
        view = engagements_page(actor, found, local_day(bench.clock()), kept)
        shown = tuple(field_error(error) for error in errors)
        return page(request, "admin/engagements.html", view, status=422, errors=shown)
    return redirect(f"/admin/{organisation_id}/engagements", notice="engagement_given")


@router.post("/admin/{organisation_id}/engagements/{engagement_id}/end")
@permits(Act.GIVE_ENGAGEMENT)
def end_engagement(bench: Bench, actor: AskingInPerson, organisation_id: str, engagement_id: str) -> Response:
    """Take the access back."""
    engaging.end_engagement(bench, actor, organisation_id, engagement_id)
    return redirect(f"/admin/{organisation_id}/engagements", notice="engagement_ended")


def scope_of(value: str) -> EngagementScope:
    """read or write. Raises Invalid."""
    found = next((scope for scope in EngagementScope if scope.value == value), None)
    if found is None:
        raise Invalid("invalid_value" if value else "missing", field="scope")
    return found


def day_of(value: str) -> date:
    """A day as YYYY-MM-DD, nothing looser. Raises Invalid."""
    try:
        found = date.fromisoformat(value)
    except ValueError:
        found = None
    if found is None or found.isoformat() != value:
        raise Invalid("missing" if not value else "not_a_day", field="until")
    return found


def _refusals(
    bench: Workbench, actor: Actor, organisation_id: str, form: NewEngagementForm
) -> tuple[Invalid, ...]:
    """Everything that is wrong with the form, in the order of its fields."""
    unread: list[Invalid] = []
    until = None
    try:
        scope_of(form.scope)
    except Invalid as refusal:
        unread.append(refusal)
    try:
        until = day_of(form.until)
    except Invalid as refusal:
        unread.append(refusal)
    others = engaging.refusals_of(
        bench, actor, organisation_id, form.consultant, form.programme or None, until
    )
    return tuple(sorted((*unread, *others), key=lambda one: FIELDS.index(one.field or "")))
