"""The export page in a real Chromium: what is open, the options, the pages, and the file."""

import shutil
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import axe, open_example

SECONDS = 120_000
WORDS = {
    "en": ("Page 1: cover", "Page {}: section", "DRAFT", "Approval"),
    "nl": ("Pagina 1: omslag", "Pagina {}: onderdeel", "CONCEPT", "Goedkeuring"),
}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_somebody_looks_at_the_pages_and_takes_the_file_as_chosen(
    page: Page, site: str, language: str, tmp_path: Path
) -> None:
    """A finished example has nothing open; the file is as chosen; each page has words that stand for it."""
    open_example(page, site, language)
    page.goto(page.url.partition("?")[0] + "/export")
    assert axe(page) == []
    assert page.locator("[data-open]").count() == 0
    page.locator("#language").select_option(language)
    page.locator("#watermark").select_option("draft")
    page.locator("#approval").select_option("no")
    with page.expect_download() as download:
        page.locator("[data-export='docx']").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    document = docx.Document(str(path))
    cover, numbered, draft, approval = WORDS[language]
    assert f'string="{draft}"' in document.sections[0].header._element.xml
    assert approval not in [paragraph.text for paragraph in document.paragraphs]

    if shutil.which("soffice") is None:
        expect(page.locator("[data-converter='missing']")).to_be_visible()
        return
    page.locator("[data-export='pages']").click()
    expect(page.locator("#watermark")).to_have_value("draft")
    expect(page.locator("#pages")).to_have_attribute("data-progress", "done", timeout=SECONDS)
    pictures = page.locator("#pages img")
    assert pictures.first.get_attribute("alt") == cover
    last = pictures.nth(pictures.count() // 2)
    last.scroll_into_view_if_needed()
    assert str(last.get_attribute("alt")).startswith(numbered.format(pictures.count() // 2 + 1))
    expect(last).to_have_js_property("complete", True)
    assert last.evaluate("image => image.naturalWidth") > 400
    assert axe(page) == []

    page.locator("a[href*='/export/reading']").click()
    assert page.locator("h3").count() > 10
    assert axe(page) == []
