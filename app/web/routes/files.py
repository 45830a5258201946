"""Files of evidence: a page beside a section, downloads, and the same as JSON."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.domain.attachments import Attachment, AttachmentKind
from app.domain.errors import Invalid
from app.domain.people import Actor
from app.domain.permissions import Act
from app.i18n import current_language
from app.usecases.progress.steps import read_steps
from app.usecases.workbench import Workbench
from app.usecases.writing import attaching
from app.web.access import Asking, Bench, permits, retry_of
from app.web.downloads import download
from app.web.flash import redirect
from app.web.frame import FieldError
from app.web.json_api import respond, shaped
from app.web.problems import field_error, status_of
from app.web.rendering import page
from app.web.uploads import UPLOAD_SCHEMA, PerhapsUploaded, Uploaded
from app.web.views.files_page import files_page

router = APIRouter()
BYTES = "application/octet-stream"


def file_shape(file: Attachment) -> dict[str, Any]:
    """What is known about a file."""
    return {
        "id": file.id,
        "section": file.key,
        "name": file.name,
        "media_type": file.media_type,
        "size": file.size,
        "sha256": file.sha256,
        "added_at": file.added_at.isoformat(),
    }


@router.get("/programmes/{programme_id}/sections/{key}/files", include_in_schema=False)
@permits(Act.READ_PROGRAMME)
def show_files(request: Request, programme_id: str, key: str, asking: Asking, bench: Bench) -> Response:
    """The files beside a section."""
    return _page(request, bench, asking, programme_id, key)


@router.post("/programmes/{programme_id}/sections/{key}/files", include_in_schema=False)
@permits(Act.ATTACH_FILE)
def add_file_form(
    request: Request, programme_id: str, key: str, upload: PerhapsUploaded, asking: Asking, bench: Bench
) -> Response:
    """Add a file by the form of the page."""
    try:
        attaching.add_evidence(
            bench, asking, programme_id, key, upload.name, upload.media_type, upload.content
        )
    except Invalid as error:
        errors = (field_error(error),)
        return _page(request, bench, asking, programme_id, key, status=status_of(error), errors=errors)
    return redirect(f"/programmes/{programme_id}/sections/{key}/files", notice="saved")


@router.post("/programmes/{programme_id}/sections/{key}/files/{file_id}/remove", include_in_schema=False)
@permits(Act.ATTACH_FILE)
def remove_file_form(programme_id: str, key: str, file_id: str, asking: Asking, bench: Bench) -> Response:
    """Take a file out of the list."""
    attaching.remove_evidence(bench, asking, programme_id, file_id)
    return redirect(f"/programmes/{programme_id}/sections/{key}/files", notice="saved")


@router.get("/programmes/{programme_id}/files/{file_id}", include_in_schema=False)
@permits(Act.READ_PROGRAMME)
def download_file(
    request: Request, programme_id: str, file_id: str, asking: Asking, bench: Bench
) -> Response:
    """A file of evidence, as a download and never otherwise."""
    stored = attaching.open_file(bench, asking, programme_id, file_id, AttachmentKind.EVIDENCE)
    about = stored.attachment
    return download(request, stored.content, about.name, BYTES, about.sha256)


@router.get("/api/v1/programmes/{programme_id}/sections/{key}/files", tags=["files"])
@permits(Act.READ_PROGRAMME)
def list_files(programme_id: str, key: str, asking: Asking, bench: Bench) -> Response:
    """The files beside a section."""

    def shape(files: tuple[Attachment, ...]) -> dict[str, Any]:
        return {"files": [file_shape(file) for file in files]}

    return respond(shaped(shape)(attaching.list_evidence(bench, asking, programme_id, key)))


@router.post(
    "/api/v1/programmes/{programme_id}/sections/{key}/files",
    status_code=201,
    tags=["files"],
    openapi_extra=UPLOAD_SCHEMA,
)
@permits(Act.ATTACH_FILE)
def post_file(
    request: Request, programme_id: str, key: str, upload: Uploaded, asking: Asking, bench: Bench
) -> Response:
    """Keep a file beside a section."""
    render = shaped(file_shape, 201)
    kept = attaching.add_evidence(
        bench,
        asking,
        programme_id,
        key,
        upload.name,
        upload.media_type,
        upload.content,
        retry_of(request, render),
    )
    return respond(render(kept))


@router.get("/api/v1/programmes/{programme_id}/files/{file_id}", tags=["files"])
@permits(Act.READ_PROGRAMME)
def get_file(request: Request, programme_id: str, file_id: str, asking: Asking, bench: Bench) -> Response:
    """The bytes of a file of evidence."""
    return download_file(request, programme_id, file_id, asking, bench)


@router.delete("/api/v1/programmes/{programme_id}/files/{file_id}", status_code=204, tags=["files"])
@permits(Act.ATTACH_FILE)
def delete_file(request: Request, programme_id: str, file_id: str, asking: Asking, bench: Bench) -> Response:
    """Take a file out of the list."""

    def render(_removed: Attachment) -> tuple[int, str]:
        return 204, ""

    attaching.remove_evidence(bench, asking, programme_id, file_id, retry_of(request, render))
    return Response(status_code=204)


def _page(
    request: Request,
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    key: str,
    *,
    status: int = 200,
    errors: tuple[FieldError, ...] = (),
) -> Response:
    steps = read_steps(bench, actor, programme_id, key, current_language())
    files = attaching.list_evidence(bench, actor, programme_id, key)
    return page(request, "programme/files.html", files_page(steps, files), status=status, errors=errors)
