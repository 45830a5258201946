"""Bodies are read strictly: nothing accepted loosely, nothing altered silently."""

import json
from collections.abc import Callable

import pytest
from fastapi import FastAPI, Request
from pydantic import Field
from starlette.testclient import TestClient

from app.domain.errors import Invalid
from app.web.access import PUBLIC, permits
from app.web.bodies import Body, WholeNumber, form_body, json_body, parse_form, parse_json, validated
from tests.web.conftest import ADDRESS

pytestmark = pytest.mark.databases("sqlite")


class Draft(Body):
    """The body of the two routes below."""

    text: str
    base_version: WholeNumber
    tags: list[str] = Field(default_factory=list)


Send = Callable[..., dict[str, object]]


@pytest.fixture
def visitor(app: FastAPI) -> TestClient:
    @app.post("/api/v1/json")
    @permits(PUBLIC)
    async def take_json(request: Request) -> Draft:
        return await json_body(request, Draft)

    @app.post("/api/v1/form")
    @permits(PUBLIC)
    async def take_form(request: Request) -> Draft:
        return await form_body(request, Draft)

    return TestClient(app, base_url=ADDRESS)


@pytest.fixture
def send_json(visitor: TestClient) -> Send:
    def send(content: bytes, media_type: str = "application/json") -> dict[str, object]:
        answer = visitor.post("/api/v1/json", content=content, headers={"Content-Type": media_type})
        found: dict[str, object] = answer.json()
        return found | {"status": answer.status_code}

    return send


@pytest.fixture
def send_form(visitor: TestClient) -> Send:
    def send(content: bytes) -> dict[str, object]:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = visitor.post("/api/v1/form", content=content, headers=headers)
        found: dict[str, object] = answer.json()
        return found | {"status": answer.status_code}

    return send


def test_an_empty_text_is_a_value(send_json: Send, send_form: Send) -> None:
    """A section can be cleared: the empty string arrives as such."""
    assert send_json(b'{"text": "", "base_version": 1}')["text"] == ""
    assert send_form(b"text=&base_version=1")["text"] == ""


def test_line_ends_become_lf(send_json: Send, send_form: Send) -> None:
    """CRLF and CR arrive as LF; blanks, tabs and empty lines stay."""
    assert (
        send_json(json.dumps({"text": "a\r\nb\rc\n\n\td ", "base_version": 1}).encode())["text"]
        == "a\nb\nc\n\n\td "
    )
    assert send_form(b"text=a%0D%0Ab&base_version=1")["text"] == "a\nb"


@pytest.mark.parametrize(
    ("text", "position"),
    [("a\x00b", 1), ("\x0b", 0), ("ab\ud800", 2), ("a\ufffe", 1), ("\uffff", 0), ("\r\n\x1f", 1)],
)
def test_characters_no_document_can_hold_are_refused(send_json: Send, text: str, position: int) -> None:
    """The answer says where the character stands, and the text is not altered silently."""
    body = send_json(json.dumps({"text": text, "base_version": 1}).encode())
    assert (body["status"], body["code"], body["position"]) == (422, "invalid_character", position)


@pytest.mark.parametrize("raw", [b"text=%ED%A0%80", b"text=%FF", b"text=\xff"])
def test_form_bytes_that_are_not_utf8_are_refused(raw: bytes) -> None:
    """Broken UTF-8 in a form is an error, not a replacement character."""
    with pytest.raises(Invalid, match="invalid_character"):
        parse_form(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a": 1, "a": 2}',
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b"[" * 100_000,
        b"[" * 33 + b"]" * 33,
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"a": 1',
        b"",
        b"\xff",
        b"\xef\xbb\xbf{}",
    ],
)
def test_json_beside_the_standard_is_refused(raw: bytes) -> None:
    """Duplicate keys, NaN, deep nesting, endless numbers and broken text are `bad_json`."""
    with pytest.raises(Invalid, match="bad_json"):
        parse_json(raw)


@pytest.mark.parametrize(
    "version", ["-1", "1e3", "٣", " 1", "1.0", "9223372036854775808", "2147483648", "", "0x1", "1_0"]
)
def test_a_version_is_a_plain_number(send_json: Send, send_form: Send, version: str) -> None:
    """A version is digits from 0 to 2147483647 in both kinds of body, never something near it."""
    body = {"text": "x", "base_version": version}
    assert send_json(json.dumps(body).encode())["status"] == 422
    assert (
        send_form(
            f"text=x&base_version={version}".encode().replace(b" ", b"%20").replace("٣".encode(), b"%D9%A3")
        )["status"]
        == 422
    )


@pytest.mark.parametrize("version", ["1.0", "true", "null", '["1"]', "1e3"])
def test_json_numbers_are_whole(send_json: Send, version: str) -> None:
    """JSON numbers with a point or an exponent, truth values and lists are not versions."""
    assert send_json(f'{{"text": "x", "base_version": {version}}}'.encode())["status"] == 422


def test_a_missing_version_is_428(send_json: Send, send_form: Send) -> None:
    """Without the version a change is based on, nothing is changed."""
    assert send_json(b'{"text": "x"}')["status"] == 428
    assert send_form(b"text=x")["code"] == "base_version_required"


def test_a_field_stands_in_a_form_once(send_form: Send) -> None:
    """Two values for one field are refused; a list takes several."""
    assert send_form(b"text=a&text=b&base_version=1")["code"] == "repeated_field"
    assert send_form(b"text=a&base_version=1&tags=x&tags=y")["tags"] == ["x", "y"]


def test_unknown_fields_are_ignored(send_json: Send, send_form: Send) -> None:
    """Extra fields change nothing and come back nowhere."""
    assert "role" not in send_json(b'{"text": "x", "base_version": 1, "role": "administrator"}')
    assert "role" not in send_form(b"text=x&base_version=1&role=administrator&role=officer")


def test_a_form_has_at_most_200_fields(send_form: Send) -> None:
    """Too many fields, or a very long name, are refused at once."""
    assert send_form(b"a=1&" * 300_000)["status"] == 413
    assert send_form(b"x" * 10_000 + b"=1")["status"] == 413


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_json_routes_take_json_only(send_json: Send, media_type: str) -> None:
    """Another content type is refused, so that a plain cross-site form cannot reach a JSON route."""
    assert send_json(b'{"text": "x", "base_version": 1}', media_type)["code"] == "unsupported_media_type"


def test_no_answer_repeats_the_text(send_json: Send) -> None:
    """Whatever is wrong, the submitted words are not in the answer."""
    for content in (
        b'{"text": 1, "base_version": "confidential"}',
        b'{"text": "confidential\\u0000"}',
        b'"confidential"',
    ):
        assert "confidential" not in json.dumps(send_json(content))


@pytest.mark.parametrize(
    "text", ["plain", "é\u0301 \u202e \u200b", "{{7*7}} ${7*7} <script>", "🙂", "\u0085\u2028"]
)
def test_everything_else_passes_unchanged(text: str) -> None:
    """Mark-up, other scripts and invisible characters are ordinary text."""
    assert validated(Draft, {"text": text, "base_version": 0}).text == text
