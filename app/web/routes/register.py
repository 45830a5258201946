"""The register of a programme: a page, and registers, records and empty forms as files."""

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import Response

from app.domain.errors import Invalid
from app.domain.permissions import Act
from app.usecases.printing.exporting import WORD
from app.usecases.records import record_papers, register_papers
from app.usecases.records.registering import read_register
from app.web.access import Asking, Bench, permits
from app.web.bodies import Body, validated
from app.web.downloads import download
from app.web.rendering import page
from app.web.views.register_page import Show, register_page

router = APIRouter(tags=["records"])


class Narrowed(Body):
    """How the register is narrowed: by state, by form, by what it is about."""

    show: Show = Show.ALL
    kind: Annotated[str, Field(max_length=20, pattern="^(A[0-9]+)?$")] = ""
    q: Annotated[str, Field(max_length=200)] = ""


class Wanted(Body):
    """The form and language of a file."""

    format: Annotated[str, Field(max_length=20)] = "xlsx"
    lang: Annotated[str, Field(max_length=20)] = "en"


@router.get("/programmes/{programme_id}/register", include_in_schema=False)
@permits(Act.READ_PROGRAMME)
def show_register(request: Request, programme_id: str, asking: Asking, bench: Bench) -> Response:
    """Every record, and whom to weigh again."""
    narrowed = validated(Narrowed, dict(request.query_params), strict=False)
    view = register_page(
        read_register(bench, asking, programme_id), narrowed.show, narrowed.kind, narrowed.q.strip()
    )
    return page(request, "records/register.html", view)


@router.get("/api/v1/programmes/{programme_id}/register")
@permits(Act.EXPORT_PROGRAMME)
def export_register(request: Request, programme_id: str, asking: Asking, bench: Bench) -> Response:
    """The register as a file: `format` xlsx or docx, `lang` en or nl."""
    wanted = validated(Wanted, dict(request.query_params), strict=False)
    if wanted.format == "xlsx":
        made = register_papers.register_sheets(bench, asking, programme_id, wanted.lang)
        return download(request, made.content, made.name, register_papers.SHEETS, made.sha256)
    if wanted.format != "docx":
        raise Invalid("unknown_format_of_register", field="format")
    made = register_papers.register_paper(bench, asking, programme_id, wanted.lang)
    return download(request, made.content, made.name, WORD, made.sha256)


@router.get("/api/v1/programmes/{programme_id}/forms/{form_id}/export")
@permits(Act.EXPORT_PROGRAMME)
def export_form(request: Request, programme_id: str, form_id: str, asking: Asking, bench: Bench) -> Response:
    """An empty form as a Word file, `lang` en or nl."""
    wanted = validated(Wanted, dict(request.query_params), strict=False)
    made = record_papers.blank_form(bench, asking, programme_id, form_id, wanted.lang)
    return download(request, made.content, made.name, WORD, made.sha256)


@router.get("/api/v1/programmes/{programme_id}/records/{record_id}/export")
@permits(Act.EXPORT_PROGRAMME)
def export_record(
    request: Request, programme_id: str, record_id: str, asking: Asking, bench: Bench
) -> Response:
    """A record as a Word file, `lang` en or nl."""
    wanted = validated(Wanted, dict(request.query_params), strict=False)
    made = record_papers.record_paper(bench, asking, programme_id, record_id, wanted.lang)
    return download(request, made.content, made.name, WORD, made.sha256)
