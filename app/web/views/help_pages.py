"""The pages of help."""

from __future__ import annotations

from dataclasses import dataclass

from app.web.help_search import Hit


@dataclass(frozen=True)
class HelpIndexPage:
    """Articles by group; with a question its results. `suggestion` is a word that may have been meant."""

    question: str
    hits: tuple[Hit, ...]
    suggestion: str | None
    tasks: tuple[Hit, ...]
    reference: tuple[Hit, ...]


@dataclass(frozen=True)
class ArticlePage:
    """One article. `file` is its template; `contact` is shown to people who are signed in;
    others learn only that there is one.

    `terms` are pairs of an English and a Dutch word, for the article that lists them.
    """

    title: str
    file: str
    in_help: bool
    contact: str
    has_contact: bool
    terms: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PackSource:
    """A source that a pack rests on, and where it can be read."""

    name: str
    href: str


@dataclass(frozen=True)
class CitedSource:
    """An instrument that a rule rests on, where it can be read, and the verified places in it."""

    name: str
    href: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class PackSummary:
    """One pack as the page about the rules lists it."""

    title: str
    version: str
    licence: str
    sources: tuple[PackSource, ...]
    rules: tuple[Hit, ...]


@dataclass(frozen=True)
class RulesPage:
    """Every rule of every active pack."""

    packs: tuple[PackSummary, ...]


@dataclass(frozen=True)
class RuleExample:
    """Texts that the rule was tried on: one, or one of each section it compares. `lang` is their language.

    `why` says what makes a weak text weak.
    """

    texts: tuple[str, ...]
    lang: str
    why: str = ""


@dataclass(frozen=True)
class RulePage:
    """One rule: what it looks for, why, and what a good and a weak text look like.

    `silent` tells when the rule cannot say anything; empty for a rule that always can.
    """

    requirement: str
    title: str
    severity: str
    message: str
    why: str
    fix: str
    looks_for: tuple[str, ...]
    goes_wrong: tuple[str, ...]
    good: RuleExample | None
    weak: RuleExample | None
    silent: str
    sources: tuple[CitedSource, ...]
    pack: str
