"""A reader of .docx files for tests, independent of the product's own reader and of python-docx."""

import re
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
CORE = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dcterms": "http://purl.org/dc/terms/",
}
HEADINGS = {
    "Heading1": 1,
    "UnnumberedHeading1": 1,
    "AnnexHeading": 1,
    "Heading2": 2,
    "UnnumberedHeading2": 2,
    "Heading3": 3,
}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph's style and its text as Word shows it (footnote marks and field codes left out)."""

    style: str
    text: str
    element: etree._Element


class WordFile:
    """The parts of a .docx and a walk over its body."""

    def __init__(self, content: bytes) -> None:
        with ZipFile(BytesIO(content)) as archive:
            self.names = archive.namelist()
            self.parts = {name: archive.read(name) for name in self.names}
            self.times = {info.date_time for info in archive.infolist()}

    def xml(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])

    @cached_property
    def document(self) -> etree._Element:
        return self.xml("word/document.xml")

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        return [Paragraph(style_of(one), text_of(one), one) for one in self.document.iter(W + "p")]

    def external_targets(self) -> list[tuple[str, str]]:
        """(kind of relation, address) of everything the file points at outside itself."""
        found = []
        for name in self.names:
            if name.endswith(".rels"):
                for relation in self.xml(name):
                    if relation.get("TargetMode") == "External":
                        found.append((relation.get("Type").rsplit("/", 1)[-1], relation.get("Target")))
        return found

    def field_codes(self) -> list[str]:
        return [
            code.text.strip()
            for name in self.names
            if name.startswith("word/") and name.endswith(".xml")
            for code in self.xml(name).iter(W + "instrText")
        ]

    def core(self, path: str) -> str | None:
        return self.xml("docProps/core.xml").findtext(path, namespaces=CORE)

    def numbered_headings(self) -> list[tuple[int, str, str]]:
        """(level, number, title), counted here as Word counts a linked multilevel list."""
        counters = [0, 0, 0]
        annexes = 0
        found = []
        for one in self.paragraphs:
            level = HEADINGS.get(one.style)
            if level is None:
                continue
            if one.style == "AnnexHeading":
                annexes += 1
                number, title = self.annex_label().replace("%1", str(annexes)), one.text
            elif one.style.startswith("Unnumbered"):
                number, _, title = one.text.partition("\t")
            else:
                counters = [*counters[: level - 1], counters[level - 1] + 1, *[0] * (3 - level)]
                number, title = ".".join(str(count) for count in counters[:level]), one.text
            found.append((level, number, title))
        return found

    def annex_label(self) -> str:
        """How annexes are numbered: "Annex B%1"."""
        levels = [level.get(W + "val") for level in self.xml("word/numbering.xml").iter(W + "lvlText")]
        return next(text for text in levels if re.fullmatch(r"\w+ [A-Z]?%1", text))


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "Normal" if style is None else style.get(W + "val")


def text_of(paragraph: etree._Element) -> str:
    out = []
    for node in paragraph.iter(W + "t", W + "tab", W + "br"):
        if node.getparent().tag != W + "r":
            continue
        out.append(node.text or "" if node.tag == W + "t" else "\t" if node.tag == W + "tab" else "\n")
    return "".join(out)
