"""One sentence that outlives a redirect: a code in a short-lived cookie, its text from a closed list here."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.i18n import N_, _

COOKIE = "notice"
SECONDS = 60

NOTICES: dict[str, str] = {
    "saved": N_("Saved."),
    "package_arrived": N_("The programme is here, with its history."),
    "upgraded": N_("The programme follows the new version of the template now."),
    "upgrade_undone": N_("The upgrade is taken back."),
    "upgrade_undone_partly": N_(
        "The upgrade is taken back. Sections that somebody changed since stay as they are."
    ),
    "archived": N_("The programme is archived."),
    "reopened": N_("The programme is in use again."),
    "destroyed": N_("The programme is destroyed. A list of what it held is kept."),
    "example_reset": N_("The example is as it was at the beginning."),
    "signed_out": N_("You are signed out."),
    "restored": N_("The earlier version is the newest one again."),
    "moved_on": N_("The section changed meanwhile, so nothing was restored. Compare again."),
    "password_changed": N_("Your password is changed. You are signed out everywhere else."),
    "password_reset": N_("Your new password is set. Sign in with it."),
    "second_factor_set_up": N_("Your authenticator app is connected."),
    "second_factor_removed": N_("Your authenticator app is disconnected."),
    "session_ended": N_("That session is ended."),
    "sessions_ended": N_("You are signed out everywhere else."),
    "session_extended": N_("You stay signed in."),
    "access_token_ended": N_("That access token does not work any more."),
    "joined": N_("You belong to this organisation now."),
    "invited": N_("The invitation is on its way by mail."),
    "invitation_withdrawn": N_("The invitation does not work any more."),
    "roles_set": N_("The roles are changed from this moment on."),
    "member_removed": N_("This person has no access any more."),
    "second_factor_cleared": N_("The authenticator app is disconnected. The person got a mail about it."),
    "engagement_given": N_("The consultant has access and got a mail about it."),
    "pointed_to": N_("The sentence counts. The report says that you pointed to it."),
    "engagement_ended": N_("The consultant has no access any more."),
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
