"""The parts of a .docx as bytes by name, for files that have passed the limits or are our own."""

from io import BytesIO
from zipfile import ZipFile


def read_parts(content: bytes) -> dict[str, bytes]:
    """Every part by its name in the package."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
