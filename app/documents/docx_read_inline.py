"""The text inside a paragraph of a Word file, as inline source."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from app.documents.inline_source import Segment, carried_address, inline_source
from app.documents.limits import parsed
from app.documents.ooxml import R, W

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_HEXADECIMAL = re.compile("[0-9A-Fa-f]{4}")
_OFF = frozenset({"0", "false", "off", "none"})
_THROUGH = frozenset(
    W + tag
    for tag in ("ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "dir", "bdo")
)
_CHARACTERS = {
    W + "tab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}
_SKIPPED = {
    W + "del": "deleted_text",
    W + "moveFrom": "deleted_text",
    W + "object": "embedded_object",
    W + "contentPart": "ink",
    W + "ruby": "ruby",
}


@dataclass
class ReadParagraph:
    """A paragraph's source, the text boxes anchored in it, and whether it holds hidden text."""

    source: str = ""
    boxes: list[Element] = field(default_factory=list)
    hidden: bool = False


class InlineReader:
    """Reads paragraphs of one file; `skipped` counts what is not read, by code."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.skipped: Counter[str] = Counter()
        self.links = _links(parts)
        self.notes = {
            **_notes(parts, "word/footnotes.xml", "footnote"),
            **_notes(parts, "word/endnotes.xml", "endnote"),
        }

    def skip(self, code: str, really: bool = True) -> None:
        """Count something that is not read."""
        self.skipped[code] += int(really)

    def paragraph(self, paragraph: Element) -> ReadParagraph:
        """The paragraph's text with bold, italic, links and footnotes as marks."""
        walk = _ParagraphWalk(self)
        walk.children(paragraph, None)
        walk.flush()
        return walk.read


class _ParagraphWalk:
    """Field codes are never text; their results are, whether or not the field is well formed."""

    def __init__(self, reader: InlineReader) -> None:
        self.reader = reader
        self.read = ReadParagraph()
        self.segments: list[Segment] = []

    def flush(self) -> None:
        self.read.source += inline_source(self.segments)
        self.segments = []

    def children(self, parent: Element, link: str | None) -> None:
        for child in parent:
            if child.tag == W + "r":
                self._run(child, link)
            elif child.tag == W + "hyperlink":
                address = self.reader.links.get(child.get(R + "id", ""))
                self.children(child, address or link)
            elif child.tag in _THROUGH:
                self.children(child, link)
            elif child.tag in _SKIPPED:
                self.reader.skip(_SKIPPED[child.tag])
            elif child.tag in (_MATH + "oMath", _MATH + "oMathPara"):
                self._add(
                    "".join(node.text or "" for node in child.iter(_MATH + "t")), Segment("", link=link)
                )

    def _run(self, run: Element, link: str | None) -> None:
        dress = Segment("", _on(run, "b"), _on(run, "i"), link)
        hidden = _on(run, "vanish")
        for child in run:
            if child.tag == W + "t":
                self._add(child.text or "", dress)
                self.read.hidden |= hidden and bool((child.text or "").strip())
            elif child.tag in _CHARACTERS:
                self._add(_CHARACTERS[child.tag], dress)
            elif child.tag == W + "sym":
                self._add(_symbol(child), dress)
            elif child.tag in (W + "footnoteReference", W + "endnoteReference"):
                self._note(child)
            elif child.tag in (W + "drawing", W + "pict", _MC + "AlternateContent", W + "object"):
                self._drawing(child)
            elif child.tag in _SKIPPED:
                self.reader.skip(_SKIPPED[child.tag])

    def _add(self, text: str, dress: Segment) -> None:
        if text:
            self.segments.append(Segment(text, dress.bold, dress.italic, dress.link))

    def _note(self, reference: Element) -> None:
        kind = "footnote" if reference.tag == W + "footnoteReference" else "endnote"
        note = self.reader.notes.get((kind, reference.get(W + "id", "")))
        if note is None:
            return
        walk = _ParagraphWalk(self.reader)
        for number, paragraph in enumerate(note.iter(W + "p")):
            walk._add(" " if number else "", Segment(""))
            walk.children(paragraph, None)
        walk.flush()
        self.flush()
        self.read.source += f"[^{walk.read.source.strip()}]"

    def _drawing(self, drawing: Element) -> None:
        """A text box is text; a picture is counted; of two versions of one thing the first is taken."""
        chosen = drawing
        if drawing.tag == _MC + "AlternateContent":
            first = drawing.find(_MC + "Choice")
            chosen = first if first is not None else drawing
        boxes = [box for box in chosen.iter(W + "txbxContent") if not _inside_box(box, chosen)]
        self.read.boxes += boxes
        if drawing.tag == W + "object":
            self.reader.skip("embedded_object")
        elif not boxes:
            self.reader.skip("picture")


def _inside_box(box: Element, limit: Element) -> bool:
    """This text box lies in another one, whose walk will meet it."""
    parent = box.getparent()
    while parent is not None and parent is not limit:
        if parent.tag == W + "txbxContent":
            return True
        parent = parent.getparent()
    return False


def _on(run: Element, tag: str) -> bool:
    mark = run.find(f"{W}rPr/{W}{tag}")
    return mark is not None and mark.get(W + "val", "1") not in _OFF


def _symbol(element: Element) -> str:
    """The character of a symbol font, as the file numbers it."""
    code = element.get(W + "char", "")
    if not _HEXADECIMAL.fullmatch(code) or 0xD800 <= int(code, 16) <= 0xDFFF:
        return ""
    return chr(int(code, 16))


def _links(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Relation id -> address, for the addresses that links may have."""
    if "word/_rels/document.xml.rels" not in parts:
        return {}
    relations = parsed(parts["word/_rels/document.xml.rels"]).iter(_RELATIONS + "Relationship")
    found = {
        one.get("Id", ""): one.get("Target", "") for one in relations if one.get("TargetMode") == "External"
    }
    return {key: address for key, target in found.items() if (address := carried_address(target))}


def _notes(parts: Mapping[str, bytes], name: str, kind: str) -> dict[tuple[str, str], Element]:
    if name not in parts:
        return {}
    notes = parsed(parts[name]).iter(W + kind)
    return {(kind, note.get(W + "id", "")): note for note in notes if note.get(W + "type") is None}
