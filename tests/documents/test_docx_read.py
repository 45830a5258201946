"""What people see in a Word file is read; what is not read is listed; nothing disappears silently."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.docx_outline import bookmark_name
from app.documents.docx_read import NotRead, ReadBlock, ReadDocument, read_docx
from app.documents.docx_write import export_programme
from app.documents.programme_document import ChapterText, ProgrammeDocument, SectionText
from app.domain.blocks import BlockKind, ParsedBlock
from app.domain.inline import escape
from app.domain.visible import visible
from tests.depth import depth
from tests.documents import samples
from tests.documents.hostile import document_xml, entries, word_with, zipped
from tests.documents.word_file import W, WordFile


def p(*runs: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def controlled(content: str) -> str:
    return f"<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def row(cells: str) -> str:
    return f"<w:tr>{cells}</w:tr>"


def cell(content: str) -> str:
    return f"<w:tc>{content}</w:tc>"


def texts(body: str, **parts: bytes) -> list[str]:
    return [block.text for block in read_docx(word_with(body, **parts)).blocks]


def test_tracked_insertions_and_moves_are_text_and_deletions_are_not() -> None:
    """The text as it would be with every change accepted; deletions are counted."""
    body = p(
        r("kept "),
        f'<w:ins w:id="1" w:author="a">{r("inserted ")}</w:ins>',
        '<w:del w:id="2" w:author="a"><w:r><w:delText>deleted</w:delText></w:r></w:del>',
        f'<w:moveTo w:id="3" w:author="a">{r("moved")}</w:moveTo>',
        f'<w:moveFrom w:id="4" w:author="a">{r("moved")}</w:moveFrom>',
    )
    read = read_docx(word_with(body))
    assert [block.text for block in read.blocks] == ["kept inserted moved"]
    assert read.not_read == (NotRead("deleted_text", 2),)


def test_content_controls_smart_tags_and_fields_are_text() -> None:
    """Around a run, a paragraph, a row and a cell; a field shows its result, never its code."""
    code = "<w:r><w:instrText>DDEAUTO calc</w:instrText></w:r>"
    start, middle, end = (
        f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end")
    )
    body = (
        p(
            r("a "),
            controlled(r("b ")),
            f"<w:smartTag>{r('c ')}</w:smartTag>",
            f'<w:fldSimple w:instr="DATE">{r("d ")}</w:fldSimple>',
            *(start, code, middle, r("e"), end),
        )
        + controlled(p(r("block")))
        + "<w:tbl>"
        + row(cell(p(r("h"))) + controlled(cell(p(r("i")))))
        + controlled(row(cell(p(r("x")) + p(r("y"))) + cell(p(r("1|2")))))
        + "</w:tbl>"
    )
    assert texts(body) == ["a b c d e", "block", "| h | i |\n| --- | --- |\n| x<br>y | 1\\|2 |"]


def test_text_boxes_are_read_once() -> None:
    """A box in the modern form, with its fallback copy, and one in the old form."""
    modern = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
        + p(r("in a box"))
        + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
        + p(r("in a box"))
        + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    old = (
        f"<w:r><w:pict><v:textbox><w:txbxContent>{p(r('old box'))}</w:txbxContent></v:textbox></w:pict></w:r>"
    )
    assert texts(p(r("around"), modern, old)) == ["around", "in a box", "old box"]


def test_footnotes_stand_where_they_are_called() -> None:
    """As footnote marks; the separators of the part are not text."""
    separator = f'<w:footnote w:type="separator" w:id="-1">{p(r("sep"))}</w:footnote>'
    note = p("<w:r><w:footnoteRef/></w:r>", r(" Article 10")) + p(r("second"))
    notes = document_xml(f'{separator}<w:footnote w:id="1">{note}</w:footnote>')
    body = p(r("We stop."), '<w:r><w:footnoteReference w:id="1"/></w:r>', r(" Always."))
    assert texts(body, footnotes=notes) == ["We stop.[^Article 10 second] Always."]


def test_headings_lists_and_quotations_are_known_by_style_outline_or_numbering() -> None:
    """Also with Dutch style names, styles based on styles, and numbering on the paragraph itself."""
    styles = document_xml(
        '<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="Kop 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Kop2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Citaat"><w:name w:val="Citaat"/></w:style>'
    )
    numbering = document_xml(
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
    )

    def listed(level: int, number: int = 7) -> str:
        place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        return f"<w:p><w:pPr>{place}</w:pPr>{r('item')}</w:p>"

    body = (
        p(r("head"), style="Kop2") + p(r("based"), style="Own") + p(r("quoted"), style="Citaat")
        + f'<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>{r("outlined")}</w:p>'
        + listed(0) + listed(1) + listed(0, 0)
    )  # fmt: skip
    blocks = read_docx(word_with(body, styles=styles, numbering=numbering)).blocks
    assert [(block.kind, block.level) for block in blocks] == [
        (BlockKind.HEADING, 2),
        (BlockKind.HEADING, 2),
        (BlockKind.QUOTATION, 0),
        (BlockKind.HEADING, 1),
        (BlockKind.BULLET, 0),
        (BlockKind.NUMBERED, 0),
        (BlockKind.PARAGRAPH, 0),
    ]


def test_hidden_text_is_read_and_marked() -> None:
    """An officer must see it."""
    assert read_docx(word_with(p(r("seen "), r("hidden", "<w:vanish/>")))).blocks == (
        ReadBlock(BlockKind.PARAGRAPH, "seen hidden", hidden=True),
    )


def test_links_keep_their_text_and_only_good_addresses() -> None:
    """Web and mail addresses come along; others leave their text."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="h{n}" TargetMode="External" Target="{target}" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"/>'
            for n, target in enumerate(("https://a.nl/x", "javascript:alert(1)", "file:///etc/passwd"))
        )
        + "</Relationships>"
    )
    parts = entries(
        document_xml("".join(p(f'<w:hyperlink r:id="h{n}">{r("here")}</w:hyperlink>') for n in range(3)))
    )
    parts["word/_rels/document.xml.rels"] = relations.encode()
    assert [block.text for block in read_docx(zipped(parts)).blocks] == [
        "[here](https://a.nl/x)",
        "here",
        "here",
    ]


def test_odd_letters_are_kept_as_they_are() -> None:
    """Right-to-left, combining marks, zero width, four-byte letters, both normal forms, markdown signs."""
    text = (
        "abc \u202eright\u202c e\u0301 \u00e9 \u200b \U0001f600 **not bold** {{x}} [[icp.1.1]] [^n] a\u00adb"
    )
    (source,) = texts(p(r(text)))
    assert visible(source, {}, {}).text == text


def test_what_is_not_read_is_listed() -> None:
    """Pictures, comments, headers, objects and other documents inside: named and counted."""
    body = p(r("x"), "<w:r><w:drawing/></w:r>", "<w:r><w:object/></w:r>") + '<w:altChunk r:id="z"/>'
    comments = document_xml(p(r("remark")))
    read = read_docx(word_with(body, comments=comments, header1=document_xml(p(r("head")))))
    assert read.not_read == (
        NotRead("comments", 1),
        NotRead("embedded_document", 1),
        NotRead("embedded_object", 1),
        NotRead("header_or_footer", 1),
        NotRead("picture", 1),
    )


@pytest.mark.parametrize("programme", [samples.english(), samples.dutch()], ids=["english", "dutch"])
def test_our_own_export_comes_back(programme: ProgrammeDocument) -> None:
    """Sections by bookmark, and every block's visible text under its own section."""
    check_round_trip(programme, read_docx(export_programme(programme)))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_export_saved_by_libreoffice_comes_back(tmp_path: Path) -> None:
    """The same after somebody opened and saved the file in another word processor."""
    (tmp_path / "in").mkdir()
    source = tmp_path / "in" / "programme.docx"
    source.write_bytes(export_programme(samples.dutch()))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to",
         "docx:MS Word 2007 XML", "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    check_round_trip(samples.dutch(), read_docx((tmp_path / "programme.docx").read_bytes()))


def check_round_trip(programme: ProgrammeDocument, read: ReadDocument) -> None:
    assert (read.title, read.language, read.identifier) == (
        programme.title,
        programme.language,
        programme.identifier,
    )
    sections = {bookmark_name(section.key): section for section in programme.sections()}
    under: dict[str, str] = {}
    current = ""
    for block in read.blocks:
        if block.bookmark in sections:
            current = block.bookmark
            under[current] = ""
        elif current:
            under[current] += squeezed(visible(block.text, {}, {}, block.kind).text)
    assert list(under) == list(sections)
    labels = {section.key: section.number for section in programme.sections()}
    for name, section in sections.items():
        for block in section.blocks:
            if block.kind != BlockKind.PICTURE:
                runs = visible(block.text, programme.blanks, {**labels, **programme.labels}, block.kind).runs
                pieces = [run.text for run in runs if run.reference is None and run.note is None]
                for piece in pieces:
                    assert squeezed(piece.replace("⟦", "[").replace("⟧", "]")) in under[name]


def squeezed(text: str) -> str:
    return re.sub(r"[\s|]", "", text)


def test_text_totals_agree_with_an_independent_walk() -> None:
    """Every `w:t` of an export's body stands in the blocks, the contents apart."""
    word = WordFile(export_programme(samples.english()))
    contents = {"TOC1", "TOC2", "TOCHeading"}
    hint = [
        one for one in word.paragraphs if next(one.element.iterancestors(W + "sdtContent"), None) is not None
    ]
    wanted = "".join(one.text for one in word.paragraphs if one.style not in contents and one not in hint)
    blocks = read_docx(export_programme(samples.english())).blocks
    shown = [
        "".join(run.text for run in visible(block.text, {}, {}, block.kind).runs if run.note is None)
        for block in blocks
    ]
    assert squeezed("".join(shown)) == squeezed(wanted)


ANY_TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufffe\uffff", min_codepoint=9),
        st.sampled_from("\u202e\u200b\u200f\u00ad\u0301\u2011\u00a0\U0001f600\t\n*[]{}\\"),
    ).filter(lambda letter: letter in "\t\n" or ord(letter) >= 32),
    min_size=1,
    max_size=40,
)


@settings(max_examples=depth(25, 500))
@given(ANY_TEXT.filter(str.strip), ANY_TEXT.filter(str.strip))
def test_any_text_comes_home_letter_by_letter(plain: str, bold: str) -> None:
    """Right-to-left, combining marks, both normal forms, spaces and line ends: out and in again unchanged."""
    inner = bold.strip()
    blocks = (
        ParsedBlock(BlockKind.PARAGRAPH, escape(plain)),
        ParsedBlock(BlockKind.QUOTATION, f"**{escape(inner)}**[^{escape(inner)}]"),
    )
    programme = replace(
        samples.english(),
        chapters=(ChapterText("1", "C", (SectionText("icp.1.1", "1.1", "S", blocks),)),),
        annexes=(),
        coverage=(),
        matrices=(),
        comments=(),
    )
    read = read_docx(export_programme(programme)).blocks
    start = next(place for place, block in enumerate(read) if block.bookmark == "_icp_s_icp_1_1") + 1
    shown = [visible(block.text, {}, {}).text for block in read[start : start + 2]]
    assert shown[0] == plain
    assert shown[1] == f"{inner} ({inner})"
    assert visible(read[start + 1].text, {}, {}).runs[0].bold
