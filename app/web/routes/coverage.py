"""A programme held against a framework: the page and the same as JSON."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from app.domain.coverage import CoveredElement, SectionPlace
from app.domain.permissions import Act
from app.i18n import current_language
from app.usecases.findings.covering import ProgrammeCoverage, cover
from app.web.access import Asking, Bench, permits
from app.web.bodies import Body, validated
from app.web.json_api import respond, shaped
from app.web.rendering import page
from app.web.views.coverage_page import coverage_page

router = APIRouter(prefix="/programmes/{programme_id}/coverage", include_in_schema=False)
api = APIRouter(prefix="/api/v1/programmes/{programme_id}/coverage", tags=["coverage"])

FIRST = "eu-2019-1318"


class Wanted(Body):
    """Which framework."""

    framework: Annotated[str, Field(max_length=60)] = FIRST


def _wanted(request: Request) -> Wanted:
    return validated(Wanted, dict(request.query_params), strict=False)


@router.get("")
@permits(Act.READ_PROGRAMME)
def show_coverage(
    request: Request,
    programme_id: str,
    asking: Asking,
    bench: Bench,
    wanted: Annotated[Wanted, Depends(_wanted)],
) -> Response:
    """The matrix of one framework."""
    found = cover(bench, asking, programme_id, wanted.framework, current_language())
    return page(request, "coverage/show.html", coverage_page(found))


@api.get("")
@permits(Act.READ_PROGRAMME)
def read_coverage(
    programme_id: str, asking: Asking, bench: Bench, wanted: Annotated[Wanted, Depends(_wanted)]
) -> Response:
    """Each element with its sections and the evidence in them."""
    return respond(shaped(_shape)(cover(bench, asking, programme_id, wanted.framework, current_language())))


def _shape(found: ProgrammeCoverage) -> dict[str, Any]:
    language = current_language()
    framework = found.coverage.framework
    return {
        "framework": framework.id,
        "name": framework.name[language],
        "edition": framework.edition[language],
        "elements": [_element(found, element, language) for element in found.coverage.elements],
    }


def _element(found: ProgrammeCoverage, covered: CoveredElement, language: str) -> dict[str, Any]:
    return {
        "id": covered.element.id,
        "title": covered.element.title[language],
        "state": covered.state.value,
        "sections": [_section(found, place) for place in covered.sections],
    }


def _section(found: ProgrammeCoverage, place: SectionPlace) -> dict[str, Any]:
    evidence = [
        {
            "requirement": item.finding.requirement,
            "verdict": item.finding.verdict,
            "block": passage.block,
            "start": passage.start,
            "end": passage.end,
            "quote": passage.quote,
            "element": passage.element,
            "pointed": passage.pointed,
        }
        for item in found.findings.get(place.key, ())
        for passage in item.finding.evidence
    ]
    return {
        "key": place.key,
        "title": found.titles.get(place.key, ""),
        "applies": place.applies,
        "has_text": place.has_text,
        "open_findings": place.open_findings,
        "evidence": evidence,
    }
