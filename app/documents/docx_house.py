"""Writing on a house style: their placeholders filled first, then our body put where they want it."""

import re
from collections.abc import Mapping
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml.etree import _Element as Element

from app.documents.house_style import BODY_MARK, PLACEHOLDERS, HouseStyle
from app.documents.house_styles import restyle
from app.documents.ooxml import W, Xml, elements, plain_title
from app.documents.programme_document import ProgrammeDocument
from app.documents.wordings import Wording

_PLACEHOLDER = re.compile(r"\{\{\s?(" + "|".join(PLACEHOLDERS) + r")\s?\}\}")


def open_house(house: HouseStyle, document: ProgrammeDocument, words: Wording) -> WordDocument:
    """The house style as a document with its placeholders filled; what is filled in is never read again."""
    word = Document(BytesIO(house.content))
    values = {
        "title": plain_title(document.title),
        "organisation": plain_title(document.organisation),
        "version": plain_title(document.revision_label),
        "revision": plain_title(document.revision_label),
        "date": words.day(document.printed_date),
        "classification": plain_title(document.classification),
    }
    for root in _roots(word):
        for control in list(root.iter(W + "sdt")):
            _fill_control(control, values)
        for paragraph in root.iter(W + "p"):
            _fill_paragraph(paragraph, values)
    return word


def put_body(word: WordDocument, content: Xml, house: HouseStyle) -> None:
    """Our body in place of their mark, or of all their text."""
    written = elements(content)
    if any(ours != theirs for ours, theirs in house.styles.items()):
        for element in written:
            restyle(element, house.styles)
    body = word.element.body
    last = body[-1]
    mark = next((one for one in body.iterchildren(W + "p") if _text(one).strip() == BODY_MARK), None)
    if mark is None:
        for child in list(body)[:-1]:
            body.remove(child)
        mark = last
    for element in written:
        mark.addprevious(element)
    if mark is not last:
        body.remove(mark)


def _roots(word: WordDocument) -> list[Element]:
    kinds = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
    parts = [rel.target_part.element for rel in word.part.rels.values() if rel.reltype in kinds]
    return [word.element.body, *parts]


def _fill_control(control: Element, values: Mapping[str, str]) -> None:
    """A content control whose tag is a placeholder's name."""
    tag = control.find(f"{W}sdtPr/{W}tag")
    content = control.find(W + "sdtContent")
    name = "" if tag is None else tag.get(W + "val", "")
    if content is None or name not in values:
        return
    for properties in control.findall(W + "sdtPr"):
        for shown in properties.findall(W + "showingPlcHdr"):
            properties.remove(shown)
    _replace_text(content, values[name])


def _fill_paragraph(paragraph: Element, values: Mapping[str, str]) -> None:
    text = _text(paragraph)
    if _PLACEHOLDER.search(text):
        _replace_text(paragraph, _PLACEHOLDER.sub(lambda found: values[found.group(1)], text))


def _replace_text(element: Element, text: str) -> None:
    """The first text takes all, in its own dress; Word splits such texts over runs as it likes."""
    nodes = list(element.iter(W + "t"))
    for number, node in enumerate(nodes):
        node.text = "" if number else text
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _text(paragraph: Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(W + "t"))
