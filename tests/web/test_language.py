"""Which language an answer is in."""

import pytest
from starlette.testclient import TestClient

pytestmark = pytest.mark.databases("sqlite")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("nl", "nl"),
        ("nl-BE,nl;q=0.9,en;q=0.8", "nl"),
        ("de,nl;q=0.5,en;q=0.7", "en"),
        ("fr", "en"),
        ("*/*;q=x", "en"),
        ("nl;q=abc", "en"),
        ("nl," * 5000, "nl"),
        ("\x00\xff", "en"),
    ],
)
def test_the_browser_proposes_a_language(client: TestClient, header: str, language: str) -> None:
    """Without a choice the best supported language of Accept-Language counts; nonsense is ignored."""
    answer = client.get("/", headers={"Accept-Language": header.encode("latin-1")})
    assert f'<html lang="{language}"' in answer.text
    assert answer.headers["content-language"] == language


def test_a_choice_is_remembered(client: TestClient) -> None:
    """?lang=nl switches at once, and the next page keeps it although the browser prefers English."""
    english = {"Accept-Language": "en"}
    assert 'lang="nl"' in client.get("/?lang=nl", headers=english).text
    assert '<html lang="nl"' in client.get("/help", headers=english).text
    assert '<html lang="en"' in client.get("/help?lang=en").text


@pytest.mark.parametrize("value", ["../../x", "de", "", "nl'", "%00"])
def test_an_unknown_choice_changes_nothing(client: TestClient, value: str) -> None:
    """An unsupported language is ignored and not remembered."""
    answer = client.get("/", params={"lang": value})
    assert '<html lang="en"' in answer.text
    assert "set-cookie" not in answer.headers


def test_the_switch_keeps_the_page_and_its_question(client: TestClient) -> None:
    """The other language's link leads to the same address with the same parameters, and says its language."""
    text = client.get("/help?q=a%26b").text
    assert 'href="/help?q=a%26b&amp;lang=nl" lang="nl" hreflang="nl"' in text


def test_errors_speak_the_language_of_the_request(client: TestClient) -> None:
    """A refusal before any route is still in Dutch for a Dutch reader."""
    answer = client.post("/", headers={"Accept-Language": "nl", "Origin": "https://evil.example"})
    assert "Het verzoek kwam van een andere website" in answer.text
