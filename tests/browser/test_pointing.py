"""Pointing to a passage in a real browser: from the finding to the sentence and back."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import axe
from tests.browser.studio import PATIENCE, Studio, forgive, running_studio

CARD = '[data-finding="STR-2.3-DEPUTY"]'
CHAIR = "Joris Smeets sits in her chair on Fridays."
WISH = "We aim to put Joris Smeets in her chair on Fridays."


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with running_studio(tmp_path_factory.mktemp("studio")) as running:
        yield running


@pytest.mark.parametrize(
    ("language", "ask", "send", "back", "objection"),
    [
        ("en", "Point to it…", "Point to this sentence", "Take back", "“aim to” makes this a wish"),
        ("nl", "Wijs het aan…", "Deze zin aanwijzen", "Terugnemen", "‘aim to’ maakt hiervan een wens"),
    ],
)
def test_one_click_to_the_sentences_and_one_to_take_it_back(
    studio: Studio,
    page: Page,
    complaints: list[str],
    language: str,
    ask: str,
    send: str,
    back: str,
    objection: str,
) -> None:
    """A wish is refused with its words; a clean sentence counts, with a name; taken back without a reload."""
    programme = studio.programme(f"The office opens at nine.\n\n{CHAIR} The mail is read.\n\n{WISH}")
    studio.sign_in(page.context, studio.anna)
    page.goto(f"{studio.page_of(programme)}?lang={language}")
    page.locator(CARD).get_by_role("link", name=ask).first.click()
    assert axe(page) == []

    page.get_by_label(WISH).check()
    page.get_by_role("button", name=send).click()
    expect(page.locator(".govuk-error-message")).to_contain_text(objection, timeout=PATIENCE)
    expect(page.get_by_label(WISH)).to_be_checked()
    assert axe(page) == []
    forgive(complaints, "422")

    page.get_by_label(CHAIR).check()
    page.get_by_role("button", name=send).click()
    pin = page.locator(f"{CARD} [data-pin]")
    expect(pin).to_be_visible(timeout=PATIENCE)
    expect(pin).to_have_text(re.compile("Anna de Wit"))
    assert axe(page) == []

    page.evaluate("window.still = true")
    pin.get_by_role("button", name=back).click()
    expect(pin).to_have_count(0, timeout=PATIENCE)
    assert page.evaluate("window.still")
