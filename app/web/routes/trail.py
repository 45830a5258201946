"""The trail of an organisation: who, what, when."""

from __future__ import annotations

import re

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app.domain.permissions import Act
from app.usecases.trail_reading import read_trail
from app.web.access import AskingInPerson, Bench, permits
from app.web.rendering import page
from app.web.views.administration_pages import trail_page

router = APIRouter(include_in_schema=False)


@router.get("/admin/{organisation_id}/trail")
@permits(Act.READ_TRAIL)
def show_trail(request: Request, bench: Bench, actor: AskingInPerson, organisation_id: str) -> Response:
    """The newest entries, by person or act where asked; a filter that fits nothing shows nothing."""
    asked = request.query_params
    person, act = asked.get("person", "")[:36], asked.get("act", "")[:60]
    before = asked.get("before", "")
    part = read_trail(
        bench,
        actor,
        organisation_id,
        person_id=person,
        act=act,
        before=int(before) if re.fullmatch("[0-9]{1,9}", before) else None,
    )
    return page(request, "admin/trail.html", trail_page(actor, part, person, act))
