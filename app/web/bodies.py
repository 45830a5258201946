"""Request bodies into typed input: strict, LF line ends, nothing accepted loosely or altered silently.

Empty strings are values. What cannot be taken raises `Invalid` with a code, a field and never the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Coroutine, Mapping
from typing import Annotated, Any, TypeVar, get_origin
from urllib.parse import parse_qsl

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, ValidationInfo
from starlette.datastructures import UploadFile
from starlette.requests import Request

from app.domain.blocks import normalise
from app.domain.errors import Invalid, TooLarge

MAX_FIELDS = 200
MAX_FIELD_NAME = 200
MAX_DEPTH = 32
MAX_WHOLE_NUMBER = 2**31 - 1

JSON = "application/json"
URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
FORMS = (URLENCODED, MULTIPART)


def media_type(headers: Mapping[str, str]) -> str:
    """What a request says that its body is, without parameters."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _whole_number(value: object, info: ValidationInfo) -> object:
    """A form writes plain decimal digits; pydantic alone would also take " 1", "1.0" and other scripts.

    JSON has numbers of its own: text is none.
    """
    if isinstance(value, str) and info.context == FORM:
        if not re.fullmatch("[0-9]{1,10}", value):
            raise ValueError("not a whole number")
        return int(value)
    return value


FORM = "form"

WholeNumber = Annotated[int, BeforeValidator(_whole_number), Field(ge=0, le=MAX_WHOLE_NUMBER)]


class Body(BaseModel):
    """Base of every request body. Unknown fields are ignored, values are taken as they are or refused."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)


B = TypeVar("B", bound=Body)


async def json_body(request: Request, model: type[B]) -> B:
    """Read a JSON object. Duplicate keys, NaN, deep nesting and lone surrogates are refused."""
    _expect(request, JSON)
    data = parse_json(await request.body())
    if not isinstance(data, dict):
        raise Invalid("bad_json")
    return validated(model, data)


async def form_body(request: Request, model: type[B]) -> B:
    """Read an urlencoded form. A field that is not a list may stand in it once."""
    _expect(request, URLENCODED)
    return validated(model, _fields(model, parse_form(await request.body())), strict=False)


def reads_form(model: type[B]) -> Callable[[Request], Coroutine[Any, Any, B]]:
    """A dependency that reads the urlencoded form as `model`."""

    async def read(request: Request) -> B:
        return await form_body(request, model)

    return read


async def upload_body(request: Request, model: type[B]) -> tuple[B, dict[str, UploadFile]]:
    """Read a multipart form: its text fields as a body, its files by field name."""
    _expect(request, MULTIPART)
    form = await request.form(max_files=20, max_fields=MAX_FIELDS)
    files = {name: value for name, value in form.multi_items() if isinstance(value, UploadFile)}
    pairs = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    return validated(model, _fields(model, pairs), strict=False), files


def parse_json(raw: bytes) -> Any:
    """JSON by the letter of the standard; `Invalid("bad_json")` for everything else."""
    try:
        data = json.loads(raw.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Invalid("bad_json") from None
    if _depth(data) > MAX_DEPTH:
        raise Invalid("bad_json")
    return data


def parse_form(raw: bytes, *, max_fields: int = MAX_FIELDS) -> list[tuple[str, str]]:
    """The fields of an urlencoded body in order; bytes that are not UTF-8 are refused, not replaced."""
    try:
        pairs = parse_qsl(
            raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=max_fields
        )
    except UnicodeError:
        raise Invalid("invalid_character", position=0) from None
    except ValueError:
        raise TooLarge("too_many_fields", limit=max_fields) from None
    if any(len(name) > MAX_FIELD_NAME for name, _ in pairs):
        raise TooLarge("too_long", limit=MAX_FIELD_NAME)
    return pairs


def validated(model: type[B], data: dict[str, Any], *, strict: bool = True) -> B:
    """Clean every string in `data` and check it against `model`; the first problem is raised as `Invalid`."""
    cleaned = _walk(data, "")
    try:
        # None leaves it to the model, which is strict but for fields that say otherwise.
        return model.model_validate(
            cleaned, strict=None if strict else False, context=None if strict else FORM
        )
    except ValidationError as error:
        raise _invalid(error) from None


def _invalid(error: ValidationError) -> Invalid:
    """The first problem pydantic found, without the value it found it in."""
    problem = error.errors(include_url=False, include_context=True, include_input=False)[0]
    field = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "missing":
        return Invalid("base_version_required" if field == "base_version" else "missing", field=field)
    if problem["type"] == "string_too_long":
        return TooLarge("too_long", field=field, limit=problem["ctx"]["max_length"])
    return Invalid("invalid_value", field=field)


def _fields(model: type[Body], pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """Group form fields by name, keeping only those the model knows."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        field = model.model_fields.get(name)
        if field is None:
            continue
        if _is_list(field.annotation):
            found.setdefault(name, []).append(value)
        elif name in found:
            raise Invalid("repeated_field", field=name)
        else:
            found[name] = value
    return found


def _is_list(annotation: Any) -> bool:
    return (get_origin(annotation) or annotation) in (list, tuple, set, frozenset)


def _expect(request: Request, expected: str) -> None:
    if media_type(request.headers) != expected:
        raise Invalid("unsupported_media_type", expected=expected)


def _walk(value: Any, place: str) -> Any:
    """Every text with LF line ends; raises InvalidCharacter with the field that holds one."""
    if isinstance(value, str):
        return normalise(value, field=place)
    if isinstance(value, list):
        return [_walk(item, f"{place}.{number}") for number, item in enumerate(value)]
    if isinstance(value, dict):
        return {
            normalise(key, field=place): _walk(item, f"{place}.{key}".strip("."))
            for key, item in value.items()
        }
    return value


def _depth(value: Any) -> int:
    """How many objects and arrays lie in each other, without recursion of our own."""
    deepest, level = 0, [value]
    while level:
        level = [
            inner
            for item in level
            if isinstance(item, (dict, list))
            for inner in (item.values() if isinstance(item, dict) else item)
        ]
        deepest += 1
        if deepest > MAX_DEPTH:
            break
    return deepest


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("duplicate key")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(name)
