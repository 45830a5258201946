"""The history of a section: the pane beside the text, the page with two versions compared, restoring."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from app.domain.errors import Conflict
from app.domain.permissions import Act
from app.i18n import current_language
from app.usecases.writing import history
from app.usecases.writing.workspace import open_workspace
from app.web.access import Asking, Bench, permits
from app.web.bodies import Body, WholeNumber, reads_form, validated
from app.web.flash import redirect
from app.web.rendering import fragment, is_partial, page
from app.web.views.history_page import history_page

router = APIRouter(prefix="/programmes/{programme_id}/sections/{key}/history", include_in_schema=False)

TEMPLATE = "section/history.html"


class Wanted(Body):
    """The two versions to compare, and where an older page of the list begins."""

    older: WholeNumber | None = Field(None, alias="from")
    newer: WholeNumber | None = Field(None, alias="to")
    before: WholeNumber | None = None


class RestoreForm(Body):
    """The version to restore, and the section's version as far as the asker knows."""

    version: WholeNumber
    base_version: WholeNumber


@router.get("")
@permits(Act.READ_PROGRAMME)
def show_history(request: Request, programme_id: str, key: str, asking: Asking, bench: Bench) -> Response:
    """Every version, who made it and why; two of them compared by words."""
    work = open_workspace(bench, asking, programme_id, key, current_language())
    wanted = validated(Wanted, dict(request.query_params), strict=False)
    lines = history.list_versions(bench, asking, programme_id, key, wanted.before)
    compared = None
    if wanted.older:
        newer = wanted.newer or work.section.version
        compared = history.compare_versions(bench, asking, programme_id, key, wanted.older, newer)
    view = history_page(work, lines, compared)
    if is_partial(request):
        return fragment(request, TEMPLATE, "pane", view=view)
    return page(request, TEMPLATE, view)


@router.post("/restore")
@permits(Act.WRITE_SECTION)
def restore(
    programme_id: str,
    key: str,
    form: Annotated[RestoreForm, Depends(reads_form(RestoreForm))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Make an earlier version the newest one. When the text moved on meanwhile, nothing is restored."""
    path = f"/programmes/{programme_id}/sections/{key}"
    try:
        history.restore_version(bench, asking, programme_id, key, form.version, form.base_version)
    except Conflict as clash:
        if clash.code != "conflict":
            raise
        return redirect(f"{path}/history?from={form.version}", notice="moved_on")
    return redirect(path, notice="restored")
