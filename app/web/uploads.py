"""Uploaded files as dependencies: the one file of a form, read whole, with the fields beside it."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends
from starlette.requests import Request

from app.domain.errors import Invalid
from app.web.bodies import Body, upload_body

B = TypeVar("B", bound=Body)


@dataclass(frozen=True)
class Upload(Generic[B]):
    """The fields of a form, and its file. `name` and `media_type` are what the browser claims."""

    fields: B
    name: str
    media_type: str | None
    content: bytes


def reads_upload(
    model: type[B], *, required: bool = True
) -> Callable[[Request], Coroutine[Any, Any, Upload[B]]]:
    """A dependency that reads a multipart form with one `file` and the fields of `model`.

    Without `required` a form without a file gives empty bytes: for pages that show themselves again.
    """

    async def read(request: Request) -> Upload[B]:
        fields, files = await upload_body(request, model)
        file = files.get("file")
        if file is None or not file.filename:
            if required:
                raise Invalid("file_missing", field="file")
            return Upload(fields, "", None, b"")
        return Upload(fields, file.filename, file.content_type, await file.read())

    return read


class NoFields(Body):
    """A form that holds a file only."""


Uploaded = Annotated[Upload[NoFields], Depends(reads_upload(NoFields))]
PerhapsUploaded = Annotated[Upload[NoFields], Depends(reads_upload(NoFields, required=False))]


UPLOAD_SCHEMA: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"file": {"type": "string", "format": "binary"}},
                    "required": ["file"],
                }
            }
        },
    }
}
"""The `openapi_extra` of a route that takes one file."""
