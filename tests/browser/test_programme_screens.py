"""Every screen around a programme: for every reader, in both languages, light and dark, narrow and wide."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import axe, open_example

KEY = "icp.2.3"
LANGUAGES = ["en", "nl"]


def screens(page: Page, site: str, language: str) -> list[str]:
    """The addresses of every screen of the fresh example, seen by somebody of its company."""
    open_example(page, site, language)
    base = page.url.partition("?")[0]
    beside = [f"{base}/sections/{KEY}/{name}" for name in ("findings", "comments", "status", "files")]
    around = [
        f"{base}/blanks",
        f"{base}/blanks?subject=2",
        f"{base}/export",
        f"{base}/search?q=order",
        f"{base}?show=changed",
    ]
    return [f"{site}/home", f"{site}/programmes", f"{site}/programmes/new", base, *around, *beside]


def opened(browser: Browser, language: str, scheme: str = "light", width: int = 1280) -> BrowserContext:
    return browser.new_context(
        locale=language,
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 800},
        bypass_csp=width < 400,
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_screen(browser: Browser, site: str, language: str, scheme: str) -> None:
    """Names, labels, contrast, headings: nothing that WCAG 2.2 AA and a machine can object to."""
    context = opened(browser, language, scheme)
    page = context.new_page()
    for address in screens(page, site, language):
        page.goto(address)
        assert axe(page) == [], address
        assert page.locator("h1").count() == 1, address
        assert page.locator("html").get_attribute("lang") == language, address
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_screen_scrolls_sideways_at_320_pixels(browser: Browser, site: str, language: str) -> None:
    """Nor with the wide text spacing that some readers need."""
    context = opened(browser, language, width=320)
    page = context.new_page()
    spacing = (
        "* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}"
    )
    for address in screens(page, site, language):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        page.add_style_tag(content=spacing)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} spaced"
    context.close()


def test_tags_stay_on_one_line_and_a_box_keeps_its_distance(browser: Browser, site: str) -> None:
    """A state reads as one thing at any width; a heading does not touch the box above it."""
    context = opened(browser, "nl", width=360)
    page = context.new_page()
    open_example(page, site, "nl")
    base = page.url.partition("?")[0]
    page.goto(f"{base}/sections/{KEY}")
    lines = """tag => {
        tag.textContent = "Gewijzigd na akkoord";
        const range = document.createRange();
        range.selectNodeContents(tag);
        return range.getClientRects().length;
    }"""
    assert page.locator(".icp-bar__status").locator(".govuk-tag").evaluate(lines) == 1
    page.goto(f"{base}/register")
    box = page.locator(".icp-empty").bounding_box()
    heading = page.locator("#forms-heading").bounding_box()
    assert box
    assert heading
    assert heading["y"] - (box["y"] + box["height"]) >= 16
    context.close()


def test_titles_differ_and_say_what_the_screen_is(page: Page, site: str) -> None:
    """Nobody has to open a tab to know which one it is."""
    titles = []
    for address in screens(page, site, "en"):
        page.goto(address)
        titles.append(page.title())
    # The narrowed overview is the same screen as the overview.
    assert len(set(titles)) == len(titles) - 1
