"""Makers of Word files, ordinary and hostile, for the reader and its limits."""

import struct
import zipfile
from io import BytesIO

from app.documents.base_package import base, zipped
from tests.documents.word_file import WordFile

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def document_xml(body: str) -> bytes:
    """A main part with this body."""
    root = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    return f'<?xml version="1.0" encoding="UTF-8"?>{root}'.encode()


def word_with(body: str, **parts: bytes) -> bytes:
    """A Word file on our base with this body; `parts` are added under `word/` by name without `.xml`."""
    return zipped(entries(document_xml(body), **parts))


def entries(document: bytes, **parts: bytes) -> dict[str, bytes]:
    """The entries of such a file."""
    made = dict(WordFile(base()).parts)
    made["word/document.xml"] = document
    for name, content in parts.items():
        made[f"word/{name}.xml"] = content
    return made


def raw_zip(members: list[tuple[str, bytes]], **options: int) -> bytes:
    """A zip as written by hand: names may be odd or come twice."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            about = zipfile.ZipInfo(name)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = options.get("external_attr", 0)
            archive.writestr(about, content)
    return buffer.getvalue()


def with_lying_size(content: bytes, name: str, size: int) -> bytes:
    """The zip with another unpacked size in its directory for one entry."""
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(name.encode()))
    return content[: at + 24] + struct.pack("<I", size) + content[at + 28 :]


def with_encryption_flag(content: bytes) -> bytes:
    """The zip with the encryption flag set on its first entry in the directory."""
    at = content.index(b"PK\x01\x02")
    return content[: at + 8] + struct.pack("<H", 1) + content[at + 10 :]
