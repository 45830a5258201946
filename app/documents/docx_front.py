"""The pages before the first chapter: cover, document control, contents."""

import re
from collections.abc import Mapping, Sequence

from app.documents import ooxml
from app.documents.docx_outline import Heading
from app.documents.docx_tables import plain_cell, plain_table
from app.documents.ooxml import Xml, paragraph, plain_title, run, w
from app.documents.programme_document import ApprovalLine, ProgrammeDocument, RevisionLine
from app.documents.wordings import Wording

_REVISION_WIDTHS = (900, 1700, 1900, 2770, 1800)
_APPROVAL_WIDTHS = (1800, 1800, 1900, 1750, 1820)
_SIGNATURE_HEIGHT = 680

_SHORT_WORD = re.compile(r" (?=\S{1,5}$|\(\w{2,6}\))")
"""Before the *B.V.* of a name or an *(ICP)*, which would stand alone on a line of large letters."""

_LONGEST_WHOLE = 28
"""Letters of a name with its preposition that still fit a line of the title."""


def cover(document: ProgrammeDocument, words: Wording) -> list[Xml]:
    """Title, organisation and what a reader must know before opening the file."""
    details = [
        (words.revision, document.revision_label),
        (words.dated, words.day(document.printed_date)),
        (words.status, words.draft if document.draft else ""),
        (words.classification, document.classification),
    ]
    return [
        paragraph("Title", [run(_unbroken(plain_title(document.title), plain_title(document.organisation)))]),
        paragraph("Subtitle", [run(plain_title(document.organisation))]),
        *(
            paragraph("CoverDetail", [run(label + "\t", style="CoverLabel"), run(plain_title(value))])
            for label, value in details
            if value
        ),
    ]


def _unbroken(title: str, name: str) -> str:
    """The title with the company's name, and the *of* before it, on one line where that fits."""

    def kept(found: re.Match[str]) -> str:
        return found[0].replace(" ", "\u00a0") if len(found[0]) <= _LONGEST_WHOLE else found[0]

    whole = re.sub(rf"(?:\b\w{{2,4}} )?{re.escape(name)}", kept, title) if name else title
    return _SHORT_WORD.sub("\u00a0", whole)


def control(document: ProgrammeDocument, words: Wording, title: str, width: int) -> list[Xml]:
    """Document control: the version table and, when wanted, the approval block."""
    revisions = document.revisions or (RevisionLine(document.revision_label, document.printed_date, "", ""),)
    approvals = document.approvals or (ApprovalLine(words.prepared_by), ApprovalLine(words.approved_by))
    revision_rows = [words.revision_columns] + [
        (line.label, words.day(line.date), line.author, line.change, line.approver) for line in revisions
    ]
    approval_rows = [words.approval_columns] + [
        (line.role, line.name, line.function, "", "") for line in approvals
    ]
    out = [
        paragraph("FrontHeading", [run(title)]),
        paragraph("Subheading", [run(words.revisions)]),
        _table(revision_rows, words.revisions, words, _scaled(_REVISION_WIDTHS, width)),
    ]
    if document.approval_block:
        widths = _scaled(_APPROVAL_WIDTHS, width)
        out.append(paragraph("Subheading", [run(words.approval)]))
        out.append(_table(approval_rows, words.approval, words, widths, _SIGNATURE_HEIGHT))
    return out


def contents(headings: Sequence[Heading], words: Wording, pages: Mapping[str, int]) -> list[Xml]:
    """The contents page: a live TOC field whose entries are links.

    With `pages` (bookmark to page number) each entry carries its number; without, a note inside the field
    says how Word fills them in, and goes away when it does.
    """
    lines = [(f"TOC{one.level}", _entry(one, words, pages.get(one.bookmark))) for one in headings]
    if not pages:
        lines.append(("Remark", run(words.contents_hint)))
    start, last = ooxml.field_start('TOC \\o "1-2" \\h \\z \\u'), len(lines) - 1
    entries = [
        paragraph(style, [*([] if number else [start]), line, *([ooxml.FIELD_END] if number == last else [])])
        for number, (style, line) in enumerate(lines)
    ]
    gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    content = w("sdtContent", paragraph("TOCHeading", [run(words.contents)]), *entries)
    return [w("sdt", w("sdtPr", gallery), content)]


def _scaled(widths: Sequence[int], width: int) -> list[int]:
    """The same proportions on another width of text."""
    scaled = [one * width // sum(widths) for one in widths]
    scaled[-1] += width - sum(scaled)
    return scaled


def _entry(heading: Heading, words: Wording, page: int | None) -> Xml:
    number = f"{words.annex} {heading.number}" if heading.annex else heading.number
    gap = "  " if heading.annex else "\t"
    shown = [run(number + gap + plain_title(heading.title))]
    if page is not None:
        shown += [run("\t"), ooxml.field(f"PAGEREF {heading.bookmark} \\h", str(page))]
    return w("hyperlink", *shown, anchor=heading.bookmark, history=1)


def _table(
    rows: Sequence[Sequence[str]], caption: str, words: Wording, widths: Sequence[int], height: int = 0
) -> Xml:
    cells = [[plain_cell(text) for text in row] for row in rows]
    header = ", ".join(text for text in rows[0] if text)
    return plain_table(cells, caption, f"{words.columns}: {header}", widths=widths, height=height)
