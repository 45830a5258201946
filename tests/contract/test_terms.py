"""One list of words, enforced on everything we write in Dutch or English."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from app.documents.audit_wordings import audit_wording
from app.documents.wordings import wording
from checks import built_in_packs
from checks.languages import Language
from icp_templates import load_library
from icp_templates.frameworks import load_frameworks
from icp_templates.interview import load_interview
from icp_templates.terms import load_terms, wrong_words

ROOT = Path(__file__).parents[2]
DUTCH = ROOT / "app" / "locale" / "nl" / "LC_MESSAGES" / "messages.po"
LANGUAGES = ("en", "nl")


def screens(language: str) -> Iterator[tuple[str, str]]:
    for message in read_po(BytesIO(DUTCH.read_bytes())):
        for source, translated in zip(_forms(message.id), _forms(message.string), strict=False):
            yield "screen", source if language == "en" else translated


def pages(language: str) -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "app" / "web" / "templates").rglob(f"{language}/*.html")):
        yield path.name, path.read_text()


def template(language: str) -> Iterator[tuple[str, str]]:
    for section in load_library().template("eu-nl").sections:
        texts = [section.title[language], section.purpose[language], *section.questions[language]]
        texts += [item.text[language] for item in section.checklist]
        texts += [words[language] for e in (section.weak, section.good) for words in (e.text, e.why)]
        for clause in section.clauses:
            texts += [clause.title[language], clause.when[language]]
            texts += [block.text for block in clause.blocks[language]]
        yield from ((section.key, text) for text in texts)


def interview(language: str) -> Iterator[tuple[str, str]]:
    for question in load_interview("eu-nl").questions:
        for text in (question.text, question.why, *(option.label for option in question.options)):
            yield question.id, text[language]


def frameworks(language: str) -> Iterator[tuple[str, str]]:
    for framework in load_frameworks("eu-nl"):
        yield from ((framework.id, element.title[language]) for element in framework.elements)


def findings(language: str) -> Iterator[tuple[str, str]]:
    for rule in (rule for pack in built_in_packs() for rule in pack.rules):
        for words in (rule.name, rule.finding, rule.why, rule.fix, *(e.says for e in rule.elements)):
            yield rule.id, words[language]


def word_files(language: Language) -> Iterator[tuple[str, str]]:
    for words in (wording(language), audit_wording(language)):
        yield from ((type(words).__name__, text) for text in _texts(tuple(vars(words).values())))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", [screens, pages, template, interview, frameworks, findings, word_files])
def test_no_word_that_the_list_replaces_is_used(place, language: str) -> None:  # type: ignore[no-untyped-def]
    """Screens, help, model text, questions, frameworks, findings and Word files use the words of the list."""
    texts = list(place(language))
    assert texts
    wrong = {(where, *found) for where, text in texts for found in wrong_words(text, language)}
    assert wrong == set()


def test_the_list_is_long_enough_and_says_each_thing_once() -> None:
    """At least 120 pairs; no English term twice."""
    english = [term.words["en"] for term in load_terms()]
    assert len(english) >= 120
    assert len(english) == len(set(english))


def test_a_wrong_word_is_found_whatever_its_case() -> None:
    """The check itself sees a wrong word, and leaves longer words that contain it alone."""
    assert wrong_words("De Watchlist is leeg.", "nl") == (("Watchlist", "volglijst"),)
    assert wrong_words("De watchlists zijn leeg.", "nl") == ()


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | tuple):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(one)


def _forms(value: str | tuple[str, ...] | Mapping[int, str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
