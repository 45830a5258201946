"""Search in the text of one programme, as a page and as JSON."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.domain.permissions import Act
from app.i18n import current_language
from app.usecases.writing.searching import SearchResult, search_programme
from app.web.access import Asking, Bench, permits
from app.web.bodies import Body, validated
from app.web.json_api import respond, shaped
from app.web.rendering import page
from app.web.views.search_page import search_page

router = APIRouter()


class Words(Body):
    """What is looked for, letter by letter."""

    q: str = ""


@router.get("/programmes/{programme_id}/search", include_in_schema=False)
@permits(Act.READ_PROGRAMME)
def show_search(request: Request, programme_id: str, asking: Asking, bench: Bench) -> Response:
    """The hits in their sections."""
    words = validated(Words, dict(request.query_params), strict=False)
    found = search_programme(bench, asking, programme_id, words.q, current_language())
    return page(request, "programme/search.html", search_page(found))


@router.get("/api/v1/programmes/{programme_id}/search", tags=["programmes"])
@permits(Act.READ_PROGRAMME)
def search(request: Request, programme_id: str, asking: Asking, bench: Bench) -> Response:
    """The hits in the order of the document."""
    words = validated(Words, dict(request.query_params), strict=False)
    found = search_programme(bench, asking, programme_id, words.q, current_language())
    return respond(shaped(search_shape)(found))


def search_shape(result: SearchResult) -> dict[str, Any]:
    """Hits with the text around them."""
    return {
        "more": result.is_cut,
        "hits": [
            {
                "section": hit.key,
                "block": hit.block,
                "before": hit.excerpt.before,
                "hit": hit.excerpt.hit,
                "after": hit.excerpt.after,
            }
            for hit in result.hits
        ],
    }
