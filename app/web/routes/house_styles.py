"""House styles of an organisation: an administrator adds, tries and releases them."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.domain.errors import Conflict, Invalid
from app.domain.permissions import Act
from app.i18n import current_language
from app.usecases.printing import house_styling
from app.usecases.printing.exporting import WORD
from app.web.access import AskingInPerson, Bench, permits
from app.web.downloads import download
from app.web.flash import redirect
from app.web.frame import FieldError
from app.web.problems import field_error, sentence, status_of
from app.web.rendering import fragment, page
from app.web.routes.exports import page_number, picture_of_page
from app.web.uploads import PerhapsUploaded
from app.web.views.export_page import PagesPart
from app.web.views.house_style_pages import house_style_page, house_styles_page, pages_of_example

router = APIRouter(include_in_schema=False)


@router.get("/admin/{organisation_id}/house-styles")
@permits(Act.MANAGE_HOUSE_STYLES)
def list_house_styles(
    request: Request, bench: Bench, actor: AskingInPerson, organisation_id: str
) -> Response:
    """The house styles, and the form to add one."""
    found = house_styling.list_house_styles(bench, actor, organisation_id)
    return page(request, "admin/house_styles.html", house_styles_page(actor, found))


@router.post("/admin/{organisation_id}/house-styles")
@permits(Act.MANAGE_HOUSE_STYLES)
def add_house_style(
    request: Request,
    bench: Bench,
    actor: AskingInPerson,
    organisation_id: str,
    upload: PerhapsUploaded,
) -> Response:
    """Take in a Word file, or say why not."""
    try:
        added = house_styling.add_house_style(bench, actor, organisation_id, upload.name, upload.content)
    except Invalid as refusal:
        found = house_styling.list_house_styles(bench, actor, organisation_id)
        view = house_styles_page(actor, found)
        errors = (field_error(refusal),)
        return page(request, "admin/house_styles.html", view, status=status_of(refusal), errors=errors)
    return redirect(f"/admin/{organisation_id}/house-styles/{added.id}", notice="saved")


@router.get("/admin/{organisation_id}/house-styles/{house_style_id}")
@permits(Act.MANAGE_HOUSE_STYLES)
def show_house_style(
    request: Request, bench: Bench, actor: AskingInPerson, organisation_id: str, house_style_id: str
) -> Response:
    """What there is to know about one, and what comes next."""
    found = house_styling.read_house_style(bench, actor, organisation_id, house_style_id)
    shown = None
    if found.has_converter and request.query_params.get("pages") == "yes":
        language = current_language()
        shown = house_styling.print_example(bench, actor, organisation_id, house_style_id, language)
    return page(request, "admin/house_style.html", house_style_page(actor, found, shown))


@router.get("/admin/{organisation_id}/house-styles/{house_style_id}/pages/{key}")
@permits(Act.MANAGE_HOUSE_STYLES)
def pages(
    request: Request,
    bench: Bench,
    actor: AskingInPerson,
    organisation_id: str,
    house_style_id: str,
    key: str,
) -> Response:
    """How far the pages of the example are."""
    shown = house_styling.look_at_example(bench, actor, organisation_id, key)
    view = PagesPart(pages_of_example(organisation_id, house_style_id, shown))
    return fragment(request, "programme/export_pages.html", "pages", view=view)


@router.get("/admin/{organisation_id}/house-styles/{house_style_id}/pages/{key}/{number}")
@permits(Act.MANAGE_HOUSE_STYLES)
def page_image(
    request: Request, bench: Bench, actor: AskingInPerson, organisation_id: str, key: str, number: str
) -> Response:
    """One page of the example as a picture."""
    drawn = house_styling.example_page(bench, actor, organisation_id, key, page_number(number))
    return picture_of_page(request, drawn, key, number)


@router.post("/admin/{organisation_id}/house-styles/{house_style_id}/example")
@permits(Act.MANAGE_HOUSE_STYLES)
def try_house_style(
    request: Request, bench: Bench, actor: AskingInPerson, organisation_id: str, house_style_id: str
) -> Response:
    """The example programme in this look."""
    language = current_language()
    made = house_styling.try_house_style(bench, actor, organisation_id, house_style_id, language)
    return download(request, made.content, made.name, WORD, made.sha256)


@router.post("/admin/{organisation_id}/house-styles/{house_style_id}/release")
@permits(Act.MANAGE_HOUSE_STYLES)
def release_house_style(
    request: Request, bench: Bench, actor: AskingInPerson, organisation_id: str, house_style_id: str
) -> Response:
    """Let exports use it."""
    try:
        house_styling.release_house_style(bench, actor, organisation_id, house_style_id)
    except Conflict as refusal:
        found = house_styling.read_house_style(bench, actor, organisation_id, house_style_id)
        errors = (FieldError("example", sentence(refusal.code, 409, {})),)
        view = house_style_page(actor, found)
        return page(request, "admin/house_style.html", view, status=409, errors=errors)
    return redirect(f"/admin/{organisation_id}/house-styles", notice="saved")


@router.post("/admin/{organisation_id}/house-styles/{house_style_id}/remove")
@permits(Act.MANAGE_HOUSE_STYLES)
def remove_house_style(
    bench: Bench, actor: AskingInPerson, organisation_id: str, house_style_id: str
) -> Response:
    """Take it out of use."""
    house_styling.remove_house_style(bench, actor, organisation_id, house_style_id)
    return redirect(f"/admin/{organisation_id}/house-styles", notice="saved")
