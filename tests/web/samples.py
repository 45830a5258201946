"""A well-formed request for any route: addresses with real ids, bodies made from what the route reads."""

import json
import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from fastapi.routing import APIRoute
from PIL import Image

from app.web.bodies import Body

PLACE = re.compile(r"\{(\w+)\}")
# Routes that read their body in a way of their own; all of them are public.
READS_ITSELF: dict[str, dict[str, Any]] = {
    "/login": {"data": {"email": "x@example.org", "password": "x"}},
    "/login/code": {"data": {"code": "000000"}},
    "/api/v1/login": {"json": {"username": "x@example.org", "password": "x"}},
}


@dataclass(frozen=True)
class Sample:
    """One request that nothing but rights can refuse."""

    method: str
    path: str
    address: str
    content: dict[str, Any] = field(default_factory=dict)


def sample_of(route: APIRoute, method: str, ids: dict[str, str], values: dict[str, Any]) -> Sample:
    """A request for the route; `values` are the body fields that must mean something."""
    address = PLACE.sub(lambda place: ids.get(place[1], "x"), route.path)
    if method == "GET":
        return Sample(method, route.path, address)
    return Sample(method, route.path, address, READS_ITSELF.get(route.path) or _content(route, values))


def bodies_of(route: APIRoute) -> list[tuple[str, type[Body]]]:
    """How the route reads its body: `reads`, `reads_form`, `reads_upload` or `reads_query`, and as what."""
    found = []
    for dependency in route.dependant.dependencies:
        reader = dependency.call
        result = getattr(reader, "__annotations__", {}).get("return")
        if isinstance(result, type) and issubclass(result, Body):
            found.append(("reads_form", result))
        closure = getattr(reader, "__closure__", None) or ()
        names = getattr(getattr(reader, "__code__", None), "co_freevars", ())
        for name, cell in zip(names, closure, strict=True):
            if name == "model":
                found.append((reader.__qualname__.partition(".")[0], cell.cell_contents))
    return found


def filled(model: type[Body], values: dict[str, Any]) -> dict[str, Any]:
    """The least a body must hold."""
    schema = model.model_json_schema()
    return {
        name: values[name] if name in values else _value(part, schema)
        for name, part in schema.get("properties", {}).items()
        if name in schema.get("required", ()) or name in values
    }


def _content(route: APIRoute, values: dict[str, Any]) -> dict[str, Any]:
    for kind, model in bodies_of(route):
        body = filled(model, values)
        if kind == "reads_upload":
            return {"data": body, "files": {"file": ("note.png", picture_bytes(), "image/png")}}
        if kind == "reads_form":
            return _bytes(urlencode(body, doseq=True), "application/x-www-form-urlencoded")
        return _bytes(json.dumps(body), "application/json")
    return {}


def _bytes(text: str, media_type: str) -> dict[str, Any]:
    """A body as it goes over the wire, also when it is empty."""
    return {"content": text.encode(), "headers": {"Content-Type": media_type}}


def picture_bytes() -> bytes:
    """The smallest picture."""
    out = BytesIO()
    Image.new("RGB", (2, 2), "white").save(out, "PNG")
    return out.getvalue()


def _value(part: dict[str, Any], schema: dict[str, Any]) -> Any:
    if "$ref" in part:
        return _value(schema["$defs"][part["$ref"].rpartition("/")[2]], schema)
    if "enum" in part:
        return part["enum"][0]
    if "anyOf" in part:
        return _value(part["anyOf"][0], schema)
    return {"string": "x", "integer": 0, "boolean": True, "array": [], "object": {}}.get(
        part.get("type", ""), "x"
    )
