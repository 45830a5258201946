"""Hits of a search in one programme."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.searching import Excerpt
from app.i18n import _, ngettext
from app.usecases.searching import Hit, SearchResult


@dataclass(frozen=True)
class HitView:
    """One place: a link to its paragraph, and the words around."""

    text: str
    href: str
    excerpt: Excerpt


@dataclass(frozen=True)
class HitGroup:
    """The hits in one section."""

    title: str
    hits: tuple[HitView, ...]


@dataclass(frozen=True)
class SearchPage:
    """`summary` is empty before the first search."""

    id: str
    programme_title: str
    document_language: str
    wanted: str
    summary: str
    groups: tuple[HitGroup, ...]
    is_cut: bool


def search_page(result: SearchResult) -> SearchPage:
    """The page for one search."""
    grouped: dict[str, list[HitView]] = {}
    for hit in result.hits:
        grouped.setdefault(hit.section, []).append(_hit(result, hit))
    total = len(result.hits)
    return SearchPage(
        id=result.programme.id,
        programme_title=result.programme.title,
        document_language=result.programme.language,
        wanted=result.wanted,
        summary=ngettext("%(num)s place", "%(num)s places", total) % {"num": total} if result.wanted else "",
        groups=tuple(HitGroup(title, tuple(hits)) for title, hits in grouped.items()),
        is_cut=result.is_cut,
    )


def _hit(result: SearchResult, hit: Hit) -> HitView:
    href = f"/programmes/{result.programme.id}/sections/{hit.key}#block-{hit.block}"
    return HitView(_("Paragraph %(number)s", number=hit.number), href, hit.excerpt)
