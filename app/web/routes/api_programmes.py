"""Programmes, their scope, their blanks and the steps of their sections, as JSON."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from app.domain.permissions import Act
from app.domain.programme import Programme, SectionStatus
from app.i18n import current_language
from app.usecases.programmes import scoping, starting
from app.usecases.progress import overview, steps
from app.usecases.writing import blanks
from app.web.access import SIGNED_IN, Asking, Bench, permits, retry_of
from app.web.bodies import Body, WholeNumber
from app.web.json_api import documented, reads, respond, shaped
from app.web.views.programme_json import (
    Shape,
    blanks_filled_shape,
    blanks_shape,
    line_shape,
    programme_shape,
    scope_saved_shape,
    scope_shape,
    step_shape,
    templates_shape,
)

router = APIRouter(prefix="/api/v1", tags=["programmes"])

Id = Annotated[str, Field(max_length=100)]


class NewProgramme(Body):
    """What a programme starts from. `organisation` is the id of the company."""

    title: Annotated[str, Field(max_length=10_000)]
    organisation: Id
    template: Id
    language: Annotated[str, Field(max_length=20)]


class ScopeAnswers(Body):
    """Answers by question; null takes one away, questions not named stay as they are."""

    answers: dict[str, Any]
    base_version: WholeNumber


class BlankValues(Body):
    """Values by key; an empty one clears it, keys not named stay as they are."""

    values: dict[str, str]
    base_version: WholeNumber


class NewStatus(Body):
    """`base_version` is the version of the section's text that was looked at."""

    status: Annotated[SectionStatus, Field(strict=False)]
    base_version: WholeNumber


class Assignment(Body):
    """The id of a person, or null for nobody."""

    person: Id | None


@router.get("/templates")
@permits(SIGNED_IN)
def list_templates(bench: Bench, asking: Asking) -> Response:
    """Templates with versions and languages."""
    return respond(shaped(templates_shape)(bench.library))


@router.get("/programmes")
@permits(SIGNED_IN)
def list_programmes(bench: Bench, asking: Asking) -> Response:
    """Every programme the asker may read, last changed first."""

    def shape(found: tuple[Programme, ...]) -> Shape:
        return {"programmes": [line_shape(programme) for programme in found]}

    return respond(shaped(shape)(starting.readable_programmes(bench, asking)))


@router.post("/programmes", status_code=201, openapi_extra=documented(NewProgramme))
@permits(Act.START_PROGRAMME)
def start_programme(
    request: Request,
    body: Annotated[NewProgramme, Depends(reads(NewProgramme))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Start a programme."""
    render = shaped(line_shape, 201)
    started = starting.start_programme(
        bench,
        asking,
        title=body.title,
        organisation_id=body.organisation,
        template=body.template,
        language=body.language,
        retry=retry_of(request, render),
    )
    return respond(render(started))


@router.get("/programmes/{programme_id}")
@permits(Act.READ_PROGRAMME)
def get_programme(programme_id: str, asking: Asking, bench: Bench) -> Response:
    """A programme with one line per section."""
    return respond(
        shaped(programme_shape)(overview.read_overview(bench, asking, programme_id, current_language()))
    )


@router.get("/programmes/{programme_id}/scope")
@permits(Act.READ_PROGRAMME)
def get_scope(programme_id: str, asking: Asking, bench: Bench) -> Response:
    """The scoping answers in force."""
    return respond(shaped(scope_shape)(scoping.read_scope(bench, asking, programme_id)))


@router.put("/programmes/{programme_id}/scope", openapi_extra=documented(ScopeAnswers))
@permits(Act.ANSWER_SCOPE)
def put_scope(
    request: Request,
    programme_id: str,
    body: Annotated[ScopeAnswers, Depends(reads(ScopeAnswers))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Answer scoping questions; the answer says what was switched on and off, and why."""
    render = shaped(scope_saved_shape)
    retry = retry_of(request, render)
    return respond(
        render(scoping.answer_scope(bench, asking, programme_id, body.answers, body.base_version, retry))
    )


@router.get("/programmes/{programme_id}/blanks")
@permits(Act.READ_PROGRAMME)
def get_blanks(programme_id: str, asking: Asking, bench: Bench) -> Response:
    """Every blank with its value and where it is used."""
    return respond(shaped(blanks_shape)(blanks.read_blanks(bench, asking, programme_id)))


@router.put("/programmes/{programme_id}/blanks", openapi_extra=documented(BlankValues))
@permits(Act.FILL_BLANKS)
def put_blanks(
    request: Request,
    programme_id: str,
    body: Annotated[BlankValues, Depends(reads(BlankValues))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Fill in blanks for the whole programme."""
    render = shaped(blanks_filled_shape)
    retry = retry_of(request, render)
    return respond(
        render(blanks.fill_blanks(bench, asking, programme_id, body.values, body.base_version, retry))
    )


@router.put("/programmes/{programme_id}/sections/{key}/status", openapi_extra=documented(NewStatus))
@permits(Act.SET_STATUS)
def put_status(
    request: Request,
    programme_id: str,
    key: str,
    body: Annotated[NewStatus, Depends(reads(NewStatus))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Move a section to a step; approving asks for the right to approve."""
    render = shaped(step_shape)
    retry = retry_of(request, render)
    step = steps.set_section_status(bench, asking, programme_id, key, body.status, body.base_version, retry)
    return respond(render(step))


@router.put("/programmes/{programme_id}/sections/{key}/assignee", openapi_extra=documented(Assignment))
@permits(Act.ASSIGN_SECTION)
def put_assignee(
    request: Request,
    programme_id: str,
    key: str,
    body: Annotated[Assignment, Depends(reads(Assignment))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Give a section to a person, or to nobody."""

    def shape(person_id: str | None) -> Shape:
        return {"key": key, "assignee": person_id}

    render = shaped(shape)
    retry = retry_of(request, render)
    return respond(render(steps.assign_section(bench, asking, programme_id, key, body.person, retry)))
