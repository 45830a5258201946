"""Three different companies walk through the interview in Chromium; each gets its own document."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from app.usecases.progress.overview import read_overview
from app.usecases.writing import blanks, inserting
from icp_templates.interview import load_interview
from tests.browser.conftest import axe
from tests.browser.studio import PATIENCE, Studio, running_studio
from tests.domain.test_profiles import EVERYONE, PLAIN, PROFILES

COMPANIES = {
    "Interceptor B.V.": "interception maker",
    "Gezicht B.V.": "face-recognition firm of eight people",
    "Handelshuis B.V.": "trading house with EU007",
}
LANGUAGES = ["en", "nl"]


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with running_studio(tmp_path_factory.mktemp("studio")) as running:
        yield running


def answers_of(profile: str) -> Mapping[str, list[str]]:
    """Every question's answer as a list of values."""
    answers = {**PLAIN, **PROFILES[profile][0]}
    return {q: [value] if isinstance(value, str) else list(value) for q, value in answers.items()}  # type: ignore[arg-type]


def walk(page: Page, studio: Studio, name: str, profile: str, language: str) -> str:
    """Start a programme and answer every page; its address."""
    page.goto(f"{studio.address}/programmes/new?lang={language}")
    page.locator("#title").fill(f"ICP {name}")
    page.locator(f"[name='language'][value='{language}']").check()
    page.locator("form[action='/programmes/new'] button").click()
    answers = answers_of(profile)
    for number, question_page in enumerate(load_interview("eu-nl").pages, start=1):
        expect(page.locator(".govuk-caption-l")).to_contain_text(str(number))
        if number in (1, 5):
            assert axe(page) == []
        for fact in page.locator("[name^='fact.']").all():
            fact.fill(name)
        for question in question_page.questions:
            for value in answers[question.id]:
                box = page.locator(f"[name='answer.{question.id}'][value='{value}']")
                if question.kind == "countries":
                    page.locator(f"#{question.id} summary").evaluate_all("all => all.forEach(s => s.click())")
                box.check(force=True)
        page.locator("main form button[type='submit']").click()
        if page.locator("[data-blocked]").count() and page.url.endswith(f"/scope/{question_page.id}"):
            page.goto(page.url.rpartition("/")[0] + f"/{load_interview('eu-nl').pages[number].id}")
    expect(page.locator("[data-in-force]")).to_be_visible(timeout=PATIENCE)
    return page.url.removesuffix("/scope")


def fill(studio: Studio, programme: str, language: str) -> None:
    """Put every model clause into the sections that apply, with the template's example values."""
    template = studio.bench.library.template("eu-nl")
    values = {blank.key: blank.example[language] for blank in template.blanks}
    version = blanks.read_blanks(studio.bench, studio.anna, programme).version
    blanks.fill_blanks(studio.bench, studio.anna, programme, values, version)
    overview = read_overview(studio.bench, studio.anna, programme, language).overview
    for row in overview.in_force:
        for clause in template.section(row.head.key).clauses:
            if not clause.for_small:
                inserting.insert_clause(studio.bench, studio.anna, programme, row.head.key, clause.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_company_gets_its_own_programme(
    page: Page, context: BrowserContext, studio: Studio, language: str, tmp_path: Path
) -> None:
    """Eight pages each, the right sections, and three Word files that are not the same document."""
    studio.sign_in(context, studio.anna)
    documents: dict[str, set[str]] = {}
    for name, profile in COMPANIES.items():
        address = walk(page, studio, name, profile, language)
        page.goto(address)
        shown = {
            str(row.get_attribute("data-section-key")) for row in page.locator("[data-section-key]").all()
        }
        assert shown == {f"icp.{number}" for number in [*EVERYONE, *PROFILES[profile][1].split()]}

        fill(studio, address.rpartition("/")[2], language)
        page.goto(f"{address}/export")
        page.locator("#language").select_option(language)
        with page.expect_download() as download:
            page.locator("[data-export='docx']").click()
        path = tmp_path / f"{profile}.docx"
        download.value.save_as(path)
        assert ZipFile(path).testzip() is None
        documents[name] = {p.text for p in docx.Document(str(path)).paragraphs if len(p.text) > 80}
    own = {
        name: texts - set().union(*(t for n, t in documents.items() if n != name))
        for name, texts in documents.items()
    }
    assert all(len(texts) > 5 for texts in own.values()), {name: len(texts) for name, texts in own.items()}
