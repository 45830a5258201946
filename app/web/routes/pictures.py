"""Pictures in the text: adding one as a block, and showing it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from app.domain.attachments import AttachmentKind
from app.domain.blocks import BlockKind
from app.domain.permissions import Act
from app.usecases.writing import attaching, drafting
from app.web.access import Asking, Bench, permits
from app.web.downloads import download
from app.web.flash import redirect
from app.web.json_api import respond, shaped
from app.web.section_forms import PlacedForm
from app.web.uploads import Upload, reads_upload
from app.web.views.section_json import block_written_shape

router = APIRouter(prefix="/programmes/{programme_id}", include_in_schema=False)


class PictureForm(PlacedForm):
    """The words that stand for the picture, and where it goes."""

    alternative: Annotated[str, Field(max_length=10_000)] = ""


@router.post("/sections/{key}/pictures")
@permits(Act.ATTACH_FILE)
def add_picture(
    request: Request,
    programme_id: str,
    key: str,
    upload: Annotated[Upload[PictureForm], Depends(reads_upload(PictureForm))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Store a picture and add the block that shows it. Scripts get the block as JSON."""
    form = upload.fields
    stored = attaching.add_picture(
        bench, asking, programme_id, key, upload.name, upload.content, form.alternative
    )
    written = drafting.add_block(
        bench, asking, programme_id, key, BlockKind.PICTURE, stored.block_text, form.place
    )
    if "application/json" in request.headers.get("accept", ""):
        return respond(shaped(block_written_shape, 201)(written))
    path = f"/programmes/{programme_id}/sections/{key}"
    return redirect(f"{path}?undo={written.section.version}&added=1#block-{written.blocks[0].id}")


@router.get("/pictures/{file_id}")
@permits(Act.READ_PROGRAMME)
def show_picture(request: Request, programme_id: str, file_id: str, asking: Asking, bench: Bench) -> Response:
    """A picture of this programme."""
    stored = attaching.open_file(bench, asking, programme_id, file_id, AttachmentKind.PICTURE)
    about = stored.attachment
    return download(request, stored.content, about.name, about.media_type, about.sha256, inline=True)
