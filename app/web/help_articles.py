"""The help articles: their addresses, titles and files. Each has one text per language, written as such."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser

from app.i18n import N_
from app.web.rendering import TEMPLATES
from checks.languages import Language

ARTICLES_FOLDER = "help/articles"


@dataclass(frozen=True)
class Article:
    """One help text. `slug` is the last part of its address under /help; `title` is a message id."""

    slug: str
    title: str
    summary: str


TASKS: tuple[Article, ...] = (
    Article(
        "first-minute",
        N_("Your first minute"),
        N_("See a finding, solve it, and take the Word file with you."),
    ),
    Article("write-a-section", N_("Write a section"), N_("Blocks, model clauses, bold and links, saving.")),
    Article(
        "findings", N_("Read and solve a finding"), N_("What a finding says, and what you can do with it.")
    ),
    Article(
        "facts", N_("Fill in facts once"), N_("Names and terms that you write once for the whole programme.")
    ),
    Article(
        "conflicts",
        N_("When two people change the same paragraph"),
        N_("Nothing is overwritten. You choose."),
    ),
    Article("history", N_("Go back to an earlier version"), N_("Who changed what, and how to restore it.")),
    Article(
        "comments", N_("Discuss a paragraph"), N_("Comments for colleagues, on the paragraph they are about.")
    ),
    Article(
        "people",
        N_("Colleagues, roles and consultants"),
        N_("Who may write, approve and manage, and for how long."),
    ),
    Article("word", N_("Export to Word"), N_("What is in the file, and how to renew the page numbers.")),
    Article("sign-in", N_("I cannot sign in"), N_("Password, code from your phone, and sessions that end.")),
)
REFERENCE: tuple[Article, ...] = (
    Article(
        "checks",
        N_("How the checks work and where they fail"),
        N_("What found means, and what the checks miss."),
    ),
    Article("keyboard", N_("Keyboard"), N_("Every key that does something.")),
    Article("glossary", N_("Words in English and Dutch"), N_("The words of the screens, side by side.")),
)
SITE: tuple[Article, ...] = (
    Article(
        "accessibility", N_("Accessibility"), N_("What works, what was tested, and what does not work yet.")
    ),
    Article("privacy", N_("Privacy"), N_("Which data about you are kept, why and for how long.")),
    Article("contact", N_("Contact"), N_("Whom to ask.")),
)
HELP = TASKS + REFERENCE
EVERY = HELP + SITE


def file_of(article: Article, language: Language) -> str:
    """The template file with the text of an article."""
    return f"{ARTICLES_FOLDER}/{language}/{article.slug}.html"


@cache
def plain_text(article: Article, language: Language) -> str:
    """The words of an article without its tags and template marks, for the search."""
    words = _Words()
    words.feed((TEMPLATES / file_of(article, language)).read_text("utf-8"))
    return " ".join(words.found)


@cache
def vocabulary(language: Language) -> frozenset[str]:
    """Every word of at least four letters in the articles of one language, for "did you mean"."""
    texts = (plain_text(article, language) for article in EVERY)
    return frozenset(word for text in texts for word in _letters(text) if len(word) > 3)


def _letters(text: str) -> list[str]:
    return "".join(c if c.isalpha() else " " for c in text.lower()).split()


class _Words(HTMLParser):
    """Collects the text between tags."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append(" ".join(data.split()))
