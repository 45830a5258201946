"""Records in the shapes of the JSON interface."""

from typing import Any

from app.domain.records import Record, RecordVersion
from app.usecases.records.record_keeping import RecordView

Shape = dict[str, Any]


def record_shape(record: Record) -> Shape:
    """One record. `values` are language-neutral; fields that are empty are left out."""
    return {
        "id": record.id,
        "form": record.form,
        "version": record.version,
        "values": dict(record.values),
        "closed": record.closed,
        "created_at": record.created_at.isoformat(),
        "saved_at": record.saved_at.isoformat(),
    }


def records_shape(found: tuple[Record, ...]) -> Shape:
    """Every record of a programme."""
    return {"records": [record_shape(record) for record in found]}


def record_view_shape(view: RecordView) -> Shape:
    """A record with its versions, newest first."""
    return {**record_shape(view.record), "versions": [_version_shape(one) for one in view.versions]}


def _version_shape(one: RecordVersion) -> Shape:
    return {
        "version": one.number,
        "form": one.form,
        "values": dict(one.values),
        "closed": one.closed,
        "corrects": one.corrects,
        "reason": one.reason,
        "saved_at": one.saved_at.isoformat(),
        "saved_by": one.saved_by,
    }
