"""Hits of a search in one programme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.quoting import without_borders
from app.domain.searching import occurrences
from app.i18n import _, ngettext
from app.usecases.writing.searching import Hit, SearchResult


@dataclass(frozen=True)
class Piece:
    """A stretch of an excerpt; `is_hit` when it is what was looked for."""

    text: str
    is_hit: bool


@dataclass(frozen=True)
class HitView:
    """One place, or several close together: a link to their paragraph, and the words around."""

    text: str
    href: str
    pieces: tuple[Piece, ...]
    cut_before: bool
    cut_after: bool


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
    for hit in _not_shown_before(result.hits):
        grouped.setdefault(hit.section, []).append(_hit(result, hit))
    return SearchPage(
        id=result.programme.id,
        programme_title=result.programme.title,
        document_language=result.programme.language,
        wanted=result.wanted,
        summary=_summary(result) if result.wanted else "",
        groups=tuple(HitGroup(title, tuple(hits)) for title, hits in grouped.items()),
        is_cut=result.is_cut,
    )


def _summary(result: SearchResult) -> str:
    total = len(result.hits)
    if result.is_cut:
        return _("The first %(num)s places", num=total)
    return ngettext("%(num)s place", "%(num)s places", total) % {"num": total}


def _not_shown_before(hits: tuple[Hit, ...]) -> Iterator[Hit]:
    """Without the hits that stand in the words around an earlier one: they are marked there."""
    block, end = "", 0
    for hit in hits:
        if hit.block == block and hit.excerpt.start + len(hit.excerpt.hit) <= end:
            continue
        block, end = hit.block, hit.excerpt.end
        yield hit


def _hit(result: SearchResult, hit: Hit) -> HitView:
    href = f"/programmes/{result.programme.id}/sections/{hit.key}#block-{hit.block}"
    excerpt = hit.excerpt
    return HitView(
        _("Paragraph %(number)s", number=hit.number),
        href,
        tuple(_pieces(excerpt.before + excerpt.hit + excerpt.after, result.wanted)),
        excerpt.cut_before,
        excerpt.cut_after,
    )


def _pieces(text: str, wanted: str) -> Iterator[Piece]:
    end = 0
    for start, stop in occurrences(text, wanted):
        yield Piece(without_borders(text[end:start]), is_hit=False)
        yield Piece(text[start:stop], is_hit=True)
        end = stop
    yield Piece(without_borders(text[end:]), is_hit=False)
