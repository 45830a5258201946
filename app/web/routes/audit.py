"""The audit report of a programme: the page, and the same as Word and as a spreadsheet."""

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import Response

from app.domain.errors import Invalid
from app.domain.permissions import Act
from app.i18n import current_language
from app.usecases.findings import auditing
from app.usecases.printing import exporting
from app.web.access import Asking, Bench, permits
from app.web.bodies import Body, validated
from app.web.downloads import download
from app.web.rendering import page
from app.web.views.audit_page import audit_page

router = APIRouter(prefix="/programmes/{programme_id}/report", include_in_schema=False)

KINDS = {
    "docx": (auditing.export_audit_word, exporting.WORD),
    "xlsx": (auditing.export_audit_sheet, auditing.SHEETS),
}


class Wanted(Body):
    """The form of the file."""

    format: Annotated[str, Field(max_length=20)] = "docx"


@router.get("")
@permits(Act.READ_PROGRAMME)
def show_report(request: Request, programme_id: str, asking: Asking, bench: Bench) -> Response:
    """The report as of now."""
    audit = auditing.audit_programme(bench, asking, programme_id, current_language())
    return page(request, "audit/report.html", audit_page(audit))


@router.get("/file")
@permits(Act.EXPORT_PROGRAMME)
def take_report(request: Request, programme_id: str, asking: Asking, bench: Bench) -> Response:
    """The report as a file."""
    wanted = validated(Wanted, dict(request.query_params), strict=False)
    if wanted.format not in KINDS:
        raise Invalid("unknown_format", field="format")
    export, media_type = KINDS[wanted.format]
    made = export(bench, asking, programme_id, current_language())
    return download(request, made.content, made.name, media_type, made.sha256)
