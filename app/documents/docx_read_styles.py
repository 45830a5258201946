"""What a paragraph is, judged from its own properties, its style's chain and the list it is on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from app.documents.limits import parsed
from app.documents.ooxml import W
from app.domain.blocks import BlockKind

_HEADING_NAME = re.compile(r"(?:heading|kop|titre|überschrift)\s*([1-9])", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|inhopg|table of figures)\b.*", re.IGNORECASE)
_QUOTE_NAMES = frozenset({"quote", "intense quote", "citaat", "duidelijk citaat", "block text"})
_BODY_LEVEL = 9
_CHAIN = 20


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """The kind of a paragraph; `level` from 1 for headings, else 0."""

    kind: BlockKind
    level: int = 0
    is_contents: bool = False


class ParagraphStyles:
    """The styles and lists of one file. `language` is the tag in the document's defaults."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        styles = parsed(parts["word/styles.xml"]) if "word/styles.xml" in parts else None
        self.styles = (
            {} if styles is None else {s.get(W + "styleId", ""): s for s in styles.iter(W + "style")}
        )
        default = None if styles is None else styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        self.language = "" if default is None else default.get(W + "val", "")
        self.formats = _list_formats(parts)

    def of(self, paragraph: Element) -> ParagraphStyle:
        """What this paragraph is."""
        properties = paragraph.find(W + "pPr")
        chain = self._chain(properties)
        names = [
            name.get(W + "val", "").strip() for one in chain if (name := one.find(W + "name")) is not None
        ]
        if any(_CONTENTS_NAME.fullmatch(name) and "heading" not in name.lower() for name in names[:1]):
            return ParagraphStyle(BlockKind.PARAGRAPH, is_contents=True)
        level = self._level(properties, chain, names)
        if level:
            return ParagraphStyle(BlockKind.HEADING, level)
        listed = self._list_format(properties, chain)
        if listed:
            return ParagraphStyle(BlockKind.BULLET if listed == "bullet" else BlockKind.NUMBERED)
        quoted = any(name.lower() in _QUOTE_NAMES for name in names)
        return ParagraphStyle(BlockKind.QUOTATION if quoted else BlockKind.PARAGRAPH)

    def _chain(self, properties: Element | None) -> list[Element]:
        """The paragraph's style and those it is based on."""
        named = None if properties is None else properties.find(W + "pStyle")
        style = None if named is None else self.styles.get(named.get(W + "val", ""))
        chain: list[Element] = []
        while style is not None and len(chain) < _CHAIN:
            chain.append(style)
            based = style.find(W + "basedOn")
            style = None if based is None else self.styles.get(based.get(W + "val", ""))
        return chain

    def _level(self, properties: Element | None, chain: list[Element], names: list[str]) -> int:
        levels = [one.find(f"{W}pPr/{W}outlineLvl") for one in chain]
        own = None if properties is None else properties.find(W + "outlineLvl")
        found = next((level for level in (own, *levels) if level is not None), None)
        if found is not None and found.get(W + "val", "").isdecimal():
            level = int(found.get(W + "val", "9"))
            return level + 1 if level < _BODY_LEVEL else 0
        named = next((match for name in names if (match := _HEADING_NAME.match(name))), None)
        return int(named.group(1)) if named else 0

    def _list_format(self, properties: Element | None, chain: list[Element]) -> str:
        """`bullet`, another number format, or empty when the paragraph is on no list."""
        places = [properties, *(one.find(W + "pPr") for one in chain)]
        numbered = [
            found for one in places if one is not None and (found := one.find(W + "numPr")) is not None
        ]
        number = next((one.find(W + "numId") for one in numbered if one.find(W + "numId") is not None), None)
        if number is None or number.get(W + "val") == "0":
            return ""
        level = next((one.find(W + "ilvl") for one in numbered if one.find(W + "ilvl") is not None), None)
        depth = "0" if level is None else level.get(W + "val", "0")
        return self.formats.get((number.get(W + "val", ""), depth), "decimal")


def _list_formats(parts: Mapping[str, bytes]) -> dict[tuple[str, str], str]:
    """(list id, level) -> number format."""
    if "word/numbering.xml" not in parts:
        return {}
    numbering = parsed(parts["word/numbering.xml"])
    definitions = {
        definition.get(W + "abstractNumId"): {
            level.get(W + "ilvl", "0"): _format(level) for level in definition.iter(W + "lvl")
        }
        for definition in numbering.iter(W + "abstractNum")
    }
    found: dict[tuple[str, str], str] = {}
    for number in numbering.iter(W + "num"):
        definition = number.find(W + "abstractNumId")
        levels = {} if definition is None else definitions.get(definition.get(W + "val"), {})
        for level, form in levels.items():
            found[(number.get(W + "numId", ""), level)] = form
    return found


def _format(level: Element) -> str:
    form = level.find(W + "numFmt")
    return "decimal" if form is None else form.get(W + "val", "decimal")
