"""Help, the rules, privacy, accessibility and contact. All without sign-in."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.domain.errors import NotFound
from app.i18n import _, current_language
from app.web.access import PUBLIC, permits
from app.web.help_articles import HELP, REFERENCE, SITE, TASKS, Article, file_of
from app.web.help_search import LONGEST_QUESTION, Hit, SearchResult, address_of, search
from app.web.rendering import page
from app.web.views.help_pages import ArticlePage, HelpIndexPage
from app.web.views.rule_help import rule_page, rules_page
from checks import Pack
from icp_templates.terms import load_terms

router = APIRouter(include_in_schema=False)


@router.get("/help")
@permits(PUBLIC)
def help_index(request: Request, q: str = "") -> Response:
    """Every article by group, and the search."""
    question = q.strip()[:LONGEST_QUESTION]
    rules = (rule for pack in _packs(request) for rule in pack.rules)
    found = search(question, current_language(), rules) if question else SearchResult((), None)
    view = HelpIndexPage(question, found.hits, found.suggestion, _listed(TASKS), _listed(REFERENCE))
    return page(request, "help/index.html", view)


@router.get("/help/rules")
@permits(PUBLIC)
def help_rules(request: Request) -> Response:
    """Every rule of every pack."""
    return page(request, "help/rules.html", rules_page(_packs(request), current_language()))


@router.get("/about-the-rules")
@permits(PUBLIC)
def about_the_rules(request: Request) -> Response:
    """Where the rules come from and what they do not decide."""
    return page(request, "help/about_rules.html", rules_page(_packs(request), current_language()))


@router.get("/help/rules/{requirement}")
@permits(PUBLIC)
def help_rule(request: Request, requirement: str) -> Response:
    """One rule, explained."""
    view = rule_page(_packs(request), requirement, current_language())
    if view is None:
        raise NotFound()
    return page(request, "help/rule.html", view)


@router.get("/help/{slug}")
@permits(PUBLIC)
def help_article(request: Request, slug: str) -> Response:
    """One help article."""
    return _article(request, HELP, slug)


@router.get("/accessibility")
@permits(PUBLIC)
def accessibility(request: Request) -> Response:
    """The accessibility statement."""
    return _article(request, SITE, "accessibility")


@router.get("/privacy")
@permits(PUBLIC)
def privacy(request: Request) -> Response:
    """Which data about people are kept."""
    return _article(request, SITE, "privacy")


@router.get("/contact")
@permits(PUBLIC)
def contact(request: Request) -> Response:
    """Whom to ask; the address itself only for people who are signed in."""
    return _article(request, SITE, "contact")


def _article(request: Request, among: tuple[Article, ...], slug: str) -> Response:
    article = next((article for article in among if article.slug == slug), None)
    if article is None:
        raise NotFound()
    signed_in = getattr(request.state, "visitor", None) is not None
    contact = request.app.state.workbench.settings.contact
    view = ArticlePage(
        title=_(article.title),
        file=file_of(article, current_language()),
        in_help=article in HELP,
        contact=contact if signed_in else "",
        has_contact=bool(contact),
        terms=_terms() if slug == "glossary" else (),
    )
    return page(request, "help/article.html", view)


def _terms() -> tuple[tuple[str, str], ...]:
    """The word list, in the order of the language that is read."""
    pairs = ((term.words["en"], term.words["nl"]) for term in load_terms())
    return tuple(sorted(pairs, key=lambda pair: pair[current_language() == "nl"].lower()))


def _listed(articles: tuple[Article, ...]) -> tuple[Hit, ...]:
    return tuple(Hit(_(article.title), _(article.summary), address_of(article)) for article in articles)


def _packs(request: Request) -> tuple[Pack, ...]:
    packs: tuple[Pack, ...] = request.app.state.workbench.checker.packs
    return packs
