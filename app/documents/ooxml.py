"""Small makers of WordprocessingML elements. Text always goes in as text, never as mark-up."""

import re
from collections.abc import Iterable

from lxml import etree
from lxml.etree import _Element as Element

W_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
W = f"{{{W_NAMESPACE}}}"
R = f"{{{R_NAMESPACE}}}"
NAMESPACES = {"w": W_NAMESPACE, "r": R_NAMESPACE}

ALLOWED_FIELDS = frozenset({"TOC", "PAGE", "NUMPAGES", "PAGEREF", "REF", "SEQ"})

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PARTS = re.compile(r"\n|\t|[^\n\t]+")


def w(tag: str, *children: Element, **attributes: str | int) -> Element:
    """An element of the main namespace with attributes of the same namespace."""
    made = etree.Element(W + tag, nsmap=NAMESPACES if tag in ("hdr", "ftr", "footnotes") else None)
    for name, value in attributes.items():
        made.set(W + name, str(value))
    made.extend(children)
    return made


def whole_number(element: Element, attribute: str, default: int = 0) -> int:
    """A whole number of an attribute of the main namespace; files from outside may hold anything there."""
    value = element.get(W + attribute, "")
    return int(value) if re.fullmatch(r"-?[0-9]{1,9}", value) else default


def printable(text: str) -> str:
    """Text without characters that XML cannot carry."""
    return _UNPRINTABLE.sub("", text)


def plain_title(text: str) -> str:
    """One line of printable text in which direction controls are spelt out, so a title cannot mislead."""
    one_line = " ".join(printable(text).split())
    return _DIRECTION.sub(lambda found: f"[U+{ord(found.group()):04X}]", one_line)


def run(text: str, *properties: Element, style: str | None = None) -> Element:
    """A run; line ends become breaks and tabs become tabs."""
    made = w("r")
    if style or properties:
        inner = [w("rStyle", val=style)] if style else []
        made.append(w("rPr", *inner, *properties))
    for part in _PARTS.findall(printable(text)):
        if part == "\n":
            made.append(w("br"))
        elif part == "\t":
            made.append(w("tab"))
        else:
            made.append(_text("t", part))
    return made


def paragraph(style: str, content: Iterable[Element] = (), *properties: Element) -> Element:
    """A paragraph in a style; `properties` are further paragraph properties in schema order."""
    made = w("p", w("pPr", w("pStyle", val=style), *properties))
    made.extend(content)
    return made


def field(code: str, shown: str, *properties: Element) -> list[Element]:
    """A complex field with its cached result. Only our own codes; user text is never a code."""
    name = code.split(maxsplit=1)[0]
    if name not in ALLOWED_FIELDS:
        raise ValueError(f"field {name} is not allowed")
    return [*field_start(code), run(shown, *properties), field_end()]


def field_start(code: str) -> list[Element]:
    """The runs before a field's result."""
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", _text("instrText", f" {code} ")),
        w("r", w("fldChar", fldCharType="separate")),
    ]


def field_end() -> Element:
    """The run after a field's result."""
    return w("r", w("fldChar", fldCharType="end"))


def _text(tag: str, text: str) -> Element:
    made = etree.Element(W + tag)
    made.text = text
    if text != text.strip():
        made.set(XML_SPACE, "preserve")
    return made
