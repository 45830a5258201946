"""Home: what a person can do now."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.i18n import current_language
from app.usecases.progress.overview import read_dashboard
from app.web.access import SIGNED_IN, Asking, Bench, permits
from app.web.rendering import page
from app.web.views.home_page import home_page

router = APIRouter(include_in_schema=False)


@router.get("/home")
@permits(SIGNED_IN)
def home(request: Request, asking: Asking, bench: Bench) -> Response:
    """The dashboard."""
    dashboard = read_dashboard(bench, asking, current_language())
    return page(request, "home/home.html", home_page(dashboard, asking))
