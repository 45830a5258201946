"""*Point to it*: a page that lists the sentences, and takes the one that is meant."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from app.domain.errors import Invalid
from app.domain.permissions import Act
from app.domain.pin import Objected
from app.i18n import current_language
from app.usecases.findings import pinning, suggesting
from app.usecases.findings.pinning import Passage, Passages
from app.usecases.workbench import Workbench
from app.web.access import Asking, Bench, permits
from app.web.bodies import Body, reads_form, validated
from app.web.flash import redirect
from app.web.frame import FieldError
from app.web.problems import field_error
from app.web.rendering import page
from app.web.turns import CHECK_TURN
from app.web.views.point_page import chosen, objection_text, point_page

PATH = "/programmes/{programme_id}/sections/{key}"
router = APIRouter(prefix=f"{PATH}/findings/{{finding}}/pins/{{element}}", include_in_schema=False)


class Place(Body):
    """The section whose sentences are wanted; that of the finding without it."""

    place: Annotated[str, Field(max_length=80)] = ""


class PassageForm(Body):
    """The section, and the mark of the sentence in it (see `point_page.mark`)."""

    place: Annotated[str, Field(max_length=80)] = ""
    passage: Annotated[str, Field(max_length=200)] = ""


@router.get("", dependencies=[CHECK_TURN])
@permits(Act.POINT_TO_PASSAGE)
def choose(
    request: Request,
    programme_id: str,
    key: str,
    finding: str,
    element: str,
    asking: Asking,
    bench: Bench,
) -> Response:
    """The sentences of one section."""
    place = validated(Place, dict(request.query_params), strict=False).place
    found = pinning.passages_to_point_at(bench, asking, programme_id, finding, element, place or None)
    return _page(request, bench, found, PATH.format(programme_id=programme_id, key=key))


@router.post("", dependencies=[CHECK_TURN])
@permits(Act.POINT_TO_PASSAGE)
def point(
    request: Request,
    programme_id: str,
    key: str,
    finding: str,
    element: str,
    form: Annotated[PassageForm, Depends(reads_form(PassageForm))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Take the sentence, or say which words stand in its way."""
    found = pinning.passages_to_point_at(bench, asking, programme_id, finding, element, form.place or None)
    path = PATH.format(programme_id=programme_id, key=key)
    block, quote = chosen(found, form.passage)
    try:
        pinning.point_to(bench, asking, programme_id, finding, element, Passage(found.place, block, quote))
    except Objected as objected:
        text = objection_text(objected.says[current_language()])
        return _page(request, bench, found, path, form.passage, FieldError("passage", text))
    except Invalid as error:
        return _page(
            request, bench, found, path, form.passage, FieldError("passage", field_error(error).text)
        )
    return redirect(f"{path}#finding-{found.item.finding.requirement}", notice="pointed_to")


@router.post("/suggest")
@permits(Act.POINT_TO_PASSAGE)
def suggest(
    request: Request,
    programme_id: str,
    key: str,
    finding: str,
    element: str,
    form: Annotated[PassageForm, Depends(reads_form(PassageForm))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Send the section to the administrator's endpoint, and mark what it proposes."""
    place = form.place or None
    found, proposed = suggesting.suggest_passages(bench, asking, programme_id, finding, element, place)
    path = PATH.format(programme_id=programme_id, key=key)
    view = point_page(found, path, "", _host_of(bench), proposed)
    return page(request, "findings/point.html", view)


def _page(
    request: Request,
    bench: Workbench,
    found: Passages,
    path: str,
    wanted: str = "",
    error: FieldError | None = None,
) -> Response:
    view = point_page(found, path, wanted, _host_of(bench))
    if error is None:
        return page(request, "findings/point.html", view)
    return page(request, "findings/point.html", view, status=422, errors=(error,))


def _host_of(bench: Workbench) -> str:
    return bench.suggester.host if bench.suggester else ""
