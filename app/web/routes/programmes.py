"""The pages of programmes: the list, a new one, and the overview as a task list."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from app.domain.errors import Invalid
from app.domain.permissions import Act, may
from app.i18n import current_language
from app.usecases.programmes.outline import template_of
from app.usecases.programmes.starting import start_programme
from app.usecases.progress.overview import read_dashboard, read_overview
from app.web.access import SIGNED_IN, Asking, Bench, permits
from app.web.bodies import Body, form_body, validated
from app.web.flash import redirect
from app.web.problems import field_error
from app.web.rendering import page
from app.web.views.home_page import programmes_page
from app.web.views.overview_page import Filter, overview_page
from app.web.views.start_programme_page import start_programme_page

router = APIRouter(include_in_schema=False)


class Shown(Body):
    """How the list is narrowed."""

    show: Filter = Filter.ALL


class StartForm(Body):
    """The form that starts a programme."""

    title: Annotated[str, Field(max_length=10_000)] = ""
    organisation: Annotated[str, Field(max_length=100)] = ""
    template: Annotated[str, Field(max_length=100)] = ""
    language: Annotated[str, Field(max_length=20)] = ""


async def _start_form(request: Request) -> StartForm:
    return await form_body(request, StartForm)


@router.get("/programmes")
@permits(SIGNED_IN)
def list_programmes(request: Request, asking: Asking, bench: Bench) -> Response:
    """Every programme the reader may open."""
    dashboard = read_dashboard(bench, asking, current_language())
    return page(request, "programme/list.html", programmes_page(dashboard, asking))


@router.get("/programmes/new")
@permits(SIGNED_IN)
def new_programme(request: Request, asking: Asking, bench: Bench) -> Response:
    """The form that starts a programme."""
    return page(request, "programme/new.html", start_programme_page(asking, bench.library))


@router.post("/programmes/new")
@permits(Act.START_PROGRAMME)
def start(
    request: Request, asking: Asking, bench: Bench, form: Annotated[StartForm, Depends(_start_form)]
) -> Response:
    """Start a programme and go to its interview."""
    try:
        programme = start_programme(
            bench,
            asking,
            title=form.title,
            organisation_id=form.organisation,
            template=form.template,
            language=form.language,
        )
    except Invalid as error:
        view = start_programme_page(
            asking, bench.library, form.title, form.organisation, form.template, form.language
        )
        return page(request, "programme/new.html", view, status=422, errors=(field_error(error),))
    return redirect(f"/programmes/{programme.id}/scope")


@router.get("/programmes/{programme_id}")
@permits(Act.READ_PROGRAMME)
def show_programme(request: Request, programme_id: str, asking: Asking, bench: Bench) -> Response:
    """The overview."""
    chosen = validated(Shown, dict(request.query_params), strict=False).show
    one = read_overview(bench, asking, programme_id, current_language())
    template = template_of(bench, one.programme)
    company = one.programme.organisation_id
    view = overview_page(
        one,
        template,
        chosen,
        asking.person.id,
        is_demo=bench.settings.demo,
        may_archive=may(asking, Act.ARCHIVE_PROGRAMME, company, programme_id, bench.clock()),
    )
    return page(request, "programme/overview.html", view)
