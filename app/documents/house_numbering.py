"""Numbering of a house style: their numbered headings and lists win, ours are added where they have none."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from app.documents.limits import parsed
from app.documents.ooxml import W, elements, w, whole_number

_HEADINGS = ("Heading1", "Heading2", "Heading3")
_OURS = {
    "headings": ("0", _HEADINGS),
    "bullets": ("1", ("ListBullet",)),
    "steps": ("2", ("ListNumber",)),
    "annexes": ("3", ("AnnexHeading",)),
}


@dataclass(frozen=True)
class HouseLists:
    """`steps` is the numbering definition that each numbered list starts anew from."""

    steps: int


def fit_numbering(
    parts: dict[str, bytes], own: Mapping[str, bytes], mapping: Mapping[str, str]
) -> tuple[HouseLists, bool]:
    """Complete their numbering part. The answer's second half: our heading numbers had to be added."""
    numbering, styles = parsed(parts["word/numbering.xml"]), parsed(parts["word/styles.xml"])
    definitions = {
        one.get(W + "abstractNumId"): one for one in parsed(own["word/numbering.xml"]).iter(W + "abstractNum")
    }
    headings_added = False
    for kind, (ours, style_ids) in _OURS.items():
        members = [style for id_ in style_ids if (style := _style(styles, mapping[id_])) is not None]
        if all(_number_of(style, numbering) for style in members):
            continue
        number = _add(numbering, definitions[ours], mapping)
        for level, style in enumerate(members):
            _link(style, number, level)
        headings_added |= kind == "headings"
    steps = _style(styles, mapping["ListNumber"])
    abstract = "0" if steps is None else _abstract_of(_number_of(steps, numbering), numbering)
    parts["word/numbering.xml"], parts["word/styles.xml"] = _serialised(numbering), _serialised(styles)
    return HouseLists(int(abstract) if abstract.isdecimal() else 0), headings_added


def _style(styles: Element, id_: str) -> Element | None:
    return next((style for style in styles.iter(W + "style") if style.get(W + "styleId") == id_), None)


def _number_of(style: Element, numbering: Element) -> str:
    """The id of the list a style is on, if that list exists."""
    found = style.find(f"{W}pPr/{W}numPr/{W}numId")
    number = "" if found is None else found.get(W + "val", "")
    known = {one.get(W + "numId") for one in numbering.iter(W + "num")}
    return number if number in known else ""


def _abstract_of(number: str, numbering: Element) -> str:
    found = next(one for one in numbering.iter(W + "num") if one.get(W + "numId") == number)
    definition = found.find(W + "abstractNumId")
    return "0" if definition is None else definition.get(W + "val", "0")


def _add(numbering: Element, definition: Element, mapping: Mapping[str, str]) -> str:
    """A copy of our definition with an instance of it; definitions come before instances."""
    abstract = _free(numbering, "abstractNum", "abstractNumId")
    instance = _free(numbering, "num", "numId")
    made = deepcopy(definition)
    made.set(W + "abstractNumId", abstract)
    for linked in made.iter(W + "pStyle"):
        linked.set(W + "val", mapping.get(linked.get(W + "val", ""), linked.get(W + "val", "")))
    first = next(iter(numbering.iter(W + "num")), None)
    if first is None:
        numbering.append(made)
    else:
        first.addprevious(made)
    numbering.extend(elements(w("num", w("abstractNumId", val=abstract), numId=instance)))
    return instance


def _free(numbering: Element, tag: str, attribute: str) -> str:
    taken = [whole_number(one, attribute) for one in numbering.iter(W + tag)]
    return str(max(taken, default=0) + 1)


def _link(style: Element, number: str, level: int) -> None:
    """Put a style on a list, in the place the schema gives the property."""
    properties = style.find(W + "pPr")
    if properties is None:
        properties = style.makeelement(W + "pPr")
        look = style.find(W + "rPr")
        if look is None:
            style.append(properties)
        else:
            look.addprevious(properties)
    for old in properties.findall(W + "numPr"):
        properties.remove(old)
    depth = [w("ilvl", val=level)] if level else []
    (made,) = elements(w("numPr", *depth, w("numId", val=number)))
    before = [
        properties.find(W + tag) for tag in ("widowControl", "pageBreakBefore", "keepLines", "keepNext")
    ]
    anchor = next((one for one in before if one is not None), None)
    if anchor is None:
        properties.insert(0, made)
    else:
        anchor.addnext(made)


def _serialised(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
