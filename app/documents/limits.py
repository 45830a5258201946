"""Looks at an uploaded Word file before anything in it is parsed or believed.

Every refusal is an Invalid with a stable code and leaves nothing behind; nothing is written to disk.
"""

import re
import stat
import struct
import zlib
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from app.domain.errors import Invalid, TooLarge

UPLOAD_LIMIT = 20_000_000
PART_LIMIT = 25_000_000
UNPACKED_LIMIT = 60_000_000
ENTRY_LIMIT = 2_000
RATIO_LIMIT = 150
PARAGRAPH_LIMIT = 50_000
ELEMENT_LIMIT = 3_000_000
PICTURE_LIMIT = 200

_UNREADABLE = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    OverflowError,
)
_SMALL = 5_000_000
_LOCAL_HEADER = 30
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}
_PARAGRAPH = re.compile(rb"<(?:\w+:)?p[ />]")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii"})
_DOCTYPE = re.compile(
    b"<!DOCTYPE|" + b"|".join(re.escape("<!DOCTYPE".encode(e)) for e in ("utf-16-le", "utf-16-be"))
)


def checked_parts(upload: bytes) -> dict[str, bytes]:
    """Every part of a Word file (or template) by name; strict namespaces made ordinary.

    Raises Invalid: empty_file, not_docx, damaged, encrypted_or_doc, macros, duplicate_part, bad_name,
    too_many_parts, too_big_unpacked, dtd, too_many_paragraphs, too_many_pictures; TooLarge: file_too_large.
    """
    _check_outside(upload)
    try:
        with ZipFile(BytesIO(upload)) as archive:
            entries = archive.infolist()
            _check_directory(entries)
            parts = {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
    except _UNREADABLE as error:
        raise Invalid("damaged", field="file") from error
    _check_kind(parts)
    return {name: _checked_xml(content) if _is_xml(name) else content for name, content in parts.items()}


def parsed(content: bytes) -> etree._Element:
    """The root of an XML part. Raises Invalid: too_deep, damaged."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Invalid("too_deep" if "depth" in str(error).lower() else "damaged", field="file") from error


def _check_outside(upload: bytes) -> None:
    if not upload:
        raise Invalid("empty_file", field="file")
    if len(upload) > UPLOAD_LIMIT:
        raise TooLarge("file_too_large", field="file", limit=UPLOAD_LIMIT)
    if upload.startswith(_OLD_WORD):
        raise Invalid("encrypted_or_doc", field="file")
    if upload.startswith(b"PK\x03\x04"):
        return
    if upload.startswith((b"MZ", b"PK")):
        raise Invalid("damaged", field="file")
    raise Invalid("not_docx", field="file", looks_like="pdf" if upload.startswith(b"%PDF") else "other")


def _check_directory(entries: list[ZipInfo]) -> None:
    """The table of contents of the zip, before any part is unpacked."""
    if len(entries) > ENTRY_LIMIT:
        raise Invalid("too_many_parts", field="file", limit=ENTRY_LIMIT)
    names = [entry.filename.casefold() for entry in entries]
    if len(set(names)) != len(names):
        raise Invalid("duplicate_part", field="file")
    for entry in entries:
        _check_entry(entry)
    if sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
        raise Invalid("too_big_unpacked", field="file", limit=UNPACKED_LIMIT)
    places = sorted((entry.header_offset, _end_of(entry)) for entry in entries)
    overlaps = any(end > after for (_, end), (after, _) in pairwise(places))
    if not places or places[0][0] != 0 or overlaps:
        raise Invalid("damaged", field="file")


def _end_of(entry: ZipInfo) -> int:
    """Where this entry's bytes end at the earliest."""
    return entry.header_offset + _LOCAL_HEADER + len(entry.orig_filename.encode()) + entry.compress_size


def _check_entry(entry: ZipInfo) -> None:
    name = entry.filename
    odd = (
        name.startswith("/")
        or "\\" in name
        or ":" in name
        or ".." in name.split("/")
        or not name.isprintable()
    )
    if odd or entry.orig_filename != name or stat.S_ISLNK(entry.external_attr >> 16):
        raise Invalid("bad_name", field="file")
    if entry.flag_bits & 0x1:
        raise Invalid("encrypted_or_doc", field="file")
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Invalid("damaged", field="file")
    swollen = entry.file_size > _SMALL and entry.file_size > RATIO_LIMIT * max(entry.compress_size, 1)
    if entry.file_size > PART_LIMIT or swollen:
        raise Invalid("too_big_unpacked", field="file", limit=PART_LIMIT)


def _check_kind(parts: dict[str, bytes]) -> None:
    """It is a Word document or template, without macros, with bounded pictures."""
    types = parts.get("[Content_Types].xml")
    if types is None:
        raise Invalid("not_docx" if "mimetype" in parts or not _has_word(parts) else "damaged", field="file")
    text = types.replace(b"\x00", b"")
    if any("vbaproject" in name.casefold() for name in parts) or b"macroEnabled" in text:
        raise Invalid("macros", field="file")
    if _MAIN.encode() not in text and _TEMPLATE.encode() not in text:
        raise Invalid("damaged" if _has_word(parts) else "not_docx", field="file")
    if "word/document.xml" not in parts:
        raise Invalid("damaged", field="file")
    if sum("/media/" in name for name in parts) > PICTURE_LIMIT:
        raise Invalid("too_many_pictures", field="file", limit=PICTURE_LIMIT)


def _has_word(parts: dict[str, bytes]) -> bool:
    return any(name.startswith("word/") for name in parts)


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _checked_xml(content: bytes) -> bytes:
    """The part without strict namespaces. Raises Invalid."""
    if _DOCTYPE.search(content):
        raise Invalid("dtd", field="file")
    declared = _DECLARED.match(content.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared.group(1).lower() not in _ENCODINGS:
        raise Invalid("damaged", field="file")
    if content.count(b"<") > ELEMENT_LIMIT or len(_PARAGRAPH.findall(content)) > PARAGRAPH_LIMIT:
        raise Invalid("too_many_paragraphs", field="file", limit=PARAGRAPH_LIMIT)
    for strict, ordinary in _STRICT.items():
        content = content.replace(strict, ordinary)
    return content
