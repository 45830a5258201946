"""Packages: a whole programme out, and a package into an organisation, as pages and as JSON."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.domain.errors import Conflict, Invalid
from app.domain.permissions import Act
from app.domain.programme import Programme
from app.usecases.programmes import packaging
from app.web.access import Asking, Bench, permits, retry_of
from app.web.downloads import download
from app.web.flash import redirect
from app.web.frame import FieldError
from app.web.json_api import respond, shaped
from app.web.problems import sentence, status_of
from app.web.rendering import page
from app.web.uploads import UPLOAD_SCHEMA, PerhapsUploaded, Uploaded
from app.web.views.start_programme_page import start_programme_page

router = APIRouter(tags=["packages"])


@router.get("/api/v1/programmes/{programme_id}/package")
@permits(Act.EXPORT_PROGRAMME)
def take_package(request: Request, programme_id: str, asking: Asking, bench: Bench) -> Response:
    """Everything of the programme as a zip, with ETag and X-Content-SHA256."""
    made = packaging.export_package(bench, asking, programme_id)
    return download(request, made.content, made.name, packaging.PACKAGE, made.sha256)


@router.post("/organisations/{organisation_id}/imports", include_in_schema=False)
@permits(Act.START_PROGRAMME)
def bring_package(
    request: Request, organisation_id: str, asking: Asking, bench: Bench, upload: PerhapsUploaded
) -> Response:
    """Put a package into the organisation and open the programme."""
    try:
        programme = packaging.import_package(bench, asking, organisation_id, upload.content)
    except (Invalid, Conflict) as error:
        if isinstance(error, Conflict) and error.code != "already_here":
            raise
        status = status_of(error)
        errors = (FieldError("file", sentence(error.code, status, dict(error.facts))),)
        view = start_programme_page(asking, bench.library)
        return page(request, "programme/new.html", view, status=status, errors=errors)
    return redirect(f"/programmes/{programme.id}", notice="package_arrived")


@router.post("/api/v1/organisations/{organisation_id}/imports", openapi_extra=UPLOAD_SCHEMA, status_code=201)
@permits(Act.START_PROGRAMME)
def import_package(
    request: Request, organisation_id: str, asking: Asking, bench: Bench, upload: Uploaded
) -> Response:
    """Put a package into the organisation."""
    render = shaped(_shape, 201)
    programme = packaging.import_package(
        bench, asking, organisation_id, upload.content, retry_of(request, render)
    )
    return respond(render(programme))


def _shape(programme: Programme) -> dict[str, Any]:
    return {"id": programme.id, "title": programme.title}
