"""One's own account: language and colours, password, places where one is signed in, access tokens."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain.errors import Invalid, TryLater
from app.domain.people import Actor
from app.usecases.access import access_tokens, passwords, visits
from app.usecases.people import preferences
from app.web.access import SIGNED_IN, AskingInPerson, Bench, permits
from app.web.bodies import Body, WholeNumber, reads_form
from app.web.flash import redirect
from app.web.forms import local_path
from app.web.frame import FieldError
from app.web.middleware import LANGUAGE_COOKIE, LANGUAGE_COOKIE_SECONDS
from app.web.problems import field_error
from app.web.rendering import page
from app.web.routes.sign_in import too_many
from app.web.sessions import keep_token
from app.web.throttle import network_address
from app.web.views.account_pages import AccessTokensPage, PasswordPage, account_page, sessions_page

router = APIRouter(include_in_schema=False)


class PreferencesForm(Body):
    """Language and colours."""

    language: str = Field("", max_length=10)
    theme: str = Field("", max_length=10)


class PasswordForm(Body):
    """The present password and the new one, typed once: it can be shown."""

    present: str = Field("", max_length=1_100_000)
    password: str = Field("", max_length=1_100_000)


class TokenForm(Body):
    """What the token is for, and how long it lives in days."""

    name: str = ""
    days: WholeNumber = 30


class NextForm(Body):
    """Where to go back to."""

    next: str = Field("", max_length=2000)


@router.get("/account")
@permits(SIGNED_IN)
def show_account(request: Request, actor: AskingInPerson) -> Response:
    """Name, roles, language, colours, and the ways on."""
    return page(request, "account/show.html", account_page(actor))


@router.post("/account/preferences")
@permits(SIGNED_IN)
def set_preferences(
    request: Request,
    bench: Bench,
    actor: AskingInPerson,
    form: Annotated[PreferencesForm, Depends(reads_form(PreferencesForm))],
) -> Response:
    """Keep language and colours; the language holds from the next page on."""
    try:
        preferences.set_preferences(bench, actor, form.language, form.theme)
    except Invalid as refusal:
        return page(
            request, "account/show.html", account_page(actor), status=422, errors=(field_error(refusal),)
        )
    response = redirect("/account", notice="saved")
    response.set_cookie(
        LANGUAGE_COOKIE,
        form.language,
        max_age=LANGUAGE_COOKIE_SECONDS,
        samesite="lax",
        secure=bench.settings.secure,
    )
    return response


@router.get("/account/password")
@permits(SIGNED_IN)
def password_page(request: Request, actor: AskingInPerson) -> Response:
    """The form to change the password."""
    return page(request, "account/password.html", PasswordPage(actor.person.email, passwords.SHORTEST))


@router.post("/account/password")
@permits(SIGNED_IN)
def change_password(
    request: Request,
    bench: Bench,
    actor: AskingInPerson,
    form: Annotated[PasswordForm, Depends(reads_form(PasswordForm))],
) -> Response:
    """Change the password; every other session ends."""
    agent, address = request.headers.get("user-agent", ""), network_address(request)
    try:
        opened = passwords.change_password(bench, actor, form.present, form.password, agent, address)
    except Invalid as refusal:
        return _password_again(request, actor, field_error(refusal), 422)
    except TryLater as refusal:
        return _password_again(request, actor, FieldError("present", too_many(refusal)), 429)
    response = redirect("/account", notice="password_changed")
    keep_token(request, response, opened.token)
    return response


@router.get("/account/sessions")
@permits(SIGNED_IN)
def list_sessions(request: Request, bench: Bench, actor: AskingInPerson) -> Response:
    """Where one is signed in."""
    return page(request, "account/sessions.html", sessions_page(actor, visits.list_sessions(bench, actor)))


@router.post("/account/sessions/{session_id}/end")
@permits(SIGNED_IN)
def end_session(bench: Bench, actor: AskingInPerson, session_id: str) -> Response:
    """End one session."""
    visits.end_session(bench, actor, session_id)
    return redirect("/account/sessions", notice="session_ended")


@router.post("/account/sessions/end-others")
@permits(SIGNED_IN)
def end_other_sessions(bench: Bench, actor: AskingInPerson) -> Response:
    """End every session but this one."""
    visits.end_other_sessions(bench, actor)
    return redirect("/account/sessions", notice="sessions_ended")


@router.post("/session/extend")
@permits(SIGNED_IN)
def extend_session(
    bench: Bench, actor: AskingInPerson, form: Annotated[NextForm, Depends(reads_form(NextForm))]
) -> Response:
    """Stay signed in, without a script; scripts use the same under /api/v1."""
    visits.extend(bench, actor)
    return redirect(local_path(form.next, "/home"), notice="session_extended")


@router.get("/account/tokens")
@permits(SIGNED_IN)
def list_tokens(request: Request, bench: Bench, actor: AskingInPerson) -> Response:
    """The personal access tokens."""
    return page(request, "account/tokens.html", _tokens(bench, actor))


@router.post("/account/tokens")
@permits(SIGNED_IN)
def make_token(
    request: Request,
    bench: Bench,
    actor: AskingInPerson,
    form: Annotated[TokenForm, Depends(reads_form(TokenForm))],
) -> Response:
    """Make a token and show it, this once."""
    try:
        made = access_tokens.make_access_token(bench, actor, form.name, form.days)
    except Invalid as refusal:
        view = _tokens(bench, actor, name=form.name)
        return page(request, "account/tokens.html", view, status=422, errors=(field_error(refusal),))
    return page(request, "account/tokens.html", _tokens(bench, actor, made=made.token), status=201)


@router.post("/account/tokens/{token_id}/end")
@permits(SIGNED_IN)
def end_token(bench: Bench, actor: AskingInPerson, token_id: str) -> Response:
    """Withdraw a token."""
    access_tokens.end_access_token(bench, actor, token_id)
    return redirect("/account/tokens", notice="access_token_ended")


def _password_again(request: Request, actor: Actor, error: FieldError, status: int) -> Response:
    view = PasswordPage(actor.person.email, passwords.SHORTEST)
    return page(request, "account/password.html", view, status=status, errors=(error,))


def _tokens(bench: Bench, actor: Actor, *, made: str | None = None, name: str = "") -> AccessTokensPage:
    return AccessTokensPage(
        access_tokens.list_access_tokens(bench, actor), made, name, access_tokens.LIFETIMES
    )
