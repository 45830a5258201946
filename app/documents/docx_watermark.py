"""The word *draft* across every page, made as Word itself makes it: a text shape in the headers."""

from docx.document import Document as WordDocument
from docx.section import Section
from lxml.etree import _Element as Element

from app.documents.ooxml import W, Xml, elements, paragraph, printable, tag, w

_VML = {"xmlns:v": "urn:schemas-microsoft-com:vml", "xmlns:o": "urn:schemas-microsoft-com:office:office"}
# Word's own shape 136, a text on a path, with the formulas that Word writes.
_FORMULAS = (
    "sum #0 0 10800",
    "prod #0 2 1",
    "sum 21600 0 @1",
    "sum 0 0 @2",
    "sum 21600 0 @3",
    "if @0 @3 0",
    "if @0 21600 @1",
    "if @0 0 @2",
    "if @0 @4 21600",
    "mid @5 @6",
    "mid @8 @5",
    "mid @7 @8",
    "mid @6 @7",
    "sum @6 0 @5",
)
_LETTER_WIDTH, _HEIGHT = 66, 132
"""In points: the room of one letter, and the height of the word."""
_PLACE = (
    "position:absolute;margin-left:0;margin-top:0;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)


def add_watermark(word: WordDocument, text: str, header_style: str) -> None:
    """Put the text into every header of the document, that of the cover too."""
    marked: list[Element] = []
    for section in word.sections:
        for header in _headers(section, header_style):
            if header not in marked:
                marked.append(header)
                first = next(iter(header.iterchildren(W + "p")))
                first.extend(elements(_mark(text, len(marked))))


def _headers(section: Section, style: str) -> list[Element]:
    """The headers of a section; each has a paragraph afterwards."""
    kinds = [section.header]
    if section.different_first_page_header_footer:
        kinds.append(section.first_page_header)
    found: list[Element] = []
    for header in kinds:
        is_new = header.is_linked_to_previous
        root = header.part.element
        if is_new and header is not kinds[0]:
            for child in list(root):
                root.remove(child)
        if next(iter(root.iterchildren(W + "p")), None) is None:
            root.extend(elements(paragraph(style)))
        found.append(root)
    return found


def _mark(text: str, number: int) -> Xml:
    """The run that holds the shape; it is decoration, so it has an empty alternative text."""
    attributes = {
        "id": f"PowerPlusWaterMarkObject{number}",
        "o:spid": f"_x0000_s{2048 + number}",
        "type": "#_x0000_t136",
        "alt": "",
        "style": f"{_PLACE};width:{_LETTER_WIDTH * len(text)}pt;height:{_HEIGHT}pt",
        "o:allowincell": "f",
        "fillcolor": "silver",
        "stroked": "f",
    }
    shown = {"style": 'font-family:"Arial";font-size:1pt', "string": printable(text)}
    shape = tag("v:shape", _VML | attributes, tag("v:fill", {"opacity": ".5"}), tag("v:textpath", shown))
    return w("r", w("rPr", w("noProof")), w("pict", _kind(), shape))


def _kind() -> Xml:
    """The definition of Word's shape 136, which a watermark names."""
    formulas = tag("v:formulas", {}, *(tag("v:f", {"eqn": formula}) for formula in _FORMULAS))
    places = {"o:connecttype": "custom", "o:connectlocs": "@9,0;@10,10800;@11,21600;@12,10800"}
    path = tag("v:path", {"textpathok": "t", **places, "o:connectangles": "270,180,90,0"})
    attributes = {
        "id": "_x0000_t136",
        "coordsize": "21600,21600",
        "o:spt": "136",
        "adj": "10800",
        "path": "m@7,l@8,m@5,21600l@6,21600e",
    }
    return tag(
        "v:shapetype", _VML | attributes, formulas, path, tag("v:textpath", {"on": "t", "fitshape": "t"})
    )
