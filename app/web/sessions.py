"""The session cookie: its name, its flags, and how it is read."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from app.settings import Settings

PLAIN = "sid"
HOST = "__Host-sid"
LONGEST_TOKEN = 100


def cookie_name(settings: Settings) -> str:
    """`__Host-sid`, which browsers take over TLS only and for this host alone; plain `sid` without TLS."""
    return HOST if settings.secure else PLAIN


def presented_token(request: Request) -> str | None:
    """The token in the cookie. Two cookies of that name are a trick: then there is none."""
    name = cookie_name(request.app.state.workbench.settings)
    found = [
        value.strip()
        for header in request.headers.getlist("cookie")
        for key, _, value in (part.strip().partition("=") for part in header.split(";"))
        if key == name
    ]
    return found[0] if len(found) == 1 and 0 < len(found[0]) <= LONGEST_TOKEN else None


def keep_token(request: Request, response: Response, token: str) -> None:
    """Give the browser a session. It ends with the browser, or sooner on the server."""
    settings: Settings = request.app.state.workbench.settings
    response.set_cookie(
        cookie_name(settings), token, path="/", secure=settings.secure, httponly=True, samesite="lax"
    )


def drop_token(request: Request, response: Response) -> None:
    """Tell the browser to forget the session and every page of it."""
    settings: Settings = request.app.state.workbench.settings
    response.delete_cookie(
        cookie_name(settings), path="/", secure=settings.secure, httponly=True, samesite="lax"
    )
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
