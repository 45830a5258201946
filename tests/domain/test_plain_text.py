"""The plain-text form of a section: readable, reversible, and nothing visible is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.blocks import Block, BlockKind, InvalidCharacter, ParsedBlock, TextTooLong, accept, normalise
from app.domain.pipe_table import rows, table_text
from app.domain.plain_text import canonical, from_text, picture, picture_text, sha256, to_text

MARKS = st.sampled_from(
    [
        "# ",
        "### ",
        "- ",
        "* ",
        "• ",
        "> ",
        ">",
        "1. ",
        "2. ",
        "17. ",
        "|",
        " | ",
        "---",
        "\\",
        "\n",
        "\n\n",
        "  ",
        "\t",
        "![a](file:f1)",
        "**",
        "[",
        "]",
        "{{holder}}",
        "text",
        "é",
        "\u202e",
        "\u0085",
        "\u2028",
        "\U0001f600",
    ]
)
SECTION_TEXT = st.one_of(
    st.lists(MARKS, max_size=24).map("".join),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=80),
)
ONE_LINE = SECTION_TEXT.map(lambda text: text.replace("\n", " ").strip(" \t")).filter(str.strip)
MANY_LINES = SECTION_TEXT.filter(str.strip)
CELL = ONE_LINE.map(lambda text: re.sub(r"[\\|]", "/", text).strip()).filter(lambda text: bool(text))
BLOCKS = st.lists(
    st.one_of(
        st.builds(
            ParsedBlock,
            st.sampled_from([BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.NUMBERED, BlockKind.QUOTATION]),
            MANY_LINES,
        ),
        st.builds(ParsedBlock, st.just(BlockKind.HEADING), ONE_LINE),
        st.lists(st.tuples(CELL, CELL), min_size=1, max_size=4).map(
            lambda cells: ParsedBlock(BlockKind.TABLE, table_text(tuple(cells)))
        ),
        ONE_LINE.map(lambda text: ParsedBlock(BlockKind.PICTURE, picture_text(text, "f1"))),
    ),
    max_size=7,
)


def visible_characters(text: str) -> str:
    """What a reader sees of a plain text: neither list marks, table rules, guards nor white space."""
    kept = []
    for block in from_text(text):
        if block.kind == BlockKind.TABLE:
            kept.extend(cell.text for row in rows(block.text) for cell in row)
        else:
            kept.append(block.text)
    return re.sub(r"\s", "", "".join(kept))


@given(SECTION_TEXT)
def test_writing_twice_changes_nothing(text: str) -> None:
    """The canonical form of a canonical form is itself: no phantom conflict, a stable hash."""
    once = canonical(text)
    assert canonical(once) == once


@given(SECTION_TEXT)
def test_no_visible_character_is_dropped(text: str) -> None:
    """Every character that is not a mark or white space is still there, in order, after canonical()."""
    structure = re.compile(r"[\s\\#>\-*•|:.\d]")
    assert structure.sub("", canonical(text)) == structure.sub("", text)
    assert visible_characters(canonical(text)) == visible_characters(text)


@given(BLOCKS)
def test_blocks_come_back_from_their_text(blocks: list[ParsedBlock]) -> None:
    """Editing a section as text and changing nothing gives back the same kinds and texts."""
    assert from_text(to_text(blocks)) == tuple(blocks)


def test_a_section_reads_as_markdown() -> None:
    """The text form is what a person would write."""
    blocks = [
        ParsedBlock(BlockKind.HEADING, "Deputies"),
        ParsedBlock(BlockKind.PARAGRAPH, "1. is not a list here"),
        ParsedBlock(BlockKind.BULLET, "first"),
        ParsedBlock(BlockKind.BULLET, "second\nline"),
        ParsedBlock(BlockKind.NUMBERED, "one"),
        ParsedBlock(BlockKind.NUMBERED, "two"),
        ParsedBlock(BlockKind.QUOTATION, "we stop\nwhen in doubt"),
        ParsedBlock(BlockKind.TABLE, "| Role | Name |\n| --- | --- |\n| Officer | {{officer}} |"),
        ParsedBlock(BlockKind.PICTURE, "![Chart](file:abc)"),
    ]
    assert to_text(blocks) == (
        "### Deputies\n\n1\\. is not a list here\n\n- first\n- second\n  line\n\n1. one\n2. two\n\n"
        "> we stop\n> when in doubt\n\n| Role | Name |\n| --- | --- |\n| Officer | {{officer}} |\n\n"
        "![Chart](file:abc)"
    )
    assert from_text(to_text(blocks)) == tuple(blocks)


def test_a_year_at_the_start_of_a_paragraph_is_not_a_list_number() -> None:
    """`2024. ` loses no digit: only 1 and the next number make a numbered item."""
    assert from_text("2024. was a year")[0] == ParsedBlock(BlockKind.PARAGRAPH, "2024. was a year")
    assert [block.kind for block in from_text("1. a\n2. b\n\n3. c")] == [BlockKind.NUMBERED] * 3


def test_empty_blocks_leave_no_trace() -> None:
    """A block without text is not written."""
    assert to_text([Block("a", BlockKind.PARAGRAPH, " \n"), Block("b", BlockKind.BULLET, "x")]) == "- x"
    assert from_text("\n\n \n") == ()


def test_line_ends_become_one_kind() -> None:
    """CRLF and CR are saved as LF, so offsets and hashes agree everywhere; tabs and blanks stay."""
    assert normalise("a\r\nb\rc\n\td  ") == "a\nb\nc\n\td  "
    assert sha256(canonical("a\r\n\r\nb")) == sha256(canonical("a\n\nb"))


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\x0c", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_characters_word_cannot_hold_are_refused_with_their_place(bad: str) -> None:
    """The refusal names the code point's position; the text is not altered silently."""
    with pytest.raises(InvalidCharacter) as refusal:
        normalise("ab" + bad)
    assert (refusal.value.code, refusal.value.position) == ("invalid_character", 2)


def test_a_section_over_the_limit_is_refused() -> None:
    """200 000 characters are taken, one more is not."""
    assert len(accept("x" * 200_000)) == 200_000
    with pytest.raises(TextTooLong) as refusal:
        accept("x" * 200_001)
    assert refusal.value.facts["limit"] == 200_000


@given(ONE_LINE)
def test_alternative_text_survives(text: str) -> None:
    """Brackets and backslashes in a picture's alternative text come back as typed."""
    found = picture(picture_text(text, "f-1"))
    assert found is not None
    assert (found.alternative, found.file) == (text, "f-1")
