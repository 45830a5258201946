"""Records as JSON: filled annex forms, kept and corrected like on the pages."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from app.domain.permissions import Act
from app.usecases.records import record_keeping
from app.web.access import Asking, Bench, permits, retry_of
from app.web.bodies import Body, WholeNumber
from app.web.json_api import documented, reads, respond, shaped
from app.web.views.record_json import record_shape, record_view_shape, records_shape

router = APIRouter(prefix="/api/v1/programmes/{programme_id}/records", tags=["records"])


class NewRecord(Body):
    """A filled form: its id ("A11"), values by field, and whether it is closed at once."""

    form: Annotated[str, Field(max_length=20)]
    values: dict[str, str]
    close: bool = False


class ChangedRecord(Body):
    """Values by field; an empty one clears it, fields not named stay.

    `correction` is the reason for changing a record that is closed already.
    """

    values: dict[str, str]
    base_version: WholeNumber
    close: bool = False
    correction: str | None = None


@router.get("")
@permits(Act.READ_PROGRAMME)
def list_records(programme_id: str, asking: Asking, bench: Bench) -> Response:
    """Every record of the programme, oldest first."""
    return respond(shaped(records_shape)(record_keeping.list_records(bench, asking, programme_id)))


@router.post("", status_code=201, openapi_extra=documented(NewRecord))
@permits(Act.KEEP_RECORD)
def start_record(
    request: Request,
    programme_id: str,
    body: Annotated[NewRecord, Depends(reads(NewRecord))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Keep a newly filled form."""
    render = shaped(record_shape, 201)
    retry = retry_of(request, render)
    return respond(
        render(
            record_keeping.start_record(
                bench, asking, programme_id, body.form, body.values, close=body.close, retry=retry
            )
        )
    )


@router.get("/{record_id}")
@permits(Act.READ_PROGRAMME)
def get_record(programme_id: str, record_id: str, asking: Asking, bench: Bench) -> Response:
    """A record with every version."""
    return respond(
        shaped(record_view_shape)(record_keeping.read_record(bench, asking, programme_id, record_id))
    )


@router.put("/{record_id}", openapi_extra=documented(ChangedRecord))
@permits(Act.KEEP_RECORD)
def put_record(
    request: Request,
    programme_id: str,
    record_id: str,
    body: Annotated[ChangedRecord, Depends(reads(ChangedRecord))],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Change, close or correct a record."""
    render = shaped(record_shape)
    retry = retry_of(request, render)
    at = (bench, asking, programme_id, record_id, body.values, body.base_version)
    if body.correction is not None:
        return respond(render(record_keeping.correct_record(*at, body.correction, retry)))
    return respond(render(record_keeping.save_record(*at, close=body.close, retry=retry)))
