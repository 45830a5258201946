"""The start page."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.web.access import PUBLIC, permits
from app.web.rendering import page
from app.web.views.start_page import StartPage

router = APIRouter(include_in_schema=False)


@router.get("/")
@permits(PUBLIC)
def start(request: Request) -> Response:
    """What this is, in one sentence, and the doors."""
    return page(request, "start.html", StartPage(has_doors=request.app.state.workbench.settings.demo))
