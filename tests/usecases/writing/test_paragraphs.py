"""Dividing and joining paragraphs: one version each, nothing lost, and taken back as a whole."""

import pytest

from app.domain.blocks import BlockKind
from app.domain.errors import Conflict, Invalid
from app.domain.people import Actor
from app.domain.programme import Section
from app.usecases.workbench import Workbench
from app.usecases.writing import drafting, history, inserting
from app.usecases.writing.paragraphs import divide_block, join_blocks
from tests.stories.companies import Company

KEY = "icp.2.3"


@pytest.fixture
def anna(company: Company) -> Actor:
    return company.person("Anna de Wit")


@pytest.fixture
def written(bench: Workbench, anna: Actor, programme: str) -> Section:
    """A section with three blocks, at version 1."""
    return drafting.save_section_text(bench, anna, programme, KEY, "One. Two.\n\n- Item\n\n### Title", 0)


def shape(section: Section) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in section.blocks]


def test_a_block_falls_into_parts_in_one_version(
    bench: Workbench, anna: Actor, programme: str, written: Section
) -> None:
    """The first part stays the block that it was; the others stand right below it, and only they are new."""
    block = written.blocks[0]
    done = divide_block(bench, anna, programme, KEY, block.id, ["One.", "Two.", ""], 1)
    assert shape(done.section)[:4] == [
        ("paragraph", "One."), ("paragraph", "Two."), ("paragraph", ""), ("bullet", "Item"),
    ]  # fmt: skip
    assert done.section.version == 2
    assert [(part.id == block.id, part.version) for part in done.blocks] == [
        (True, 2),
        (False, 1),
        (False, 1),
    ]
    assert done.blocks == done.section.blocks[:3]
    assert drafting.read_section(bench, anna, programme, KEY) == done.section


def test_a_list_goes_on_and_a_heading_does_not(
    bench: Workbench, anna: Actor, programme: str, written: Section
) -> None:
    """Below an item comes an item, below a heading a paragraph; a new kind may come with the division."""
    _, item, title = written.blocks
    divide_block(bench, anna, programme, KEY, item.id, ["It", "em"], 1)
    divide_block(bench, anna, programme, KEY, title.id, ["Ti", "tle"], 1)
    done = divide_block(
        bench, anna, programme, KEY, written.blocks[0].id, ["One.", "Two."], 1, BlockKind.NUMBERED
    )
    assert shape(done.section) == [
        ("numbered", "One."), ("numbered", "Two."), ("bullet", "It"), ("bullet", "em"),
        ("heading", "Ti"), ("paragraph", "tle"),
    ]  # fmt: skip


def test_a_division_is_taken_back_whole(
    bench: Workbench, anna: Actor, programme: str, written: Section
) -> None:
    """Undo gives the block all its words again; the history has every state."""
    block = written.blocks[0]
    done = divide_block(bench, anna, programme, KEY, block.id, ["One.", "Two."], 1)
    back = drafting.undo(bench, anna, programme, KEY, done.section.version).section
    assert shape(back) == shape(written)
    assert history.read_version(bench, anna, programme, KEY, 2).text.startswith("One.\n\nTwo.")


def test_two_blocks_become_one_and_are_taken_apart_again(
    bench: Workbench, anna: Actor, programme: str, written: Section
) -> None:
    """The upper one keeps its id and kind and gets the text; undo brings both back."""
    first, item, _ = written.blocks
    done = join_blocks(bench, anna, programme, KEY, first.id, "One. Two.Item", 1, item.id, 1)
    assert shape(done.section) == [("paragraph", "One. Two.Item"), ("heading", "Title")]
    assert [(block.id, block.version) for block in done.blocks] == [(first.id, 2)]
    back = drafting.undo(bench, anna, programme, KEY, done.section.version).section
    assert shape(back) == shape(written)


def test_nobody_elses_words_are_divided_or_joined_away(
    bench: Workbench, anna: Actor, programme: str, written: Section
) -> None:
    """Either block changed, or something put between them: refused, and the text is as the other left it."""
    first, item, _ = written.blocks
    drafting.save_block(bench, anna, programme, KEY, item.id, "Item, hers.", 1)
    with pytest.raises(Conflict):
        divide_block(bench, anna, programme, KEY, item.id, ["It", "em"], 1)
    with pytest.raises(Conflict):
        join_blocks(bench, anna, programme, KEY, first.id, "One. Two.Item", 1, item.id, 1)
    between = drafting.add_block(bench, anna, programme, KEY, BlockKind.PARAGRAPH, "Between.", first.id)
    with pytest.raises(Conflict) as refused:
        join_blocks(bench, anna, programme, KEY, first.id, "One. Two.Item, hers.", 1, item.id, 2)
    assert refused.value.code == "block_moved"
    assert drafting.read_section(bench, anna, programme, KEY) == between.section


def test_tables_stay_whole(bench: Workbench, anna: Actor, programme: str) -> None:
    """A table is neither divided nor joined, nor made of something that is; one text is no division."""
    text = "Above.\n\n| a | b |\n| --- | --- |\n| c | d |"
    above, table = drafting.save_section_text(bench, anna, programme, KEY, text, 0).blocks
    for act in (
        lambda: divide_block(bench, anna, programme, KEY, table.id, ["| a |", "| b |"], 1),
        lambda: divide_block(bench, anna, programme, KEY, above.id, ["a", "b"], 1, BlockKind.TABLE),
        lambda: divide_block(bench, anna, programme, KEY, above.id, ["a"], 1),
        lambda: join_blocks(bench, anna, programme, KEY, above.id, "both", 1, table.id, 1),
    ):
        with pytest.raises(Invalid) as refused:
            act()
        assert refused.value.code == "indivisible"


def test_parts_of_a_model_clause_remember_it(bench: Workbench, anna: Actor, programme: str) -> None:
    """What differs from the model can still be told; an empty new paragraph is nobody's clause."""
    clause = inserting.insert_clause(bench, anna, programme, KEY, "icp.2.3/deputy").blocks[0]
    done = divide_block(bench, anna, programme, KEY, clause.id, ["One.", "Two.", ""], clause.version)
    assert [part.clause for part in done.blocks] == [clause.clause, clause.clause, None]
