"""The pages before the first chapter: cover, document control, contents."""

from collections.abc import Mapping, Sequence

from lxml.etree import _Element as Element

from app.documents import ooxml
from app.documents.docx_outline import Heading
from app.documents.docx_tables import plain_table
from app.documents.ooxml import paragraph, plain_title, run, w
from app.documents.programme_document import ApprovalLine, ProgrammeDocument, RevisionLine
from app.documents.wordings import Wording

_REVISION_WIDTHS = (1000, 1900, 2000, 4170)
_APPROVAL_WIDTHS = (1650, 1900, 1900, 1800, 1820)
_SIGNATURE_HEIGHT = 680


def cover(document: ProgrammeDocument, words: Wording) -> list[Element]:
    """Title, organisation and what a reader must know before opening the file."""
    details = [
        (words.revision, document.revision_label),
        (words.dated, words.day(document.date)),
        (words.status, words.draft if document.draft else ""),
        (words.classification, document.classification),
    ]
    return [
        paragraph("Title", [run(plain_title(document.title))]),
        paragraph("Subtitle", [run(plain_title(document.organisation))]),
        *(
            paragraph("CoverDetail", [run(label + "\t", style="CoverLabel"), run(plain_title(value))])
            for label, value in details
            if value
        ),
    ]


def control(document: ProgrammeDocument, words: Wording, title: str, width: int) -> list[Element]:
    """Document control: the revision table and the approval block."""
    revisions = document.revisions or (RevisionLine(document.revision_label, document.date, "", ""),)
    approvals = document.approvals or (ApprovalLine(words.prepared_by), ApprovalLine(words.approved_by))
    revision_rows = [words.revision_columns] + [
        (line.label, words.day(line.date), line.author, line.change) for line in revisions
    ]
    approval_rows = [words.approval_columns] + [
        (line.role, line.name, line.function, words.day(line.signed_on) if line.signed_on else "", "")
        for line in approvals
    ]
    return [
        paragraph("FrontHeading", [run(title)]),
        paragraph("Subheading", [run(words.revisions)]),
        _table(revision_rows, words.revisions, words, _scaled(_REVISION_WIDTHS, width)),
        paragraph("Subheading", [run(words.approval)]),
        _table(approval_rows, words.approval, words, _scaled(_APPROVAL_WIDTHS, width), _SIGNATURE_HEIGHT),
    ]


def contents(headings: Sequence[Heading], words: Wording, pages: Mapping[str, int]) -> list[Element]:
    """The contents page: a live TOC field whose entries are links.

    With `pages` (bookmark to page number) each entry carries its number; without, a note inside the field
    says how Word fills them in, and goes away when it does.
    """
    entries = [_entry(heading, words, pages.get(heading.bookmark)) for heading in headings]
    if not pages:
        entries.append(paragraph("Note", [run(words.contents_hint)]))
    for offset, element in enumerate(ooxml.field_start('TOC \\o "1-2" \\h \\z \\u')):
        entries[0].insert(1 + offset, element)
    entries[-1].append(ooxml.field_end())
    gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    content = w("sdtContent", paragraph("TOCHeading", [run(words.contents)]), *entries)
    return [w("sdt", w("sdtPr", gallery), content)]


def _scaled(widths: Sequence[int], width: int) -> list[int]:
    """The same proportions on another width of text."""
    scaled = [one * width // sum(widths) for one in widths]
    scaled[-1] += width - sum(scaled)
    return scaled


def _entry(heading: Heading, words: Wording, page: int | None) -> Element:
    number = f"{words.annex} {heading.number}" if heading.annex else heading.number
    gap = "  " if heading.annex else "\t"
    shown = [run(number + gap + plain_title(heading.title))]
    if page is not None:
        shown += [run("\t"), *ooxml.field(f"PAGEREF {heading.bookmark} \\h", str(page))]
    link = w("hyperlink", *shown, anchor=heading.bookmark, history=1)
    return paragraph(f"TOC{heading.level}", [link])


def _table(
    rows: Sequence[Sequence[str]], caption: str, words: Wording, widths: Sequence[int], height: int = 0
) -> Element:
    cells: list[list[list[list[Element]]]] = [[[[run(text)] if text else []] for text in row] for row in rows]
    header = ", ".join(text for text in rows[0] if text)
    return plain_table(cells, caption, f"{words.columns}: {header}", widths=widths, height=height)
