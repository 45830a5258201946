"""What the export page shows: what is open, the options, and the pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.documents.typesetting import PageOfPrint
from app.i18n import _, current_language, ngettext
from app.usecases.printing.before_export import BeforeExport, BlockToLookAt, NamedSection
from app.usecases.printing.exporting import Printed
from app.usecases.printing.printed_programme import ExportOptions
from app.web.views.export_questions import Question, questions


@dataclass(frozen=True)
class ShownPage:
    """A page and the words that stand for its picture."""

    number: int
    words: str


@dataclass(frozen=True)
class PagesView:
    """The pages, or how far they are.

    `poll` answers with this part anew, `images` and a number are a picture, `again` begins anew.
    """

    poll: str
    images: str
    again: str
    progress: str
    pages: tuple[ShownPage, ...]


@dataclass(frozen=True)
class PagesPart:
    """The part of the page that asks again while pages are made."""

    printed: PagesView


@dataclass(frozen=True)
class OpenPoint:
    """One point of the list: a sentence and the places it is about, each with its address."""

    kind: str
    text: str
    count: int
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ExportPage:
    """The whole page. `points` are what to look at first."""

    id: str
    title: str
    query: str
    points: tuple[OpenPoint, ...]
    questions: tuple[Question, ...]
    has_text: bool
    has_converter: bool
    printed: PagesView | None


def export_page(
    before: BeforeExport, options: ExportOptions, query: str, printed: Printed | None
) -> ExportPage:
    """The page for one reader."""
    id_ = before.programme.id
    return ExportPage(
        id=id_,
        title=before.programme.title,
        query=query,
        points=tuple(point for point in _points(before) if point.count),
        questions=questions(before, options),
        has_text=before.written > 0,
        has_converter=before.has_converter,
        printed=pages_of_export(id_, printed, query) if printed else None,
    )


def pages_of_export(programme_id: str, printed: Printed, query: str) -> PagesView:
    """The pages of a programme; `query` are the options as the end of an address."""
    base = f"/programmes/{programme_id}/export"
    images = f"{base}/pages/{printed.key}"
    return pages_view(printed, f"{images}?{query}", images, f"{base}?{query}&pages=yes#pages")


def pages_view(printed: Printed, poll: str, images: str, again: str) -> PagesView:
    """The pages with their words."""
    pages = tuple(ShownPage(page.number, _words_for(page)) for page in printed.pages)
    return PagesView(poll, images, again, printed.progress.value, pages)


def _words_for(page: PageOfPrint) -> str:
    """What stands for the picture of a page: which sections and annexes it holds."""
    parts: list[str] = []
    if len(page.sections) > 1:
        first, last = page.sections[0], page.sections[-1]
        parts.append(_("sections %(first)s–%(last)s", first=first, last=last))
    elif page.sections:
        parts.append(_("section %(number)s", number=page.sections[0]))
    if page.annexes:
        parts.append(_("annex %(letters)s", letters=", ".join(page.annexes)))
    if not parts:
        parts.append(_("cover") if page.number == 1 else _("before the first section"))
    if page.goes_on:
        parts.append(_("continued"))
    return _("Page %(page)s: %(places)s", page=page.number, places=", ".join(parts))


def _points(before: BeforeExport) -> tuple[OpenPoint, ...]:
    """What is open, most pressing first; points without a place are left out by the caller."""
    language = current_language()
    base = f"/programmes/{before.programme.id}"
    facts = tuple((line.label[language], f"{base}/blanks?show=empty") for line in before.unfilled)
    return (
        _point(
            "unfilled",
            ngettext(
                "%(num)s fact is still empty. It will be marked yellow in Word.",
                "%(num)s facts are still empty. They will be marked yellow in Word.",
                len(facts),
            ),
            facts,
        ),
        _point(
            "unwritten",
            ngettext(
                "%(num)s section has no text yet", "%(num)s sections have no text yet", len(before.unwritten)
            ),
            _section_links(base, before.unwritten),
        ),
        _point(
            "unapproved",
            ngettext(
                "%(num)s section is not approved: the file says DRAFT, the facts of the document do not.",
                "%(num)s sections are not approved: the file says DRAFT, the facts of the document do not.",
                len(before.unapproved),
            ),
            _section_links(base, before.unapproved),
        ),
        *_points_of_blocks(before, base),
    )


def _points_of_blocks(before: BeforeExport, base: str) -> tuple[OpenPoint, ...]:
    """Blocks that will not look well in Word."""
    return (
        _point(
            "tables",
            ngettext(
                "%(num)s table is too wide for the page: words will be broken in its cells.",
                "%(num)s tables are too wide for the page: words will be broken in their cells.",
                len(before.crowded_tables),
            ),
            _block_links(base, before.crowded_tables),
        ),
        _point(
            "pictures",
            ngettext(
                "%(num)s picture has no words that stand for it.",
                "%(num)s pictures have no words that stand for them.",
                len(before.mute_pictures),
            ),
            _block_links(base, before.mute_pictures),
        ),
        _point(
            "lost",
            ngettext(
                "%(num)s picture is named in the text and is not there.",
                "%(num)s pictures are named in the text and are not there.",
                len(before.lost_pictures),
            ),
            _block_links(base, before.lost_pictures),
        ),
    )


def _point(kind: str, text: str, places: tuple[tuple[str, str], ...]) -> OpenPoint:
    return OpenPoint(kind, text % {"num": len(places)}, len(places), places)


def _section_links(base: str, sections: Iterable[NamedSection]) -> tuple[tuple[str, str], ...]:
    return tuple((section.name, f"{base}/sections/{section.key}") for section in sections)


def _block_links(base: str, blocks: Iterable[BlockToLookAt]) -> tuple[tuple[str, str], ...]:
    return tuple((one.section.name, f"{base}/sections/{one.section.key}#block-{one.block}") for one in blocks)
