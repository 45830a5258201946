"""A newer version of the template: the preview, taking over what is ticked, and taking that back."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from app.domain.errors import Conflict
from app.domain.permissions import Act
from app.usecases.programmes.upgrading import apply_upgrade, read_upgrade, undo_upgrade
from app.web.access import Asking, Bench, permits
from app.web.bodies import Body, reads_form
from app.web.flash import redirect
from app.web.frame import FieldError
from app.web.problems import sentence
from app.web.rendering import page
from app.web.views.upgrade_page import upgrade_page

router = APIRouter(prefix="/programmes/{programme_id}/upgrade", include_in_schema=False)


class UpgradeForm(Body):
    """The items that are ticked, and the comparison that they were ticked in."""

    take: list[Annotated[str, Field(max_length=300)]] = Field(default_factory=list)
    seen: Annotated[str, Field(max_length=64)]


@router.get("")
@permits(Act.READ_PROGRAMME)
def show_upgrade(request: Request, programme_id: str, asking: Asking, bench: Bench) -> Response:
    """What is new in the template, beside what stands in the programme."""
    return page(request, "programme/upgrade.html", upgrade_page(read_upgrade(bench, asking, programme_id)))


@router.post("")
@permits(Act.WRITE_SECTION)
def take_over(
    request: Request,
    programme_id: str,
    form: Annotated[UpgradeForm, Depends(reads_form(UpgradeForm))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Take over what is ticked; nothing at all when the programme moved on meanwhile."""
    try:
        apply_upgrade(bench, asking, programme_id, form.take, form.seen)
    except Conflict as clash:
        view = upgrade_page(read_upgrade(bench, asking, programme_id))
        errors = (FieldError("main-content", sentence(clash.code, 409, clash.facts)),)
        return page(request, "programme/upgrade.html", view, status=409, errors=errors)
    return redirect(f"/programmes/{programme_id}/upgrade", notice="upgraded")


@router.post("/undo")
@permits(Act.WRITE_SECTION)
def take_back(programme_id: str, asking: Asking, bench: Bench) -> Response:
    """Take the last upgrade back, where nobody wrote since."""
    left = undo_upgrade(bench, asking, programme_id)
    notice = "upgrade_undone_partly" if left else "upgrade_undone"
    return redirect(f"/programmes/{programme_id}/upgrade", notice=notice)
