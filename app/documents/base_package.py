"""Our own lean base file, and Word files as zips: parts by name in, the same bytes for the same parts out.

The base lies unpacked and readable in `base/`; it is zipped once when first needed.
"""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIXED_TIME = (1980, 1, 1, 0, 0, 0)


@cache
def base() -> bytes:
    """The lean base file as a .docx, also the start for a company's own house style."""
    folder = files("app.documents") / "base"
    return zipped({name: found.read_bytes() for name, found in _walk(folder, "")})


def read_parts(content: bytes) -> dict[str, bytes]:
    """Every part by its name, of a file that has passed the limits or is our own."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(entries: dict[str, bytes]) -> bytes:
    """A zip whose bytes depend on names and contents only."""
    buffer = BytesIO()
    first = "[Content_Types].xml"
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name in sorted(entries, key=lambda entry: (entry != first, entry)):
            about = ZipInfo(name, FIXED_TIME)
            about.compress_type = ZIP_DEFLATED
            about.create_system = 0
            archive.writestr(about, entries[name])
    return buffer.getvalue()


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _walk(entry, f"{prefix}{entry.name}/")
        else:
            found.append((prefix + entry.name, entry))
    return found
