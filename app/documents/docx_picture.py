"""A picture in the line of text, with its alternative text."""

from app.documents.ooxml import Xml, printable, tag, w

_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_EMU_PER_PIXEL = 9525
_EMU_PER_TWIP = 635
_HIGHEST = 11000 * _EMU_PER_TWIP


def inline_picture(
    relation: str, number: int, width: int, height: int, alternative: str, text_width: int
) -> Xml:
    """A `w:drawing` no wider than the text and no higher than most of a page.

    Picture sizes are in pixels at 96 dpi, `text_width` in twentieths of a point.
    """
    scale = min(
        1.0, text_width * _EMU_PER_TWIP / (width * _EMU_PER_PIXEL), _HIGHEST / (height * _EMU_PER_PIXEL)
    )
    extent = {"cx": str(int(width * _EMU_PER_PIXEL * scale)), "cy": str(int(height * _EMU_PER_PIXEL * scale))}
    named = {"id": str(number), "name": f"Figure {number}", "descr": printable(alternative)}
    about = tag("pic:nvPicPr", {}, tag("pic:cNvPr", named), tag("pic:cNvPicPr", {}))
    fill = tag(
        "pic:blipFill", {}, tag("a:blip", {"r:embed": relation}), tag("a:stretch", {}, tag("a:fillRect", {}))
    )
    place = tag("a:xfrm", {}, tag("a:off", {"x": "0", "y": "0"}), tag("a:ext", extent))
    shape = tag("pic:spPr", {}, place, tag("a:prstGeom", {"prst": "rect"}, tag("a:avLst", {})))
    data = tag("a:graphicData", {"uri": _PICTURE}, tag("pic:pic", {}, about, fill, shape))
    inline = tag(
        "wp:inline",
        {"distT": "0", "distB": "0", "distL": "0", "distR": "0"},
        tag("wp:extent", extent),
        tag("wp:docPr", named),
        tag("wp:cNvGraphicFramePr", {}, tag("a:graphicFrameLocks", {"noChangeAspect": "1"})),
        tag("a:graphic", {}, data),
    )
    return w("drawing", inline)
