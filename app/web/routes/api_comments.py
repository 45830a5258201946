"""Comments on blocks as JSON."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from app.domain.permissions import Act
from app.usecases.writing import commenting
from app.web.access import Asking, Bench, permits, retry_of
from app.web.bodies import Body
from app.web.json_api import documented, reads, respond, shaped
from app.web.views.programme_json import comment_shape, threads_shape

router = APIRouter(prefix="/api/v1/programmes/{programme_id}", tags=["comments"])

Id = Annotated[str, Field(max_length=100)]


class NewComment(Body):
    """A remark on a block, or an answer in a thread (then `block` may be left out)."""

    text: str
    block: Id = ""
    thread: Id | None = None


class Resolved(Body):
    """Whether the thread is dealt with."""

    resolved: bool


@router.get("/sections/{key}/comments")
@permits(Act.READ_PROGRAMME)
def list_comments(programme_id: str, key: str, asking: Asking, bench: Bench) -> Response:
    """The threads on a section, open ones first."""
    return respond(shaped(threads_shape)(commenting.read_threads(bench, asking, programme_id, key)))


@router.post("/sections/{key}/comments", status_code=201, openapi_extra=documented(NewComment))
@permits(Act.COMMENT)
def post_comment(
    request: Request,
    programme_id: str,
    key: str,
    body: Annotated[NewComment, Depends(reads(NewComment))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Remark on a block, or answer."""
    render = shaped(comment_shape, 201)
    retry = retry_of(request, render)
    comment = commenting.write_comment(
        bench, asking, programme_id, key, body.block, body.text, body.thread, retry
    )
    return respond(render(comment))


@router.put("/comments/{comment_id}", openapi_extra=documented(Resolved))
@permits(Act.COMMENT)
def put_comment(
    request: Request,
    programme_id: str,
    comment_id: str,
    body: Annotated[Resolved, Depends(reads(Resolved))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Mark a thread as dealt with, or open it again."""
    render = shaped(comment_shape)
    retry = retry_of(request, render)
    return respond(
        render(commenting.resolve_thread(bench, asking, programme_id, comment_id, body.resolved, retry))
    )
