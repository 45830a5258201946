"""The page behind the link of an invitation."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain.errors import Invalid
from app.usecases.access.passwords import SHORTEST
from app.usecases.access.visits import Standing, Visit
from app.usecases.people import inviting
from app.usecases.workbench import Workbench
from app.web.access import PUBLIC, SIGNED_IN, AskingInPerson, Bench, PerhapsVisiting, permits
from app.web.bodies import Body, reads_form
from app.web.flash import redirect
from app.web.problems import field_error
from app.web.rendering import page
from app.web.routes.sign_in import keep_language
from app.web.sessions import keep_token
from app.web.views.account_pages import InvitationPage, role_names

router = APIRouter(include_in_schema=False)


class NewAccountForm(Body):
    """The token of the link, one's name and a password."""

    token: str = Field("", max_length=100)
    name: str = ""
    password: str = Field("", max_length=1_100_000)


class JoinForm(Body):
    """The token of the link."""

    token: str = Field("", max_length=100)


@router.get("/invitation")
@permits(PUBLIC)
def show_invitation(request: Request, bench: Bench, visit: PerhapsVisiting) -> Response:
    """What the invitation offers, and how to accept."""
    token = request.query_params.get("token", "")[:100]
    return page(request, "account/invitation.html", _view(bench, visit, token))


@router.post("/invitation")
@permits(PUBLIC)
def accept_as_new(
    request: Request,
    bench: Bench,
    visit: PerhapsVisiting,
    form: Annotated[NewAccountForm, Depends(reads_form(NewAccountForm))],
) -> Response:
    """Make the account and sign in."""
    agent = request.headers.get("user-agent", "")
    try:
        opened = inviting.accept_as_new(bench, form.token, form.name, form.password, agent)
    except Invalid as refusal:
        view = _view(bench, visit, form.token, name=form.name)
        return page(request, "account/invitation.html", view, status=422, errors=(field_error(refusal),))
    response = redirect("/home", notice="joined")
    keep_token(request, response, opened.token)
    keep_language(request, response, opened.person.language)
    return response


@router.post("/invitation/join")
@permits(SIGNED_IN)
def accept_as_oneself(
    bench: Bench, actor: AskingInPerson, form: Annotated[JoinForm, Depends(reads_form(JoinForm))]
) -> Response:
    """Join with the account one is signed in to."""
    inviting.accept_as(bench, actor, form.token)
    return redirect("/home", notice="joined")


def _view(bench: Workbench, visit: Visit | None, token: str, name: str | None = None) -> InvitationPage:
    offer = inviting.read_offer(bench, token)
    is_them = (
        visit is not None and visit.standing is Standing.SIGNED_IN and visit.actor.person.email == offer.email
    )
    return InvitationPage(
        token=token,
        organisation=offer.organisation.name,
        roles=role_names(offer.roles),
        email=offer.email,
        name=offer.name if name is None else name,
        has_account=offer.has_account,
        is_signed_in_as_them=is_them,
        shortest=SHORTEST,
    )
