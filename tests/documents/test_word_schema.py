"""What a schema of the format would say of our files.

The schemas of ECMA-376 themselves were found in no package of PyPI, npm or Debian. openxml-audit holds their
rules (order, number, attributes, types of values); the first test shows that it sees such faults, the others
look at what it does not.
"""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from app.documents.base_package import read_parts, zipped
from app.documents.docx_write import export_programme
from app.documents.programme_document import ProgrammeDocument
from tests.documents import samples
from tests.documents.word_file import W, WordFile

BODY, STYLES, SETTINGS, NUMBERS = (
    f"word/{name}.xml" for name in ("document", "styles", "settings", "numbering")
)
FAULTS = {
    "properties of a paragraph in another order": (
        BODY,
        rb'(<w:pStyle w:val="ListNumber"/>)(<w:numPr>.*?</w:numPr>)',
        rb"\2\1",
    ),
    "properties of a section in another order": (BODY, rb"(<w:pgSz [^>]*/>)(<w:pgMar [^>]*/>)", rb"\2\1"),
    "parts of a style in another order": (STYLES, rb"(<w:name [^>]*/>)(<w:basedOn [^>]*/>)", rb"\2\1"),
    "an instance before the list it is of": (
        NUMBERS,
        rb"(?s)(<w:abstractNum .*</w:abstractNum>)\s*(<w:num .*</w:num>)",
        rb"\2\1",
    ),
    "an unknown element": (BODY, rb"<w:keepNext/>", rb"<w:keepNxt/>"),
    "an unknown attribute": (BODY, rb"<w:tblW ", rb'<w:tblW w:colour="1" '),
    "a value that is not on the list": (BODY, rb'w:type="dxa"', rb'w:type="dxb"'),
    "a word for a number": (BODY, rb'<w:gridCol w:w="\d+"', rb'<w:gridCol w:w="wide"'),
    "a required attribute left out": (BODY, rb'<w:bookmarkStart w:id="1" ', rb"<w:bookmarkStart "),
    "a required element left out": (BODY, rb"<wp:extent [^>]*/>", rb""),
    "a run outside any paragraph": (BODY, rb"<w:body>", rb"<w:body><w:r><w:t>x</w:t></w:r>"),
    "a cell without a paragraph": (
        BODY,
        rb"(?s)(<w:tc><w:tcPr>.*?</w:tcPr>)<w:p>.*?</w:p></w:tc>",
        rb"\1</w:tc>",
    ),
    "a footnote that is not there": (
        BODY,
        rb'<w:footnoteReference w:id="1"',
        rb'<w:footnoteReference w:id="77"',
    ),
    "a comment that is not there": (
        BODY,
        rb'<w:commentReference w:id="0"',
        rb'<w:commentReference w:id="99"',
    ),
    "a style that is not there": (BODY, rb'<w:pStyle w:val="BodyText"/>', rb'<w:pStyle w:val="BodyTexts"/>'),
}
ENGLISH = samples.english()
EXPORTS = [
    pytest.param(ENGLISH, id="english"),
    pytest.param(samples.dutch(), id="dutch"),
    pytest.param(replace(ENGLISH, watermark=True), id="watermark"),
]
HOLD_TEXT = {
    f"{{{namespace}}}{name}"
    for namespace, names in {
        W[1:-1]: ("t", "instrText"),
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": ("posOffset", "align"),
    }.items()
    for name in names
}
CORE_PROPERTIES = {
    *("title", "creator", "lastModifiedBy", "identifier", "language", "version", "contentStatus"),
    *("created", "modified", "revision", "subject", "keywords", "description", "category"),
}


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    return read_parts(export_programme(ENGLISH))


@pytest.mark.parametrize("fault", FAULTS)
def test_the_validator_sees_what_the_schema_forbids(
    fault: str, parts: dict[str, bytes], tmp_path: Path
) -> None:
    """One fault in a file that is otherwise ours: no silence means no fault."""
    part, found, instead = FAULTS[fault]
    broken = re.sub(found, instead, parts[part], count=1)
    assert broken != parts[part]
    file = tmp_path / "broken.docx"
    file.write_bytes(zipped({**parts, part: broken}))
    assert OpenXmlValidator().validate(file).errors


@pytest.mark.parametrize("programme", EXPORTS)
def test_text_stands_only_where_text_may_stand(programme: ProgrammeDocument) -> None:
    """No letter lies loose between elements of the body, notes, comments, headers or styles."""
    word = WordFile(export_programme(programme))
    loose = [
        (name, element.tag)
        for name in word.names
        if re.fullmatch(r"word/\w+\.xml", name)
        for element in word.xml(name).iter(etree.Element)
        if (element.tag not in HOLD_TEXT and (element.text or "").strip()) or (element.tail or "").strip()
    ]
    assert loose == []


@pytest.mark.parametrize("programme", EXPORTS)
def test_numbers_that_must_be_unique_are(programme: ProgrammeDocument) -> None:
    """Bookmarks, drawings, footnotes, comments, styles and lists each count once."""
    word = WordFile(export_programme(programme))
    places = {
        "document": ("bookmarkStart", "id"),
        "footnotes": ("footnote", "id"),
        "comments": ("comment", "id"),
        "styles": ("style", "styleId"),
        "numbering": ("num", "numId"),
    }
    for part, (tag, attribute) in places.items():
        if f"word/{part}.xml" in word.names:
            values = Counter(one.get(W + attribute) for one in word.xml(f"word/{part}.xml").iter(W + tag))
            assert {value for value, times in values.items() if times > 1} == set(), part
    drawings = [one.get("id") for one in word.document.iter() if etree.QName(one).localname == "docPr"]
    assert len(drawings) == len(set(drawings))


def test_properties_are_those_of_the_packaging_standard_and_each_stands_once() -> None:
    """Core properties are no list, and the zoom of the settings, where there is one, has its percentage."""
    word = WordFile(export_programme(ENGLISH))
    names = Counter(etree.QName(one).localname for one in word.xml("docProps/core.xml"))
    assert set(names) <= CORE_PROPERTIES
    assert set(names.values()) == {1}
    assert all(zoom.get(W + "percent") for zoom in word.xml("word/settings.xml").iter(W + "zoom"))
