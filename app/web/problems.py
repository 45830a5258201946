"""Errors as answers: problem+json for the API, a small fragment for htmx, a page otherwise.

No answer repeats what was submitted, but for the page that hands a refused form back to whoever wrote it
(`sent_forms.py`). Each names a stable code and the reference under which the log knows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from app.domain.errors import (
    Conflict,
    DomainError,
    Invalid,
    NotAllowed,
    NotFound,
    NotSignedIn,
    TooLarge,
    TryLater,
)
from app.domain.pin import Objected
from app.i18n import _, current_language
from app.usecases.unit_of_work import AlreadyAnswered
from app.web import problem_texts
from app.web.access import introduce
from app.web.frame import FieldError
from app.web.middleware import READING
from app.web.rendering import fragment, is_partial, page
from app.web.sent_forms import SentForm, sent_form
from app.web.way_back import way_back

API = "/api/"
PROBES = frozenset({"/healthz", "/readyz", "/version"})
CODES_OF_STATUS = {
    400: "bad_request",
    401: "not_signed_in",
    403: "not_allowed",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media_type",
    429: "too_many_requests",
}
STATUS_OF_ERROR: tuple[tuple[type[DomainError], int], ...] = (
    (NotFound, 404),
    (NotSignedIn, 401),
    (NotAllowed, 403),
    (Conflict, 409),
    (TooLarge, 413),
    (Invalid, 422),
    (TryLater, 503),
)
DOORS = {"second_factor": "/login/code", "second_factor_enrolment": "/account/second-factor"}
STATUS_OF_CODE = {
    "bad_json": 400,
    "base_version_required": 428,
    "too_many_attempts": 429,
    "unsupported_media_type": 415,
}


SENDABLE = frozenset({"csrf", "not_signed_in"})
SENDABLE_STATUS = frozenset({413, 422, 500, 503})
"""Once it is put right, somebody is signed in or the moment is better, the form can be taken."""


@dataclass(frozen=True)
class ProblemView:
    """What the problem page and fragment show. `back` is the page of the refused form, empty if unknown.

    `sent` is the form itself where something was written in it; `sendable` says whether it can be sent again.
    The notice beside a form that stays where it is repeats none of it.
    """

    code: str
    title: str
    text: str
    helpers: tuple[str, ...]
    reference: str
    back: str
    sent: SentForm | None = None
    sendable: bool = False


def install(app: FastAPI) -> None:
    """Register the handlers of every foreseen kind of error."""
    app.add_exception_handler(DomainError, _domain_error)
    app.add_exception_handler(AlreadyAnswered, _answered_before)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _validation_error)


def refusal(request: Request, status: int, code: str, sent: SentForm | None = None, **facts: Any) -> Response:
    """The answer for one refusal, in the form the asker can use; a page gives a form that was `sent` back."""
    helpers = tuple(facts.pop("helpers", ()))
    reference = request.state.request_id[:8].upper()
    view = ProblemView(
        code,
        title(status, code),
        sentence(
            code, status, facts, with_form=sent is not None and not sent.had_file and not is_partial(request)
        ),
        helpers,
        reference,
        back=_back(request, status, code),
        sent=sent,
        sendable=(status in SENDABLE_STATUS or code in SENDABLE) and (sent is None or sent.sendable),
    )
    if request.url.path.startswith(API) or request.url.path in PROBES or _script_asks(request):
        return _as_json(view, status, facts)
    if is_partial(request):
        response: Response = fragment(request, "problem.html", "problem_notice", view=view, status=status)
        response.headers["HX-Retarget"] = "#notices"
        response.headers["HX-Reswap"] = "innerHTML"
        return response
    return page(request, "problem.html", view, status=status)


def _back(request: Request, status: int, code: str) -> str:
    """The page of a refused form, where going back to it can help."""
    helps = status in SENDABLE_STATUS or code in SENDABLE
    return way_back(request.url.path) if helps and request.method not in READING else ""


async def refusal_with_form(request: Request, status: int, code: str) -> Response:
    """A refusal that gives back, or leaves where it is, what was typed in a form."""
    sent = None
    # What nobody foresaw may lie in reading the form, and happen again: the answer comes without it.
    with suppress(Exception):
        sent = await _sent(request)
    return refusal(request, status, code, sent)


async def refusal_by_name(request: Request, status: int, code: str) -> Response:
    """A refusal before every route whose page still shows who is signed in."""
    if not request.url.path.startswith(API) and not hasattr(request.state, "visitor"):
        # What the page has to say, it says also where nobody can be looked up just now.
        with suppress(Exception):
            await run_in_threadpool(introduce, request)
    return refusal(request, status, code)


def status_of(error: DomainError) -> int:
    """The HTTP status of a domain error."""
    by_kind = next((status for kind, status in STATUS_OF_ERROR if isinstance(error, kind)), 422)
    return STATUS_OF_CODE.get(error.code, by_kind)


def title(status: int, code: str = "") -> str:
    """The heading of an error: its own where the one of its status says something else."""
    general = problem_texts.TITLES.get(status, problem_texts.TITLES[500])
    return _(problem_texts.TITLES_BY_CODE.get(code, general))


def sentence(code: str, status: int, facts: Mapping[str, Any], *, with_form: bool = False) -> str:
    """What happened and what to do, in the language of the request; some say it otherwise `with_form` below.

    A code whose facts are not all there gets the sentence of its status rather than one with a hole.
    """
    general = problem_texts.BY_STATUS.get(status, problem_texts.BY_STATUS[500])
    if with_form and code in problem_texts.WITH_FORM:
        return _(problem_texts.WITH_FORM[code])
    try:
        return _(problem_texts.BY_CODE.get(code, general)) % facts
    except KeyError:
        return _(general)


def field_error(error: Invalid) -> FieldError:
    """An `Invalid` as the message beside its field, for a form that shows itself again."""
    field = error.field or "main-content"
    if error.code == "missing" and field in problem_texts.MISSING:
        return FieldError(field, _(problem_texts.MISSING[field]))
    return FieldError(field, sentence(error.code, status_of(error), error.facts))


def _as_json(view: ProblemView, status: int, facts: dict[str, Any]) -> JSONResponse:
    body = {
        **jsonable_encoder(facts),
        "type": "about:blank",
        "title": view.title,
        "status": status,
        "detail": view.text,
        "code": view.code,
        "reference": view.reference,
    }
    if view.helpers:
        body["helpers"] = list(view.helpers)
    return JSONResponse(body, status, media_type="application/problem+json")


async def _domain_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, DomainError)
    status = status_of(error)
    if isinstance(error, NotSignedIn) and _wants_page(request):
        door = DOORS.get(error.code, "/login")
        return RedirectResponse(f"{door}?next={quote(_own_address(request), safe='/')}", 303)
    facts = dict(error.facts)
    if isinstance(error, Conflict) and request.url.path.startswith(API):
        facts |= {name: value for name in ("current", "base") if (value := getattr(error, name)) is not None}
    if isinstance(error, Objected):
        facts["objection"] = error.says[current_language()]
    if isinstance(error, Invalid) and error.field:
        facts["field"] = error.field
    response = refusal(request, status, error.code, await _sent(request), **facts)
    if isinstance(error, TryLater):
        response.headers["Retry-After"] = str(error.seconds)
    return response


async def _sent(request: Request) -> SentForm | None:
    """The form for an answer that people read; scripts that read the answer themselves hold it."""
    if request.url.path.startswith(API) or _script_asks(request):
        return None
    return await sent_form(request)


def _script_asks(request: Request) -> bool:
    """Whether one of our scripts posts a form and reads the answer itself."""
    return request.headers.get("accept", "").startswith("application/json")


async def _answered_before(_request: Request, error: Exception) -> Response:
    """A retry gets the first answer, byte for byte."""
    assert isinstance(error, AlreadyAnswered)
    return Response(error.answer or None, error.status, media_type="application/json")


def _wants_page(request: Request) -> bool:
    return request.method == "GET" and not is_partial(request) and not request.url.path.startswith(API)


def _own_address(request: Request) -> str:
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if _wants_page(request) and not hasattr(request.state, "visit"):
        await run_in_threadpool(introduce, request)
    response = refusal(request, error.status_code, CODES_OF_STATUS.get(error.status_code, "http_error"))
    response.headers.update(error.headers or {})
    return response


async def _validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    places = [tuple(map(str, problem["loc"])) for problem in error.errors()]
    if any(place[0] == "path" for place in places):
        return refusal(request, 404, "not_found")
    return refusal(request, 422, "invalid_value", field=".".join(places[0][1:]) if places else "")
