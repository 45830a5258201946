"""Export: a page to look at first, and the file itself."""

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import Response

from app.domain.errors import Invalid
from app.domain.permissions import Act
from app.i18n import current_language
from app.usecases import exporting
from app.web.access import Asking, Bench, permits
from app.web.bodies import Body, validated
from app.web.downloads import download
from app.web.rendering import page
from app.web.views.export_page import export_page

router = APIRouter(tags=["export"])


class Wanted(Body):
    """The form and language of the file; without a language that of the document."""

    format: Annotated[str, Field(max_length=20)] = "docx"
    lang: Annotated[str, Field(max_length=20)] | None = None


@router.get("/programmes/{programme_id}/export", include_in_schema=False)
@permits(Act.EXPORT_PROGRAMME)
def before_export(request: Request, programme_id: str, asking: Asking, bench: Bench) -> Response:
    """What to look at before exporting."""
    before = exporting.look_before_export(bench, asking, programme_id, current_language())
    return page(request, "programme/export.html", export_page(before))


@router.get("/api/v1/programmes/{programme_id}/export")
@permits(Act.EXPORT_PROGRAMME)
def export(request: Request, programme_id: str, asking: Asking, bench: Bench) -> Response:
    """The programme as a Word file, with ETag and X-Content-SHA256."""
    wanted = validated(Wanted, dict(request.query_params), strict=False)
    if wanted.format != "docx":
        raise Invalid("unknown_format", field="format")
    made = exporting.export_programme(bench, asking, programme_id, wanted.lang)
    return download(request, made.content, made.name, exporting.WORD, made.sha256)
