"""What the exported document is made of: styles, numbering, fields, tables, and every block once."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from app.documents.docx_outline import bookmark_name
from app.documents.docx_write import export_programme
from app.documents.programme_document import ChapterText, ProgrammeDocument, SectionText
from app.domain.blocks import BlockKind, ParsedBlock
from app.domain.pipe_table import table_text
from app.domain.visible import visible
from checks.languages import Language
from tests.depth import depth
from tests.documents import samples
from tests.documents.word_file import WP, R, W, WordFile, text_of

ENGLISH = samples.english()
DUTCH = samples.dutch()
FILES = [
    pytest.param(ENGLISH, WordFile(export_programme(ENGLISH)), id="english"),
    pytest.param(DUTCH, WordFile(export_programme(DUTCH)), id="dutch"),
]
TEXT_STYLES = {
    "BodyText",
    "ListBullet",
    "ListNumber",
    "BlockText",
    "Heading3",
    "Subheading",
    "TableText",
    "TableHead",
}
both = pytest.mark.parametrize(("programme", "word"), FILES)


@both
def test_every_style_in_use_is_defined_and_runs_carry_no_look_of_their_own(
    programme: ProgrammeDocument, word: WordFile
) -> None:
    """The company can restyle everything by changing a style."""
    defined = {style.get(W + "styleId") for style in word.xml("word/styles.xml").iter(W + "style")}
    for tag in ("pStyle", "rStyle", "tblStyle"):
        assert {one.get(W + "val") for one in word.document.iter(W + tag)} <= defined
    looks = {child.tag.removeprefix(W) for one in word.document.iter(W + "rPr") for child in one}
    assert looks <= {"rStyle", "b", "bCs", "i", "iCs"}


@both
def test_headings_are_linked_to_one_numbering(programme: ProgrammeDocument, word: WordFile) -> None:
    """Heading 1 to 3 are the levels of one multilevel list."""
    numbering = word.xml("word/numbering.xml")
    linked = [
        [style.get(W + "val") for style in abstract.iter(W + "pStyle")]
        for abstract in numbering.iter(W + "abstractNum")
    ]
    assert ["Heading1", "Heading2", "Heading3"] in linked


@both
def test_heading_levels_have_no_gaps(programme: ProgrammeDocument, word: WordFile) -> None:
    """A screen reader can trust the levels."""
    levels = [0, *(level for level, _, _ in word.numbered_headings())]
    assert all(after - before <= 1 for before, after in pairwise(levels))


@both
def test_contents_equal_the_headings(programme: ProgrammeDocument, word: WordFile) -> None:
    """Each entry has the number Word counts and the heading's title, and links to its bookmark."""
    entries = [one for one in word.paragraphs if one.style in ("TOC1", "TOC2")]
    shown = [(int(one.style[-1]), *re.split(r"\t|  ", one.text, maxsplit=1)) for one in entries]
    assert shown == [heading for heading in word.numbered_headings() if heading[0] < 3]
    bookmarks = {one.get(W + "name") for one in word.document.iter(W + "bookmarkStart")}
    assert {
        link.get(W + "anchor") for one in entries for link in one.element.iter(W + "hyperlink")
    } <= bookmarks


@both
def test_printed_numbers_are_the_templates(programme: ProgrammeDocument, word: WordFile) -> None:
    """A section has the same number on the screen and on paper."""
    printed = {title: number for level, number, title in word.numbered_headings() if level == 2}
    assert printed == {
        section.title: section.number
        for chapter in programme.chapters
        if chapter.number != "0"
        for section in chapter.sections
    }


@both
def test_fields_are_few_and_lead_somewhere(programme: ProgrammeDocument, word: WordFile) -> None:
    """Only the allowed fields; every REF names a bookmark; counters count up from one."""
    codes = word.field_codes()
    assert {code.split()[0] for code in codes} <= {"TOC", "PAGE", "NUMPAGES", "PAGEREF", "REF", "SEQ"}
    bookmarks = [one.get(W + "name") for one in word.document.iter(W + "bookmarkStart")]
    assert len(bookmarks) == len(set(bookmarks))
    assert all(re.fullmatch(r"_icp_s_\w{1,33}", name) for name in bookmarks)
    references = [code.split()[1] for code in codes if code.startswith("REF")]
    assert references
    assert set(references) <= set(bookmarks)
    captions = [one.text for one in word.paragraphs if one.style == "Caption"]
    for label in {caption.split("\u00a0")[0] for caption in captions}:
        numbers = [int(re.findall(r"\d+", text)[0]) for text in captions if text.startswith(label)]
        assert numbers == list(range(1, len(numbers) + 1))


@both
def test_references_show_the_number_of_their_target(programme: ProgrammeDocument, word: WordFile) -> None:
    """The cached result of each REF is the number Word will compute."""
    by_bookmark = {}
    numbers = iter(word.numbered_headings())
    for one in word.paragraphs:
        start = one.element.find(W + "bookmarkStart")
        if one.style.startswith(("Heading", "Annex", "Unnumbered")):
            number = next(numbers)[1]
            if start is not None:
                by_bookmark[start.get(W + "name")] = number
    checked = 0
    for one in word.paragraphs:
        for code in one.element.iter(W + "instrText"):
            if code.text.strip().startswith("REF"):
                result = code.getparent().getnext().getnext().findtext(W + "t")
                assert result == by_bookmark[code.text.split()[1]]
                checked += 1
    assert checked


@both
def test_footnotes_resolve(programme: ProgrammeDocument, word: WordFile) -> None:
    """Every note that is referred to exists, and the other way round."""
    used = [one.get(W + "id") for one in word.document.iter(W + "footnoteReference")]
    notes = [one.get(W + "id") for one in word.xml("word/footnotes.xml") if one.get(W + "type") is None]
    assert used == notes == [str(number) for number in range(1, len(notes) + 1)]


@both
def test_tables_can_be_read_aloud_and_break_well(programme: ProgrammeDocument, word: WordFile) -> None:
    """Header row repeats, rows stay whole, grid and cells agree, caption and description are set."""
    for table in word.document.iter(W + "tbl"):
        rows = table.findall(W + "tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        grid = [one.get(W + "w") for one in table.find(W + "tblGrid")]
        for row in rows:
            assert [one.get(W + "w") for one in row.iter(W + "tcW")] == grid
        assert sum(map(int, grid)) in (9070, 14002)
        assert table.find(f"{W}tblPr/{W}tblCaption").get(W + "val")
        assert table.find(f"{W}tblPr/{W}tblDescription").get(W + "val")


@both
def test_pictures_have_alternative_text(programme: ProgrammeDocument, word: WordFile) -> None:
    """Every picture says what it shows, and is in the file."""
    pictures = list(word.document.iter(WP + "docPr"))
    assert [one.get("descr") for one in pictures] == [one.get("descr").strip() for one in pictures]
    assert all(one.get("descr") for one in pictures)
    targets = {one.get("Id"): one.get("Target") for one in word.xml("word/_rels/document.xml.rels")}
    for blip in word.document.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"):
        assert f"word/{targets[blip.get(R + 'embed')]}" in word.names


@both
def test_nothing_is_left_over(programme: ProgrammeDocument, word: WordFile) -> None:
    """No brace of a blank, no empty paragraph as spacing, no other language's interface words."""
    text = "\n".join(one.text for one in word.paragraphs)
    assert "{{" not in text
    assert "⟦" not in text
    empty = [
        one for one in word.paragraphs if not one.text.strip() and not list(one.element.iter(W + "drawing"))
    ]
    assert all(one.style == "SectionEnd" or one.element.getparent().tag == W + "tc" for one in empty)
    foreign = {
        "en": ("Inhoud", "Bijlage", "Tabel", "Figuur", "van"),
        "nl": ("Contents", "Annex", "Table", "Figure", "of"),
    }
    printed = text + "".join(word.parts[name].decode() for name in word.names if "footer" in name)
    assert not [one for one in foreign[programme.language][:4] if re.search(rf"\b{one}\b", printed)]


@both
def test_unfilled_blanks_are_marked_with_their_label(programme: ProgrammeDocument, word: WordFile) -> None:
    """An empty blank stands out, named as people name it."""
    marked = {
        run.findtext(W + "t")
        for run in word.document.iter(W + "r")
        if run.find(f"{W}rPr/{W}rStyle") is not None
        and run.find(f"{W}rPr/{W}rStyle").get(W + "val") == "UnfilledBlank"
    }
    expected = {f"[{programme.labels[key]}]" for key in ("deputy", "retention_period")}
    assert expected <= marked


@both
def test_language_is_set(programme: ProgrammeDocument, word: WordFile) -> None:
    """Word checks spelling and reads aloud in the programme's language."""
    tag = {"en": "en-GB", "nl": "nl-NL"}[programme.language]
    assert word.xml("word/styles.xml").find(f".//{W}docDefaults//{W}lang").get(W + "val") == tag
    assert word.xml("word/settings.xml").find(W + "themeFontLang").get(W + "val") == tag


def expected_text(programme: ProgrammeDocument) -> str:
    """The text of all blocks in order, from the visible form; notes left out, references as numbers."""
    numbers = {section.key: section.number for section in programme.sections()}
    numbers |= {annex.key: f"{'Annex' if programme.language == 'en' else 'Bijlage'} B{n}"
                for n, annex in enumerate(programme.annexes, start=1)}  # fmt: skip
    out = []
    for section in programme.sections():
        if section.not_applicable:
            continue
        for block in section.blocks:
            if block.kind != BlockKind.PICTURE:
                runs = visible(block.text, programme.blanks, {**programme.labels, **numbers}, block.kind).runs
                out += [
                    f"[{run.text[1:-1]}]" if run.blank and not run.filled else run.text
                    for run in runs
                    if run.note is None and not (block.kind == BlockKind.TABLE and run.text == " | ")
                ]
    return squeezed("".join(out))


def squeezed(text: str) -> str:
    """Without white space, and without the word that stands before a reference's number."""
    return re.sub(r"\s", "", re.sub(r"(?i)(section|onderdeel)\u00a0(?=\d)", "", text))


def body_text(word: WordFile, made: int = 0) -> str:
    """The text of the paragraphs that hold blocks; `made` tables at the end come from data."""
    tables = list(word.document.iter(W + "tbl"))
    control_tables = tables[:2] + tables[len(tables) - made :]
    kept = [
        one
        for one in word.paragraphs
        if one.style in TEXT_STYLES
        and not any(table in control_tables for table in one.element.iterancestors(W + "tbl"))
    ]
    added = (
        "Not applicable.",
        "[This section has not been written yet]",
        "Versions",
        "Approval",
        "Versies",
        "Goedkeuring",
    )
    return squeezed("".join(one.text for one in kept if not one.text.startswith(added)))


@both
def test_every_block_stands_once_and_in_order(programme: ProgrammeDocument, word: WordFile) -> None:
    """The text totals agree with an independent walk: nothing lost, nothing twice, nothing moved."""
    made = len(programme.coverage) + len(programme.matrices)
    assert body_text(word, made) == expected_text(programme)


TEXTS = st.lists(
    st.sampled_from(
        [
            "stop",
            " ",
            "**bold**",
            "*it*",
            "{{deputy}}",
            "{{officer}}",
            "é",
            "[^note]",
            "\\*",
            "<&>",
            "]]>",
            "\n",
            "1. ",
        ]
    ),
    min_size=1,
    max_size=8,
).map("".join)
BLOCKS = st.one_of(
    st.builds(
        ParsedBlock,
        st.sampled_from(
            [
                BlockKind.PARAGRAPH,
                BlockKind.BULLET,
                BlockKind.NUMBERED,
                BlockKind.QUOTATION,
                BlockKind.HEADING,
            ]
        ),
        TEXTS,
    ),
    st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=3).map(
        lambda cells: ParsedBlock(BlockKind.TABLE, table_text(tuple(cells)))
    ),
)


@settings(max_examples=depth(25, 500))
@given(st.lists(st.lists(BLOCKS, max_size=4), min_size=1, max_size=3))
def test_no_text_is_lost_whatever_is_written(sections: list[list[ParsedBlock]]) -> None:
    """Any mixture of blocks comes out complete and in order."""
    programme = ProgrammeDocument(
        identifier="icp:x/rev/1",
        title="T",
        organisation="O",
        language="en",
        revision_label="1",
        date=date(2026, 1, 1),
        chapters=(
            ChapterText(
                "1",
                "C",
                tuple(
                    SectionText(f"icp.1.{n}", f"1.{n}", "S", tuple(one))
                    for n, one in enumerate(sections, start=1)
                ),
            ),
        ),
        blanks={"officer": "Anna {{deputy}}"},
        labels={"deputy": "deputy"},
    )
    assert body_text(WordFile(export_programme(programme))) == expected_text(programme)


def test_bookmarks_of_long_and_odd_keys_stay_apart() -> None:
    """At most 40 characters, letters, digits and underscores, different for different keys."""
    keys = ["icp.4.7", "own.a-b", "own.a.b", "own.a_b", *(f"own.{'0191f3a2' * 6}{n}" for n in range(50))]
    names = [bookmark_name(key) for key in keys]
    assert names[0] == "_icp_s_icp_4_7"
    assert len(set(names)) == len(keys)
    assert all(re.fullmatch(r"\w{1,40}", name) for name in names)


def test_each_numbered_list_starts_at_one() -> None:
    """Lists apart have numbering instances of their own that restart."""
    word = FILES[1].values[1]
    used = [
        one.element.find(f".//{W}numId").get(W + "val")
        for one in word.paragraphs
        if one.style == "ListNumber"
    ]
    assert len(set(used)) == 2
    restarts = {
        one.get(W + "numId")
        for one in word.xml("word/numbering.xml").iter(W + "num")
        if one.find(f"{W}lvlOverride/{W}startOverride") is not None
    }
    assert set(used) <= restarts


def test_the_commitment_stands_on_its_own_page() -> None:
    """A page begins before the statement (with its chapter's heading) and after it."""
    breaks = [
        one.text
        for one in FILES[0].values[1].paragraphs
        if one.element.find(f"{W}pPr/{W}pageBreakBefore") is not None
    ]
    assert breaks == ["Company, scope and risk", "Commitment and organisation", "Roles and responsibilities"]


W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def test_comments_are_native_word_comments() -> None:
    """Author, initials, moment and every line; the mark stands on the block, or on the heading without it."""
    word = FILES[0].values[1]
    comments = list(word.xml("word/comments.xml"))
    assert [tuple(one.get(W + name) for name in ("author", "initials", "date")) for one in comments] == [
        ("Anna de Wit", "ADW", "2026-11-12T09:00:00"),
        ("Sanne Jansen", "SJ", "2026-11-11T10:30:00"),
        ("Anna de Wit", "ADW", "2026-11-11T15:05:00"),
    ]
    assert [[text_of(line) for line in one.iter(W + "p")] for one in comments] == [
        ["Who stands in on Fridays?"],
        ["Also by telephone?", "Ask Anna."],
        ["Yes, and she notes it."],
    ]
    marked = [
        (one.text[:30], sorted(start.get(W + "id") for start in one.element.iter(W + "commentRangeStart")))
        for one in word.paragraphs
        if one.element.find(W + "commentRangeStart") is not None
    ]
    assert marked == [
        ("Roles and responsibilities", ["0"]),
        ("The export control officer may", ["1", "2"]),
    ]
    for kind in ("commentRangeEnd", "commentReference"):
        assert sorted(one.get(W + "id") for one in word.document.iter(W + kind)) == ["0", "1", "2"]
    assert "word/comments.xml" not in FILES[1].values[1].names


def test_an_answer_to_a_comment_is_an_answer_in_word_too() -> None:
    """The part that Word reads threads from names each comment by its last paragraph."""
    word = FILES[0].values[1]
    names = [list(one.iter(W + "p"))[-1].get(W14 + "paraId") for one in word.xml("word/comments.xml")]
    threads = [
        (one.get(W15 + "paraId"), one.get(W15 + "paraIdParent"))
        for one in word.xml("word/commentsExtended.xml")
    ]
    assert threads == [(names[0], None), (names[1], None), (names[2], names[1])]
    assert len(set(names)) == 3


def test_a_watermark_lies_on_every_page_and_only_when_asked_for() -> None:
    """Cover, upright and landscape pages each have it, in the language of the document."""
    for programme, text in ((ENGLISH, "DRAFT"), (DUTCH, "CONCEPT")):
        word = WordFile(export_programme(replace(programme, watermark=True)))
        headers = {
            relation.get("Id"): relation.get("Target")
            for relation in word.xml("word/_rels/document.xml.rels")
            if relation.get("Type").endswith("/header")
        }
        used = {headers[one.get(R + "id")] for one in word.document.iter(W + "headerReference")}
        assert len(used) >= 2
        for name in used:
            (shape,) = word.xml(f"word/{name}").iter("{urn:schemas-microsoft-com:vml}shape")
            assert shape.get("alt") == ""
            assert [path.get("string") for path in shape] == [None, text]
    plain = FILES[0].values[1]
    assert not any(b"WaterMark" in part for part in plain.parts.values())


def test_the_approval_block_can_be_left_out() -> None:
    """The version table stays."""
    texts = [
        one.text for one in WordFile(export_programme(replace(ENGLISH, approval_block=False))).paragraphs
    ]
    assert "Versions" in texts
    assert not {"Approval", "Signature"} & set(texts)
    assert {"Approval", "Signature"} <= {one.text for one in FILES[0].values[1].paragraphs}


def test_the_coverage_annex_leads_to_the_sections() -> None:
    """Elements with live references; what is not covered says so; annexes count on."""
    word = FILES[0].values[1]
    assert [heading[1:] for heading in word.numbered_headings()][-2:] == [
        ("Annex B3", "Where each expected element is covered"),
        ("Annex B4", "Who does what"),
    ]
    rows = [
        [text_of(one) for one in row.iter(W + "p")]
        for row in list(word.document.iter(W + "tbl"))[-2].iter(W + "tr")
    ]
    assert [row[2] for row in rows[1:]] == ["2.1", "2.2, 2.3, 2.4", "not covered"]


def test_a_wide_table_stands_on_its_side() -> None:
    """The last section is landscape, the others upright; its header has a tab of its own width."""
    word = FILES[0].values[1]
    sizes = [one.attrib for one in word.document.iter(W + "pgSz")]
    assert [(size[W + "w"], size.get(W + "orient")) for size in sizes] == [
        ("11906", None),
        ("16838", "landscape"),
    ]
    footers = [name for name in word.names if "footer" in name and name.endswith(".xml")]
    assert len(footers) == 2
    assert any(b'w:pos="14002"' in word.parts[name] for name in footers)


@both
def test_the_manifest_names_every_block(programme: ProgrammeDocument, word: WordFile) -> None:
    """Sections, block ids, versions and hashes are in the file for the way home."""
    item = word.xml("customXml/item1.xml")
    assert item[0].get("identifier") == programme.identifier
    blocks = [one.get("id") for one in item.iter("{urn:toetssteen:programme:1}block")]
    assert blocks == [block.id for section in programme.sections() for block in section.blocks]
    bookmarks = {one.get(W + "name") for one in word.document.iter(W + "bookmarkStart")}
    assert {one.get("bookmark") for one in item.iter("{urn:toetssteen:programme:1}section")} <= bookmarks


def test_two_tables_under_one_title_have_captions_of_their_own() -> None:
    """The second names its columns."""
    tables = tuple(
        ParsedBlock(BlockKind.TABLE, table_text((("Term", name), ("a", "b")))) for name in ("Meaning", "Use")
    )
    programme = ProgrammeDocument(
        identifier="icp:x/rev/1",
        title="T",
        organisation="O",
        language="en",
        revision_label="1",
        date=date(2026, 1, 1),
        chapters=(ChapterText("1", "C", (SectionText("icp.1.1", "1.1", "Words", tables),)),),
    )
    captions = [
        one.text for one in WordFile(export_programme(programme)).paragraphs if one.style == "Caption"
    ]
    assert captions == ["Table\u00a01. Words", "Table\u00a02. Words: Term, Use"]


def a_table(*lines: tuple[str, ...], language: Language = "nl") -> list[etree._Element]:
    """The rows of a table with these texts, as it is written."""
    table = ParsedBlock(BlockKind.TABLE, table_text(lines))
    programme = ProgrammeDocument(
        identifier="icp:x/rev/1",
        title="T",
        organisation="O",
        language=language,
        revision_label="1",
        date=date(2026, 1, 1),
        chapters=(ChapterText("1", "C", (SectionText("icp.1.1", "1.1", "Words", (table,)),)),),
    )
    return list(WordFile(export_programme(programme)).document.iter(W + "tbl"))[-1].findall(W + "tr")


def test_sentences_beside_long_single_words_get_the_room_that_is_left() -> None:
    """Words of one line take what they need and no more; whoever has a sentence gets the rest."""
    rows = a_table(
        ("Stukken", "Termijn", "Beheerder", "Plaats"),
        (
            "orders",
            "zolang het product wordt geleverd, daarna de termijn hierboven",
            "mensenrechtenfunctionaris",
            "orderdossier",
        ),
    )
    _, sentence, word, _ = (int(one.get(W + "w")) for one in rows[0].iter(W + "tcW"))
    assert sentence > word > 2400


def test_no_row_stands_alone_on_a_page() -> None:
    """The first row stays with the second, the last but one with the last; between them a page may end."""
    rows = a_table(("Step", "Who"), *((f"step {number}", "officer") for number in range(6)))
    kept = [all(one.find(f"{W}pPr/{W}keepNext") is not None for one in row.iter(W + "p")) for row in rows[1:]]
    assert kept == [True, False, False, False, True, False]


def test_a_word_before_a_section_number_is_not_said_twice() -> None:
    """*onderdeel 1.1* in Dutch, with the word of whoever wrote the sentence."""
    cells = a_table(("Regel",), ("volgens onderdeel [[icp.1.1]]",), ("volgens [[icp.1.1]]",))[1:]
    assert [text_of(one) for one in cells] == ["volgens onderdeel 1.1", "volgens onderdeel\u00a01.1"]


def test_what_follows_a_list_keeps_its_distance() -> None:
    """A paragraph after the last item has room above it; one after a paragraph has its style's."""
    kinds = (
        BlockKind.PARAGRAPH,
        BlockKind.BULLET,
        BlockKind.NUMBERED,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
    )
    blocks = tuple(ParsedBlock(kind, f"text {place}") for place, kind in enumerate(kinds))
    programme = replace(
        samples.english(), chapters=(ChapterText("1", "C", (SectionText("icp.1.1", "1.1", "W", blocks),)),)
    )
    written = [
        one for one in WordFile(export_programme(programme)).paragraphs if one.text.startswith("text ")
    ]
    spaced = [one.element.find(f"{W}pPr/{W}spacing") is not None for one in written]
    assert spaced == [False, False, False, True, False]


def test_a_sentence_that_introduces_a_list_stays_with_it() -> None:
    """What ends in a colon is never the last line of a page; a sentence that stands by itself may be."""
    blocks = (
        ParsedBlock(BlockKind.PARAGRAPH, "The officer screens:"),
        ParsedBlock(BlockKind.BULLET, "every party;"),
        ParsedBlock(BlockKind.PARAGRAPH, "The table says **who**:"),
        ParsedBlock(BlockKind.TABLE, "| Who |\n| --- |\n| Anna |"),
        ParsedBlock(BlockKind.PARAGRAPH, "Three kinds of steps follow."),
        ParsedBlock(BlockKind.NUMBERED, "Stop."),
        ParsedBlock(BlockKind.PARAGRAPH, "And so on:"),
    )
    section = SectionText("icp.4.3", "4.3", "Parties", blocks)
    programme = replace(ENGLISH, chapters=(ChapterText("4", "Screening", (section,)),), annexes=())
    kept = {
        one.text
        for one in WordFile(export_programme(programme)).paragraphs
        if one.style == "BodyText" and one.element.find(f"{W}pPr/{W}keepNext") is not None
    }
    assert kept == {"The officer screens:", "The table says who:"}


@both
def test_every_column_has_a_name(programme: ProgrammeDocument, word: WordFile) -> None:
    """Whoever hears a table hears what each column holds."""
    for table in word.document.iter(W + "tbl"):
        assert all(text_of(cell.find(W + "p")) for cell in table.find(W + "tr").iter(W + "tc"))


@pytest.mark.parametrize(
    ("title", "name", "whole"),
    [
        ("Programma (ICP) van Meridian Sensors B.V.", "Meridian Sensors B.V.", "van Meridian Sensors B.V."),
        ("Programme of Meridian Sensors", "Meridian Sensors", "of Meridian Sensors"),
    ],
)
def test_a_name_on_the_cover_stays_on_one_line(title: str, name: str, whole: str) -> None:
    """Only before it may the title break; a name longer than a line may break as it must."""
    document = replace(samples.dutch(), title=title, organisation=name)
    shown = next(one.text for one in WordFile(export_programme(document)).paragraphs if one.style == "Title")
    assert shown.endswith(" " + whole.replace(" ", "\u00a0"))
    long = "Maatschappij tot Vervaardiging van Meetapparatuur"
    document = replace(document, title=f"Programma van {long}", organisation=long)
    shown = next(one.text for one in WordFile(export_programme(document)).paragraphs if one.style == "Title")
    assert "\u00a0" not in shown
