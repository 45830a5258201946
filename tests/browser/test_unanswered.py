"""A form beside the text that meets an error stays as it is, and the error stands in it."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.studio import PATIENCE, Studio, forgive, open_desk, running_studio

WORDS = "Ask Kees about this sentence."
GATEWAY = "<html><body><h1>Bad gateway</h1></body></html>"


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with running_studio(tmp_path_factory.mktemp("studio")) as running:
        yield running


def broken(*_: Any, **__: Any) -> None:
    raise RuntimeError(WORDS)


def open_comments(studio: Studio, context: BrowserContext) -> Page:
    page = open_desk(studio, context, studio.programme("One.\n\nTwo.\n\n" + "Words. " * 900)).page
    page.get_by_role("tab", name="Comments").click()
    page.get_by_label("Your comment").fill(WORDS)
    return page


def send(page: Page, says: str) -> None:
    """Press *Send*; the form keeps its words and says in view what is wrong, once."""
    page.locator(".icp-new-comment button").click()
    notice = page.locator(".icp-new-comment .icp-notice--problem")
    expect(notice).to_contain_text(says, timeout=PATIENCE)
    expect(notice).to_be_in_viewport()
    expect(page.get_by_label("Your comment")).to_have_value(WORDS)
    expect(page.locator(".icp-notice--problem")).to_have_count(1)


def test_a_comment_that_meets_an_error_stays(
    studio: Studio, context: BrowserContext, complaints: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our own error, a page of a proxy and a lost line; then it arrives, and the error is gone."""
    page = open_comments(studio, context)
    page.mouse.wheel(0, 400)

    with monkeypatch.context() as patched:
        patched.setattr("app.usecases.writing.commenting.write_comment", broken)
        send(page, "what you typed is still in the form")

    def gateway(route: Route) -> None:
        route.fulfill(status=502, content_type="text/html", body=GATEWAY)

    for answer in (gateway, lambda route: route.abort()):
        page.route("**/comments", answer)
        send(page, "No answer came.")
        page.unroute("**/comments")
        assert "Bad gateway" not in page.content()

    page.locator(".icp-new-comment button").click()
    expect(page.locator("#comments")).to_contain_text(WORDS, timeout=PATIENCE)
    expect(page.locator(".icp-notice--problem")).to_have_count(0)
    expect(page.get_by_label("Your comment")).to_have_value("")
    forgive(complaints, "500", "502", "ERR_FAILED", "fetch")
