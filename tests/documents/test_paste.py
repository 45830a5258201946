"""A paste from Word, LibreOffice or a browser becomes blocks; no text is lost, no mark-up comes in."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree, html

from app.documents.inline_source import Segment, carried_address, inline_source
from app.documents.paste import PASTE_LIMIT, blocks_from_html
from app.domain.blocks import BlockKind, ParsedBlock
from app.domain.errors import Invalid, TooLarge
from app.domain.plain_text import from_text, to_text
from app.domain.visible import visible

WORD = (Path(__file__).parent / "pastes" / "word.html").read_text()


def test_a_paste_from_word() -> None:
    """Headings, lists, tables, bold, italic and links come along; Word's own noise does not."""
    assert blocks_from_html(WORD).blocks == (
        ParsedBlock(BlockKind.HEADING, "Stop authority"),
        ParsedBlock(BlockKind.PARAGRAPH, "The **officer** may *stop* any order."),
        ParsedBlock(BlockKind.BULLET, "at any moment"),
        ParsedBlock(BlockKind.NUMBERED, "tell the officer"),
        ParsedBlock(
            BlockKind.TABLE,
            "| **Role** | Name \\| rank |\n| --- | --- |\n| Officer<br>(deputy) | Anna |",
        ),
        ParsedBlock(BlockKind.PARAGRAPH, "See [the site](https://example.org/a_%28b%29) and the share."),
    )


def test_a_paste_from_a_browser() -> None:
    """Nested lists, quotations and line breaks; script and style are dropped, stray marks stay text."""
    pasted = blocks_from_html(
        "<div>Intro *not italic* {{x}}<ul><li><p>one</p><p>more</p><ol><li>inner</li></ol></li>"
        "<li>two</li></ul>"
        "<blockquote>we<br>stop</blockquote><script>alert(1)</script><style>p{}</style>"
        "<b style='font-weight:normal'><span style='font-weight:700'>bold </span>plain</b></div>tail"
    )
    assert pasted.blocks == (
        ParsedBlock(BlockKind.PARAGRAPH, r"Intro \*not italic\* \{{x}}"),
        ParsedBlock(BlockKind.BULLET, "one\nmore"),
        ParsedBlock(BlockKind.NUMBERED, "inner"),
        ParsedBlock(BlockKind.BULLET, "two"),
        ParsedBlock(BlockKind.QUOTATION, "we\nstop"),
        ParsedBlock(BlockKind.PARAGRAPH, "**bold** plain"),
        ParsedBlock(BlockKind.PARAGRAPH, "tail"),
    )


def test_a_paste_from_libreoffice() -> None:
    """LibreOffice wraps list items and cells in paragraphs with fonts."""
    pasted = blocks_from_html(
        '<ol><li><p style="margin-bottom: 0cm"><font face="Liberation Serif">first</font></p></li></ol>'
        '<table><col width="50%"/><thead><tr><th colspan="2"><p>Head</p></th></tr></thead>'
        "<tbody><tr><td><p><strong>a</strong></p></td>"
        "<td><table><tr><td>x</td><td>y</td></tr></table></td></tr></tbody></table>"
    )
    assert pasted.blocks == (
        ParsedBlock(BlockKind.NUMBERED, "first"),
        ParsedBlock(BlockKind.TABLE, "| **Head** |  |\n| --- | --- |\n| **a** | x, y |"),
    )


def test_pictures_are_counted_and_leave_their_words() -> None:
    """A pasted picture cannot come along; the person is told, and its alternative text stays."""
    pasted = blocks_from_html('<p>Chart: <img src="data:x" alt="deputies per site"></p><p><img src="y"></p>')
    assert pasted.pictures_left_out == 2
    assert pasted.blocks == (ParsedBlock(BlockKind.PARAGRAPH, r"Chart: \[deputies per site\]"),)


def test_a_paste_has_a_limit_and_depth_does_no_harm() -> None:
    """One character more than two million is refused, and so is nesting beyond the parser's reach."""
    with pytest.raises(TooLarge) as refusal:
        blocks_from_html("x" * (PASTE_LIMIT + 1))
    assert refusal.value.code == "paste_too_large"
    deep = "<div>" * 200 + "deep" + "</div>" * 200
    assert blocks_from_html(deep).blocks == (ParsedBlock(BlockKind.PARAGRAPH, "deep"),)
    with pytest.raises(Invalid) as too_deep:
        blocks_from_html("<div>" * 50_000 + "deep")
    assert too_deep.value.code == "paste_too_deep"


@pytest.mark.parametrize("source", ["", " ", "<p></p>", "<!-- x -->", "<p>&nbsp;</p>", "<style>x</style>"])
def test_nothing_makes_no_block(source: str) -> None:
    """An empty paste is empty."""
    assert blocks_from_html(source).blocks == ()


TAGS = "p /p b /b i /i li ul /ul table tr td /td /table h3 /h3 br blockquote /blockquote /a pre /pre"
PIECES = st.sampled_from(
    [f"<{tag}>" for tag in TAGS.split()]
    + ["<a href='https://a.nl'>", "word", "*", "[", "|", "\\", "&lt;", "é", " ", "\n"]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_text_is_lost(source: str) -> None:
    """Every visible character of any HTML stands in the blocks, in order where no table is."""
    shown = "".join(visible(block.text, {}, {}, block.kind).text for block in blocks_from_html(source).blocks)
    wanted = squeezed(text_of(source))
    if "<table" in source:
        assert sorted(re.sub(r"[|,]", "", squeezed(shown))) == sorted(re.sub(r"[|,]", "", wanted))
    else:
        assert squeezed(shown) == wanted


@example("<h2><b>\u00a0</b> word</h2>")
@given(st.lists(PIECES, max_size=30).map("".join))
def test_pasted_blocks_survive_the_text_form(source: str) -> None:
    """What was pasted can be edited as text without changing by itself."""
    blocks = blocks_from_html(source).blocks
    assert from_text(to_text(blocks)) == blocks


def text_of(source: str) -> str:
    try:
        return str(html.document_fromstring(source).text_content())
    except etree.ParserError:
        return ""


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


SEGMENTS = st.lists(
    st.builds(
        Segment,
        st.text(st.sampled_from("ab *[]\\{}\n|!é"), min_size=1, max_size=6),
        st.booleans(),
        st.booleans(),
        st.sampled_from([None, "https://a.nl"]),
    ),
    max_size=6,
)


@given(SEGMENTS)
def test_dress_and_text_survive_the_inline_form(segments: list[Segment]) -> None:
    """Each character keeps its bold, italic and link (white space aside)."""
    wanted = [(c, s.bold, s.italic, s.link) for s in segments for c in s.text if not c.isspace()]
    runs = visible(inline_source(segments), {}, {}).runs
    assert [(c, r.bold, r.italic, r.link) for r in runs for c in r.text if not c.isspace()] == wanted


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///x", "//host/x", "\\\\host\\x", "data:text/html,x", "#_ftn1", ""],
)
def test_only_web_and_mail_addresses_become_links(address: str) -> None:
    """Other addresses leave their text only."""
    assert carried_address(address) is None
