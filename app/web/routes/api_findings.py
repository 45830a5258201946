"""Findings, waivers and pins as JSON."""

import re
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from app.domain.errors import Invalid, NotFound
from app.domain.permissions import Act
from app.domain.pin import PointedTo
from app.domain.waiver import Waiver
from app.i18n import current_language
from app.usecases.findings import checking, pinning, waiving
from app.usecases.findings.checking import ProgrammeFindings
from app.usecases.findings.finding_shape import judged_shape, not_checked_shape, pin_shape
from app.usecases.findings.not_checked import unchecked
from app.usecases.findings.pinning import Passage
from app.web.access import Asking, Bench, permits, retry_of
from app.web.bodies import Body, validated
from app.web.json_api import documented, reads, respond, shaped
from app.web.turns import CHECK_TURN

router = APIRouter(prefix="/api/v1/programmes/{programme_id}/findings", tags=["findings"])

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T[0-9:.+Z-]+)?\Z", re.ASCII)


class Narrowed(Body):
    """The section whose findings are wanted; all of them without it."""

    section: Annotated[str, Field(max_length=80)] | None = None


class NewWaiver(Body):
    """Why a finding is not relevant here, and the last day that holds (2027-06-30)."""

    reason: str
    until: Annotated[str, Field(max_length=40)]


class NewPin(Body):
    """Where the passage stands, and its words as a reader sees them, blanks filled in."""

    section: Annotated[str, Field(max_length=80)]
    block: Annotated[str, Field(max_length=80)]
    quote: Annotated[str, Field(max_length=20_000)]


@router.get("", dependencies=[CHECK_TURN])
@permits(Act.READ_PROGRAMME)
def list_findings(request: Request, programme_id: str, asking: Asking, bench: Bench) -> Response:
    """What the rules see in the programme as it stands, waived findings included.

    `not_checked` holds the rules for which an answer or a text is missing, `clear` those that look for what
    should not be there and noticed nothing; both always of the whole programme.
    """
    wanted = validated(Narrowed, dict(request.query_params), strict=False).section
    found = checking.check_programme(bench, asking, programme_id)
    if wanted is not None and wanted not in found.sections:
        raise NotFound()

    def shape(everything: ProgrammeFindings) -> dict[str, Any]:
        language = current_language()
        chosen = everything.findings if wanted is None else everything.of_section(wanted)
        return {
            "pack_versions": dict(everything.pack_versions),
            "findings": [judged_shape(item, language) for item in chosen],
            "clear": list(everything.clear),
            "not_checked": [
                not_checked_shape(one)
                for one in unchecked(
                    bench.checker.packs,
                    everything.not_checked,
                    everything.titles,
                    language,
                    everything.template,
                )
            ],
        }

    return respond(shaped(shape)(found))


@router.put("/{finding}/waiver", dependencies=[CHECK_TURN], openapi_extra=documented(NewWaiver))
@permits(Act.WAIVE_FINDING)
def put_waiver(
    request: Request,
    programme_id: str,
    finding: str,
    body: Annotated[NewWaiver, Depends(reads(NewWaiver))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Set a finding aside, with a reason and an end date."""

    def shape(waiver: Waiver) -> dict[str, Any]:
        return {
            "finding": finding,
            "section": waiver.key,
            "reason": waiver.reason,
            "until": waiver.until.isoformat(),
            "given_at": waiver.given_at.isoformat(),
        }

    render = shaped(shape)
    waiver = waiving.waive_finding(
        bench, asking, programme_id, finding, body.reason, day_of(body.until), retry_of(request, render)
    )
    return respond(render(waiver))


@router.delete("/{finding}/waiver", dependencies=[CHECK_TURN], status_code=204)
@permits(Act.WAIVE_FINDING)
def delete_waiver(
    request: Request, programme_id: str, finding: str, asking: Asking, bench: Bench
) -> Response:
    """Let a finding count again."""

    def render(_nothing: None) -> tuple[int, str]:
        return 204, ""

    waiving.withdraw_waiver(bench, asking, programme_id, finding, retry_of(request, render))
    return Response(status_code=204)


@router.put("/{finding}/pins/{element}", dependencies=[CHECK_TURN], openapi_extra=documented(NewPin))
@permits(Act.POINT_TO_PASSAGE)
def put_pin(
    request: Request,
    programme_id: str,
    finding: str,
    element: str,
    body: Annotated[NewPin, Depends(reads(NewPin))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Point to the passage that states a missing element."""

    def shape(given: PointedTo) -> dict[str, Any]:
        return {"finding": finding, **pin_shape(given, current_language())}

    render = shaped(shape)
    retry = retry_of(request, render)
    given = pinning.point_to(
        bench, asking, programme_id, finding, element, Passage(body.section, body.block, body.quote), retry
    )
    return respond(render(given))


@router.delete("/{finding}/pins/{element}", dependencies=[CHECK_TURN], status_code=204)
@permits(Act.POINT_TO_PASSAGE)
def delete_pin(
    request: Request, programme_id: str, finding: str, element: str, asking: Asking, bench: Bench
) -> Response:
    """Let a passage stand for an element no longer."""

    def render(_nothing: None) -> tuple[int, str]:
        return 204, ""

    pinning.withdraw_pin(bench, asking, programme_id, finding, element, retry_of(request, render))
    return Response(status_code=204)


def day_of(text: str) -> date:
    """A day written as 2027-06-30, or the day of a moment written by ISO 8601. Raises Invalid."""
    if not _DAY.match(text):
        raise Invalid("bad_date", field="until")
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        raise Invalid("bad_date", field="until") from None
