"""Pictures in the text: adding one as a block, and showing it."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from app.domain.attachments import AttachmentKind
from app.domain.blocks import BlockKind
from app.domain.errors import Invalid
from app.domain.people import Actor
from app.domain.permissions import Act
from app.i18n import current_language
from app.usecases.workbench import Workbench
from app.usecases.writing import attaching, drafting
from app.usecases.writing.workspace import open_workspace
from app.web.access import Asking, Bench, permits
from app.web.downloads import download
from app.web.flash import redirect
from app.web.json_api import respond, shaped
from app.web.problems import field_error, status_of
from app.web.rendering import page
from app.web.section_forms import PlacedForm, section_path
from app.web.uploads import Upload, reads_upload
from app.web.views.section_json import block_written_shape
from app.web.views.section_page import asked, section_page

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
    upload: Annotated[Upload[PictureForm], Depends(reads_upload(PictureForm, required=False))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Store a picture and add the block that shows it. Scripts get the block as JSON."""
    wants_json = "application/json" in request.headers.get("accept", "")
    try:
        written = _add(bench, asking, programme_id, key, upload)
    except Invalid as error:
        if wants_json:
            raise
        return _again(request, bench, asking, programme_id, key, upload.fields, error)
    if wants_json:
        return respond(shaped(block_written_shape, 201)(written))
    path = section_path(programme_id, key)
    return redirect(f"{path}?undo={written.section.version}&added=1#block-{written.blocks[0].id}")


@router.get("/pictures/{file_id}")
@permits(Act.READ_PROGRAMME)
def show_picture(request: Request, programme_id: str, file_id: str, asking: Asking, bench: Bench) -> Response:
    """A picture of this programme."""
    stored = attaching.open_file(bench, asking, programme_id, file_id, AttachmentKind.PICTURE)
    about = stored.attachment
    return download(request, stored.content, about.name, about.media_type, about.sha256, inline=True)


def _add(
    bench: Workbench, asking: Actor, programme_id: str, key: str, upload: Upload[PictureForm]
) -> drafting.Written:
    form = upload.fields
    stored = attaching.add_picture(
        bench, asking, programme_id, key, upload.name, upload.content, form.alternative
    )
    return drafting.add_block(
        bench, asking, programme_id, key, BlockKind.PICTURE, stored.block_text, form.place
    )


def _again(
    request: Request,
    bench: Workbench,
    asking: Actor,
    programme_id: str,
    key: str,
    form: PictureForm,
    error: Invalid,
) -> Response:
    """The editor with the form of the picture as it was sent, and what is wrong with it."""
    work = open_workspace(bench, asking, programme_id, key, current_language())
    shown = asked(section_page(work), work, edit=None, insert=form.after, blank=None)
    wrong = field_error(error)
    field = f"picture-{error.field}" if error.field in ("file", "alternative") else wrong.field
    return page(
        request,
        "section/edit.html",
        replace(shown, picture_words=form.alternative),
        status=status_of(error),
        errors=(replace(wrong, field=field),),
    )
