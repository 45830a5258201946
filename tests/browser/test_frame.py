"""What every page shares, in a real browser: reading, keyboard, languages, widths, colours."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import axe

PUBLIC = [
    "/",
    "/login",
    "/help",
    "/help?q=deputee",
    "/help/rules",
    "/help/rules/STR-2.3-DEPUTY",
    "/help/findings",
    "/help/checks",
    "/help/glossary",
    "/help/keyboard",
    "/accessibility",
    "/privacy",
    "/contact",
    "/about-the-rules",
]
FOOTER = {
    "en": ["Help", "Contact", "Accessibility", "Privacy", "About the rules"],
    "nl": ["Help", "Contact", "Toegankelijkheid", "Privacy", "Over de regels"],
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_axe_finds_nothing(browser: Browser, site: str, language: str, scheme: str) -> None:
    """Every public page passes axe in both languages, light and dark."""
    context = browser.new_context(locale=language, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for path in PUBLIC:
        page.goto(site + path)
        assert axe(page) == [], path
    context.close()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_no_page_scrolls_sideways_at_320_pixels(browser: Browser, site: str, language: str) -> None:
    """At 320 pixels, which is 400 percent on a laptop, and with wide text spacing, nothing is cut off."""
    context = browser.new_context(locale=language, viewport={"width": 320, "height": 640}, bypass_csp=True)
    page = context.new_page()
    spacing = (
        "* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}"
    )
    for path in PUBLIC:
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        page.add_style_tag(content=spacing)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
            f"{path} with text spacing"
        )
    context.close()


def test_each_page_has_one_heading_its_own_title_and_the_same_footer(page: Page) -> None:
    """One h1, a title that no other page has, and the links of the footer in one order."""
    titles = set()
    for language, footer in FOOTER.items():
        for path in PUBLIC:
            page.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
            assert page.locator("h1").count() == 1, path
            assert page.locator("html").get_attribute("lang") == language
            assert page.locator(".icp-footer a").all_inner_texts() == footer
            titles.add((language, page.title()))
    assert len(titles) == 2 * len(PUBLIC)


def test_the_first_tab_stop_skips_to_the_content(page: Page) -> None:
    """Tab, Enter, and the focus is in the main content."""
    page.goto("/help")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "govuk-skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"


def test_the_switch_stays_on_the_page(page: Page) -> None:
    """Switching language keeps the address; the next page is in the chosen language."""
    page.goto("/help/findings?lang=en")
    page.get_by_role("link", name="Nederlands").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Een bevinding lezen en oplossen"
    page.get_by_role("link", name="Contact", exact=True).click()
    assert page.locator("html").get_attribute("lang") == "nl"


def test_every_focus_can_be_seen(page: Page) -> None:
    """Tabbing through a page, each element in focus has an outline, and none is smaller than 24 pixels."""
    page.goto("/")
    for _ in range(12):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
              const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
              return {tag: e.outerHTML.slice(0, 80), outline: s.outlineStyle, height: r.height, top: r.top,
                      inside: innerHeight, inline: s.display === "inline"};
            }"""
        )
        assert seen["outline"] != "none", seen
        assert seen["height"] >= 24 or seen["inline"], seen
        assert 0 <= seen["top"] < seen["inside"], seen


def test_a_question_that_is_not_found_gets_a_proposal(page: Page) -> None:
    """A misspelt word leads to the right one; the number of results is in the title."""
    page.goto("/help")
    page.get_by_label("Search the help texts and the rules").fill("deputee")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Did you mean “deputy”?").click()
    assert "results for “deputy”" in page.title()


def test_it_reads_without_javascript(browser: Browser, site: str) -> None:
    """Help and start page hold everything without a script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/help/rules")
    page.get_by_role("link", name="A deputy for the stop authority").click()
    assert page.get_by_role("heading", name="A good example").is_visible()
    context.close()


def test_print_is_light(page: Page) -> None:
    """Printing uses dark text on white whatever the appearance, without menus."""
    page.emulate_media(media="print", color_scheme="dark")
    page.goto("/help/checks")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert not page.locator(".icp-footer").is_visible()
