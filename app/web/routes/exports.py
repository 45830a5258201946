"""Export: a page to look at first, the pages as they will be, and the file itself."""

from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import Response

from app.domain.errors import Invalid
from app.domain.people import Actor
from app.domain.permissions import Act
from app.i18n import current_language
from app.usecases.printing import exporting
from app.usecases.printing.before_export import look_before_export
from app.usecases.printing.printed_programme import ExportOptions
from app.usecases.workbench import Workbench
from app.web.access import Asking, Bench, permits
from app.web.bodies import Body, validated
from app.web.downloads import download
from app.web.rendering import fragment, page
from app.web.views.export_page import PagesPart, export_page, pages_of_export
from app.web.views.reading_page import reading_page

router = APIRouter(tags=["export"])

YesOrNo = Literal["yes", "no"]
PNG = "image/png"
KINDS = {
    "docx": (exporting.export_programme, exporting.WORD),
    "pdf": (exporting.export_pdf, exporting.PDF),
}


class Wanted(Body):
    """What goes into the file; without a language that of the document.

    On pages `lang` is the language of the interface, so there the one of the document is `language`.
    """

    format: Annotated[str, Field(max_length=20)] = "docx"
    lang: Annotated[str, Field(max_length=20)] | None = None
    language: Annotated[str, Field(max_length=20)] | None = None
    comments: YesOrNo = "no"
    annexes: YesOrNo = "yes"
    watermark: Literal["draft", "no"] = "no"
    approval: YesOrNo = "yes"
    house: Annotated[str, Field(max_length=36)] = ""
    pages: YesOrNo = "no"

    def options(self, language: str | None) -> ExportOptions:
        """The same as the use case takes it, for a document in this language."""
        return ExportOptions(
            language=language or None,
            comments=self.comments == "yes",
            annexes=self.annexes == "yes",
            watermark=self.watermark == "draft",
            approval=self.approval == "yes",
            house=self.house or None,
        )

    def query(self) -> str:
        """The options as the end of an address."""
        return urlencode(self.model_dump(exclude={"format", "lang", "pages"}, exclude_none=True))


@router.get("/programmes/{programme_id}/export", include_in_schema=False)
@permits(Act.EXPORT_PROGRAMME)
def before_export(request: Request, programme_id: str, asking: Asking, bench: Bench) -> Response:
    """What to look at before exporting, the options, and the pages when asked for."""
    wanted = _wanted(request)
    before = look_before_export(bench, asking, programme_id, current_language())
    printed = None
    if wanted.pages == "yes" and before.written and before.has_converter:
        printed = exporting.print_pages(bench, asking, programme_id, wanted.options(wanted.language))
    view = export_page(before, wanted.options(wanted.language), wanted.query(), printed)
    return page(request, "programme/export.html", view)


@router.get("/programmes/{programme_id}/export/pages/{key}", include_in_schema=False)
@permits(Act.EXPORT_PROGRAMME)
def pages(request: Request, programme_id: str, key: str, asking: Asking, bench: Bench) -> Response:
    """How far the pages are; asked for again and again while they are made."""
    printed = exporting.look_at_pages(bench, asking, programme_id, key)
    view = PagesPart(pages_of_export(programme_id, printed, _wanted(request).query()))
    return fragment(request, "programme/export_pages.html", "pages", view=view)


@router.get("/programmes/{programme_id}/export/pages/{key}/{number}", include_in_schema=False)
@permits(Act.EXPORT_PROGRAMME)
def page_image(
    request: Request, programme_id: str, key: str, number: str, asking: Asking, bench: Bench
) -> Response:
    """One page as a picture."""
    drawn = exporting.page_image(bench, asking, programme_id, key, page_number(number))
    return picture_of_page(request, drawn, key, number)


@router.get("/programmes/{programme_id}/export/reading", include_in_schema=False)
@permits(Act.EXPORT_PROGRAMME)
def read(request: Request, programme_id: str, asking: Asking, bench: Bench) -> Response:
    """The same text to read on the screen."""
    wanted = _wanted(request)
    document = exporting.reading_copy(bench, asking, programme_id, wanted.options(wanted.language))
    return page(request, "programme/reading.html", reading_page(programme_id, document, wanted.query()))


@router.get("/programmes/{programme_id}/export/file", include_in_schema=False)
@permits(Act.EXPORT_PROGRAMME)
def take_file(request: Request, programme_id: str, asking: Asking, bench: Bench) -> Response:
    """The file, for the buttons of the page."""
    wanted = _wanted(request)
    return _file(request, bench, asking, programme_id, wanted.format, wanted.options(wanted.language))


@router.get("/api/v1/programmes/{programme_id}/export")
@permits(Act.EXPORT_PROGRAMME)
def export(request: Request, programme_id: str, asking: Asking, bench: Bench) -> Response:
    """The programme as a Word file or a PDF, with ETag and X-Content-SHA256."""
    wanted = _wanted(request)
    return _file(request, bench, asking, programme_id, wanted.format, wanted.options(wanted.lang))


def page_number(text: str) -> int:
    """The number in an address; 0, which no page has, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0


def picture_of_page(request: Request, drawn: bytes, key: str, number: str) -> Response:
    """A page as an answer that a browser shows."""
    return download(request, drawn, f"page-{page_number(number)}.png", PNG, f"{key}-{number}", inline=True)


def _wanted(request: Request) -> Wanted:
    return validated(Wanted, dict(request.query_params), strict=False)


def _file(
    request: Request, bench: Workbench, actor: Actor, programme_id: str, kind: str, options: ExportOptions
) -> Response:
    if kind not in KINDS:
        raise Invalid("unknown_format", field="format")
    export, media_type = KINDS[kind]
    made = export(bench, actor, programme_id, options)
    return download(request, made.content, made.name, media_type, made.sha256)
