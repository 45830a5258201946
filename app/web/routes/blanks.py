"""The page of facts that are filled in once for the whole programme."""

from typing import Annotated

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
from app.web.views.blanks_page import blanks_page

router = APIRouter(prefix="/programmes/{programme_id}/blanks", include_in_schema=False)

PREFIX = "value."
FIELDS_LIMIT = 1000
"""The page has a field for every fact of the template: more than other forms may have."""


class BlanksForm(Body):
    """Every field of the page by key, and the version they were read at."""

    values: dict[str, str]
    base_version: WholeNumber


async def _blanks_form(request: Request) -> BlanksForm:
    pairs = parse_form(await request.body(), max_fields=FIELDS_LIMIT)
    values = {name.removeprefix(PREFIX): value for name, value in pairs if name.startswith(PREFIX)}
    others = {name: value for name, value in pairs if name == "base_version"}
    return validated(BlanksForm, {"values": values, **others}, strict=False)


@router.get("")
@permits(Act.READ_PROGRAMME)
def show_blanks(request: Request, programme_id: str, asking: Asking, bench: Bench) -> Response:
    """Every fact with its value."""
    found = read_blanks(bench, asking, programme_id)
    return page(request, "programme/blanks.html", blanks_page(programme_id, found.title, found))


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
        fill_blanks(bench, asking, programme_id, form.values, form.base_version)
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
        return redirect(f"/programmes/{programme_id}", notice="saved")
    found = read_blanks(bench, asking, programme_id)
    # What cannot be taken stays typed on the version it was read at; after a conflict both are on the page.
    seen = None if status == 409 else form.base_version
    view = blanks_page(programme_id, found.title, found, form.values, refused, seen=seen)
    return page(request, "programme/blanks.html", view, status=status)
