"""For whoever cannot sign in: a link by mail, and the page behind it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain.errors import Invalid, NotFound
from app.usecases.access import passwords
from app.web.access import PUBLIC, Bench, permits
from app.web.bodies import Body, reads_form
from app.web.flash import redirect
from app.web.problems import field_error
from app.web.rendering import page
from app.web.sessions import drop_token
from app.web.throttle import network_address
from app.web.views.account_pages import ForgottenPage, NewPasswordPage

router = APIRouter(include_in_schema=False)


class ForgottenForm(Body):
    """Which account."""

    email: str = Field("", max_length=254)


class NewPasswordForm(Body):
    """The token of the link, and the new password."""

    token: str = Field("", max_length=100)
    password: str = Field("", max_length=1_100_000)


@router.get("/login/help")
@permits(PUBLIC)
def help_page(request: Request) -> Response:
    """What to do without password or app."""
    return page(request, "account/forgotten.html", ForgottenPage("", False))


@router.post("/login/help")
@permits(PUBLIC)
def ask_for_link(
    request: Request, bench: Bench, form: Annotated[ForgottenForm, Depends(reads_form(ForgottenForm))]
) -> Response:
    """Mail a link if there is such an account; the page is the same either way."""
    email = form.email.strip()
    if not email:
        refusal = field_error(Invalid("missing", field="email"))
        view = ForgottenPage("", False)
        return page(request, "account/forgotten.html", view, status=422, errors=(refusal,))
    passwords.ask_for_reset(bench, email, network_address(request))
    return page(request, "account/forgotten.html", ForgottenPage(email, True))


@router.get("/password/new")
@permits(PUBLIC)
def new_password_page(request: Request, bench: Bench) -> Response:
    """The form behind the link, or that the link does not work any more."""
    token = request.query_params.get("token", "")[:100]
    view = NewPasswordPage(token, passwords.reset_is_open(bench, token), passwords.SHORTEST)
    return page(request, "account/new_password.html", view, status=200 if view.is_open else 404)


@router.post("/password/new")
@permits(PUBLIC)
def set_new_password(
    request: Request, bench: Bench, form: Annotated[NewPasswordForm, Depends(reads_form(NewPasswordForm))]
) -> Response:
    """Set the password; every session of the account ends, also the one of this browser."""
    try:
        passwords.reset_password(bench, form.token, form.password)
    except NotFound:
        view = NewPasswordPage("", False, passwords.SHORTEST)
        return page(request, "account/new_password.html", view, status=404)
    except Invalid as refusal:
        view = NewPasswordPage(form.token, True, passwords.SHORTEST)
        return page(request, "account/new_password.html", view, status=422, errors=(field_error(refusal),))
    response = redirect("/login", notice="password_reset")
    drop_token(request, response)
    return response
