"""One sentence that outlives a redirect: a code in a short-lived cookie, its text from a closed list here."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.i18n import N_, _

COOKIE = "notice"
SECONDS = 60

NOTICES: dict[str, str] = {
    "saved": N_("Saved."),
    "signed_out": N_("You are signed out."),
}


def redirect(path: str, *, notice: str | None = None) -> RedirectResponse:
    """Send the browser to `path` on this host after a form; `notice` is a code of `NOTICES`."""
    if not path.startswith("/") or path.startswith(("//", "/\\")):
        raise ValueError("redirects stay on this host")
    response = RedirectResponse(path, status_code=303)
    if notice is not None:
        if notice not in NOTICES:
            raise KeyError(notice)
        response.set_cookie(COOKIE, notice, max_age=SECONDS, httponly=True, samesite="lax")
    return response


def pending_notice(request: Request) -> str | None:
    """The text of the notice the last redirect left, in the language of this request."""
    text = NOTICES.get(request.cookies.get(COOKIE, ""))
    return _(text) if text else None


def clear_notice(response: Response) -> None:
    """A notice is shown once."""
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")
