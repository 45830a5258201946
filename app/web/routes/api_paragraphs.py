"""Dividing and joining blocks as JSON: what Enter and Backspace do in the editor."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from app.domain.permissions import Act
from app.usecases.writing import paragraphs
from app.web.access import Asking, Bench, permits, retry_of
from app.web.bodies import Body, WholeNumber
from app.web.json_api import documented, reads, respond, shaped
from app.web.routes.api_sections import Kind
from app.web.views.section_json import block_written_shape, blocks_written_shape

router = APIRouter(
    prefix="/api/v1/programmes/{programme_id}/sections/{key}/blocks/{block_id}", tags=["sections"]
)


class Division(Body):
    """The texts a block falls into: the first stays in it, each other one becomes a block below."""

    texts: Annotated[list[str], Field(min_length=2, max_length=1000)]
    base_version: WholeNumber
    kind: Kind | None = None


class Union(Body):
    """The text of a block and the one right below it, and the versions of both."""

    text: str
    base_version: WholeNumber
    following: str
    following_version: WholeNumber


@router.post("/divide", status_code=201, openapi_extra=documented(Division))
@permits(Act.WRITE_SECTION)
def divide_block(
    request: Request,
    programme_id: str,
    key: str,
    block_id: str,
    body: Annotated[Division, Depends(reads(Division))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Divide a block into several, all in one version."""
    render = shaped(blocks_written_shape, 201)
    retry = retry_of(request, render)
    written = paragraphs.divide_block(
        bench, asking, programme_id, key, block_id, body.texts, body.base_version, body.kind, retry
    )
    return respond(render(written))


@router.post("/join", openapi_extra=documented(Union))
@permits(Act.WRITE_SECTION)
def join_blocks(
    request: Request,
    programme_id: str,
    key: str,
    block_id: str,
    body: Annotated[Union, Depends(reads(Union))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Make a block and the one right below it one block."""
    render = shaped(block_written_shape)
    retry = retry_of(request, render)
    written = paragraphs.join_blocks(
        bench,
        asking,
        programme_id,
        key,
        block_id,
        body.text,
        body.base_version,
        body.following,
        body.following_version,
        retry,
    )
    return respond(render(written))
