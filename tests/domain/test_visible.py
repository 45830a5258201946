"""What a reader sees, and where each visible character comes from."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.blocks import BlockKind
from app.domain.visible import cut, visible

LABELS = {"officer": "export control officer", "icp.4.7": "section 4.7"}


def test_marks_vanish_and_blanks_show_their_value_or_label() -> None:
    """A filled blank shows its value, an empty one its human label, never braces."""
    source = "**{{officer}}** stops; see [[icp.4.7]] or [us](https://a.nl)."
    assert visible(source, {"officer": "Anna"}, LABELS).text == "Anna stops; see section 4.7 or us."
    assert visible(source, {"officer": " "}, LABELS).text.startswith("⟦export control officer⟧ stops")


def test_values_are_never_expanded_twice() -> None:
    """A value that holds marks or another blank is shown as it is."""
    shown = visible("{{a}} {{b}}", {"a": "{{b}}", "b": "**x**"}, {})
    assert shown.text == "{{b}} **x**"
    assert [run.blank for run in shown.runs] == ["a", None, "b"]


def test_a_table_reads_by_cells_and_a_picture_by_its_alternative_text() -> None:
    """Visible text of a table has no dashes."""
    source = "| Role | Name |\n| --- | --- |\n| Officer | **{{officer}}** |"
    shown = visible(source, {"officer": "Anna"}, LABELS, BlockKind.TABLE)
    assert shown.text == "Role | Name\nOfficer | Anna"
    assert visible("![Chart of deputies](file:a)", {}, {}, BlockKind.PICTURE).text == "Chart of deputies"


def test_line_breaks_inside_a_cell_keep_offsets_right() -> None:
    """`<br>` is one line break, and text after it is still found in the source."""
    source = "| a<br>**b** c |"
    shown = visible(source, {}, {}, BlockKind.TABLE)
    assert shown.text == "a\nb c"
    assert [source[run.source_start : run.source_end] for run in shown.runs] == ["a", "<br>", "b", " c"]


def test_overlapping_evidence_can_be_drawn() -> None:
    """Runs are cut at every border; each piece knows the spans it lies under."""
    shown = visible("One **two** three", {}, {})
    pieces = cut(shown.runs, ((0, 7), (4, 13)))
    assert [(piece.run.text, piece.spans) for piece in pieces] == [
        ("One ", (0,)), ("two", (0, 1)), (" three", (1,))
    ]  # fmt: skip


def test_a_footnote_is_visible_in_brackets() -> None:
    """Footnote text counts for checks; its runs carry the number of the note."""
    shown = visible("We stop.[^Article 10] Always.[^Ask]", {}, {})
    assert shown.text == "We stop. (Article 10) Always. (Ask)"
    assert {run.note for run in shown.runs} == {None, 1, 2}


@given(
    st.lists(
        st.sampled_from(
            ["**", "*", "[", "](https://a.nl)", "{{officer}}", "[^n]", "\\*", "a", " ", "| ", "<br>", "\n"]
        ),
        max_size=16,
    ).map("".join),
    st.sampled_from([BlockKind.PARAGRAPH, BlockKind.TABLE]),
)
def test_runs_tile_the_visible_text_and_point_into_the_source(source: str, kind: BlockKind) -> None:
    """Runs lie end to end in the visible text, in source order, and exact runs (outside notes) equal it."""
    shown = visible(source, {}, LABELS, kind)
    position = source_position = 0
    for run in shown.runs:
        assert run.start == position
        assert run.source_start >= source_position
        if run.exact and run.note is None and "\n" not in run.text:
            assert source[run.source_start : run.source_end] == run.text
        position, source_position = run.end, run.source_start
    assert position == len(shown.text)
    pieces = cut(shown.runs, ((1, 3),))
    assert "".join(piece.run.text for piece in pieces) == shown.text
