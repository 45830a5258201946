"""Two people changed one block: the three texts as a form, and the choice between them."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.domain.errors import Conflict
from app.domain.people import Actor
from app.domain.permissions import Act
from app.i18n import current_language
from app.usecases.workbench import Workbench
from app.usecases.writing import conflicts
from app.usecases.writing.conflicts import Choice, Dispute
from app.usecases.writing.workspace import open_workspace
from app.web.access import Asking, Bench, permits
from app.web.bodies import reads_form, validated
from app.web.flash import redirect
from app.web.rendering import fragment, page
from app.web.section_forms import BlockForm, ResolveForm, UndoForm, section_path
from app.web.views.conflict import shown_dispute
from app.web.views.section_page import section_page

router = APIRouter(prefix="/programmes/{programme_id}/sections/{key}", include_in_schema=False)


@router.post("/blocks/{block_id}/conflict")
@permits(Act.WRITE_SECTION)
def show_conflict(
    request: Request,
    programme_id: str,
    key: str,
    block_id: str,
    form: Annotated[BlockForm, Depends(reads_form(BlockForm))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Mine, theirs and combined, for the script of the editor. Nothing is stored."""
    dispute = conflicts.compare(
        bench, asking, programme_id, key, block_id, form.base_version, form.text or ""
    )
    work = open_workspace(bench, asking, programme_id, key, current_language())
    view = replace(section_page(work), dispute=shown_dispute(dispute, work))
    return fragment(request, "section/conflict.html", "conflict", view=view)


@router.post("/blocks/{block_id}/resolve")
@permits(Act.WRITE_SECTION)
def resolve_conflict(
    request: Request,
    programme_id: str,
    key: str,
    block_id: str,
    form: Annotated[ResolveForm, Depends(reads_form(ResolveForm))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """End a conflict; when the block changed once more, show the new one."""
    version = validated(UndoForm, {"version": form.version}, strict=False).version if form.version else None
    try:
        conflicts.resolve(
            bench, asking, programme_id, key, block_id, form.choice, form.mine, form.combined, version
        )
    except Conflict as clash:
        if clash.code != "conflict":
            raise
        mine = form.mine if form.combined is None or form.choice != Choice.COMBINED else form.combined
        dispute = conflicts.compare(bench, asking, programme_id, key, block_id, version or 0, mine)
        return conflict_page(request, bench, asking, programme_id, key, dispute)
    return redirect(f"{section_path(programme_id, key)}#block-{block_id}")


def conflict_page(
    request: Request, bench: Workbench, asking: Actor, programme_id: str, key: str, dispute: Dispute
) -> Response:
    """The editor with both texts and the combined one in place of the block."""
    work = open_workspace(bench, asking, programme_id, key, current_language())
    shown = replace(section_page(work), dispute=shown_dispute(dispute, work))
    return page(request, "section/edit.html", shown, status=409)
