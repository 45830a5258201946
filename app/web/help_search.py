"""Search over the help articles and the rules. Small enough to read every text at each question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from app.i18n import _
from app.web.help_articles import EVERY, HELP, Article, plain_text, vocabulary
from checks import Rule
from checks.languages import Language

LONGEST_QUESTION = 200
NEARNESS = 0.75


@dataclass(frozen=True)
class Hit:
    """One search result."""

    title: str
    summary: str
    href: str


@dataclass(frozen=True)
class SearchResult:
    """What was found, and a word that may have been meant when nothing was."""

    hits: tuple[Hit, ...]
    suggestion: str | None


def address_of(article: Article) -> str:
    """Where an article is shown: help articles under /help, the pages of the footer at the root."""
    return f"/help/{article.slug}" if article in HELP else f"/{article.slug}"


def search(question: str, language: Language, rules: Iterable[Rule]) -> SearchResult:
    """Articles and rules that hold every word of the question, titles first; literal, no pattern signs."""
    words = question[:LONGEST_QUESTION].casefold().split()
    if not words:
        return SearchResult((), None)
    ranked = [(rank, hit) for rank, hit in _candidates(words, language, rules) if rank]
    hits = tuple(hit for _rank, hit in sorted(ranked, key=lambda found: -found[0]))
    return SearchResult(hits, None if hits else _suggestion(words, language))


def _candidates(words: list[str], language: Language, rules: Iterable[Rule]) -> Iterable[tuple[int, Hit]]:
    for article in EVERY:
        title, summary = _(article.title), _(article.summary)
        text = f"{summary} {plain_text(article, language)}"
        yield _rank(words, title, text), Hit(title, summary, address_of(article))
    for rule in rules:
        title = rule.name[language]
        text = f"{rule.id} {rule.requirement} {rule.finding[language]} {rule.why[language]}"
        yield _rank(words, title, text), Hit(title, rule.finding[language], f"/help/rules/{rule.requirement}")


def _rank(words: list[str], title: str, text: str) -> int:
    """2 when the title holds every word, 1 when title and text together do, else 0."""
    if all(word in title.casefold() for word in words):
        return 2
    return int(all(word in f"{title} {text}".casefold() for word in words))


def _suggestion(words: list[str], language: Language) -> str | None:
    """The question with unknown words replaced by near ones, or None."""
    known = vocabulary(language)
    near = [word if word in known else _nearest(word, known) for word in words]
    return " ".join(near) if near != words else None


def _nearest(word: str, known: frozenset[str]) -> str:
    """The known word of about the same length that is spelt like this one; itself when none is near."""
    close = get_close_matches(word, sorted(known), 3, NEARNESS)
    return min(close, key=lambda found: (abs(len(found) - len(word)), len(found)), default=word)
