"""Differences by words, three-way merges that lose nothing, and blocks that keep their identity."""

from collections import Counter
from difflib import SequenceMatcher
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import difference
from app.domain.blocks import Block, BlockKind, ParsedBlock
from app.domain.difference import BlockState, Change, blocks_changed, words, words_changed
from app.domain.matching import keep_ids
from app.domain.merging import merge

TEXT = st.lists(
    st.sampled_from(["stop", "order", "the", "Anna", ".", ",", " ", "\n", "né"]), max_size=14
).map(" ".join)
FREE = st.one_of(TEXT, st.text(max_size=30))


@given(FREE, FREE)
def test_a_difference_holds_both_texts(old: str, new: str) -> None:
    """Leaving out what was inserted gives the old text, leaving out what was deleted the new one."""
    changes = words_changed(old, new)
    assert "".join(change.text for change in changes if change.kind != "inserted") == old
    assert "".join(change.text for change in changes if change.kind != "deleted") == new


def test_a_difference_is_by_words() -> None:
    """Whole words are marked, not letters."""
    assert words_changed("The officer may stop.", "The deputy may stop.") == (
        Change("equal", "The"),
        Change("deleted", " officer"),
        Change("inserted", " deputy"),
        Change("equal", " may stop."),
    )


@pytest.mark.slow
def test_a_section_at_the_limit_does_not_stop_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two long texts with many equal words: not a twentieth of all pairs of words is laid side by side."""
    old = " ".join(f"the officer stops order {n}, and the deputy too." for n in range(4_000))
    new = " ".join(
        f"the officer stops order {n}, {'or the deputy does' if n % 100 else 'and the deputy too'}."
        for n in range(0, 4_000, 2)
    )
    pairs: list[int] = []

    def laid_side_by_side(junk: None, a: list[str], b: list[str], autojunk: bool) -> SequenceMatcher[str]:
        pairs.append(len(a) * len(b))
        return SequenceMatcher(junk, a, b, autojunk)

    monkeypatch.setattr(difference, "SequenceMatcher", laid_side_by_side)
    changes = words_changed(old, new)
    assert len(pairs) > 1
    assert sum(pairs) < len(words(old)) * len(words(new)) / 20
    assert "".join(change.text for change in changes if change.kind != "deleted") == new


@given(FREE, FREE, FREE)
def test_no_typed_word_is_lost_in_a_merge(base: str, mine: str, theirs: str) -> None:
    """Every word that either side has beyond the base stands in the merge as often as that side has it."""

    def counted(text: str) -> Counter[str]:
        return Counter(word.strip() for word in words(text) if word.strip())

    merged = counted(merge(base, mine, theirs).text)
    for side in (mine, theirs):
        typed = counted(side) - counted(base)
        assert not typed - merged


@given(FREE, FREE)
def test_a_change_by_one_side_is_simply_taken(base: str, mine: str) -> None:
    """When the other side changed nothing, or the same, the merge is clean and equals the change."""
    for merged in (merge(base, mine, base), merge(base, base, mine), merge(base, mine, mine)):
        assert (merged.text, merged.clean) == (mine, True)


def test_changes_in_different_places_are_combined() -> None:
    """Two people who changed different words get one clean text."""
    merged = merge(
        "The officer stops the order.", "The deputy stops the order.", "The officer stops every order."
    )
    assert (merged.text, merged.clean) == ("The deputy stops every order.", True)


def test_changes_in_the_same_place_stand_side_by_side() -> None:
    """Both texts are kept, and the place is named."""
    merged = merge("Within five days.", "Within two days.", "Within ten days.")
    assert merged.text == "Within two ten days."
    assert [merged.text[start:end] for start, end in merged.both] == [" two ten"]


def block(identity: str, text: str, kind: BlockKind = BlockKind.PARAGRAPH, version: int = 1) -> Block:
    return Block(identity, kind, text, version, "icp.2.3/deputy@1")


def kept(old: list[Block], *texts: str) -> list[tuple[str, int]]:
    numbers = count(1)
    parsed = [ParsedBlock(BlockKind.PARAGRAPH, text) for text in texts]
    return [(made.id, made.version) for made in keep_ids(old, parsed, lambda: f"new{next(numbers)}")]


OLD = [
    block("a", "The officer may stop any order."),
    block("b", "A deputy is named for every absence of the officer."),
    block("c", "Records are kept for seven years."),
]


def test_equal_blocks_keep_id_version_and_clause() -> None:
    """An untouched section comes back as it was."""
    assert keep_ids(OLD, [ParsedBlock(b.kind, b.text) for b in OLD], str) == tuple(OLD)


def test_a_changed_block_keeps_its_id_and_gets_a_version() -> None:
    """Only the changed block's version goes up."""
    assert kept(OLD, OLD[0].text, "A deputy is named for each absence of the officer.", OLD[2].text) == [
        ("a", 1), ("b", 2), ("c", 1)
    ]  # fmt: skip


def test_moved_new_and_removed_blocks() -> None:
    """A moved block keeps its id and version, an unlike one is new, a removed id is not given away."""
    assert kept(OLD, OLD[2].text, "Completely different words here now.", OLD[0].text) == [
        ("c", 1), ("new1", 1), ("a", 1)
    ]  # fmt: skip


@given(st.lists(TEXT, max_size=8), st.lists(TEXT, max_size=8))
def test_ids_stay_unique_and_text_is_the_new_text(before: list[str], after: list[str]) -> None:
    """Whatever is matched, no id is used twice and kinds and texts are those that came in."""
    old = [block(f"old{n}", text) for n, text in enumerate(before)]
    numbers = count(1)
    made = keep_ids(
        old, [ParsedBlock(BlockKind.PARAGRAPH, text) for text in after], lambda: f"new{next(numbers)}"
    )
    assert [b.text for b in made] == after
    assert len({b.id for b in made}) == len(made)


def test_a_section_is_compared_by_blocks() -> None:
    """Same, changed, added, removed and moved, each where a reader looks for it."""
    changed = block("b", "A deputy is named.", version=2)
    lines = blocks_changed([*OLD, block("d", "Gone.")], [OLD[2], OLD[0], changed, block("e", "New.")])
    assert [(line.state, (line.new or line.old).id) for line in lines] == [  # type: ignore[union-attr]
        (BlockState.MOVED, "c"),
        (BlockState.SAME, "a"),
        (BlockState.CHANGED, "b"),
        (BlockState.REMOVED, "d"),
        (BlockState.ADDED, "e"),
    ]
