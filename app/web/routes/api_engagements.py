"""A consultant's access, given and ended by the company, as JSON."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain.people import Engagement
from app.domain.permissions import Act
from app.usecases.people import engaging
from app.web.access import Asking, Bench, permits, retry_of
from app.web.bodies import Body
from app.web.json_api import documented, reads, respond, shaped
from app.web.routes.engagements import day_of, scope_of

router = APIRouter(prefix="/api/v1", tags=["engagements"])


class NewEngagement(Body):
    """`consultant` is a person's id or mail address, `until` a day, `programme` an id or null for all."""

    consultant: str = Field(max_length=300)
    scope: str = Field(max_length=10)
    until: str = Field(max_length=10)
    programme: str | None = Field(None, max_length=36)


@router.post(
    "/organisations/{organisation_id}/engagements", status_code=201, openapi_extra=documented(NewEngagement)
)
@permits(Act.GIVE_ENGAGEMENT)
def give_engagement(
    request: Request,
    bench: Bench,
    actor: Asking,
    organisation_id: str,
    given: Annotated[NewEngagement, Depends(reads(NewEngagement))],
) -> Response:
    """Let a consultant in."""
    render = shaped(engagement_shape, 201)
    engagement = engaging.give_engagement(
        bench,
        actor,
        organisation_id,
        given.consultant,
        scope_of(given.scope),
        day_of(given.until),
        given.programme,
        retry_of(request, render),
    )
    return respond(render(engagement))


@router.delete("/organisations/{organisation_id}/engagements/{engagement_id}", status_code=204)
@permits(Act.GIVE_ENGAGEMENT)
def end_engagement(
    request: Request, bench: Bench, actor: Asking, organisation_id: str, engagement_id: str
) -> Response:
    """Take the access back; it is gone with the consultant's next request."""
    engaging.end_engagement(bench, actor, organisation_id, engagement_id, retry_of(request, _gone))
    return respond(_gone(None))


def engagement_shape(engagement: Engagement) -> dict[str, Any]:
    """An engagement as JSON."""
    return {
        "id": engagement.id,
        "organisation": engagement.company_id,
        "consultant": engagement.consultant_id,
        "scope": engagement.scope.value,
        "programme": engagement.programme_id,
        "since": engagement.since.isoformat(),
        "until": engagement.until.isoformat(),
    }


def _gone(_: object) -> tuple[int, str]:
    return 204, ""
