"""The history of a section and who is at work in it, as JSON."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.domain.permissions import Act
from app.domain.programme import VersionSummary
from app.usecases.writing import history, presence
from app.web.access import Asking, Bench, permits, retry_of
from app.web.bodies import Body, WholeNumber, validated
from app.web.json_api import documented, reads, respond, shaped
from app.web.views.section_json import (
    company_shape,
    section_shape,
    version_line_shape,
    version_shape,
)

router = APIRouter(prefix="/api/v1/programmes/{programme_id}/sections/{key}", tags=["history"])


class Restore(Body):
    """The section's version as far as the asker knows."""

    base_version: WholeNumber


class OpenBlock(Body):
    """The block the asker has open, null when none."""

    block: str | None


class Older(Body):
    """Where the next page of the history begins."""

    before: WholeNumber | None = None


class Number(Body):
    """A version's number in an address."""

    number: WholeNumber


@router.get("/versions")
@permits(Act.READ_PROGRAMME)
def list_versions(request: Request, programme_id: str, key: str, asking: Asking, bench: Bench) -> Response:
    """The newest hundred versions, or those before number `before`."""
    older = validated(Older, dict(request.query_params), strict=False)
    found = history.list_versions(bench, asking, programme_id, key, older.before)

    def shape(lines: tuple[VersionSummary, ...]) -> dict[str, Any]:
        return {"versions": [version_line_shape(line) for line in lines]}

    return respond(shaped(shape)(found))


@router.get("/versions/{number}")
@permits(Act.READ_PROGRAMME)
def get_version(programme_id: str, key: str, number: str, asking: Asking, bench: Bench) -> Response:
    """One version with its text."""
    wanted = validated(Number, {"number": number}, strict=False).number
    return respond(shaped(version_shape)(history.read_version(bench, asking, programme_id, key, wanted)))


@router.post("/versions/{number}/restore", openapi_extra=documented(Restore))
@permits(Act.WRITE_SECTION)
def restore_version(
    request: Request,
    programme_id: str,
    key: str,
    number: str,
    body: Annotated[Restore, Depends(reads(Restore))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Make an earlier version the newest one."""
    wanted = validated(Number, {"number": number}, strict=False).number
    render = shaped(section_shape)
    retry = retry_of(request, render)
    restored = history.restore_version(bench, asking, programme_id, key, wanted, body.base_version, retry)
    return respond(render(restored))


@router.get("/presence")
@permits(Act.READ_PROGRAMME)
def see_others(programme_id: str, key: str, asking: Asking, bench: Bench) -> Response:
    """Who else has a block open, and the section's version."""
    return respond(shaped(company_shape)(presence.see_others(bench, asking, programme_id, key)))


@router.put("/presence", openapi_extra=documented(OpenBlock))
@permits(Act.WRITE_SECTION)
def put_presence(
    programme_id: str,
    key: str,
    body: Annotated[OpenBlock, Depends(reads(OpenBlock))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Say which block the asker has open, for two minutes; null says none. Answers who else is there."""
    if body.block is None:
        presence.close_block(bench, asking, programme_id, key)
    else:
        presence.open_block(bench, asking, programme_id, key, body.block)
    return respond(shaped(company_shape)(presence.see_others(bench, asking, programme_id, key)))
