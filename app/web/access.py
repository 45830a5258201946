"""Who is asking, and what each endpoint is for.

`guard` stands before every route and fails closed: an endpoint that names no act is not served. Rights to a
thing are looked up where the thing is (`app.usecases.doors`); here it is only decided who may come that far.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from fastapi import Depends
from starlette.requests import Request

from app.domain.errors import Invalid, NotAllowed, NotSignedIn
from app.domain.people import Actor
from app.domain.permissions import Act
from app.usecases.access.visits import Standing, Visit, recognise, recognise_access_token
from app.usecases.unit_of_work import Retry
from app.usecases.workbench import Workbench
from app.web.middleware import READING
from app.web.sessions import presented_token
from app.web.views.visitor import visitor_of

CSRF_HEADER = "x-csrf-token"
CSRF_FIELD = "csrf_token"
KEY_HEADER = "idempotency-key"
KEY_LENGTH = 200
BACKGROUND_HEADER = "x-background"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class Openness(StrEnum):
    """Endpoints that are about nobody's programme."""

    BARE = "bare"
    """For probes: it is not even looked up who asks."""
    PUBLIC = "public"
    """For anyone; the frame shows who is signed in."""
    HALF_SIGNED_IN = "half_signed_in"
    """After the password, while the second factor is still missing."""
    SIGNED_IN = "signed_in"
    """For every person, about themselves."""


BARE, PUBLIC = Openness.BARE, Openness.PUBLIC
HALF_SIGNED_IN, SIGNED_IN = Openness.HALF_SIGNED_IN, Openness.SIGNED_IN

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])


def permits(act: Act | Openness) -> Callable[[Endpoint], Endpoint]:
    """Name the act an endpoint is for, directly above its `def`. One endpoint, one method, one act."""

    def mark(endpoint: Endpoint) -> Endpoint:
        endpoint.act = act  # type: ignore[attr-defined]
        return endpoint

    return mark


@dataclass(frozen=True)
class Shown:
    """What a request shows of itself before anything is looked up."""

    cookie: str | None
    bearer: str | None
    csrf: str
    body_sha256: str


async def shown(request: Request) -> AsyncIterator[Shown]:
    """Read the proofs. The body is read only when a form may hold the token, or a retry needs its hash."""
    cookie, bearer = presented_token(request), _bearer(request)
    csrf, body_sha256 = request.headers.get(CSRF_HEADER, ""), ""
    somebody = cookie is not None or bearer is not None
    if somebody and request.method not in READING and act_of(request) not in (BARE, PUBLIC):
        if not csrf and bearer is None:
            csrf = await _csrf_field(request)
        if KEY_HEADER in request.headers:
            body_sha256 = await _digest_of_body(request)
    request.state.body_sha256 = body_sha256
    try:
        yield Shown(cookie, bearer, csrf, body_sha256)
    finally:
        await request.close()


def guard(request: Request, proofs: Annotated[Shown, Depends(shown)]) -> Visit | None:
    """Recognise who asks and turn away whoever may not come this far. Runs once, before every endpoint."""
    act = act_of(request)
    if act is BARE:
        return None
    visit = _visit(request, proofs)
    request.state.visit = visit
    if visit is not None:
        request.state.visitor = visitor_of(visit, bench(request).clock())
    if act is PUBLIC:
        return visit
    if visit is None:
        raise NotSignedIn()
    if visit.standing is not Standing.SIGNED_IN and act is not HALF_SIGNED_IN:
        raise NotSignedIn(visit.standing.value)
    if visit.by_cookie and request.method not in READING and not _same(proofs.csrf, visit.csrf_token):
        raise NotAllowed("csrf")
    return visit


def introduce(request: Request) -> None:
    """Let an answer outside every route, such as *not found*, still show who is signed in."""
    cookie = presented_token(request)
    found = recognise(bench(request), cookie, counts=False) if cookie else None
    if found is not None:
        request.state.visitor = visitor_of(found, bench(request).clock())


# These are `async` because FastAPI sends everything else to a thread, and each way there and back costs a
# request as much as a statement on the database.
async def visit(found: Annotated[Visit | None, Depends(guard)]) -> Visit:
    """The visit of this request; for endpoints that are about the session itself."""
    if found is None:
        raise NotSignedIn()
    return found


async def actor(found: Annotated[Visit, Depends(visit)]) -> Actor:
    """The person who asks, with the rights of this moment."""
    return found.actor


async def person_at_the_page(found: Annotated[Visit, Depends(visit)]) -> Actor:
    """The person, signed in with a browser: access tokens do not manage accounts."""
    if not found.by_cookie:
        raise NotAllowed("browser_only")
    return found.actor


def bench(request: Request) -> Workbench:
    """The workbench of this application."""
    made: Workbench = request.app.state.workbench
    return made


async def _bench(request: Request) -> Workbench:
    return bench(request)


Bench = Annotated[Workbench, Depends(_bench)]
Asking = Annotated[Actor, Depends(actor)]
AskingInPerson = Annotated[Actor, Depends(person_at_the_page)]
Visiting = Annotated[Visit, Depends(visit)]
PerhapsVisiting = Annotated[Visit | None, Depends(guard)]


def retry_of(request: Request, render: Callable[[Any], tuple[int, str]]) -> Retry | None:
    """The retry promise of a request; None without an `Idempotency-Key`. `render` makes status and JSON."""
    key = request.headers.get(KEY_HEADER)
    if key is None:
        return None
    if not 0 < len(key) <= KEY_LENGTH:
        raise Invalid("bad_idempotency_key", field="Idempotency-Key")
    found: Visit = request.state.visit
    route = f"{request.method} {request.url.path}"
    return Retry(found.actor.person.id, key, route, request.state.body_sha256, render)


def act_of(request: Request) -> Act | Openness:
    """The act the matched endpoint was marked with. An unmarked endpoint is a mistake in the program."""
    endpoint = request.scope["route"].endpoint
    act: Act | Openness = endpoint.act
    return act


def _visit(request: Request, proofs: Shown) -> Visit | None:
    made = bench(request)
    if proofs.bearer is not None:
        return recognise_access_token(made, proofs.bearer)
    if proofs.cookie is None:
        return None
    return recognise(made, proofs.cookie, counts=BACKGROUND_HEADER not in request.headers)


def _bearer(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


async def _csrf_field(request: Request) -> str:
    if not request.headers.get("content-type", "").startswith(FORMS):
        return ""
    # The body is kept, so that the endpoint can read it again in its own way.
    await request.body()
    value = (await request.form(max_files=20)).get(CSRF_FIELD, "")
    return value if isinstance(value, str) else ""


async def _digest_of_body(request: Request) -> str:
    return hashlib.sha256(await request.body()).hexdigest()


def _same(given: str, expected: str) -> bool:
    """Compare bytes: `compare_digest` refuses strings with other than ASCII characters."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), expected.encode())
