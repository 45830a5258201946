"""Which fonts of a house style this server cannot measure: page numbers and the preview would drift."""

import shutil
import subprocess
from collections.abc import Mapping
from functools import cache

from app.documents.limits import parsed
from app.documents.ooxml import W

# Fonts with the same widths under another name.
_TWINS = {
    "arial": "liberation sans",
    "times new roman": "liberation serif",
    "courier new": "liberation mono",
    "calibri": "carlito",
    "cambria": "caladea",
}
_SYMBOLS = frozenset({"symbol", "wingdings", "webdings"})
_SECONDS = 10


def missing_fonts(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """Names of fonts that styles use and that are neither here nor here under a twin's name."""
    here = _families()
    named = {
        value
        for name in ("word/styles.xml", "word/document.xml")
        if name in parts
        for fonts in parsed(parts[name]).iter(W + "rFonts")
        for attribute in ("ascii", "hAnsi")
        if (value := fonts.get(W + attribute))
    }
    return tuple(sorted(font for font in named if not _is_here(font.casefold(), here)))


def _is_here(font: str, here: frozenset[str]) -> bool:
    return font in here or font in _SYMBOLS or _TWINS.get(font) in here


@cache
def _families() -> frozenset[str]:
    """Font families of this machine; none when the system has no fontconfig."""
    lister = shutil.which("fc-list")
    if lister is None:
        return frozenset()
    listed = subprocess.run(  # noqa: S603
        [lister, ":", "family"], capture_output=True, text=True, timeout=_SECONDS, check=False
    )
    return frozenset(
        name.strip().casefold() for line in listed.stdout.splitlines() for name in line.split(",")
    )
