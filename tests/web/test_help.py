"""Help, the rules and the pages of the footer: complete, in both languages, and open to everybody."""

import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from app.i18n import _, in_language
from app.usecases.running.housekeeping import REMEMBERED
from app.usecases.workbench import Workbench
from app.web.application import create_app
from app.web.help_articles import EVERY, Article, file_of, plain_text
from app.web.help_search import address_of, search
from app.web.rendering import TEMPLATES
from app.web.views.rule_help import rule_page
from checks import built_in_packs
from checks.languages import LANGUAGES, Language
from tests.web.conftest import ADDRESS

FORBIDDEN = re.compile(r"!|\bplease\b|\d\s?%|\bcompliant\b|\bguarantee", re.IGNORECASE)


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_article_is_shown_to_everybody(client: TestClient, language: Language) -> None:
    """Each article has a page in each language, with its title as heading, reached without signing in."""
    for article in EVERY:
        page = client.get(f"{address_of(article)}?lang={language}")
        with in_language(language):
            assert page.status_code == 200
            assert f'<h1 class="govuk-heading-xl">{_(article.title)}</h1>' in page.text


@pytest.mark.parametrize("article", EVERY, ids=lambda article: article.slug)
def test_both_languages_say_the_same(article: Article) -> None:
    """The two texts of an article have the same headings, lists and tables; words are free."""

    def shape(language: Language) -> list[str]:
        text = (TEMPLATES / file_of(article, language)).read_text("utf-8")
        return re.findall(r"<(h2|h3|ol|ul|li|table|tr|th|kbd|p)\b", text)

    assert shape("en") == shape("nl")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_article_promises_or_scores(language: Language) -> None:
    """No exclamation marks, no please, no percentage, no compliant, no guarantee; Dutch says u."""
    for article in EVERY:
        text = plain_text(article, language)
        without_zoom = text.replace("400 percent", "").replace("400 procent", "")
        assert not FORBIDDEN.search(without_zoom), (article.slug, FORBIDDEN.search(without_zoom))
        if language == "nl":
            assert not re.search(r"\b(je|jij|jouw|jullie)\b", text, re.IGNORECASE), article.slug


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_privacy_page_names_the_days_that_are_kept(language: Language) -> None:
    """Sessions, tokens, invitations and mail: the span on the page is the one that the housekeeper keeps."""
    privacy = next(article for article in EVERY if article.slug == "privacy")
    days = re.findall(r"\b(\d+) (?:days|dagen)\b", plain_text(privacy, language))
    assert days == [str(REMEMBERED.days)] * 4


def test_no_article_is_forgotten() -> None:
    """Every file of the articles is in the list, in both languages, and the other way round."""
    listed = {file_of(article, language) for article in EVERY for language in LANGUAGES}
    included = {f"help/articles/{language}/about-the-rules.html" for language in LANGUAGES}
    on_disk = {
        path.relative_to(TEMPLATES).as_posix() for path in (TEMPLATES / "help/articles").rglob("*.html")
    }
    assert on_disk == listed | included


@pytest.mark.databases("sqlite")
def test_every_link_in_an_article_leads_somewhere(client: TestClient) -> None:
    """Links inside the help open pages of the help."""
    for article in EVERY:
        for language in LANGUAGES:
            text = (TEMPLATES / file_of(article, language)).read_text("utf-8")
            for href in re.findall(r'href="(/[^"]*)"', text):
                assert client.get(href).status_code == 200, (article.slug, href)


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_explained(client: TestClient, bench: Workbench, language: Language) -> None:
    """Each rule has a page, with a good and a weak example where its pack has been tried on such texts."""
    listed = client.get(f"/help/rules?lang={language}").text
    headings = {
        "en": ("A good example", "A weak example"),
        "nl": ("Een goed voorbeeld", "Een zwak voorbeeld"),
    }
    weak = {"partly", "not_found", "noticed"}
    for pack in bench.checker.packs:
        for rule in pack.rules:
            assert f'href="/help/rules/{rule.requirement}"' in listed
            page = client.get(f"/help/rules/{rule.requirement}").text
            tried = {example.expect for example in pack.examples if example.rule == rule.id}
            assert (headings[language][0] in page) == bool(tried & {"found", "nothing"}), rule.id
            assert (headings[language][1] in page) == bool(tried & weak), rule.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_weak_example_says_what_it_lacks(language: Language) -> None:
    """Beside every weak text stands why it is weak, in the reader's language."""
    packs = built_in_packs()
    for pack in packs:
        for rule in pack.rules:
            with in_language(language):
                page = rule_page([pack], rule.id, language)
            assert page is not None
            assert page.weak is None or page.weak.why.endswith("."), rule.id
    with in_language("nl"):
        service = rule_page(packs, "HR-AFS-01", "nl")
    assert service is not None
    assert service.weak is not None
    assert service.weak.why.startswith("Er ontbreekt: ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_names_each_family_of_weaknesses_once(language: Language) -> None:
    """However many turns of a weakness the rules tell apart, a reader sees one plain sentence of each."""
    pack = next(pack for pack in built_in_packs() if pack.id == "hr-due-diligence")
    says = {words[language] for words in pack.families.values()}
    for rule in pack.rules:
        page = rule_page([pack], rule.id, language)
        assert page is not None
        assert set(page.goes_wrong) <= says, rule.id
        assert len(page.goes_wrong) == len(set(page.goes_wrong)), rule.id


@pytest.mark.databases("sqlite")
def test_an_unknown_rule_or_article_is_not_found(client: TestClient) -> None:
    """Unknown names give 404 and not an error."""
    for path in ("/help/rules/HR-NONE-99", "/help/nothing", "/help/..%2f..%2fsettings", "/help/rules/%00"):
        assert client.get(path).status_code == 404, path


@pytest.mark.databases("sqlite")
def test_a_rule_page_leads_to_its_sources(client: TestClient) -> None:
    """Each instrument once, linked, with its places in the reader's language."""
    shown = client.get("/help/rules/HR-AFS-01?lang=nl").text
    listed = shown.partition("Waar de regel vandaan komt")[2]
    assert listed.count("VN-richtlijnen voor bedrijfsleven en mensenrechten") == 1
    assert re.search(r'<a class="govuk-link" href="https://www\.ohchr\.org[^"]*"[^>]*>VN-richtlijnen', listed)
    assert "beginsel 17, onder c" in listed
    assert "commentary" not in listed


@pytest.mark.parametrize(
    ("question", "language", "first"),
    [
        ("deputy for the stop", "en", "/help/rules/STR-2.3-DEPUTY"),
        ("KEYBOARD", "en", "/help/keyboard"),
        ("toetsenbord", "nl", "/help/keyboard"),
        ("word", "en", "/help/word"),
        ("cookies", "nl", "/privacy"),
    ],
)
def test_search_finds_articles_and_rules(question: str, language: Language, first: str) -> None:
    """Titles come before texts; rules are found as well."""
    rules = [rule for pack in built_in_packs() for rule in pack.rules]
    with in_language(language):
        assert first in [hit.href for hit in search(question, language, rules).hits][:3]


@pytest.mark.parametrize("question", ["", "  ", ".*", "%", "_", "' OR 1=1", "\\", "(", "a" * 10_000])
def test_search_is_literal(question: str) -> None:
    """Signs of patterns and queries are just characters; a very long question is cut."""
    assert len(search(question, "en", []).hits) < len(EVERY)


@pytest.mark.parametrize(
    ("question", "language", "meant"),
    [("deputee", "en", "deputy"), ("plaatsvervnger", "nl", "plaatsvervanger"), ("xqzw", "en", None)],
)
def test_a_near_word_is_proposed(question: str, language: Language, meant: str | None) -> None:
    """A misspelt word that finds nothing gets a proposal when there is a near one."""
    result = search(question, language, [])
    assert (result.hits, result.suggestion) == ((), meant)


@pytest.mark.databases("sqlite")
def test_contact_details_are_for_people_who_are_signed_in(bench: Workbench) -> None:
    """Others are promised the address only where there is one, and never see it."""
    promised = {"help@example.org": "People who are signed in see", "": "has not given contact details"}
    for address, says in promised.items():
        made = replace(bench, settings=bench.settings.model_copy(update={"contact": address}))
        shown = TestClient(create_app(made), base_url=ADDRESS).get("/contact").text
        assert says in shown
        assert not address or address not in shown


def test_dutch_rules_are_dutch_and_name_their_subject() -> None:
    """A title is read in lists of a hundred rules: it says what it is about, and uses no English word."""
    rules = [rule for pack in built_in_packs() for rule in pack.rules]
    for rule in rules:
        texts = [rule.name, rule.finding, rule.why, rule.fix, *(element.says for element in rule.elements)]
        assert not [words["nl"] for words in texts if re.search(r"\bdeals?\b", words["nl"])], rule.id
    about_complaints = [rule.name["nl"] for rule in rules if re.fullmatch(r"HR-GRV-0[2-6]", rule.id)]
    assert all(name.startswith("Klachten: ") for name in about_complaints)
    for id_ in ("TXT-WHEN", "TXT-WHAT", "TXT-WHO"):
        assert next(rule for rule in rules if rule.id == id_).name["nl"].startswith("De tekst noemt ")
