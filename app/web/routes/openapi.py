"""The description of the JSON interface, for tests and for administrators."""

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse

from app.domain.errors import NotAllowed, NotSignedIn
from app.domain.people import Role
from app.usecases.access.visits import Standing
from app.web.access import PUBLIC, Bench, PerhapsVisiting, permits

router = APIRouter(include_in_schema=False)


@router.get("/api/v1/openapi.json")
@permits(PUBLIC)
def describe(request: Request, bench: Bench, visit: PerhapsVisiting) -> JSONResponse:
    """In test mode for anyone, else for administrators: nobody else needs a map of the house."""
    if not bench.settings.test_mode:
        if visit is None or visit.standing is not Standing.SIGNED_IN:
            raise NotSignedIn()
        if Role.ADMINISTRATOR not in visit.actor.roles:
            raise NotAllowed()
    return JSONResponse(request.app.openapi())
