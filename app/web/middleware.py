"""Pure ASGI layers around every route, outermost first as `application.py` stacks them.

`Envelope` gives each request its id, nonce and language and each answer its headers; `Hosts`, `BodyLimit` and
`SameOrigin` refuse requests before any route sees them; `LastResort` turns an unforeseen exception into an
answer that still carries every header.
"""

from __future__ import annotations

import re
import secrets
import uuid
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qs, urlsplit

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.i18n import language_of, set_language
from app.web.bodies import FORMS, media_type
from app.web.security_headers import security_headers
from checks.languages import Language

READING = frozenset({"GET", "HEAD", "OPTIONS"})
LANGUAGE_COOKIE = "lang"
LANGUAGE_COOKIE_SECONDS = 365 * 24 * 3600
BODY_LIMIT = 2 * 1024 * 1024
UPLOAD_LIMIT = 20 * 1024 * 1024
HEADER_READ_LIMIT = 200

Refusal = Callable[[Request, int, str], Response]
RefusalByName = Callable[[Request, int, str], Awaitable[Response]]
log = structlog.get_logger(__name__)


class Envelope:
    """Request id, nonce and language going in; id, policy, caching and cookie headers going out."""

    def __init__(self, app: ASGIApp, *, over_tls: bool) -> None:
        self.app = app
        self.over_tls = over_tls

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id, nonce = uuid.uuid4().hex, secrets.token_urlsafe(18)
        chosen, remembered = _languages(scope)
        state = scope.setdefault("state", {})
        state.update(request_id=request_id, nonce=nonce)
        set_language(chosen)
        structlog.contextvars.bind_contextvars(request_id=request_id)

        async def send_in_envelope(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = request_id
                for name, value in security_headers(nonce, over_tls=self.over_tls).items():
                    # A download brings a stricter policy of its own.
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
                headers.setdefault("Content-Language", chosen)
                if remembered:
                    headers.append("Set-Cookie", self._language_cookie(chosen))
                if self.over_tls:
                    _secure_cookies(message)
            await send(message)

        try:
            await self.app(scope, receive, send_in_envelope)
        finally:
            structlog.contextvars.unbind_contextvars("request_id")

    @staticmethod
    def _language_cookie(language: Language) -> str:
        return f"{LANGUAGE_COOKIE}={language}; Path=/; Max-Age={LANGUAGE_COOKIE_SECONDS}; SameSite=Lax"


class Hosts:
    """Refuse any `Host` the installation was not told of; links never repeat the header anyway."""

    def __init__(self, app: ASGIApp, *, trusted: frozenset[str], refuse: Refusal) -> None:
        self.app = app
        self.trusted = frozenset(host.lower() for host in trusted)
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            hosts = Headers(scope=scope).getlist("host")
            if len(hosts) != 1 or _host_name(hosts[0]) not in self.trusted:
                await self.refuse(Request(scope, receive), 400, "unknown_host")(scope, receive, send)
                return
        await self.app(scope, receive, send)


class BodyLimit:
    """Refuse a body over the limit of its route, whether its length is announced or not."""

    def __init__(self, app: ASGIApp, *, uploads: re.Pattern[str], refuse: RefusalByName) -> None:
        self.app = app
        self.uploads = uploads
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        takes_file = self.uploads.search(scope["path"])
        limit, code = (UPLOAD_LIMIT, "file_too_large") if takes_file else (BODY_LIMIT, "too_large")
        scope["state"]["body_limit"] = limit
        announced = Headers(scope=scope).get("content-length", "0")
        if not announced.isascii() or not announced.isdigit():
            await self._refuse(scope, receive, send, 400, "bad_request")
            return
        if int(announced) > limit:
            await self._refuse(scope, receive, send, 413, code)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise BodyTooLarge
            return message

        try:
            await self.app(scope, counted, send)
        except BodyTooLarge:
            await self._refuse(scope, receive, send, 413, code)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, status: int, code: str) -> None:
        response = await self.refuse(Request(scope, receive), status, code)
        await response(scope, receive, send)


class BodyTooLarge(Exception):
    """A body without announced length has passed its limit."""


class SameOrigin:
    """Refuse requests that change something unless the browser says they come from our own pages.

    `Hosts` has already checked the host that `Origin` is compared with. A request with neither `Origin` nor
    `Sec-Fetch-Site` does not come from a browser page; the session-bound token still guards it.
    """

    def __init__(self, app: ASGIApp, *, over_tls: bool, refuse: Refusal) -> None:
        self.app = app
        self.scheme = "https" if over_tls else "http"
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] == "http"
            and scope["method"] not in READING
            and not self._is_ours(Headers(scope=scope))
        ):
            await self.refuse(Request(scope, receive), 403, "cross_origin")(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _is_ours(self, headers: Headers) -> bool:
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if origin == "null":
            # Our own `Referrer-Policy: no-referrer` makes browsers hide the origin of a form; the site tells.
            return site == "same-origin"
        if origin is not None and origin != f"{self.scheme}://{headers.get('host', '')}":
            return False
        return site in (None, "same-origin", "none")


class LastResort:
    """Answer an unforeseen exception with a reference number and log it without the request's content.

    A form's body is remembered meanwhile, so that the answer can give back what was typed; one with a large
    file is not, for that would be kept twice.
    """

    def __init__(self, app: ASGIApp, *, refuse: RefusalByName) -> None:
        self.app = app
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False
        sent: list[Message] = []
        is_form = media_type(Headers(scope=scope)) in FORMS
        room = BODY_LIMIT if is_form else -1

        async def remembered() -> Message:
            nonlocal room
            message = await receive()
            room -= len(message.get("body", b""))
            if room >= 0:
                sent.append(message)
            else:
                sent.clear()
            return message

        async def once_more() -> Message:
            # What was read and not remembered does not come again: waiting for it would last for ever.
            if room < 0:
                return {"type": "http.disconnect"}
            return sent.pop(0) if sent else await receive()

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, remembered, watched)
        except BodyTooLarge:
            raise
        except Exception as error:
            log.error("unforeseen", kind=type(error).__name__, where=_innermost(error))
            if started:
                raise
            response = await self.refuse(Request(scope, once_more), 500, "server_error")
            await response(scope, receive, send)


def _secure_cookies(message: Message) -> None:
    """Over TLS no cookie goes without `Secure`, whoever set it."""
    message["headers"] = [
        (name, value + b"; Secure" if name == b"set-cookie" and b"; secure" not in value.lower() else value)
        for name, value in message["headers"]
    ]


def _innermost(error: BaseException) -> str:
    """File and line where the exception arose; never its message, which may quote a text."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "unknown"
    return f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}"


def _host_name(value: str) -> str:
    """The name in a Host header without its port; `[::1]:8000` gives `[::1]`."""
    try:
        parts = urlsplit(f"//{value}")
        name, _ = parts.hostname, parts.port
    except ValueError:
        return ""
    if name is None or parts.username is not None or parts.path:
        return ""
    return f"[{name}]" if ":" in name else name


def _languages(scope: Scope) -> tuple[Language, bool]:
    """The language of this request, and whether the visitor chose it just now and it must be remembered."""
    query = parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=None)
    asked = language_of(query.get("lang", [""])[-1])
    if asked:
        return asked, True
    headers = Headers(scope=scope)
    return _remembered(headers) or _accepted(headers) or "en", False


def _remembered(headers: Headers) -> Language | None:
    """The language in the cookie of an earlier choice."""
    for part in headers.get("cookie", "").split(";"):
        name, _, value = part.strip().partition("=")
        if name == LANGUAGE_COOKIE:
            return language_of(value)
    return None


def _accepted(headers: Headers) -> Language | None:
    """The supported language with the highest weight in `Accept-Language`; nonsense is ignored."""
    weighed: list[tuple[float, int, Language]] = []
    for place, part in enumerate(headers.get("accept-language", "")[:HEADER_READ_LIMIT].split(",")):
        tag, _, weight = part.partition(";q=")
        language = language_of(tag)
        if language and re.fullmatch(r"\s*(0(\.\d{0,3})?|1(\.0{0,3})?)?\s*", weight):
            weighed.append((-float(weight.strip() or 1), place, language))
    return min(weighed)[2] if weighed else None
