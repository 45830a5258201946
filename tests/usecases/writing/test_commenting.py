"""Comments on blocks: threads, resolving, and honesty about text that has moved on."""

import io
import zipfile

import pytest

from app.domain.blocks import Block
from app.domain.errors import Invalid, NotFound, TooLarge
from app.domain.people import Actor
from app.domain.programme import Section
from app.usecases.printing import exporting
from app.usecases.printing.printed_programme import ExportOptions
from app.usecases.workbench import Workbench
from app.usecases.writing import commenting, drafting
from tests.stories.companies import Company, a_company

KEY = "icp.2.3"


@pytest.fixture
def anna(company: Company) -> Actor:
    return company.person("Anna de Wit")


@pytest.fixture
def section(bench: Workbench, anna: Actor, programme: str) -> Section:
    return drafting.save_section_text(bench, anna, programme, KEY, "One.\n\nTwo.", 0)


@pytest.fixture
def block(section: Section) -> Block:
    return section.blocks[0]


def test_a_thread_holds_a_remark_and_its_answers(
    bench: Workbench, company: Company, anna: Actor, programme: str, block: Block
) -> None:
    """Answers stand at the block of their thread, in the order in which they came."""
    sanne = company.person("Sanne Vos")
    first = commenting.write_comment(bench, anna, programme, KEY, block.id, " Who decides?\r\nAnd when? ")
    commenting.write_comment(bench, sanne, programme, KEY, "", "Anna does.", first.id)
    commenting.write_comment(bench, anna, programme, KEY, "", "Then write it.", first.id)

    (thread,) = commenting.read_threads(bench, anna, programme, KEY)

    assert (thread.first.text, thread.first.author) == ("Who decides?\nAnd when?", "Anna de Wit")
    assert [(answer.author, answer.text, answer.block_id) for answer in thread.answers] == [
        ("Sanne Vos", "Anna does.", block.id),
        ("Anna de Wit", "Then write it.", block.id),
    ]
    assert not thread.outdated


def test_a_thread_is_outdated_when_its_block_changed_or_is_gone(
    bench: Workbench, anna: Actor, programme: str, section: Section
) -> None:
    """A comment on one block says nothing about another; a deleted block keeps its comments."""
    first, second = section.blocks
    for block in section.blocks:
        commenting.write_comment(bench, anna, programme, KEY, block.id, f"About {block.text}")

    drafting.save_block(bench, anna, programme, KEY, first.id, "One, but better.", 1)
    drafting.delete_block(bench, anna, programme, KEY, second.id, 1)

    about = {t.first.block_id: t for t in commenting.read_threads(bench, anna, programme, KEY)}
    assert (about[first.id].outdated, about[first.id].block_gone) == (True, False)
    assert about[second.id].block_gone


def test_a_thread_is_resolved_and_opened_again(
    bench: Workbench, anna: Actor, programme: str, section: Section
) -> None:
    """Resolved threads come last and say who resolved them."""
    old = commenting.write_comment(bench, anna, programme, KEY, section.blocks[0].id, "Old.")
    commenting.write_comment(bench, anna, programme, KEY, section.blocks[1].id, "New.")
    commenting.resolve_thread(bench, anna, programme, old.id, True)

    texts = [
        (t.first.text, t.first.resolved_by) for t in commenting.read_threads(bench, anna, programme, KEY)
    ]
    assert texts == [("New.", None), ("Old.", "Anna de Wit")]
    commenting.resolve_thread(bench, anna, programme, old.id, False)
    assert not any(t.is_resolved for t in commenting.read_threads(bench, anna, programme, KEY))


@pytest.mark.parametrize(
    ("text", "place", "thread", "error"),
    [
        (" \n ", None, None, "missing"),
        ("x" * 5001, None, None, "too_long"),
        ("a\x00b", None, None, "invalid_character"),
        ("Hello.", "no-such-block", None, "unknown_block"),
        ("Hello.", None, "no-such-thread", "unknown_thread"),
    ],
)
def test_a_comment_that_cannot_be_placed_is_refused(
    bench: Workbench,
    anna: Actor,
    programme: str,
    block: Block,
    text: str,
    place: str | None,
    thread: str | None,
    error: str,
) -> None:
    """Empty, endless, unstorable, about nothing, or in answer to nothing."""
    with pytest.raises((Invalid, TooLarge)) as refused:
        commenting.write_comment(bench, anna, programme, KEY, place or block.id, text, thread)
    assert refused.value.code == error
    assert commenting.read_threads(bench, anna, programme, KEY) == ()


def test_comments_stay_inside_the_company(
    bench: Workbench, anna: Actor, programme: str, block: Block
) -> None:
    """In no export unless asked for; a stranger finds none; no answer is given across programmes."""
    comment = commenting.write_comment(bench, anna, programme, KEY, block.id, "Heel geheim Paardebloem.")
    other = a_company(bench, "Other B.V.")
    stranger = other.person("Otto Vreemd")
    theirs = other.programme(stranger)
    written = drafting.save_section_text(bench, stranger, theirs, KEY, "Theirs.", 0)

    with pytest.raises(NotFound):
        commenting.read_threads(bench, stranger, programme, KEY)
    with pytest.raises(NotFound):
        commenting.resolve_thread(bench, stranger, theirs, comment.id, True)
    with pytest.raises(Invalid):
        commenting.write_comment(bench, stranger, theirs, KEY, written.blocks[0].id, "Hi", comment.id)
    exported = exporting.export_programme(bench, anna, programme, ExportOptions("en"))
    assert "Paardebloem" not in all_parts(exported.content)


def all_parts(content: bytes) -> str:
    """Every XML part of a Word file, as one text."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
