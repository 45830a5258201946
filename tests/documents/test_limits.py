"""Every hostile or broken file is refused with a stable code, unpacks little, and leaves nothing behind."""

import random
import stat
import warnings
from contextlib import suppress
from zipfile import ZipFile, ZipInfo

import pytest

from app.documents.base_package import base, zipped
from app.documents.docx_read import read_docx
from app.documents.docx_write import export_programme
from app.documents.limits import ENTRY_LIMIT, UNPACKED_LIMIT, UPLOAD_LIMIT
from app.domain.errors import Invalid
from tests.depth import depth
from tests.documents import hostile, samples
from tests.documents.hostile import document_xml, entries, raw_zip, word_with

GOOD = word_with("<w:p><w:r><w:t>text</w:t></w:r></w:p>")


def doctype(text: str, encoding: str = "utf-8") -> bytes:
    return zipped(entries(text.encode(encoding)))


def members(**changes: bytes) -> list[tuple[str, bytes]]:
    return [*entries(document_xml("<w:p/>")).items(), *changes.items()]


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    f"<w:document {hostile.NAMESPACES}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)

SPREADSHEET = b"<Types>application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml</Types>"
WITH_MACROS = b"<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>"
OPEN_DOCUMENT = [("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")]

REFUSED = {
    "B01 empty": (b"", "empty_file"),
    "B02 random": (random.Random(1).randbytes(5_000), "not_docx"),
    "B03 first half": (GOOD[: len(GOOD) // 2], "damaged"),
    "B04 html": (b"<html><body>x</body></html>", "not_docx"),
    "B05 pdf": (b"%PDF-1.7\n...", "not_docx"),
    "B06 old doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "encrypted_or_doc"),
    "B07 plain zip": (raw_zip([("a.txt", b"x")]), "not_docx"),
    "B07 odt": (
        raw_zip(OPEN_DOCUMENT),
        "not_docx",
    ),
    "B07 xlsx": (
        raw_zip(
            [
                (
                    "[Content_Types].xml",
                    SPREADSHEET,
                ),
                ("xl/workbook.xml", b"<a/>"),
            ]
        ),
        "not_docx",
    ),
    "B08 macro project": (raw_zip(members(**{"word/vbaProject.bin": b"x"})), "macros"),
    "B08 docm": (
        raw_zip(
            [
                (
                    "[Content_Types].xml",
                    WITH_MACROS,
                ),
                ("word/document.xml", b"<a/>"),
            ]
        ),
        "macros",
    ),
    "B09 encryption flag": (hostile.with_encryption_flag(GOOD), "encrypted_or_doc"),
    "B11 parent": (raw_zip(members(**{"../../x": b"x"})), "bad_name"),
    "B11 absolute": (raw_zip(members(**{"/abs": b"x"})), "bad_name"),
    "B11 drive": (raw_zip(members(**{"C:/x": b"x"})), "bad_name"),
    "B11 symlink": (raw_zip(members(), external_attr=(stat.S_IFLNK | 0o777) << 16), "bad_name"),
    "B13 zeros": (raw_zip(members(**{"word/media/z.png": b"\0" * 30_000_000})), "too_big_unpacked"),
    "B14 long run": (word_with(f"<w:p><w:r><w:t>{'a' * 26_000_000}</w:t></w:r></w:p>"), "too_big_unpacked"),
    "B15 lying size": (hostile.with_lying_size(GOOD, "word/document.xml", 10), "damaged"),
    "B17 prefix": (b"MZ" + b"\0" * 498 + GOOD, "damaged"),
    "B17 two glued": (GOOD + GOOD, "damaged"),
    "B19 no types": (raw_zip([("word/document.xml", b"<a/>")]), "damaged"),
    "B19 no document": (
        zipped({name: part for name, part in entries(b"").items() if name != "word/document.xml"}),
        "damaged",
    ),
    "B22 laughs": (doctype(LAUGHS), "dtd"),
    "B23 external": (
        doctype(
            '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            f"<w:document {hostile.NAMESPACES}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>"
            "</w:document>"
        ),
        "dtd",
    ),
    "B25 dtd in utf-16": (
        doctype(LAUGHS.replace('version="1.0"', 'version="1.0" encoding="utf-16"'), "utf-16"),
        "dtd",
    ),
    "B26 depth": (word_with("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000), "too_deep"),
    "B27 paragraphs": (word_with("<w:p/>" * 50_001), "too_many_paragraphs"),
    "B29 control": (zipped(entries(document_xml("<w:p><w:r><w:t>a\x0bb</w:t></w:r></w:p>"))), "damaged"),
    "B29 bad utf-8": (zipped(entries(document_xml("<w:p/>").replace(b"<w:p/>", b"\xff\xfe"))), "damaged"),
    "B31 utf-7": (
        zipped(entries(document_xml("<w:p/>").replace(b'encoding="UTF-8"', b'encoding="UTF-7"'))),
        "damaged",
    ),
    "B39 many pictures": (
        raw_zip(members(**{f"word/media/image{n}.png": b"x" for n in range(201)})),
        "too_many_pictures",
    ),
}


SEEN_FROM_OUTSIDE = ("B01", "B02", "B03", "B04", "B05", "B06", "B09", "B11", "B13", "B14", "B17")
"""These are refused by their first bytes or by the directory of the zip."""


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Sizes in bytes of the parts that were taken out of a zip, in order."""
    sizes: list[int] = []
    read = ZipFile.read

    def counted(archive: ZipFile, name: str | ZipInfo, pwd: bytes | None = None) -> bytes:
        content = read(archive, name, pwd)
        sizes.append(len(content))
        return content

    def another_way(*_arguments: object, **_options: object) -> None:
        pytest.fail("a part was unpacked past the counter")

    monkeypatch.setattr(ZipFile, "read", counted)
    monkeypatch.setattr(ZipFile, "extract", another_way)
    monkeypatch.setattr(ZipFile, "extractall", another_way)
    return sizes


@pytest.mark.parametrize(("name", "upload", "code"), [(name, *case) for name, case in REFUSED.items()])
def test_refused_with_a_code(name: str, upload: bytes, code: str, unpacked: list[int]) -> None:
    """By Invalid with this code, without the file's text; what the outside gives away is not unpacked."""
    with pytest.raises(Invalid) as refusal:
        read_docx(upload)
    assert refusal.value.code == code
    assert "passwd" not in str(refusal.value.facts)
    assert sum(unpacked) <= UNPACKED_LIMIT
    assert not (name.startswith(SEEN_FROM_OUTSIDE) and unpacked)


def test_a_part_that_comes_twice_is_refused() -> None:
    """Python would take the last, Word the first."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        twice = raw_zip([*members(), ("word/document.xml", document_xml("<w:p/>"))])
    with pytest.raises(Invalid) as refusal:
        read_docx(twice)
    assert refusal.value.code == "duplicate_part"


def test_too_many_entries_are_refused_unopened(unpacked: list[int]) -> None:
    """Only the directory of the zip is looked at: no entry of it is unpacked."""
    many = raw_zip([(f"{n}", b"x") for n in range(ENTRY_LIMIT + 1)])
    with pytest.raises(Invalid) as refusal:
        read_docx(many)
    assert refusal.value.code == "too_many_parts"
    assert unpacked == []


def test_a_file_over_the_limit_is_refused_unread(unpacked: list[int]) -> None:
    """Twenty megabytes at most; the zip is not even opened."""
    with pytest.raises(Invalid) as refusal:
        read_docx(GOOD + b"\0" * UPLOAD_LIMIT)
    assert refusal.value.code == "file_too_large"
    assert unpacked == []


def test_overlapping_members_are_refused() -> None:
    """A zip whose entries share bytes is no ordinary zip."""
    at = GOOD.index(b"PK\x01\x02")
    second = GOOD.index(b"PK\x01\x02", at + 4)
    same_place = GOOD[: second + 42] + b"\0\0\0\0" + GOOD[second + 46 :]
    with pytest.raises(Invalid) as refusal:
        read_docx(same_place)
    assert refusal.value.code == "damaged"


def read_or_refused(upload: bytes) -> None:
    """Reads the file, or refuses it in the one agreed way; anything else fails the test."""
    with suppress(Invalid):
        read_docx(upload)


@pytest.mark.parametrize("seed", range(depth(6, 50)))
def test_flipped_bits_never_surprise(seed: int) -> None:
    """A damaged file is read or refused; no other error comes out (a hundred files each)."""
    good = export_programme(samples.dutch())
    dice = random.Random(seed)
    for _ in range(100):
        broken = bytearray(good)
        for _ in range(dice.randint(1, 20)):
            broken[dice.randrange(len(broken))] ^= 1 << dice.randrange(8)
        read_or_refused(bytes(broken))


@pytest.mark.parametrize("seed", range(depth(3, 50)))
def test_flipped_characters_inside_the_parts_never_surprise(seed: int) -> None:
    """The same with damage inside the XML, where a checksum does not catch it."""
    table = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
    heading = "<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
    parts = entries(document_xml(heading + table))
    dice = random.Random(seed)
    for _ in range(150):
        broken = {name: bytearray(part) for name, part in parts.items()}
        for part in broken.values():
            for _ in range(dice.randint(0, 3)):
                part[dice.randrange(len(part))] = dice.choice(b"<>/=\"'09azZ:&;-")
        read_or_refused(zipped({name: bytes(part) for name, part in broken.items()}))


def test_good_files_pass() -> None:
    """Our base, our export, a UTF-16 part and strict namespaces are read."""
    assert read_docx(base()).blocks == ()
    assert len(read_docx(export_programme(samples.english())).blocks) > 40
    utf16 = (
        document_xml("<w:p><w:r><w:t>één</w:t></w:r></w:p>")
        .decode()
        .replace("UTF-8", "UTF-16")
        .encode("utf-16")
    )
    assert read_docx(zipped(entries(utf16))).blocks[0].text == "één"
    strict = document_xml("<w:p><w:r><w:t>strict</w:t></w:r></w:p>").replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read_docx(zipped(entries(strict))).blocks[0].text == "strict"
