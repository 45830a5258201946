"""Signing in, out and staying in, as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.domain.people import Actor, Person
from app.usecases.access import signing_in, visits
from app.usecases.access.opening import SignedIn
from app.usecases.workbench import Workbench
from app.web.access import PUBLIC, SIGNED_IN, AskingInPerson, Bench, Visiting, permits
from app.web.bodies import Body, json_body
from app.web.sessions import drop_token, keep_token
from app.web.throttle import origin_of

router = APIRouter(prefix="/api/v1", tags=["account"])


class Credentials(Body):
    """`username` is the mail address; `code` comes from the authenticator app."""

    username: str = Field(max_length=254)
    password: str = Field(max_length=1_100_000)
    code: str = Field("", max_length=20)


async def _credentials(request: Request) -> Credentials:
    return await json_body(request, Credentials)


@router.post("/login")
@permits(PUBLIC)
def login(request: Request, bench: Bench, given: Annotated[Credentials, Depends(_credentials)]) -> Response:
    """Sign in. 401 `second_factor` when a code is needed, else 401 `wrong_credentials` or `wrong_code`."""
    opened = signing_in.sign_in(bench, given.username, given.password, origin_of(request), code=given.code)
    response = JSONResponse(_opened(bench, opened))
    keep_token(request, response, opened.token)
    return response


@router.post("/logout", status_code=204, response_class=Response)
@permits(SIGNED_IN)
def logout(request: Request, bench: Bench, actor: AskingInPerson) -> Response:
    """End this session on the server."""
    signing_in.sign_out(bench, actor)
    response = Response(status_code=204)
    drop_token(request, response)
    return response


@router.get("/session")
@permits(SIGNED_IN)
def session(bench: Bench, visit: Visiting) -> JSONResponse:
    """Who is signed in, with which roles where, and until when (`expires_in` in seconds)."""
    return JSONResponse(
        {
            "user": _person(visit.actor.person),
            "roles": _roles(visit.actor),
            "csrf_token": visit.csrf_token,
            **_end(bench, visit.expires_at),
        }
    )


@router.post("/session/extend")
@permits(SIGNED_IN)
def extend(bench: Bench, actor: AskingInPerson) -> JSONResponse:
    """Stay signed in: the idle time starts anew, up to the longest a session may last."""
    return JSONResponse(_end(bench, visits.extend(bench, actor)))


def _opened(bench: Workbench, opened: SignedIn) -> dict[str, Any]:
    return {
        "user": _person(opened.person),
        "csrf_token": opened.csrf_token,
        **_end(bench, opened.expires_at),
    }


def _person(person: Person) -> dict[str, str]:
    return {
        "id": person.id,
        "name": person.name,
        "email": person.email,
        "language": person.language,
        "theme": person.theme,
    }


def _roles(actor: Actor) -> list[dict[str, Any]]:
    return [
        {
            "organisation": membership.organisation_id,
            "name": membership.organisation_name,
            "kind": membership.kind.value,
            "roles": sorted(role.value for role in membership.roles),
        }
        for membership in actor.memberships
    ]


def _end(bench: Workbench, moment: datetime) -> dict[str, Any]:
    """When the session ends; in seconds too, since the asker's clock may be wrong."""
    seconds = int((moment - bench.clock()).total_seconds())
    return {"expires_at": moment.isoformat(), "expires_in": max(0, seconds)}
