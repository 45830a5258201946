"""The installation's own style sheet, when it has one."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.domain.errors import NotFound
from app.web.access import BARE, permits
from app.web.assets import FOREVER
from app.web.theme import Theme

router = APIRouter(include_in_schema=False)


@router.get("/theme/{name}")
@permits(BARE)
def theme(request: Request, name: str) -> Response:
    """The theme under its digest; any other name does not exist."""
    found: Theme | None = request.app.state.theme
    if found is None or found.href != f"/theme/{name}":
        raise NotFound()
    return Response(found.css, media_type="text/css", headers={"Cache-Control": FOREVER})
