"""The pages of signing in, with a code where there is a second factor, and of signing out."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain.errors import NotSignedIn, TryLater
from app.i18n import _
from app.usecases.access import signing_in
from app.usecases.access.opening import SignedIn
from app.usecases.access.visits import Standing
from app.web.access import HALF_SIGNED_IN, PUBLIC, AskingInPerson, Bench, PerhapsVisiting, permits
from app.web.bodies import Body, form_body
from app.web.flash import redirect
from app.web.forms import local_path
from app.web.frame import FieldError
from app.web.middleware import LANGUAGE_COOKIE, LANGUAGE_COOKIE_SECONDS
from app.web.rendering import page
from app.web.sessions import drop_token, keep_token
from app.web.throttle import origin_of
from app.web.views.sign_in_pages import CodePage, SignInPage

router = APIRouter(include_in_schema=False)

HOME = "/home"


class SignInForm(Body):
    """The sign-in form."""

    email: str = Field("", max_length=254)
    password: str = Field("", max_length=1_100_000)
    next: str = Field("", max_length=2000)


class CodeForm(Body):
    """The form for the second factor."""

    code: str = Field("", max_length=20)
    next: str = Field("", max_length=2000)


async def _sign_in_form(request: Request) -> SignInForm:
    return await form_body(request, SignInForm)


async def _code_form(request: Request) -> CodeForm:
    return await form_body(request, CodeForm)


@router.get("/login")
@permits(PUBLIC)
def sign_in_page(request: Request, bench: Bench, visit: PerhapsVisiting) -> Response:
    """The sign-in page; whoever is signed in already goes on."""
    target = local_path(request.query_params.get("next"), HOME)
    if visit is not None and visit.standing is Standing.SIGNED_IN:
        return redirect(target)
    return page(request, "account/sign_in.html", SignInPage("", target, bench.settings.demo))


@router.post("/login")
@permits(PUBLIC)
def sign_in(request: Request, bench: Bench, form: Annotated[SignInForm, Depends(_sign_in_form)]) -> Response:
    """Take e-mail address and password; a code comes on the next page."""
    target = local_path(form.next, HOME)
    try:
        opened = signing_in.sign_in(bench, form.email, form.password, origin_of(request), in_steps=True)
    except NotSignedIn:
        text = _("E-mail address or password is not right. Check both and try again.")
        return _sign_in_again(request, bench, form, 401, text)
    except TryLater as refusal:
        return _sign_in_again(request, bench, form, 429, too_many(refusal), refusal.seconds)
    return _onwards(request, opened, target)


@router.get("/login/code")
@permits(PUBLIC)
def code_page(request: Request, visit: PerhapsVisiting) -> Response:
    """Ask for the code of the authenticator app."""
    target = local_path(request.query_params.get("next"), HOME)
    if visit is None:
        return redirect("/login")
    if visit.standing is not Standing.CODE_MISSING:
        return redirect(target)
    return page(request, "account/code.html", CodePage(target))


@router.post("/login/code")
@permits(PUBLIC)
def give_code(
    request: Request, bench: Bench, visit: PerhapsVisiting, form: Annotated[CodeForm, Depends(_code_form)]
) -> Response:
    """Take the code; the session goes on under a new token."""
    if visit is None:
        return redirect("/login")
    target = local_path(form.next, HOME)
    if visit.standing is not Standing.CODE_MISSING:
        return redirect(target)
    code = form.code.strip().replace(" ", "")
    try:
        opened = signing_in.give_code(bench, visit.actor, code, origin_of(request))
    except NotSignedIn:
        text = _("This code is not right, or was used before. Wait for the next code and try again.")
        return page(
            request, "account/code.html", CodePage(target), status=401, errors=(FieldError("code", text),)
        )
    except TryLater as refusal:
        errors = (FieldError("code", too_many(refusal)),)
        response = page(request, "account/code.html", CodePage(target), status=429, errors=errors)
        response.headers["Retry-After"] = str(refusal.seconds)
        return response
    return _onwards(request, opened, target)


@router.post("/logout")
@permits(HALF_SIGNED_IN)
def sign_out(request: Request, bench: Bench, actor: AskingInPerson) -> Response:
    """End the session and everything the browser keeps of it."""
    signing_in.sign_out(bench, actor)
    response = redirect("/", notice="signed_out")
    drop_token(request, response)
    return response


def too_many(refusal: TryLater) -> str:
    """How long to wait, in words."""
    return _("Too many attempts. You can try again in %(seconds)s seconds.", seconds=refusal.seconds)


def keep_language(request: Request, response: Response, language: str) -> None:
    """Remember a language in the browser unless the visitor has chosen one there."""
    if LANGUAGE_COOKIE not in request.cookies:
        secure = request.app.state.workbench.settings.secure
        response.set_cookie(
            LANGUAGE_COOKIE, language, max_age=LANGUAGE_COOKIE_SECONDS, samesite="lax", secure=secure
        )


def _onwards(request: Request, opened: SignedIn, target: str) -> Response:
    response = redirect(target if not opened.code_missing else _code_address(target))
    keep_token(request, response, opened.token)
    keep_language(request, response, opened.person.language)
    return response


def _code_address(target: str) -> str:
    return f"/login/code?next={quote(target, safe='/')}"


def _sign_in_again(
    request: Request, bench: Bench, form: SignInForm, status: int, text: str, seconds: int | None = None
) -> Response:
    view = SignInPage(form.email, local_path(form.next, HOME), bench.settings.demo)
    response = page(request, "account/sign_in.html", view, status=status, errors=(FieldError("email", text),))
    if seconds is not None:
        response.headers["Retry-After"] = str(seconds)
    return response
