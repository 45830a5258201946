"""The findings pane: a fragment beside the text, and a page by itself without JavaScript."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from app.domain.errors import TryLater
from app.domain.people import Actor
from app.domain.permissions import Act
from app.local_time import local_day
from app.usecases.findings import checking, pinning, waiving
from app.usecases.workbench import Workbench
from app.web.access import Asking, Bench, permits
from app.web.bodies import Body, form_body, validated
from app.web.flash import redirect
from app.web.rendering import fragment, is_partial, page
from app.web.routes.api_findings import day_of
from app.web.turns import CHECK_TURN
from app.web.views.findings_pane import FindingsPane, findings_pane, pane_without_checks

router = APIRouter(prefix="/programmes/{programme_id}/sections/{key}/findings", include_in_schema=False)


class Earlier(Body):
    """The ids of the findings that were open when the pane was last drawn."""

    shown: Annotated[str, Field(max_length=4000)] = ""


class WaiverForm(Body):
    """Why a finding is not relevant, and until when."""

    reason: Annotated[str, Field(max_length=10_000)] = ""
    until: Annotated[str, Field(max_length=40)] = ""


async def _waiver_form(request: Request) -> WaiverForm:
    return await form_body(request, WaiverForm)


@router.get("", dependencies=[CHECK_TURN])
@permits(Act.READ_PROGRAMME)
def show_findings(request: Request, programme_id: str, key: str, asking: Asking, bench: Bench) -> Response:
    """The findings at one section as of now."""
    earlier = validated(Earlier, dict(request.query_params), strict=False).shown.split(",")
    return _answer(request, _pane(bench, asking, programme_id, key, frozenset(earlier)))


@router.post("/{finding}/waiver", dependencies=[CHECK_TURN])
@permits(Act.WAIVE_FINDING)
def waive(
    request: Request,
    programme_id: str,
    key: str,
    finding: str,
    form: Annotated[WaiverForm, Depends(_waiver_form)],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Set a finding aside."""
    waiving.waive_finding(bench, asking, programme_id, finding, form.reason, day_of(form.until))
    return _after(request, bench, asking, programme_id, key)


@router.post("/{finding}/withdraw", dependencies=[CHECK_TURN])
@permits(Act.WAIVE_FINDING)
def withdraw(
    request: Request, programme_id: str, key: str, finding: str, asking: Asking, bench: Bench
) -> Response:
    """Let a finding count again."""
    waiving.withdraw_waiver(bench, asking, programme_id, finding)
    return _after(request, bench, asking, programme_id, key)


@router.post("/{finding}/pins/{element}/withdraw", dependencies=[CHECK_TURN])
@permits(Act.POINT_TO_PASSAGE)
def withdraw_pin(
    request: Request, programme_id: str, key: str, finding: str, element: str, asking: Asking, bench: Bench
) -> Response:
    """Let a passage stand for an element no longer."""
    pinning.withdraw_pin(bench, asking, programme_id, finding, element)
    return _after(request, bench, asking, programme_id, key)


def _after(request: Request, bench: Workbench, actor: Actor, programme_id: str, key: str) -> Response:
    if is_partial(request):
        return _answer(request, _pane(bench, actor, programme_id, key, frozenset()))
    return redirect(f"/programmes/{programme_id}/sections/{key}/findings")


def _pane(
    bench: Workbench, actor: Actor, programme_id: str, key: str, earlier: frozenset[str]
) -> FindingsPane:
    path = f"/programmes/{programme_id}/sections/{key}"
    try:
        found = checking.check_section(bench, actor, programme_id, key)
    except TryLater:
        return pane_without_checks(path)
    return findings_pane(found, path, earlier=earlier, today=local_day(bench.clock()))


def _answer(request: Request, view: FindingsPane) -> Response:
    if is_partial(request):
        return fragment(request, "findings/pane.html", "findings", view=view)
    return page(request, "findings/pane.html", view)
