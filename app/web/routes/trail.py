"""The trail of an organisation: who, what, when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app.domain.permissions import Act
from app.i18n import current_language
from app.usecases.records.register_papers import SHEETS
from app.usecases.trail.trail_reading import read_trail
from app.usecases.trail.trail_sheet import trail_sheet
from app.web.access import AskingInPerson, Bench, permits
from app.web.downloads import download
from app.web.rendering import page
from app.web.views.trail_page import trail_page

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class Narrowed:
    """Which lines are asked for; what is no number asks for nothing."""

    person: str
    act: str
    before: int | None


@router.get("/admin/{organisation_id}/trail")
@permits(Act.READ_TRAIL)
def show_trail(request: Request, bench: Bench, actor: AskingInPerson, organisation_id: str) -> Response:
    """The newest entries, by person or act where asked; a filter that fits nothing shows nothing."""
    asked = _narrowed(request)
    part = read_trail(
        bench, actor, organisation_id, person_id=asked.person, act=asked.act, before=asked.before
    )
    return page(request, "admin/trail.html", trail_page(actor, part, asked.person, asked.act))


@router.get("/admin/{organisation_id}/trail/file")
@permits(Act.READ_TRAIL)
def export_trail(request: Request, bench: Bench, actor: AskingInPerson, organisation_id: str) -> Response:
    """The same lines as a spreadsheet, in the language of the page."""
    asked = _narrowed(request)
    made = trail_sheet(
        bench,
        actor,
        organisation_id,
        current_language(),
        person_id=asked.person,
        act=asked.act,
        before=asked.before,
    )
    return download(request, made.content, made.name, SHEETS, made.sha256)


def _narrowed(request: Request) -> Narrowed:
    asked = request.query_params
    before = asked.get("before", "")
    return Narrowed(
        asked.get("person", "")[:36],
        asked.get("act", "")[:60],
        int(before) if re.fullmatch("[0-9]{1,9}", before) else None,
    )
