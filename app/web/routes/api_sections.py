"""Sections and their blocks as JSON: `/api/v1/programmes/{programme_id}/sections/{key}`."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from app.domain.blocks import BlockKind
from app.domain.editing import Place
from app.domain.permissions import Act
from app.usecases.writing import conflicts, drafting, inserting
from app.usecases.writing.conflicts import Choice
from app.usecases.writing.drafting import Written
from app.web.access import Asking, Bench, permits, retry_of
from app.web.bodies import Body, WholeNumber
from app.web.json_api import documented, reads, reads_query, respond, shaped
from app.web.views.section_json import (
    block_written_shape,
    blocks_written_shape,
    pasted_shape,
    section_shape,
)

router = APIRouter(prefix="/api/v1/programmes/{programme_id}/sections/{key}", tags=["sections"])

Kind = Annotated[BlockKind, Field(strict=False)]


class SectionText(Body):
    """A whole section as text."""

    text: str
    base_version: WholeNumber


class BlockText(Body):
    """A block's new text, and its new kind when that changes."""

    text: str
    base_version: WholeNumber
    kind: Kind | None = None


class BlockVersion(Body):
    """The version a block is at, as far as the asker knows."""

    base_version: WholeNumber


class Placed(Body):
    """Where something goes: after a block, first (`after` null) or last (no `after`)."""

    after: str | None = None

    @property
    def place(self) -> str | Place:
        """The same as the use cases take it."""
        if self.after is not None:
            return self.after
        return Place.START if "after" in self.model_fields_set else Place.END


class NewBlock(Placed):
    """A block to add."""

    kind: Kind
    text: str


class Move(Placed):
    """Where a block goes: a place, or `step` places further down (negative: up)."""

    base_version: WholeNumber
    step: Annotated[int, Field(ge=-1000, le=1000)] | None = None


class Undo(Body):
    """The version whose change is taken back."""

    version: WholeNumber


class Pasted(Placed):
    """What was copied: HTML when the clipboard had it, else plain text."""

    html: str | None = None
    text: str = ""


class Clause(Placed):
    """A model clause of the template."""

    clause: str


class Resolution(Body):
    """How a conflict ends. `version` is that of the block as shown, null when it was gone."""

    choice: Annotated[Choice, Field(strict=False)]
    mine: str
    text: str | None = None
    version: WholeNumber | None = None


@router.get("")
@permits(Act.READ_PROGRAMME)
def get_section(programme_id: str, key: str, asking: Asking, bench: Bench) -> Response:
    """The section as it stands."""
    return respond(shaped(section_shape)(drafting.read_section(bench, asking, programme_id, key)))


@router.put("", openapi_extra=documented(SectionText))
@permits(Act.WRITE_SECTION)
def put_section(
    request: Request,
    programme_id: str,
    key: str,
    body: Annotated[SectionText, Depends(reads(SectionText))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Replace the whole section by a text; blocks keep their ids where they match."""
    render = shaped(section_shape)
    retry = retry_of(request, render)
    return respond(
        render(
            drafting.save_section_text(bench, asking, programme_id, key, body.text, body.base_version, retry)
        )
    )


@router.post("/blocks", status_code=201, openapi_extra=documented(NewBlock))
@permits(Act.WRITE_SECTION)
def post_block(
    request: Request,
    programme_id: str,
    key: str,
    body: Annotated[NewBlock, Depends(reads(NewBlock))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Add a block."""
    render = shaped(block_written_shape, 201)
    retry = retry_of(request, render)
    return respond(
        render(drafting.add_block(bench, asking, programme_id, key, body.kind, body.text, body.place, retry))
    )


@router.put("/blocks/{block_id}", openapi_extra=documented(BlockText))
@permits(Act.WRITE_SECTION)
def put_block(
    request: Request,
    programme_id: str,
    key: str,
    block_id: str,
    body: Annotated[BlockText, Depends(reads(BlockText))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Change one block. Others may change the rest of the section meanwhile."""
    render = shaped(block_written_shape)
    retry = retry_of(request, render)
    written = drafting.save_block(
        bench, asking, programme_id, key, block_id, body.text, body.base_version, body.kind, retry
    )
    return respond(render(written))


@router.delete("/blocks/{block_id}")
@permits(Act.WRITE_SECTION)
def delete_block(
    request: Request,
    programme_id: str,
    key: str,
    block_id: str,
    known: Annotated[BlockVersion, Depends(reads_query(BlockVersion))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Take a block out; `base_version` stands in the query or in a JSON body."""
    render = shaped(block_written_shape)
    retry = retry_of(request, render)
    return respond(
        render(drafting.delete_block(bench, asking, programme_id, key, block_id, known.base_version, retry))
    )


@router.post("/blocks/{block_id}/move", openapi_extra=documented(Move))
@permits(Act.WRITE_SECTION)
def move_block(
    request: Request,
    programme_id: str,
    key: str,
    block_id: str,
    body: Annotated[Move, Depends(reads(Move))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Move a block to another place in the section."""
    render = shaped(block_written_shape)
    retry = retry_of(request, render)
    to = body.place if body.step is None else body.step
    written = drafting.move_block(bench, asking, programme_id, key, block_id, body.base_version, to, retry)
    return respond(render(written))


@router.post("/blocks/{block_id}/resolve", openapi_extra=documented(Resolution))
@permits(Act.WRITE_SECTION)
def resolve_conflict(
    request: Request,
    programme_id: str,
    key: str,
    block_id: str,
    body: Annotated[Resolution, Depends(reads(Resolution))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """End a conflict; every text that does not go on is kept in the history."""
    render = shaped(block_written_shape)
    retry = retry_of(request, render)
    written = conflicts.resolve(
        bench, asking, programme_id, key, block_id, body.choice, body.mine, body.text, body.version, retry
    )
    return respond(render(written))


@router.post("/undo", openapi_extra=documented(Undo))
@permits(Act.WRITE_SECTION)
def undo(
    request: Request,
    programme_id: str,
    key: str,
    body: Annotated[Undo, Depends(reads(Undo))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Take back what one version changed."""
    render = shaped(blocks_written_shape)
    retry = retry_of(request, render)
    return respond(render(drafting.undo(bench, asking, programme_id, key, body.version, retry)))


@router.post("/paste", status_code=201, openapi_extra=documented(Pasted))
@permits(Act.WRITE_SECTION)
def paste(
    request: Request,
    programme_id: str,
    key: str,
    body: Annotated[Pasted, Depends(reads(Pasted))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Add what was copied from Word or a page as blocks."""
    render = shaped(pasted_shape, 201)
    retry = retry_of(request, render)
    content, is_html = (body.text, False) if body.html is None else (body.html, True)
    written: Written = inserting.paste_blocks(
        bench, asking, programme_id, key, content, is_html, body.place, retry
    )
    return respond(render(written))


@router.post("/clauses", status_code=201, openapi_extra=documented(Clause))
@permits(Act.WRITE_SECTION)
def insert_clause(
    request: Request,
    programme_id: str,
    key: str,
    body: Annotated[Clause, Depends(reads(Clause))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Add a model clause in the language of the document."""
    render = shaped(blocks_written_shape, 201)
    retry = retry_of(request, render)
    return respond(
        render(inserting.insert_clause(bench, asking, programme_id, key, body.clause, body.place, retry))
    )
