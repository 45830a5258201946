"""The styles of a house style: theirs by name or outline level, ours for what they lack."""

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from app.documents.limits import parsed
from app.documents.ooxml import W

# Our headings outside the numbering take the look of the company's own heading of that size.
_LOOKS_LIKE = {
    "UnnumberedHeading1": "Heading1",
    "UnnumberedHeading2": "Heading2",
    "AnnexHeading": "Heading1",
    "FrontHeading": "Heading1",
    "Subheading": "Heading3",
}
# Word's own style for the title of the contents is based on Heading 1: numbered, it would be chapter 1.
_CONTENTS_TITLE = "TOCHeading"
_LEVELS = {"Heading1": "0", "Heading2": "1", "Heading3": "2"}
# Names that a PDF would take for its own Quote, Figure and Note are not in our base; theirs may have them.
_ALSO_CALLED = {"BlockText": "quote"}
_DEFAULTS = ("Normal", "DefaultParagraphFont", "TableNormal", "NoList")


def fit_styles(
    parts: dict[str, bytes], own: Mapping[str, bytes], text_width: int
) -> tuple[dict[str, str], list[str]]:
    """Complete their styles part. Returns our style ids mapped to theirs, and the names of added styles.

    Right-aligned tabs of added styles move to `text_width` (twentieths of a point).
    """
    theirs, ours = parsed(parts["word/styles.xml"]), parsed(own["word/styles.xml"])
    found = {id_: style for style in ours.iter(W + "style") if (id_ := style.get(W + "styleId"))}
    mapping = {
        id_: match for id_, style in found.items() if (match := _match(theirs, id_, style)) is not None
    }
    taken = {style.get(W + "styleId", "") for style in theirs.iter(W + "style")}
    added: list[str] = []
    for id_, style in found.items():
        if id_ not in mapping:
            mapping[id_] = id_ if id_ not in taken else f"Icp{id_}"
            if id_ not in _DEFAULTS:
                added.append(_name(style))
    for id_, style in found.items():
        if mapping[id_] not in taken:
            made = _adapted(style, mapping, theirs, _LOOKS_LIKE.get(id_))
            for tab in made.iter(W + "tab"):
                if tab.get(W + "val") == "right":
                    tab.set(W + "pos", str(text_width))
            theirs.append(made)
    contents_title = _by_id(theirs, mapping[_CONTENTS_TITLE])
    based = None if contents_title is None else contents_title.find(W + "basedOn")
    if based is not None and based.get(W + "val") == mapping["Heading1"]:
        mapping[_CONTENTS_TITLE] = mapping["FrontHeading"]
    parts["word/styles.xml"] = etree.tostring(theirs, xml_declaration=True, encoding="UTF-8", standalone=True)
    return mapping, added


def restyle(root: Element, mapping: Mapping[str, str]) -> None:
    """Replace our style ids in written elements by theirs."""
    for element in root.iter(W + "pStyle", W + "rStyle", W + "tblStyle"):
        element.set(W + "val", mapping.get(element.get(W + "val", ""), element.get(W + "val", "")))


def _match(theirs: Element, id_: str, style: Element) -> str | None:
    """Their style of the same type and name, else for headings the one with the same outline level."""
    candidates = [one for one in theirs.iter(W + "style") if one.get(W + "type") == style.get(W + "type")]
    for name in (_name(style).casefold(), _ALSO_CALLED.get(id_)):
        for one in candidates:
            if _name(one).casefold() == name:
                return one.get(W + "styleId")
    for one in candidates:
        level = one.find(f"{W}pPr/{W}outlineLvl")
        if id_ in _LEVELS and level is not None and level.get(W + "val") == _LEVELS[id_]:
            return one.get(W + "styleId")
    return None


def _name(style: Element) -> str:
    name = style.find(W + "name")
    return "" if name is None else name.get(W + "val", "")


def _adapted(style: Element, mapping: Mapping[str, str], theirs: Element, like: str | None) -> Element:
    """A copy of our style that refers to their ids, on no list yet; no default of the document changes."""
    made = deepcopy(style)
    made.set(W + "styleId", mapping[style.get(W + "styleId", "")])
    if W + "default" in made.attrib:
        del made.attrib[W + "default"]
    for properties in made.findall(W + "pPr"):
        for numbered in properties.findall(W + "numPr"):
            properties.remove(numbered)
    for tag in ("basedOn", "next", "link"):
        for reference in made.findall(W + tag):
            reference.set(W + "val", mapping.get(reference.get(W + "val", ""), reference.get(W + "val", "")))
    model = None if like is None else _by_id(theirs, mapping.get(like, ""))
    look = None if model is None else model.find(W + "rPr")
    own_look = made.find(W + "rPr")
    if look is not None and own_look is not None:
        made.replace(own_look, deepcopy(look))
    return made


def _by_id(styles: Element, id_: str) -> Element | None:
    return next((style for style in styles.iter(W + "style") if style.get(W + "styleId") == id_), None)
