"""Writing a section: what was saved can be read back, and nobody overwrites a text they have not seen."""

from collections.abc import Callable

import pytest

from app.domain.blocks import BlockKind, InvalidCharacter, TextTooLong
from app.domain.editing import Place
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.people import Actor, Role
from app.domain.plain_text import sha256
from app.domain.programme import Cause, Section, SectionStatus
from app.storage import sections
from app.usecases.progress.steps import set_section_status
from app.usecases.workbench import Workbench
from app.usecases.writing import drafting, history
from tests.stories.companies import Company, a_company

KEY = "icp.2.3"


@pytest.fixture
def written(bench: Workbench, anna: Actor, programme: str) -> Section:
    """A section with three paragraphs, at version 1."""
    return drafting.save_section_text(bench, anna, programme, KEY, "One.\n\nTwo.\n\nThree.", 0)


def texts(section: Section) -> list[str]:
    return [block.text for block in section.blocks]


def test_a_saved_text_is_read_back_with_its_hash(bench: Workbench, anna: Actor, programme: str) -> None:
    """What was answered is what stands in the database, and the hash is that of the text."""
    saved = drafting.save_section_text(
        bench, anna, programme, KEY, "A deputy is named.\r\n\r\n- one\r\n- two", 0
    )

    found = drafting.read_section(bench, anna, programme, KEY)
    assert found == saved
    assert found.text == "A deputy is named.\n\n- one\n- two"
    assert found.sha256 == sha256(found.text)
    assert [block.kind for block in found.blocks] == ["paragraph", "bullet", "bullet"]
    assert found.status == SectionStatus.IN_PROGRESS


def test_an_empty_text_is_a_text(bench: Workbench, anna: Actor, programme: str, written: Section) -> None:
    """Clearing a section is saved like any other text."""
    saved = drafting.save_section_text(bench, anna, programme, KEY, "", written.version)

    assert (saved.version, saved.text, saved.blocks) == (2, "", ())


def test_head_and_newest_version_are_the_same(bench: Workbench, anna: Actor, programme: str) -> None:
    """Each save adds exactly one version, and the newest one is the section."""
    for number in range(3):
        drafting.save_section_text(bench, anna, programme, KEY, f"Text {number}.", number)

    head = drafting.read_section(bench, anna, programme, KEY)
    lines = history.list_versions(bench, anna, programme, KEY)
    assert [line.number for line in lines] == [3, 2, 1]
    assert history.read_version(bench, anna, programme, KEY, 3).blocks == head.blocks
    assert lines[0].sha256 == head.sha256


@pytest.mark.parametrize("base", [0, 2, 7])
def test_a_section_is_not_saved_over_another_version(
    bench: Workbench, anna: Actor, programme: str, written: Section, base: int
) -> None:
    """A stale or an invented version is refused with the text as it is and as it was."""
    with pytest.raises(Conflict) as refused:
        drafting.save_section_text(bench, anna, programme, KEY, "Mine.", base)

    assert refused.value.code == "conflict"
    assert refused.value.current.text == "One.\n\nTwo.\n\nThree."
    assert refused.value.base is None
    assert drafting.read_section(bench, anna, programme, KEY) == written


def test_a_conflict_shows_the_text_both_began_with(
    bench: Workbench, anna: Actor, programme: str, written: Section
) -> None:
    """Whoever loses a race gets the newer text and the one both started from."""
    drafting.save_section_text(bench, anna, programme, KEY, "Hers.", 1)

    with pytest.raises(Conflict) as refused:
        drafting.save_section_text(bench, anna, programme, KEY, "Mine.", 1)

    assert refused.value.base.text == written.text
    assert refused.value.current.text == "Hers."
    assert refused.value.facts["author"] == "Anna de Wit"


def test_blocks_keep_their_ids_through_a_text_edit(
    bench: Workbench, anna: Actor, programme: str, written: Section
) -> None:
    """A paragraph that was not touched keeps its id and version; a changed one counts on."""
    saved = drafting.save_section_text(
        bench, anna, programme, KEY, "An entirely new paragraph!\n\nOne.\n\nThree.", 1
    )

    assert saved.blocks[1] == written.blocks[0]
    assert saved.blocks[2] == written.blocks[2]
    assert saved.blocks[0].id not in {block.id for block in written.blocks}


def test_a_block_is_saved_although_another_one_changed(
    bench: Workbench, anna: Actor, programme: str, written: Section
) -> None:
    """Two people in two paragraphs never meet a conflict."""
    first, second, _ = written.blocks
    drafting.save_block(bench, anna, programme, KEY, first.id, "One, changed.", 1)
    saved = drafting.save_block(bench, anna, programme, KEY, second.id, "Two, changed.", 1)

    assert texts(saved.section) == ["One, changed.", "Two, changed.", "Three."]
    assert saved.section.version == 3
    assert [block.version for block in saved.section.blocks] == [2, 2, 1]


def test_a_block_is_not_saved_over_a_newer_text(
    bench: Workbench, anna: Actor, programme: str, written: Section
) -> None:
    """The refusal carries the block as it is, as it was, and who changed it."""
    block = written.blocks[1]
    drafting.save_block(bench, anna, programme, KEY, block.id, "Two, hers.", 1)
    drafting.save_block(bench, anna, programme, KEY, written.blocks[0].id, "One, hers.", 1)

    with pytest.raises(Conflict) as refused:
        drafting.save_block(bench, anna, programme, KEY, block.id, "Two, mine.", 1)

    assert refused.value.current.text == "Two, hers."
    assert refused.value.base == block
    assert refused.value.facts["author"] == "Anna de Wit"


def test_a_block_deleted_meanwhile_is_a_conflict_not_a_loss(
    bench: Workbench, anna: Actor, programme: str, written: Section
) -> None:
    """Saving a deleted paragraph says so and shows what it was; an unknown id is not found."""
    block = written.blocks[1]
    drafting.delete_block(bench, anna, programme, KEY, block.id, 1)

    with pytest.raises(Conflict) as refused:
        drafting.save_block(bench, anna, programme, KEY, block.id, "Two, mine.", 1)
    assert (refused.value.current, refused.value.base) == (None, block)
    with pytest.raises(NotFound):
        drafting.save_block(bench, anna, programme, KEY, "no-such-block", "Text", 1)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (lambda b: Place.START, ["New.", "One.", "Two.", "Three."]),
        (lambda b: Place.END, ["One.", "Two.", "Three.", "New."]),
        (lambda b: b[0].id, ["One.", "New.", "Two.", "Three."]),
    ],
)
def test_a_block_is_added_where_it_was_asked(
    bench: Workbench,
    anna: Actor,
    programme: str,
    written: Section,
    after: Callable[..., str | Place],
    expected: list[str],
) -> None:
    """First, last or after a block."""
    saved = drafting.add_block(
        bench, anna, programme, KEY, BlockKind.PARAGRAPH, "New.", after(written.blocks)
    )
    assert texts(saved.section) == expected
    assert [block.text for block in saved.blocks] == ["New."]


@pytest.mark.parametrize(
    ("which", "step", "expected"),
    [
        (0, 1, ["Two.", "One.", "Three."]),
        (2, -1, ["One.", "Three.", "Two."]),
        (0, -1, ["One.", "Two.", "Three."]),
        (2, 5, ["One.", "Two.", "Three."]),
        (2, -2, ["Three.", "One.", "Two."]),
    ],
)
def test_a_block_moves_by_steps_and_never_past_an_end(
    bench: Workbench,
    anna: Actor,
    programme: str,
    written: Section,
    which: int,
    step: int,
    expected: list[str],
) -> None:
    """Up and down by buttons; the block's own version stays, for its text is the same."""
    saved = drafting.move_block(bench, anna, programme, KEY, written.blocks[which].id, 1, step)
    assert texts(saved.section) == expected
    assert {block.version for block in saved.section.blocks} == {1}


def test_a_block_moves_behind_another(
    bench: Workbench, anna: Actor, programme: str, written: Section
) -> None:
    """Dragging names the block it lands behind."""
    one, _, three = written.blocks
    saved = drafting.move_block(bench, anna, programme, KEY, one.id, 1, three.id)
    assert texts(saved.section) == ["Two.", "Three.", "One."]
    saved = drafting.move_block(bench, anna, programme, KEY, one.id, 1, Place.START)
    assert texts(saved.section) == ["One.", "Two.", "Three."]


def test_a_deleted_block_comes_back_where_it_stood(
    bench: Workbench, anna: Actor, programme: str, written: Section
) -> None:
    """Undo of a delete spares what was written since."""
    one, two, _ = written.blocks
    gone = drafting.delete_block(bench, anna, programme, KEY, two.id, 1)
    drafting.save_block(bench, anna, programme, KEY, one.id, "One, later.", 1)

    back = drafting.undo(bench, anna, programme, KEY, gone.section.version)

    assert texts(back.section) == ["One, later.", "Two.", "Three."]
    assert back.section.blocks[1] == two
    with pytest.raises(Conflict, match="nothing_to_undo"):
        drafting.undo(bench, anna, programme, KEY, gone.section.version)


def test_a_block_that_comes_back_never_reuses_a_version_number(
    bench: Workbench, anna: Actor, programme: str, written: Section
) -> None:
    """A colleague with an old copy open must meet a conflict, not slip past it."""
    one = written.blocks[0]
    drafting.save_block(bench, anna, programme, KEY, one.id, "One, second text.", 1)
    drafting.delete_block(bench, anna, programme, KEY, one.id, 2)
    drafting.save_section_text(bench, anna, programme, KEY, "Else.", 3)

    restored = history.restore_version(bench, anna, programme, KEY, 1, base_version=4)

    assert texts(restored) == ["One.", "Two.", "Three."]
    assert restored.blocks[0].id == one.id
    assert restored.blocks[0].version == 3
    with pytest.raises(Conflict):
        drafting.save_block(bench, anna, programme, KEY, one.id, "Old copy.", 2)


def test_an_edit_of_an_approved_section_shows(
    bench: Workbench, anna: Actor, programme: str, written: Section
) -> None:
    """The server alone says that a text changed after it was approved."""
    set_section_status(bench, anna, programme, KEY, SectionStatus.APPROVED, 1)
    saved = drafting.save_block(bench, anna, programme, KEY, written.blocks[0].id, "Other.", 1)
    assert saved.section.status == SectionStatus.CHANGED_AFTER_APPROVAL
    again = drafting.save_section_text(bench, anna, programme, KEY, "Again.", 2)
    assert again.status == SectionStatus.CHANGED_AFTER_APPROVAL


def test_too_long_a_text_is_refused_whole(
    bench: Workbench, anna: Actor, programme: str, written: Section
) -> None:
    """The limit holds for the section, also when it grows block by block."""
    with pytest.raises(TextTooLong):
        drafting.save_section_text(bench, anna, programme, KEY, "a" * 200_001, 1)
    drafting.add_block(bench, anna, programme, KEY, BlockKind.PARAGRAPH, "a" * 199_000)
    with pytest.raises(TextTooLong):
        drafting.add_block(bench, anna, programme, KEY, BlockKind.PARAGRAPH, "b" * 2_000)


@pytest.mark.parametrize("text", ["a\x00b", "a\x0bb", "\ud800", "\ufffe"])
def test_a_character_no_document_can_keep_is_refused_with_its_place(
    bench: Workbench, anna: Actor, programme: str, text: str
) -> None:
    """Refused on both databases alike; nothing is altered silently."""
    with pytest.raises(InvalidCharacter) as refused:
        drafting.save_section_text(bench, anna, programme, KEY, text, 0)
    assert refused.value.position == text.index(next(c for c in text if c not in "ab"))


def test_a_picture_needs_words(bench: Workbench, anna: Actor, programme: str) -> None:
    """A picture without alternative text is not added."""
    with pytest.raises(Invalid, match="alternative_missing"):
        drafting.add_block(bench, anna, programme, KEY, BlockKind.PICTURE, "![ ](file:abc)")


def test_a_colleague_without_the_right_is_told_who_can_help(
    bench: Workbench, company: Company, anna: Actor, programme: str
) -> None:
    """An administrator who writes no texts gets the names of those who do."""
    visitor = company.person("Ines Kaya", Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed) as refused:
        drafting.save_section_text(bench, visitor, programme, KEY, "Mine.", 0)
    assert refused.value.facts["helpers"] == ("Anna de Wit",)


def test_another_company_does_not_see_that_the_section_exists(
    bench: Workbench, anna: Actor, programme: str, written: Section
) -> None:
    """Foreign and unknown look the same."""
    stranger = a_company(bench, "Other B.V.").person("Otto Bos")
    for programme_id in (programme, "unknown"):
        with pytest.raises(NotFound):
            drafting.read_section(bench, stranger, programme_id, KEY)
        with pytest.raises(NotFound):
            drafting.save_block(bench, stranger, programme_id, KEY, written.blocks[0].id, "x", 1)


def test_versions_remember_why_they_came_to_be(
    bench: Workbench, anna: Actor, programme: str, written: Section
) -> None:
    """The history names the act."""
    gone = drafting.delete_block(bench, anna, programme, KEY, written.blocks[0].id, 1)
    drafting.undo(bench, anna, programme, KEY, gone.section.version)
    history.restore_version(bench, anna, programme, KEY, 1, base_version=3)
    causes = [line.cause for line in history.list_versions(bench, anna, programme, KEY)]
    assert causes == [Cause.RESTORE, Cause.UNDO, Cause.EDIT, Cause.TEXT]


def test_what_is_stored_unpacks_to_what_was_packed(written: Section) -> None:
    """Blocks survive their way through the row."""
    assert sections.unpack(sections.pack(written.blocks)) == written.blocks
    assert sections.unpack(b"") == ()
