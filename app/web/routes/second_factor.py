"""Connecting an authenticator app, and disconnecting it where the role allows."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain.errors import Conflict, Invalid, NotSignedIn
from app.usecases.access import second_factor
from app.usecases.access.second_factor import Enrolment
from app.usecases.access.visits import Standing, Visit
from app.usecases.workbench import Workbench
from app.web.access import HALF_SIGNED_IN, SIGNED_IN, AskingInPerson, Bench, Visiting, permits
from app.web.bodies import Body, reads_form
from app.web.flash import redirect
from app.web.forms import local_path
from app.web.problems import field_error
from app.web.rendering import page
from app.web.sessions import keep_token
from app.web.throttle import network_address
from app.web.views.account_pages import second_factor_page

router = APIRouter(include_in_schema=False)


class FirstCodeForm(Body):
    """The first code of the app."""

    code: str = Field("", max_length=20)
    next: str = Field("", max_length=2000)


class RemovalForm(Body):
    """The password, as a proof."""

    password: str = Field("", max_length=1_100_000)


@router.get("/account/second-factor")
@permits(HALF_SIGNED_IN)
def show_second_factor(request: Request, bench: Bench, visit: Visiting) -> Response:
    """The picture for the app, or that one is connected."""
    _require_way_in(visit)
    target = local_path(request.query_params.get("next"), "/home")
    view = second_factor_page(visit.actor, _enrolment(bench, visit), target)
    return page(request, "account/second_factor.html", view)


@router.post("/account/second-factor")
@permits(HALF_SIGNED_IN)
def confirm(
    request: Request,
    bench: Bench,
    visit: Visiting,
    form: Annotated[FirstCodeForm, Depends(reads_form(FirstCodeForm))],
) -> Response:
    """Take the first code: from here on every sign-in asks for one."""
    _require_way_in(visit)
    target = local_path(form.next, "/home")
    code = form.code.strip().replace(" ", "")
    try:
        opened = second_factor.confirm_enrolment(
            bench, visit.actor, code, request.headers.get("user-agent", "")
        )
    except Invalid as refusal:
        view = second_factor_page(visit.actor, _enrolment(bench, visit), target)
        return page(request, "account/second_factor.html", view, status=422, errors=(field_error(refusal),))
    response = redirect(target, notice="second_factor_set_up")
    keep_token(request, response, opened.token)
    return response


@router.post("/account/second-factor/remove")
@permits(SIGNED_IN)
def remove(
    request: Request,
    bench: Bench,
    actor: AskingInPerson,
    form: Annotated[RemovalForm, Depends(reads_form(RemovalForm))],
) -> Response:
    """Do without the app."""
    try:
        second_factor.remove_second_factor(bench, actor, form.password, network_address(request))
    except Invalid as refusal:
        view = second_factor_page(actor, None, "/account")
        return page(request, "account/second_factor.html", view, status=422, errors=(field_error(refusal),))
    return redirect("/account", notice="second_factor_removed")


def _require_way_in(visit: Visit) -> None:
    """Only who is fully in, or lacks the set-up alone; never with a token, never instead of the code."""
    if not visit.by_cookie or visit.standing is Standing.CODE_MISSING:
        raise NotSignedIn(Standing.CODE_MISSING.value)


def _enrolment(bench: Workbench, visit: Visit) -> Enrolment | None:
    try:
        return second_factor.begin_enrolment(bench, visit.actor)
    except Conflict:
        return None
