"""What every JSON route shares: bodies as dependencies, results as answers, both in the OpenAPI document."""

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from app.domain.errors import Invalid
from app.web.bodies import Body, json_body, validated
from app.web.views.section_json import as_json

B = TypeVar("B", bound=Body)
Rendered = tuple[int, str]


def reads(model: type[B]) -> Callable[[Request], Coroutine[Any, Any, B]]:
    """A dependency that reads the JSON body as `model`."""

    async def read(request: Request) -> B:
        return await json_body(request, model)

    return read


def reads_query(model: type[B]) -> Callable[[Request], Coroutine[Any, Any, B]]:
    """A dependency that reads `model` from the JSON body when there is one, else from the query."""

    async def read(request: Request) -> B:
        if await request.body():
            return await json_body(request, model)
        query = request.query_params
        for name in model.model_fields:
            if len(query.getlist(name)) > 1:
                raise Invalid("repeated_field", field=name)
        return validated(model, dict(query), strict=False)

    return read


def documented(model: type[Body]) -> dict[str, Any]:
    """The `openapi_extra` of a route that reads `model`."""
    return {
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": model.model_json_schema()}},
        }
    }


def shaped(shape: Callable[[Any], dict[str, Any]], status: int = 200) -> Callable[[Any], Rendered]:
    """A render function: a result as JSON in one of the shapes of the contract."""
    return lambda result: (status, as_json(shape(result)))


def respond(rendered: Rendered) -> Response:
    """An answer from what a render function made; the same bytes that a retry will get."""
    status, body = rendered
    return Response(body or None, status, media_type="application/json")
