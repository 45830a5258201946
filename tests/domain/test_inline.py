"""Inline marks: a small closed set; whatever is not one of them is text exactly as typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inline import (
    Blank,
    Bold,
    CrossReference,
    Footnote,
    Italic,
    Link,
    Node,
    Text,
    blank_keys,
    escape,
    nodes,
    walk,
)
from tests.work import lines_run

PIECES = st.lists(
    st.sampled_from(
        [
            "**",
            "*",
            "***",
            "[",
            "]",
            "[^",
            "](https://a.nl)",
            "](javascript:x)",
            "[[icp.4.7]]",
            "{{holder}}",
            "{{",
            "}}",
            "\\",
            "\\*",
            " ",
            "word",
            "é",
        ]
    ),
    max_size=20,
).map("".join)


def shape(parsed: tuple[Node, ...]) -> str:
    """A short notation of what was parsed."""
    names = {Bold: "b", Italic: "i", Link: "a", Footnote: "n"}
    out = []
    for node in parsed:
        match node:
            case Text():
                out.append(node.text)
            case Blank():
                out.append(f"<{node.key}>")
            case CrossReference():
                out.append(f"<#{node.key}>")
            case _:
                out.append(f"{names[type(node)]}({shape(node.children)})")
    return "".join(out)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("plain", "plain"),
        ("**bold** and *italic*", "b(bold) and i(italic)"),
        ("***both***", "b(i(both))"),
        ("**a *b* c**", "b(a i(b) c)"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("an open ** star", "an open ** star"),
        ("**never closed", "**never closed"),
        ("a **b *c** d", "a b(b *c) d"),
        (r"\*\*no\*\* \[x\] \\", "**no** [x] \\"),
        ("see [[icp.4.7]] and [[own.a-1]]", "see <#icp.4.7> and <#own.a-1>"),
        ("{{officer}} {{ officer }} {{Bad}} {{x", "<officer> <officer> {{Bad}} {{x"),
        ("{{a}}{{", "<a>{{"),
        ("[site](https://a.nl/x_(y)) [m](mailto:a@b.nl)", "a(site) a(m)"),
        ("[bad](javascript:alert(1)) [file](file:///etc)", "[bad](javascript:alert(1)) [file](file:///etc)"),
        ("[stray [site](https://a.nl)", "[stray a(site)"),
        ("[outer [in](https://a.nl) x](https://b.nl)", "[outer a(in) x](https://b.nl)"),
        ("note[^see *here* {{d}}]. On", "noten(see i(here) <d>). On"),
        ("[^a [^b] c]", "[^a n(b) c]"),
    ],
)
def test_marks_are_read(source: str, expected: str) -> None:
    """Each mark, its nesting and its near misses."""
    assert shape(nodes(source)) == expected


@given(PIECES)
def test_every_source_character_belongs_to_exactly_one_place(source: str) -> None:
    """Leaves lie in order, never overlap, and literal text equals its source unless it was escaped."""
    position = 0
    for node in walk(nodes(source)):
        assert source[node.start : node.end]
        if isinstance(node, Text):
            assert node.start >= position
            assert source[node.start : node.end] in (node.text, "\\" + node.text)
        position = node.start


@given(st.text(max_size=60))
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    """Text from outside, escaped, holds no mark and loses no character."""
    parsed = nodes("**" + escape(text) + "**") if text.strip() == text and text else nodes(escape(text))
    if len(parsed) == 1 and isinstance(parsed[0], Bold):
        parsed = parsed[0].children
    assert all(isinstance(node, Text) for node in parsed)
    assert shape(parsed) == text


def test_blanks_are_listed_once() -> None:
    """Keys come in order of first use, also from inside other marks."""
    assert blank_keys("**{{b}}** [^{{a}} [[icp.2.3]]] {{b}} [[icp.1.1]]") == ("b", "a")


@pytest.mark.parametrize("piece", ["[", "*a ", "**a *", "[^", "[[", "{{", "\\", "[x](", "]", "[*", "{{a}}"])
def test_hostile_text_is_parsed_in_linear_time(piece: str) -> None:
    """A text full of openers costs about eight times one an eighth as long, not sixty-four times."""

    def work(length: int) -> int:
        source = (piece * length)[:length]
        return lines_run(lambda: nodes.__wrapped__(source))

    assert 0 < work(16_000) < 12 * work(2_000)


def test_marks_under_many_openers_are_parsed_in_linear_time() -> None:
    """Every footnote tells the openers around it; the bound on their depth keeps that from adding up."""

    def work(count: int) -> int:
        source = "[" * count + "[^x]" * count
        return lines_run(lambda: nodes.__wrapped__(source))

    assert 0 < work(2_400) < 12 * work(300)
