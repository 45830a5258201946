"""The whole journey in a real Chromium, in both languages: from the door to the Word file in one's hands."""

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import axe, open_example
from tests.browser.studio import PATIENCE, Studio, forgive, running_studio
from tests.stories.accounts import PASSWORD

DEPUTY = "[data-finding='STR-2.3-DEPUTY']"
LANGUAGES = ["en", "nl"]
EXAMPLE = {"en": "Example. Nothing here is real.", "nl": "Voorbeeld. Niets hiervan is echt."}
DEPUTISES = {"en": "Joris Smeets is the deputy", "nl": "Joris Smeets is de plaatsvervanger"}
STOP = {
    "en": "The export control officer may stop any order. Only the export control officer releases it.",
    "nl": "De exportcontrolefunctionaris mag elke order stoppen. Alleen deze functionaris geeft die vrij.",
}


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with running_studio(tmp_path_factory.mktemp("studio")) as running:
        yield running


def findings_of(page: Page) -> Locator:
    """The findings pane, filled."""
    pane = page.locator("#findings[data-findings-state='ready']")
    expect(pane).to_be_visible(timeout=PATIENCE)
    return pane


def word_file(page: Page, language: str, folder: Path) -> docx.document.Document:
    """What the export page hands over."""
    page.locator("#language").select_option(language)
    with page.expect_download() as download:
        page.locator("[data-export='docx']").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    assert path.suffix == ".docx"
    return docx.Document(str(path))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_visitor_solves_the_gap_of_the_example_and_takes_the_word_file_home(
    page: Page, site: str, language: str, tmp_path: Path
) -> None:
    """One click in, one clause inserted, the finding is solved, one finding less, and Word has the clause."""
    open_example(page, site, language)
    expect(page.locator(".icp-example-band")).to_have_text(EXAMPLE[language])
    assert axe(page) == []

    page.locator("[data-section-key='icp.2.3'] a").click()
    pane = findings_of(page)
    expect(page.locator(DEPUTY)).not_to_have_attribute("data-verdict", "found")
    before = int(pane.get_attribute("data-programme-fix-first") or "0")
    page.locator(f"{DEPUTY} [data-insert-clause='icp.2.3/deputy'] button").click()
    page.locator("[data-clause='icp.2.3/deputy'] [data-insert='clause'] button.govuk-button").click()

    expect(page.locator(f"{DEPUTY}[data-solved]")).to_be_visible(timeout=PATIENCE)
    expect(pane).to_have_attribute("data-programme-fix-first", str(before - 1))
    expect(page.locator("#blocks")).to_contain_text(DEPUTISES[language])
    assert axe(page) == []

    page.goto(page.url.partition("/sections/")[0] + "/export")
    assert axe(page) == []
    document = word_file(page, language, tmp_path)
    assert document.core_properties.language == {"en": "en-GB", "nl": "nl-NL"}[language]
    assert DEPUTISES[language] in "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert [p for p in document.paragraphs if p.style and p.style.name == "Heading 2"]


def test_what_was_solved_can_be_taken_back_and_moves_to_found_by_itself(page: Page, site: str) -> None:
    """*Solved* offers *Undo* for ten seconds; then the finding stands under *Found*."""
    open_example(page, site, "en")
    page.locator("[data-section-key='icp.2.3'] a").click()
    findings_of(page)

    def insert() -> None:
        page.locator(f"{DEPUTY} [data-insert-clause] button").click()
        page.locator("[data-clause='icp.2.3/deputy'] [data-insert='clause'] button.govuk-button").click()
        expect(page.locator(f"{DEPUTY}[data-solved]")).to_be_visible(timeout=PATIENCE)

    insert()
    page.locator(f"{DEPUTY}[data-solved] button").click()
    expect(page.locator(f"{DEPUTY} [data-insert-clause]")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#blocks")).not_to_contain_text(DEPUTISES["en"])

    insert()
    expect(page.locator("[data-solved]")).to_have_count(0, timeout=20_000)
    expect(page.locator(f"#findings-found {DEPUTY}")).to_be_attached()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_company_starts_its_own_programme_and_exports_it(
    context: BrowserContext, studio: Studio, language: str, tmp_path: Path
) -> None:
    """Sign in, start a programme, write three sections, see a real finding, export."""
    page = context.new_page()
    page.goto(f"{studio.address}/login?lang={language}")
    page.locator("#email").fill(studio.anna.person.email)
    page.locator("#password").fill(PASSWORD)
    page.locator("form[action='/login'] button[type='submit']").click()

    page.goto(f"{studio.address}/programmes/new")
    page.locator("#title").fill(f"ICP {language}")
    page.locator(f"input[name='language'][value='{language}']").check()
    page.locator("form[action='/programmes/new'] button").click()
    page.wait_for_url("**/programmes/*/scope**")
    programme = page.url.partition("/scope")[0]

    for key in ("icp.2.1", "icp.2.3", "icp.4.7"):
        page.goto(f"{programme}/sections/{key}")
        page.locator("[data-insert='block'] button[value='paragraph']").click()
        page.locator("#blocks textarea[data-text]").fill(STOP[language])
        page.locator("#blocks [data-close='save']").click()
        expect(page.locator("#save-status")).to_have_attribute("data-save-state", "saved", timeout=PATIENCE)
        expect(page.locator("#blocks")).to_contain_text(STOP[language].split(".")[0])

    page.goto(f"{programme}/sections/icp.2.3")
    findings_of(page)
    card = page.locator(DEPUTY)
    expect(card).not_to_have_attribute("data-verdict", "found")
    expect(card.locator("[data-insert-clause='icp.2.3/deputy']")).to_be_visible()

    page.goto(f"{programme}?show=findings")
    expect(page.locator("[data-section-key='icp.2.3']")).to_be_visible()
    page.goto(f"{programme}/export")
    document = word_file(page, language, tmp_path)
    texts = [paragraph.text.replace("\xa0", " ") for paragraph in document.paragraphs]
    assert texts.count(STOP[language]) == 3
    assert f"ICP {language}" in texts


def test_a_finding_is_set_aside_with_a_reason_only(
    context: BrowserContext, studio: Studio, complaints: list[str]
) -> None:
    """*Not relevant* without a reason is refused and changes nothing; with one, the finding is set aside."""
    programme = studio.programme(STOP["en"])
    studio.sign_in(context, studio.anna)
    page = context.new_page()
    page.goto(studio.page_of(programme))
    findings_of(page)
    page.locator(f"{DEPUTY} .icp-waive summary").click()
    page.locator(f"{DEPUTY} .icp-waive textarea").fill("too short")
    with page.expect_response(lambda answer: "/waiver" in answer.url) as refused:
        page.locator(f"{DEPUTY} .icp-waive button").click()
    assert refused.value.status == 422
    expect(page.locator(f"{DEPUTY} form [data-error-code='reason_too_short']")).to_be_in_viewport()
    forgive(complaints, "422")

    page.locator(f"{DEPUTY} .icp-waive textarea").fill("A colleague in another company deputises.")
    page.locator(f"{DEPUTY} .icp-waive button").click()
    expect(page.locator(f"{DEPUTY}[data-waived]")).to_be_attached(timeout=PATIENCE)
