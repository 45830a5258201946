"""The doors of the example: one click signs in. They exist in a demonstration, on loopback only."""

from ipaddress import ip_address

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.domain.errors import NotFound
from app.i18n import current_language
from app.usecases.programmes.example import Door, enter_by_door, reset_example, seed_example
from app.web.access import PUBLIC, SIGNED_IN, AskingInPerson, Bench, permits
from app.web.flash import redirect
from app.web.sessions import keep_token

router = APIRouter(prefix="/demo", include_in_schema=False)


@router.post("/reset")
@permits(SIGNED_IN)
def reset(request: Request, asking: AskingInPerson, bench: Bench) -> Response:
    """Start the example over."""
    _require_demonstration(request, bench.settings.demo)
    fresh = {programme.language: programme for programme in reset_example(bench)}
    return redirect(f"/programmes/{fresh[current_language()].id}", notice="example_reset")


@router.post("/{door}")
@permits(PUBLIC)
def enter(request: Request, door: str, bench: Bench) -> Response:
    """Go in as one of the people of the example."""
    _require_demonstration(request, bench.settings.demo)
    if door not in {one.value for one in Door}:
        raise NotFound()
    opened = enter_by_door(bench, Door(door), request.headers.get("user-agent", ""))
    programmes = {programme.language: programme for programme in seed_example(bench)}
    home = f"/programmes/{programmes[current_language()].id}" if door == Door.COMPANY else "/home"
    response = redirect(home)
    keep_token(request, response, opened.token)
    return response


def _require_demonstration(request: Request, demo: bool) -> None:
    host = request.client.host if request.client else ""
    if not demo or not _is_loopback(host):
        raise NotFound()


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
