"""A company's own file gives the look: theirs wins, what lacks is added, what could harm is refused."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Mm, Pt, RGBColor
from openxml_audit import OpenXmlValidator

from app.documents.base_package import base, read_parts, zipped
from app.documents.docx_write import export_programme
from app.documents.house_style import HouseStyleCheck, Remark, check_house_style, own_style
from app.domain.errors import Invalid
from app.usecases.printing.example_document import example_document
from tests.documents import samples
from tests.documents.hostile import document_xml, entries
from tests.documents.word_file import W, WordFile, text_of


def company_file() -> WordDocument:
    """A file as a company has it: own fonts and colours, a header, a cover with placeholders, a mark."""
    document = Document()
    heading = document.styles["Heading 1"]
    heading.font.name, heading.font.size, heading.font.color.rgb = (
        "Georgia",
        Pt(22),
        RGBColor(0xAA, 0x11, 0x22),
    )
    document.styles["Normal"].font.name = "Calibri"
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.header.paragraphs[0].text = "ACME · {{title}} · {{version}}"
    cover = document.add_paragraph()
    for part in ("Programme of {{org", "anisation}}, ", "{{date}}"):
        cover.add_run(part)
    document.add_paragraph("{{body}}")
    document.add_paragraph("ACME B.V., Delft")
    return document


def saved(document: WordDocument) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_template(content: bytes) -> bytes:
    """The same file as .dotx."""
    parts = read_parts(content)
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(b"document.main+xml", b"template.main+xml")
    return zipped(parts)


@pytest.fixture(scope="module")
def check() -> HouseStyleCheck:
    return check_house_style(as_template(saved(company_file())))


@pytest.fixture(scope="module")
def word(check: HouseStyleCheck) -> WordFile:
    return WordFile(export_programme(samples.english(), house=check.house))


def test_their_styles_header_and_cover_stay(word: WordFile) -> None:
    """Headings in their red Georgia, their header with the title filled in, our cover left out."""
    styles = {style.get(W + "styleId"): style for style in word.xml("word/styles.xml").iter(W + "style")}
    assert styles["Heading1"].find(f".//{W}color").get(W + "val") == "AA1122"
    headers = [
        text_of(p)
        for name in word.names
        if "header" in name and name.endswith(".xml")
        for p in word.xml(name).iter(W + "p")
    ]
    assert "ACME · Internal Compliance Programme for export control · 3" in headers
    texts = [one.text for one in word.paragraphs]
    assert texts[0] == "Programme of Meridian Sensors B.V., 12 November 2026"
    assert texts[1] == "Document control"
    assert texts[-1] == "ACME B.V., Delft"
    assert "{{body}}" not in texts
    assert not [one for one in word.paragraphs if one.style in ("Title", "CoverDetail")]


def test_what_they_lack_is_added_in_their_look(check: HouseStyleCheck, word: WordFile) -> None:
    """Annex headings look like their Heading 1; the remarks name what was added."""
    styles = {style.get(W + "styleId"): style for style in word.xml("word/styles.xml").iter(W + "style")}
    assert styles["AnnexHeading"].find(f".//{W}color").get(W + "val") == "AA1122"
    assert Remark("style_added", "Annex Heading") in check.remarks
    assert Remark("numbering_added") in check.remarks
    assert Remark("style_added", "heading 1") not in check.remarks


def test_headings_are_numbered_and_lists_restart_on_their_file(word: WordFile) -> None:
    """Our multilevel numbering is linked to their heading styles; lists are real lists."""
    styles = word.xml("word/styles.xml")
    numbers = {
        style.get(W + "styleId"): style.find(f"{W}pPr/{W}numPr/{W}numId").get(W + "val")
        for style in styles.iter(W + "style")
        if style.find(f"{W}pPr/{W}numPr/{W}numId") is not None
    }
    assert numbers["Heading1"] == numbers["Heading2"] == numbers["Heading3"] != numbers["AnnexHeading"]
    order = [child.tag.removeprefix(W) for child in word.xml("word/numbering.xml")]
    assert order == sorted(order)
    used = [
        one.element.find(f".//{W}numId").get(W + "val")
        for one in word.paragraphs
        if one.style == "ListNumber"
    ]
    assert len(set(used)) == 2


def test_the_result_is_a_valid_file(check: HouseStyleCheck, tmp_path: Path) -> None:
    """The independent validator finds no more on the export than on the company's own file."""
    theirs, ours = tmp_path / "theirs.docx", tmp_path / "ours.docx"
    theirs.write_bytes(saved(company_file()))
    ours.write_bytes(export_programme(samples.english(), house=check.house))
    before, after = (
        {f"{error.part_uri} {error.description}" for error in OpenXmlValidator().validate(file).errors}
        for file in (theirs, ours)
    )
    assert after - before == set()


def test_text_of_the_programme_is_never_taken_for_a_placeholder(check: HouseStyleCheck) -> None:
    """A title that holds `{{date}}` and a block that says `{{body}}` are text."""
    programme = replace(samples.english(), title="About {{organisation}}")
    texts = [one.text for one in WordFile(export_programme(programme, house=check.house)).paragraphs]
    assert texts[0] == "Programme of Meridian Sensors B.V., 12 November 2026"
    headers = WordFile(export_programme(programme, house=check.house))
    assert any(b"About {{organisation}}" in part for name, part in headers.parts.items() if "header" in name)


def test_without_a_mark_their_text_is_left_out_and_our_cover_used() -> None:
    """A plain company file lends its look only; the person is told."""
    document = company_file()
    document.paragraphs[1].text = "Old text of the company"
    check = check_house_style(saved(document))
    assert Remark("own_text_left_out") in check.remarks
    texts = [one.text for one in WordFile(export_programme(samples.english(), house=check.house)).paragraphs]
    assert texts[0] == "Internal Compliance Programme for export control"
    assert "Old text of the company" not in texts


def test_content_controls_with_our_tags_are_filled() -> None:
    """A control tagged `revision` shows the revision."""
    control = (
        '<w:sdt><w:sdtPr><w:tag w:val="revision"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r>'
        "<w:t>Click to enter</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t>{{body}}</w:t></w:r></w:p>"
    )
    check = check_house_style(zipped(entries(document_xml(control))))
    word = WordFile(export_programme(samples.english(), house=check.house))
    assert word.paragraphs[0].text == "3"


def test_our_base_needs_nothing() -> None:
    """Our own base passes its own check without a remark and changes no byte of the export."""
    check = check_house_style(base())
    assert check.remarks == ()
    assert (dict(check.house.styles), check.house.lists) == (dict(own_style().styles), own_style().lists)
    assert export_programme(samples.dutch(), house=check.house) == export_programme(samples.dutch())


def test_nothing_of_their_properties_travels() -> None:
    """Author, comments and the tool that made their file are gone; the company's name stands there."""
    document = company_file()
    document.core_properties.comments = "Secret remark"
    document.core_properties.keywords = "Secret project"
    check = check_house_style(saved(document))
    word = WordFile(export_programme(samples.english(), house=check.house))
    assert b"Secret" not in word.parts["docProps/core.xml"]
    assert b"python-docx" not in b"".join(word.parts.values())
    assert not [name for name in word.names if "thumbnail" in name or "Effects" in name]


def test_unknown_fonts_and_paper_are_told() -> None:
    """Page numbers would drift: the person should know."""
    document = company_file()
    document.styles["Normal"].font.name = "Acme Grotesk"
    document.sections[0].page_width, document.sections[0].page_height = Mm(216), Mm(279)
    remarks = check_house_style(saved(document)).remarks
    assert Remark("font_not_on_server", "Acme Grotesk") in remarks
    assert Remark("page_not_a4") in remarks


def with_relation(kind: str, target: str) -> bytes:
    parts = read_parts(base())
    types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = (
        f'<Relationship Id="x1" Type="{types}/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", relation.encode())
    return zipped(parts)


@pytest.mark.parametrize(
    ("upload", "code"),
    [
        (with_relation("image", "http://example.org/x.png"), "external_links"),
        (with_relation("hyperlink", "file:///etc/passwd"), "external_links"),
        (with_relation("frame", "http://example.org"), "external_links"),
        (with_relation("oleObject", "file:///x"), "embedded_objects"),
        (with_relation("aFChunk", "http://example.org/x.html"), "embedded_objects"),
        (zipped({**read_parts(base()), "word/vbaProject.bin": b"x"}), "macros"),
        (b"%PDF-1.7", "not_docx"),
    ],
)
def test_what_could_harm_is_refused(upload: bytes, code: str) -> None:
    """With the stable code that the screen explains."""
    with pytest.raises(Invalid) as refusal:
        check_house_style(upload)
    assert refusal.value.code == code


def test_a_link_to_a_template_on_a_disk_is_taken_away() -> None:
    """Nearly every company file has one; it must not travel to the authority."""
    check = check_house_style(with_relation("attachedTemplate", "file:///C:/Users/anna/Huisstijl.dotm"))
    assert Remark("attached_template_removed") in check.remarks
    everything = b"".join(WordFile(export_programme(samples.english(), house=check.house)).parts.values())
    assert b"Huisstijl" not in everything


def test_their_header_and_footer_go_on_over_pages_on_their_side() -> None:
    """The wide annex shows the logo and the words of every other page."""
    document = company_file()
    document.sections[0].footer.paragraphs[0].text = "ACME · {{classification}}"
    word = WordFile(export_programme(samples.english(), house=check_house_style(saved(document)).house))
    *upright, sideways = list(word.document.iter(W + "sectPr"))
    assert sideways.find(W + "pgSz").get(W + "orient") == "landscape"
    assert upright[-1].find(W + "headerReference") is not None
    assert list(sideways.iter(W + "headerReference", W + "footerReference")) == []


def test_a_caption_below_a_table_keeps_its_distance(check: HouseStyleCheck) -> None:
    """Also where their captions stand close to what is above."""
    word = WordFile(export_programme(example_document("en"), house=check.house))
    captions = [one.element for one in word.paragraphs if one.style == "Caption"]
    below = [one for one in captions if one.getprevious() is not None and one.getprevious().tag == W + "tbl"]
    assert below
    for caption in below:
        assert caption.find(f"{W}pPr/{W}spacing").get(W + "before") == "200"
