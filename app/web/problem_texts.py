"""The sentences behind error codes. A code without its own sentence gets the one of its status.

`%(name)s` places are filled from the facts of the error; facts never hold submitted text.
"""

from __future__ import annotations

from app.i18n import N_

TITLES: dict[int, str] = {
    400: N_("We cannot read this request"),
    401: N_("You are not signed in"),
    403: N_("You cannot do this"),
    404: N_("We cannot find this page"),
    405: N_("This address cannot do that"),
    409: N_("Someone else changed this"),
    413: N_("This is too large"),
    415: N_("We cannot read this kind of file"),
    422: N_("Something was not filled in well"),
    428: N_("This request is not complete"),
    429: N_("Too many attempts"),
    500: N_("Something went wrong on our side"),
    503: N_("Please wait a moment"),
}

BY_STATUS: dict[int, str] = {
    400: N_("The request did not have the form we expect. Nothing was changed. Go back and try again."),
    401: N_("Sign in and try again. Text that you have not saved stays in the other tab."),
    403: N_("You do not have the right for this. Nothing was changed."),
    404: N_("The page does not exist, or you do not have access to it. The overview shows everything you can open."),
    405: N_("The page exists, but this action does not. Nothing was changed."),
    409: N_("This changed while you were working. Nothing is lost. Open the page again to see both versions."),
    413: N_("What you sent is over the limit. Nothing was changed. Make it smaller, or send it in parts."),
    415: N_("We cannot read this kind of file or text. Nothing was changed."),
    422: N_("Part of what you sent cannot be taken as it is. Nothing was changed."),
    428: N_("The request does not say which version it is based on. Open the page again and repeat your change."),
    429: N_("Wait a moment and try again."),
    500: N_("Everything that was saved before this is still there. Try again. Tell your administrator the reference if it happens again."),
    503: N_("The system is busy. Nothing was changed. Try again in a few seconds."),
}

BY_CODE: dict[str, str] = {
    "unknown_host": N_("This address is not one that this installation answers to."),
    "cross_origin": N_("The request came from another website, so we did not carry it out. Nothing was changed."),
    "csrf": N_("The page was open too long, or was opened in another session. Open it again and repeat your change."),
    "locked": N_("This programme was submitted and can no longer be changed. Start the next revision to change it."),
    "invalid_character": N_("The text holds a character that cannot be stored, at position %(position)s. Remove it and save again."),
    "missing": N_("Fill this in."),
    "too_long": N_("This may be at most %(limit)s characters long."),
    "repeated_field": N_("This was sent more than once."),
    "bad_json": N_("The request is not well-formed JSON. Nothing was changed."),
    "base_version_required": N_("The request does not say which version it is based on. Open the page again and repeat your change."),
}
