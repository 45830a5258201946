"""Helpers of forms: where a person is sent next, and the sentence that waits there."""

import re

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from app.i18n import in_language
from app.web.flash import COOKIE, NOTICES, pending_notice, redirect
from app.web.forms import error_for, local_path
from app.web.frame import FieldError


def request_with(cookie: str) -> Request:
    return Request({"type": "http", "headers": [(b"cookie", f"{COOKIE}={cookie}".encode())]})


@pytest.mark.parametrize("path", ["/home", "/programmes/1?show=all", "/a//b", "/help/rules/HR-POL-01#why"])
def test_own_paths_are_followed(path: str) -> None:
    """A path on this host is kept as it is."""
    assert local_path(path, "/home") == path


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "home",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        " /home",
        "/a\\b",
        "/a b",
    ],
)
def test_nobody_is_sent_elsewhere(path: str | None) -> None:
    """Anything that a browser might read as another address becomes the safe one."""
    assert local_path(path, "/home") == "/home"


@pytest.mark.parametrize("path", ["//evil.example", "/\\evil.example", "https://evil.example", "home"])
def test_a_redirect_of_ours_cannot_leave(path: str) -> None:
    """A mistake in the program is an error and not a redirect to another host."""
    with pytest.raises(ValueError, match="stay on this host"):
        redirect(path)


def test_a_notice_travels_as_a_code() -> None:
    """After a redirect the sentence comes from a closed list, in the language of the reader."""
    response = redirect("/home", notice="saved")
    assert (response.status_code, response.headers["location"]) == (303, "/home")
    cookie = response.headers["set-cookie"]
    assert re.match("notice=saved; HttpOnly; Max-Age=60;", cookie)
    with in_language("nl"):
        assert pending_notice(request_with("saved")) == "Opgeslagen."


@pytest.mark.parametrize("cookie", ["", "no_such_code", "<script>", "SAVED"])
def test_a_foreign_notice_is_ignored(cookie: str) -> None:
    """A cookie that somebody made up shows nothing."""
    assert pending_notice(request_with(cookie)) is None


def test_an_unknown_notice_is_a_mistake() -> None:
    """The program cannot ask for a sentence that does not exist."""
    with pytest.raises(KeyError):
        redirect("/home", notice="no_such_code")
    assert "saved" in NOTICES


@pytest.mark.databases("sqlite")
def test_a_notice_is_shown_once(client: TestClient) -> None:
    """The page that shows it also forgets it."""
    client.cookies.set(COOKIE, "saved", domain="127.0.0.1", path="/")
    first = client.get("/")
    assert '<div class="icp-notice" role="status"><p class="govuk-body">Saved.</p></div>' in first.text
    assert "Saved." not in client.get("/").text


def test_the_first_error_of_a_field_is_its_message() -> None:
    """A field without an error has no message."""
    errors = (FieldError("email", "one"), FieldError("email", "two"))
    assert error_for(errors, "email") == {"text": "one", "visuallyHiddenText": "Error"}
    assert error_for(errors, "name") is None
