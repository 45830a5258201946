"""The three panes of a workspace: where they stand at each width, and how the keyboard moves between them."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import axe, open_example

PANES = (".icp-pane--guidance", ".icp-pane--text", ".icp-pane--side")


@pytest.fixture
def section(page: Page, site: str) -> Page:
    """Section 2.3 of the example as it is at the beginning, opened through the company's door."""
    open_example(page, site, "en")
    page.goto(f"{page.url.split('?')[0]}/sections/icp.2.3")
    page.locator("[data-findings-state]").wait_for(state="attached")
    return page


def places(page: Page) -> dict[str, dict[str, float]]:
    """Where each pane lies, all at one moment: findings that arrive in between would move those below."""
    boxes = """names => Object.fromEntries(names.map(
        name => [name, document.querySelector(name).getBoundingClientRect().toJSON()]
    ))"""
    at: dict[str, dict[str, float]] = page.evaluate(boxes, list(PANES))
    return at


def at_width(page: Page, width: int) -> dict[str, dict[str, float]]:
    page.set_viewport_size({"width": width, "height": 900})
    page.reload()
    page.locator("[data-findings-state]").wait_for(state="attached")
    return places(page)


def test_wide_screens_have_three_panes_in_a_row(section: Page) -> None:
    """From 1100 pixels: guidance, text, findings from left to right, guidance open."""
    at = at_width(section, 1280)
    lefts = [at[name]["left"] for name in PANES]
    assert lefts == sorted(lefts)
    assert max(at[name]["top"] for name in PANES) - min(at[name]["top"] for name in PANES) < 2
    assert section.locator("details[data-guidance]").get_attribute("open") is not None


def test_middle_screens_fold_the_guidance_above_the_text(section: Page) -> None:
    """Between 760 and 1100 pixels the guidance is folded above, text and findings stand side by side."""
    at = at_width(section, 900)
    guidance, text, side = (at[name] for name in PANES)
    assert section.locator("details[data-guidance]").get_attribute("open") is None
    assert guidance["bottom"] <= text["top"]
    assert text["right"] <= side["left"]
    assert text["top"] < 500


def test_narrow_screens_begin_with_the_text(section: Page) -> None:
    """Below 760 pixels the text comes first, findings and guidance after it; nothing scrolls sideways."""
    at = at_width(section, 390)
    guidance, text, side = (at[name] for name in PANES)
    assert text["bottom"] <= side["top"]
    assert side["bottom"] <= guidance["top"]
    assert section.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_f6_goes_round_the_panes(section: Page) -> None:
    """F6 visits each pane in turn and comes back to the first; Shift+F6 goes the other way."""
    at_width(section, 1280)
    here = "document.activeElement.closest('[data-pane]')?.className.split('--')[1]"
    visited = []
    for _ in range(4):
        section.keyboard.press("F6")
        visited.append(section.evaluate(here))
    assert visited == ["guidance", "text", "side", "guidance"]
    section.keyboard.press("Shift+F6")
    assert section.evaluate(here) == "side"


def test_a_section_in_high_contrast_keeps_its_marks(section: Page) -> None:
    """With forced colours marks keep their underline, findings their edge, and axe finds nothing."""
    section.emulate_media(forced_colors="active")
    section.locator('[data-findings-state="ready"]').wait_for(state="attached")
    section.reload()
    section.locator(".icp-mark").first.wait_for(state="attached")
    assert "underline" in section.locator(".icp-mark").first.evaluate(
        "e => getComputedStyle(e).textDecoration"
    )
    assert (
        section.locator(".icp-finding").first.evaluate("e => getComputedStyle(e).borderLeftStyle") != "none"
    )
    assert axe(section) == []
