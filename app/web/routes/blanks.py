"""The page of facts that are filled in once for the whole programme."""

from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.domain.errors import Conflict, Invalid
from app.domain.permissions import Act
from app.i18n import _
from app.usecases.writing.blanks import fill_blanks, read_blanks
from app.web.access import Asking, Bench, permits
from app.web.bodies import Body, WholeNumber, parse_form, validated
from app.web.flash import redirect
from app.web.problems import sentence, status_of
from app.web.rendering import page
from app.web.views.blanks_page import EMPTY, blanks_page

router = APIRouter(prefix="/programmes/{programme_id}/blanks", include_in_schema=False)

PREFIX, WAS = "value.", "was."
FIELDS_LIMIT = 1000
"""The page has a field for every fact of the template: more than other forms may have."""


class BlanksForm(Body):
    """The fields of the page by key, what they held when it was made, and the version they were read at."""

    values: dict[str, str]
    was: dict[str, str]
    base_version: WholeNumber
    chosen: str = ""

    @property
    def changed(self) -> dict[str, str]:
        """What somebody typed; a field left as it was must not take back what a colleague saved."""
        return {key: value for key, value in self.values.items() if value != self.was.get(key)}


class Wanted(Body):
    """One subject of the contents, or what is still empty."""

    subject: str = ""
    show: Literal["", "empty"] = ""


async def _blanks_form(request: Request) -> BlanksForm:
    pairs = parse_form(await request.body(), max_fields=FIELDS_LIMIT)
    values, was = (
        {name.removeprefix(prefix): value for name, value in pairs if name.startswith(prefix)}
        for prefix in (PREFIX, WAS)
    )
    others = {name: value for name, value in pairs if name in ("base_version", "chosen")}
    return validated(BlanksForm, {"values": values, "was": was, **others}, strict=False)


@router.get("")
@permits(Act.READ_PROGRAMME)
def show_blanks(request: Request, programme_id: str, asking: Asking, bench: Bench) -> Response:
    """The subjects; the facts of one of them, or all that are still empty."""
    wanted = validated(Wanted, dict(request.query_params), strict=False)
    found = read_blanks(bench, asking, programme_id)
    chosen = wanted.show or wanted.subject
    return page(request, "programme/blanks.html", blanks_page(programme_id, found, chosen))


@router.post("")
@permits(Act.FILL_BLANKS)
def save_blanks(
    request: Request,
    programme_id: str,
    form: Annotated[BlanksForm, Depends(_blanks_form)],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Save what was filled in. When somebody was first, what was typed stays on the page."""
    try:
        fill_blanks(bench, asking, programme_id, form.changed, form.base_version)
    except Invalid as error:
        refused, status = sentence(error.code, status_of(error), dict(error.facts)), status_of(error)
    except Conflict as error:
        if error.code != "conflict":
            raise
        refused, status = (
            _("A colleague saved facts while you were typing. Yours are still here. Check them and save."),
            409,
        )
    else:
        name = "show" if form.chosen == EMPTY else "subject"
        query = f"?{urlencode({name: form.chosen})}" if form.chosen else ""
        return redirect(f"/programmes/{programme_id}/blanks{query}", notice="saved")
    found = read_blanks(bench, asking, programme_id)
    # What cannot be taken stays typed on the version it was read at; after a conflict both are on the page.
    seen = None if status == 409 else form.base_version
    view = blanks_page(programme_id, found, form.chosen, form.changed, refused, seen=seen)
    return page(request, "programme/blanks.html", view, status=status)
