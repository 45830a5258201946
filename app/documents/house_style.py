"""A company's own Word file or template as the look of its programme: checked, completed, never trusted.

What is theirs wins: styles, heading numbers, header, footer, logo, page size. What is missing is added from
our base. Macros, embedded objects and links to files outside are refused.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from lxml import etree
from lxml.etree import _Element as Element

from app.documents.base_package import base, read_parts, zipped
from app.documents.docx_tables import TEXT_WIDTH
from app.documents.house_fonts import missing_fonts
from app.documents.house_numbering import HouseLists, fit_numbering
from app.documents.house_styles import fit_styles
from app.documents.limits import checked_parts, parsed
from app.documents.ooxml import W, whole_number
from app.domain.errors import Invalid

PLACEHOLDERS = ("title", "organisation", "version", "revision", "date", "classification")
BODY_MARK = "{{body}}"

_OWN_STEPS = 2
_TEMPLATE_TYPE = b"wordprocessingml.template.main+xml"
_DOCUMENT_TYPE = b"wordprocessingml.document.main+xml"
# Relations that do not travel: a stale copy of the styles, a picture of the old first page, own properties.
_LEFT_BEHIND = {"stylesWithEffects": "", "thumbnail": "", "custom-properties": "custom_properties_removed"}
_A4 = {(11906, 16838), (11907, 16840), (11907, 16839), (11906, 16840), (11900, 16840)}


@dataclass(frozen=True)
class Remark:
    """Something to know about a house style: a stable code and the name it is about."""

    code: str
    about: str = ""


@dataclass(frozen=True)
class HouseStyle:
    """A completed house style, ready to write on.

    `styles` maps our style ids to theirs. `has_body_mark` says that a paragraph `{{body}}` tells where the
    programme goes; without it their own text is left out. `keeps_header` and `keeps_footer`: theirs stay.
    """

    content: bytes
    styles: Mapping[str, str]
    lists: HouseLists
    has_body_mark: bool = False
    keeps_header: bool = False
    keeps_footer: bool = False


@dataclass(frozen=True)
class HouseStyleCheck:
    """What the check found; the remarks are shown before the house style can be used."""

    house: HouseStyle
    remarks: tuple[Remark, ...] = field(default=())


@cache
def own_style() -> HouseStyle:
    """Our base, which lacks nothing: every style under its own id."""
    styles = parsed(read_parts(base())["word/styles.xml"])
    ids = [style.get(W + "styleId", "") for style in styles.iter(W + "style")]
    return HouseStyle(base(), {one: one for one in ids}, HouseLists(_OWN_STEPS))


def check_house_style(upload: bytes) -> HouseStyleCheck:
    """Check a .docx or .dotx. Raises Invalid as the limits do, and `external_links`, `embedded_objects`."""
    parts = checked_parts(upload)
    remarks = _refuse_or_remark_links(parts)
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(_TEMPLATE_TYPE, _DOCUMENT_TYPE)
    own = read_parts(base())
    parts["docProps/app.xml"] = own["docProps/app.xml"]
    _add_missing_parts(parts, own)
    _add_missing_page(parts, own)
    styles, added = fit_styles(parts, own, _text_width(parsed(parts["word/document.xml"])))
    lists, numbering_added = fit_numbering(parts, own, styles)
    document = parsed(parts["word/document.xml"])
    _check_page(document)
    text = ["".join(node.text or "" for node in p.iter(W + "t")).strip() for p in document.iter(W + "p")]
    house = HouseStyle(
        zipped(parts),
        styles,
        lists,
        has_body_mark=BODY_MARK in text,
        keeps_header=_has_text(parts, "word/header"),
        keeps_footer=_has_text(parts, "word/footer"),
    )
    remarks += [Remark("style_added", name) for name in added]
    remarks += [Remark("numbering_added")] if numbering_added else []
    remarks += [Remark("font_not_on_server", font) for font in missing_fonts(parts)]
    remarks += _page_remarks(document)
    if not house.has_body_mark and any(text):
        remarks.append(Remark("own_text_left_out"))
    return HouseStyleCheck(house, tuple(remarks))


def _refuse_or_remark_links(parts: dict[str, bytes]) -> list[Remark]:
    """Takes away what does not travel; refuses links to anything but web addresses, and objects."""
    remarks: list[Remark] = []
    for name in [name for name in parts if name.endswith(".rels")]:
        root = parsed(parts[name])
        for relation in list(root):
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            if kind in ("oleObject", "package", "aFChunk", "control", "vbaProject"):
                raise Invalid("embedded_objects", field="file")
            if kind in _LEFT_BEHIND:
                root.remove(relation)
                remarks += [Remark(_LEFT_BEHIND[kind])] if _LEFT_BEHIND[kind] else []
            if relation.get("TargetMode") != "External":
                continue
            if kind == "attachedTemplate":
                root.remove(relation)
                remarks.append(Remark("attached_template_removed"))
            elif kind != "hyperlink" or not relation.get("Target", "").startswith(
                ("http://", "https://", "mailto:")
            ):
                raise Invalid("external_links", field="file")
        parts[name] = _serialised(root)
    settings = parts.get("word/settings.xml")
    if settings is not None:
        root = parsed(settings)
        for attached in list(root.iter(W + "attachedTemplate")):
            root.remove(attached)
        parts["word/settings.xml"] = _serialised(root)
    return remarks


def _add_missing_parts(parts: dict[str, bytes], own: Mapping[str, bytes]) -> None:
    """Styles, numbering and settings that a bare file may lack, with their relations and types."""
    types = parsed(parts["[Content_Types].xml"])
    relations_name = "word/_rels/document.xml.rels"
    relations = parsed(parts.get(relations_name, own[relations_name]))
    if relations_name not in parts:
        for relation in list(relations):
            relations.remove(relation)
    for name in ("styles", "numbering", "settings"):
        if any(one.get("Type", "").endswith("/" + name) for one in relations):
            continue
        part = f"word/{name}.xml"
        parts[part] = own[part]
        relations.append(_copy_of(own[relations_name], "Target", f"{name}.xml", Id=f"icp{name}"))
        types.append(_copy_of(own["[Content_Types].xml"], "PartName", f"/{part}"))
    parts[relations_name] = _serialised(relations)
    parts["[Content_Types].xml"] = _serialised(types)


def _add_missing_page(parts: dict[str, bytes], own: Mapping[str, bytes]) -> None:
    """Page size and margins of our base where the file says nothing."""
    document = parsed(parts["word/document.xml"])
    body = document.find(W + "body")
    page = parsed(own["word/document.xml"]).find(f"{W}body/{W}sectPr")
    if body is None or page is None or body.find(W + "sectPr") is not None:
        return
    for reference in [*page.iter(W + "headerReference", W + "footerReference")]:
        page.remove(reference)
    body.append(page)
    parts["word/document.xml"] = _serialised(document)


def _copy_of(source: bytes, attribute: str, value: str, **changes: str) -> Element:
    found = next(one for one in parsed(source) if one.get(attribute) == value)
    for name, changed in changes.items():
        found.set(name, changed)
    return found


def _has_text(parts: Mapping[str, bytes], prefix: str) -> bool:
    """A header or footer that holds text or a picture."""
    marks = (W + "t", W + "drawing", W + "pict")
    found = (parsed(part) for name, part in parts.items() if re.fullmatch(rf"{prefix}\d*\.xml", name))
    return any(
        node.tag != W + "t" or (node.text or "").strip() for root in found for node in root.iter(*marks)
    )


def _check_page(document: Element) -> None:
    """Page sizes and margins are numbers, as every later step takes for granted."""
    for one in document.iter(W + "pgSz", W + "pgMar"):
        for name, value in one.attrib.items():
            if name != W + "orient" and not re.fullmatch(r"-?[0-9]{1,6}", str(value)):
                raise Invalid("damaged", field="file")


def _page_remarks(document: Element) -> list[Remark]:
    sizes = [(whole_number(one, "w"), whole_number(one, "h")) for one in document.iter(W + "pgSz")]
    upright = {(min(size), max(size)) for size in sizes}
    return [Remark("page_not_a4")] if upright - _A4 else []


def _text_width(document: Element) -> int:
    """Width of the text on the last kind of page, in twentieths of a point."""
    size, margins = list(document.iter(W + "pgSz")), list(document.iter(W + "pgMar"))
    if not size or not margins:
        return TEXT_WIDTH
    width = (
        whole_number(size[-1], "w") - whole_number(margins[-1], "left") - whole_number(margins[-1], "right")
    )
    return width if width > 0 else TEXT_WIDTH


def _serialised(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
