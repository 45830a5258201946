"""A picture in the line of text, with its alternative text."""

from lxml import etree
from lxml.etree import _Element as Element

from app.documents.ooxml import R_NAMESPACE, W, printable

_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"

_EMU_PER_PIXEL = 9525
_EMU_PER_TWIP = 635
_HIGHEST = 11000 * _EMU_PER_TWIP


def inline_picture(
    relation: str, number: int, width: int, height: int, alternative: str, text_width: int
) -> Element:
    """A `w:drawing` no wider than the text and no higher than most of a page.

    Picture sizes are in pixels at 96 dpi, `text_width` in twentieths of a point.
    """
    scale = min(
        1.0, text_width * _EMU_PER_TWIP / (width * _EMU_PER_PIXEL), _HIGHEST / (height * _EMU_PER_PIXEL)
    )
    extent = {"cx": str(int(width * _EMU_PER_PIXEL * scale)), "cy": str(int(height * _EMU_PER_PIXEL * scale))}
    named = {"id": str(number), "name": f"Figure {number}", "descr": printable(alternative)}
    drawing = etree.Element(W + "drawing")
    inline = _add(drawing, _WP, "inline", distT="0", distB="0", distL="0", distR="0")
    _add(inline, _WP, "extent", **extent)
    _add(inline, _WP, "docPr", **named)
    frame = _add(inline, _WP, "cNvGraphicFramePr")
    _add(frame, _A, "graphicFrameLocks", noChangeAspect="1")
    data = _add(_add(inline, _A, "graphic"), _A, "graphicData", uri=_PIC)
    pic = _add(data, _PIC, "pic")
    about = _add(pic, _PIC, "nvPicPr")
    _add(about, _PIC, "cNvPr", **named)
    _add(about, _PIC, "cNvPicPr")
    fill = _add(pic, _PIC, "blipFill")
    _add(fill, _A, "blip").set(f"{{{R_NAMESPACE}}}embed", relation)
    _add(_add(fill, _A, "stretch"), _A, "fillRect")
    shape = _add(pic, _PIC, "spPr")
    place = _add(shape, _A, "xfrm")
    _add(place, _A, "off", x="0", y="0")
    _add(place, _A, "ext", **extent)
    _add(_add(shape, _A, "prstGeom", prst="rect"), _A, "avLst")
    return drawing


def _add(parent: Element, namespace: str, tag: str, **attributes: str) -> Element:
    made = etree.SubElement(parent, f"{{{namespace}}}{tag}")
    for name, value in attributes.items():
        made.set(name, value)
    return made
