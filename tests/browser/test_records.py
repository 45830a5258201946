"""Annex forms and the register in a real browser: filled in, closed, weighed again; for every reader."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import axe, open_example
from tests.stories.assessments import FINISHED

NARROW, WIDE = 320, 1280


def opened(
    browser: Browser, language: str = "en", scheme: str = "light", width: int = WIDE
) -> BrowserContext:
    return browser.new_context(
        locale=language,
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 800},
        bypass_csp=width < WIDE,
    )


def at_the_programme(page: Page, site: str, language: str = "en") -> str:
    """Sign in as somebody of the example's company; the address of its fresh programme."""
    open_example(page, site, language)
    return page.url.partition("?")[0]


def fill_in(page: Page, base: str, end_user: str, **changed: str) -> str:
    """An assessment, filled in and closed on the page; the address of the record."""
    page.goto(f"{base}/forms/A11")
    for name, value in (FINISHED | {"end_user": end_user} | changed).items():
        field = page.locator(f"[name='value.{name}']")
        if field.first.get_attribute("type") == "radio":
            page.locator(f"[name='value.{name}'][value='{value}']").check()
        else:
            field.fill(value)
    page.locator("button[value='close']").click()
    page.wait_for_url("**/records/*")
    return page.url.partition("?")[0]


def test_an_assessment_is_refused_closed_and_weighed_again(browser: Browser, site: str) -> None:
    """Focus goes to the summary, its link to the field; the register says when; the facts come along."""
    context = opened(browser)
    page = context.new_page()
    base = at_the_programme(page, site)
    page.goto(f"{base}/forms/A11")
    page.get_by_label("End-user, down to the unit").fill("Unit of the browser")
    page.locator("button[value='close']").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.locator(".govuk-error-summary a", has_text="Dissent").click()
    expect(page.locator("#field-dissent")).to_be_focused()
    expect(page.get_by_label("End-user, down to the unit")).to_have_value("Unit of the browser")

    record = fill_in(page, base, "Unit of the browser", next_test="2026-03-04")
    page.goto(f"{base}/register?show=due")
    line = page.locator("tr[data-due='overdue']", has_text="Unit of the browser")
    expect(line).to_contain_text("Should have been weighed again before 4 March 2026")
    line.get_by_role("link", name="Weigh again").click()
    expect(page.get_by_label("End-user, down to the unit")).to_have_value("Unit of the browser")
    expect(page.get_by_label("Dissent")).to_have_value("")
    page.goto(record)
    expect(page.locator("main textarea")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_screen_of_records_can_be_used_by_everybody(
    browser: Browser, site: str, language: str, scheme: str
) -> None:
    """Nothing for axe to object to, one heading, nothing scrolls sideways at 320 pixels."""
    context = opened(browser, language, scheme)
    page = context.new_page()
    base = at_the_programme(page, site, language)
    record = fill_in(page, base, f"Unit {language} {scheme}", next_test="2026-03-04")
    screens = [f"{base}/register", f"{base}/forms/A11", f"{base}/forms/A9", record, f"{record}/correct"]
    screens += [f"{record}/versions/1", f"{base}/register?show=due"]
    for address in screens:
        page.set_viewport_size({"width": WIDE, "height": 800})
        page.goto(address)
        assert axe(page) == [], address
        assert page.locator("h1").count() == 1, address
        page.set_viewport_size({"width": NARROW, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    context.close()
