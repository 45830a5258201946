"""The package around the body: language, header, footer, properties, and the parts as a fixed zip."""

from datetime import UTC, datetime, time

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.opc.constants import CONTENT_TYPE
from docx.section import Section
from lxml import etree

from app.documents import ooxml
from app.documents.base_package import zipped
from app.documents.docx_tables import TEXT_WIDTH
from app.documents.house_style import HouseStyle
from app.documents.ooxml import W, Xml, paragraph, plain_title, run, w
from app.documents.programme_document import ProgrammeDocument
from app.documents.wordings import Wording

_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_DEFAULTS = {
    "rels": CONTENT_TYPE.OPC_RELATIONSHIPS,
    "xml": CONTENT_TYPE.XML,
    "png": "image/png",
    "jpg": "image/jpeg",
}

_ANNEX_NUMBER = "Annex B%1"
"""How our base numbers annexes."""


def pack(document: WordDocument) -> bytes:
    """The document's parts as a .docx with fixed order and times."""
    package = document.part.package
    entries = {"_rels/.rels": bytes(package.rels.xml)}
    types = etree.fromstring(f'<Types xmlns="{_CONTENT_TYPES}"/>')
    for extension, content_type in sorted(_DEFAULTS.items()):
        etree.SubElement(types, f"{{{_CONTENT_TYPES}}}Default", Extension=extension, ContentType=content_type)
    for part in sorted(package.iter_parts(), key=lambda one: str(one.partname)):
        entries[part.partname.membername] = part.blob
        if part.rels:
            entries[part.partname.rels_uri.membername] = bytes(part.rels.xml)
        if _DEFAULTS.get(part.partname.ext) != part.content_type:
            override = etree.SubElement(types, f"{{{_CONTENT_TYPES}}}Override")
            override.set("PartName", str(part.partname))
            override.set("ContentType", part.content_type)
    entries["[Content_Types].xml"] = etree.tostring(
        types, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return zipped(entries)


def set_language(document: WordDocument, words: Wording, annex_series: str = "") -> None:
    """The language for spelling, hyphenation and reading aloud, and what the annexes are called."""
    for lang in document.styles.element.iter(W + "lang"):
        lang.set(W + "val", words.word_language)
        lang.set(W + "eastAsia", words.word_language)
    settings = document.settings.element
    for tag, value in (
        ("themeFontLang", words.word_language),
        ("decimalSymbol", words.decimal_symbol),
        ("listSeparator", words.list_separator),
    ):
        for found in settings.iter(W + tag):
            found.set(W + "val", value)
    for level in document.part.numbering_part.element.iter(W + "lvlText"):
        if level.get(W + "val") == _ANNEX_NUMBER:
            level.set(W + "val", f"{words.annex} {annex_series}%1")


def turn_last_section(word: WordDocument, house: HouseStyle) -> None:
    """Lay the pages after the last section break on their side.

    Header and footer are of their width; those that a house style brought along go on.
    """
    last = word.sections[-1]
    last.orientation = WD_ORIENT.LANDSCAPE
    last.page_width, last.page_height = last.page_height, last.page_width
    last.different_first_page_header_footer = False
    own = word.element.body[-1]
    for reference in [*own.iter(W + "headerReference", W + "footerReference")]:
        own.remove(reference)
    for part, goes_on in ((last.header, house.keeps_header), (last.footer, house.keeps_footer)):
        part.is_linked_to_previous = goes_on


def set_header_and_footer(
    word: WordDocument, document: ProgrammeDocument, words: Wording, house: HouseStyle
) -> None:
    """Organisation and short title above; classification and page number below; nothing on the cover.

    What the house style brought along stays.
    """
    short = document.short_title
    if document.revision_label:
        short += f" · {words.revision.lower()} {document.revision_label}"
    marked = f"{words.draft} · {short}" if document.draft else short
    before, between = words.page_of
    for section in word.sections:
        width = text_width(section)
        tabs = [] if width == TEXT_WIDTH else [_right_tab(width)]
        header = [run(plain_title(document.organisation)), run("\t"), run(plain_title(marked))]
        footer = [
            run(plain_title(document.classification)),
            run("\t" + before),
            ooxml.field("PAGE", "2"),
            run(between),
            ooxml.field("NUMPAGES", "2"),
        ]
        if not house.keeps_header:
            _fill(section.header.part.element, paragraph(house.styles["Header"], header, *tabs))
        if not house.keeps_footer:
            _fill(section.footer.part.element, paragraph(house.styles["Footer"], footer, *tabs))


def text_width(section: Section) -> int:
    """Width of the text in twentieths of a point; that of our base where a house style does not say."""
    margins = (section.left_margin, section.right_margin)
    if section.page_width is None or any(margin is None for margin in margins):
        return TEXT_WIDTH
    return int(section.page_width.twips - sum(margin.twips for margin in margins if margin is not None))


def _right_tab(position: int) -> Xml:
    return w("tabs", w("tab", val="clear", pos=TEXT_WIDTH), w("tab", val="right", pos=position))


def _fill(root: etree._Element, content: Xml) -> None:
    for child in list(root):
        root.remove(child)
    root.extend(ooxml.elements(content))


def set_properties(word: WordDocument, document: ProgrammeDocument, words: Wording) -> None:
    """Core properties: the company's own, dated by the document, nothing about the tool's libraries."""
    properties = word.core_properties
    moment = datetime.combine(document.date, time(), tzinfo=UTC).replace(tzinfo=None)
    properties.title = plain_title(document.title)[:255]
    properties.author = plain_title(document.organisation)[:255]
    properties.last_modified_by = plain_title(document.organisation)[:255]
    properties.identifier = document.identifier
    properties.language = words.word_language
    properties.version = plain_title(document.revision_label)[:255]
    properties.content_status = words.draft if document.draft else ""
    properties.created = properties.modified = moment
    properties.revision = 1
    for left_over in ("subject", "keywords", "comments", "category"):
        setattr(properties, left_over, "")
