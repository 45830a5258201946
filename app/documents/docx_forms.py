"""Forms, records and registers as Word files: tables and fields that print well, with room to write."""

from app.documents.base_package import base
from app.documents.docx_annexes import WIDE_TEXT
from app.documents.docx_base import (
    pack,
    set_header_and_footer,
    set_language,
    set_properties,
    turn_last_section,
)
from app.documents.docx_house import open_house, put_body
from app.documents.docx_tables import TEXT_WIDTH, Cell, plain_cell, plain_table
from app.documents.form_document import AnswerTable, FormDocument, Part, RowTable, Statement
from app.documents.house_style import check_house_style
from app.documents.ooxml import Xml, joined, paragraph, plain_title, run, w
from app.documents.programme_document import ProgrammeDocument
from app.documents.wordings import Wording, wording

LABEL_SHARE = 38
"""Of the width, in hundredths, for the label of a field."""
ROOM = 560
"""The least height of a row to write in, in twentieths of a point: one centimetre."""


def export_form(form: FormDocument) -> bytes:
    """The form as .docx bytes; the same form gives the same bytes."""
    words = wording(form.language)
    house = check_house_style(base()).house
    about = _about(form)
    word = open_house(house, about, words)
    set_language(word, words)
    put_body(word, joined(_body(form, words)), house)
    if form.wide:
        turn_last_section(word, house)
    word.sections[-1].different_first_page_header_footer = False
    set_header_and_footer(word, about, words, house)
    set_properties(word, about, words)
    return pack(word)


def _about(form: FormDocument) -> ProgrammeDocument:
    return ProgrammeDocument(
        identifier=form.identifier,
        title=form.title,
        organisation=form.organisation,
        language=form.language,
        revision_label="",
        date=form.date,
        chapters=(),
        short_title=form.reference,
        is_programme=False,
    )


def _body(form: FormDocument, words: Wording) -> list[Xml]:
    width = WIDE_TEXT if form.wide else TEXT_WIDTH
    out = [paragraph("FrontHeading", [run(plain_title(form.title))])]
    if form.purpose:
        out.append(paragraph("BodyText", [run(form.purpose)]))
    for label, value in form.details:
        out.append(paragraph("BodyText", [run(f"{label}: ", w("b")), run(value)]))
    for part in form.parts:
        out.append(_part(part, words, width))
    out.append(paragraph("Remark", [run(words.end)]))
    return out


def _part(part: Part, words: Wording, width: int) -> Xml:
    match part:
        case Statement():
            return paragraph("ListBullet" if part.is_item else "BodyText", [run(part.text)])
        case AnswerTable():
            return joined([_heading(part.title), _answers(part, words, width)])
        case RowTable():
            return joined([_heading(part.title), _rows(part, words, width)])


def _heading(title: str) -> Xml:
    return paragraph("Subheading", [run(plain_title(title))], w("keepNext"))


def _answers(part: AnswerTable, words: Wording, width: int) -> Xml:
    label = width * LABEL_SHARE // 100
    cells = [[plain_cell(text) for text in words.form_columns]]
    cells += [[plain_cell(one.label), _lines(one.lines)] for one in part.answers]
    described = f"{words.columns}: {', '.join(words.form_columns)}"
    return plain_table(cells, part.title, described, widths=(label, width - label), height=ROOM)


def _rows(part: RowTable, words: Wording, width: int) -> Xml:
    cells = [[_lines(tuple(text.split("\n"))) for text in row] for row in (part.header, *part.rows)]
    described = f"{words.columns}: {', '.join(part.header)}"
    return plain_table(cells, part.title, described, width, height=ROOM)


def _lines(lines: tuple[str, ...]) -> Cell:
    return Cell(tuple(run(line) if line else Xml("") for line in lines or ("",)), " ".join(lines))
