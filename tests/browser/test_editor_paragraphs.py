"""Enter and Backspace between paragraphs: as in any word processor, and no typed character is ever lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from app.usecases.writing import drafting
from tests.browser.studio import (
    KEY,
    NO_CONNECTION,
    PATIENCE,
    Desk,
    Studio,
    forgive,
    open_desk,
    running_studio,
)

TEXT = "First paragraph.\n\nSecond paragraph.\n\n- An item."


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with running_studio(tmp_path_factory.mktemp("studio")) as running:
        yield running


@pytest.fixture
def programme(studio: Studio) -> str:
    return studio.programme(TEXT)


@pytest.fixture
def desk(studio: Studio, context: BrowserContext, programme: str) -> Desk:
    return open_desk(studio, context, programme)


def blocks(studio: Studio, programme: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in studio.section(programme).blocks]


def texts(studio: Studio, programme: str) -> list[str]:
    return [text for _, text in blocks(studio, programme)]


def slowly(desk: Desk, ending: str) -> None:
    """Let answers to that request take most of a second; everything else is as quick as ever."""

    def answer_late(route: Route) -> None:
        answer = route.fetch()
        desk.page.wait_for_timeout(700)
        route.fulfill(response=answer)

    desk.page.route(f"**/blocks/*/{ending}", answer_late)


def test_enter_ends_a_paragraph(studio: Studio, desk: Desk, programme: str) -> None:
    """The rest moves to a paragraph of its own with the caret; Shift+Enter is a new line in the same one."""
    desk.edit(1)
    for _ in range(len("paragraph.")):
        desk.page.keyboard.press("ArrowLeft")
    desk.page.keyboard.press("Enter")
    expect(desk.block(2).locator("textarea[data-text]")).to_be_focused(timeout=PATIENCE)
    desk.page.keyboard.type("Own ")
    desk.page.keyboard.press("End")
    desk.page.keyboard.press("Shift+Enter")
    desk.page.keyboard.type("and a line.")
    desk.expect_saved()
    expect(desk.block(1)).to_contain_text("First")
    assert texts(studio, programme) == [
        "First ", "Own paragraph.\nand a line.", "Second paragraph.", "An item.",
    ]  # fmt: skip


def test_typing_does_not_wait_for_the_division(studio: Studio, desk: Desk, programme: str) -> None:
    """Three paragraphs in one go, with answers that come late: every character stands in its place."""
    slowly(desk, "divide")
    desk.edit(2)
    for _ in range(3):
        desk.page.keyboard.press("Enter")
        desk.page.keyboard.type("The quick brown officer stops the order. ", delay=15)
    expect(desk.blocks).to_have_count(6, timeout=PATIENCE)
    desk.page.keyboard.type("The end.")
    desk.expect_saved()
    sentence = "The quick brown officer stops the order. "
    expected = [
        "First paragraph.",
        "Second paragraph.",
        sentence,
        sentence,
        f"{sentence}The end.",
        "An item.",
    ]
    assert [text.rstrip() for text in texts(studio, programme)] == [text.rstrip() for text in expected]


def test_without_a_connection_paragraphs_wait_in_the_text(
    studio: Studio, context: BrowserContext, desk: Desk, programme: str, complaints: list[str]
) -> None:
    """Both stand in the open block until the line is back, and then become two."""
    area = desk.edit(1)
    context.set_offline(True)
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.type("Written offline.")
    desk.expect_state("unsaved")
    expect(area).to_have_value("First paragraph.\n\nWritten offline.")
    context.set_offline(False)
    expect(desk.blocks).to_have_count(4, timeout=PATIENCE)
    expect(desk.block(2).locator("textarea[data-text]")).to_be_focused(timeout=PATIENCE)
    desk.page.keyboard.type(" And online.")
    desk.expect_saved()
    assert texts(studio, programme)[:3] == [
        "First paragraph.", "Written offline. And online.", "Second paragraph.",
    ]  # fmt: skip
    forgive(complaints, *NO_CONNECTION)


def test_a_lost_answer_divides_once(
    studio: Studio, desk: Desk, programme: str, complaints: list[str]
) -> None:
    """The connection breaks after the server divided: the retry gets the same answer and adds nothing."""
    lost: list[str] = []

    def lose_first(route: Route) -> None:
        if lost:
            route.continue_()
            return
        route.fetch()
        lost.append(route.request.url)
        route.abort()

    desk.page.route("**/blocks/*/divide", lose_first)
    desk.edit(1)
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.type("Once.")
    expect(desk.blocks).to_have_count(4, timeout=PATIENCE)
    desk.expect_saved()
    assert lost
    assert texts(studio, programme) == ["First paragraph.", "Once.", "Second paragraph.", "An item."]
    forgive(complaints, *NO_CONNECTION)


def test_a_break_taken_back_at_once_leaves_one_paragraph(studio: Studio, desk: Desk, programme: str) -> None:
    """Backspace right after Enter, while the server still divides: one paragraph, here and there."""
    slowly(desk, "divide")
    area = desk.edit(1)
    with desk.page.expect_response(lambda answer: answer.url.endswith("/divide"), timeout=PATIENCE):
        desk.page.keyboard.press("Enter")
        desk.page.keyboard.press("Backspace")
        desk.page.keyboard.type(" Still one.")
    expect(desk.blocks).to_have_count(3, timeout=PATIENCE)
    desk.expect_saved()
    expect(area).to_be_focused()
    expect(area).to_have_value("First paragraph. Still one.")
    desk.page.keyboard.press("Escape")
    expect(desk.block(1).locator('[data-act="edit"]')).to_be_focused(timeout=PATIENCE)
    assert texts(studio, programme) == ["First paragraph. Still one.", "Second paragraph.", "An item."]


def test_backspace_at_the_start_joins(studio: Studio, desk: Desk, programme: str) -> None:
    """The caret stays between the words, and what is typed while the server joins is kept."""
    slowly(desk, "join")
    desk.edit(2)
    desk.page.keyboard.type(" Now.")
    desk.page.keyboard.press("Home")
    desk.page.keyboard.press("Backspace")
    desk.page.keyboard.type(" Typed meanwhile. ", delay=15)
    expect(desk.blocks).to_have_count(2, timeout=PATIENCE)
    area = desk.block(1).locator("textarea[data-text]")
    expect(area).to_be_focused(timeout=PATIENCE)
    desk.page.keyboard.type("And after. ")
    desk.expect_saved()
    whole = "First paragraph. Typed meanwhile. And after. Second paragraph. Now."
    expect(area).to_have_value(whole)
    assert texts(studio, programme) == [whole, "An item."]


def test_a_list_goes_on_until_an_empty_item(studio: Studio, desk: Desk, programme: str) -> None:
    """Enter makes the next item; Enter in an empty one ends the list."""
    desk.edit(3)
    desk.page.keyboard.press("Enter")
    expect(desk.block(4).locator("textarea[data-text]")).to_be_focused(timeout=PATIENCE)
    desk.page.keyboard.type("Another.")
    desk.page.keyboard.press("Enter")
    expect(desk.block(5).locator("textarea[data-text]")).to_be_focused(timeout=PATIENCE)
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.type("After the list.")
    desk.page.keyboard.press("Control+Enter")
    expect(desk.block(5).locator('[data-act="edit"]')).to_be_focused(timeout=PATIENCE)
    assert blocks(studio, programme)[2:] == [
        ("bullet", "An item."), ("bullet", "Another."), ("paragraph", "After the list."),
    ]  # fmt: skip


def test_an_empty_new_paragraph_goes_when_it_is_closed(studio: Studio, desk: Desk, programme: str) -> None:
    """Enter at the end and nothing typed leaves no empty paragraph in the document."""
    desk.edit(1)
    desk.page.keyboard.press("Enter")
    expect(desk.block(2).locator("textarea[data-text]")).to_be_focused(timeout=PATIENCE)
    desk.page.keyboard.press("Escape")
    expect(desk.blocks).to_have_count(3, timeout=PATIENCE)
    assert texts(studio, programme) == ["First paragraph.", "Second paragraph.", "An item."]


def test_a_division_of_what_somebody_changed_is_a_conflict(
    studio: Studio, desk: Desk, programme: str, complaints: list[str]
) -> None:
    """Both texts are shown, mine with both its paragraphs; nothing is overwritten."""
    slowly(desk, "divide")
    slowly(desk, "conflict")
    desk.edit(1)
    first = studio.section(programme).blocks[0]
    drafting.save_block(studio.bench, studio.sanne, programme, KEY, first.id, "Sanne's words.", 1)
    with desk.page.expect_request(lambda request: request.url.endswith("/conflict"), timeout=PATIENCE):
        desk.page.keyboard.press("Enter")
        desk.page.keyboard.type("Mine.")
    desk.page.keyboard.type(" All mine.")
    desk.expect_state("conflict")
    panel = desk.page.locator("[data-conflict]")
    expect(panel).to_contain_text("Sanne's words.", timeout=PATIENCE)
    expect(panel).to_be_focused(timeout=PATIENCE)
    expect(panel.locator('[name="mine"]')).to_have_value("First paragraph.\n\nMine. All mine.")
    assert texts(studio, programme)[0] == "Sanne's words."
    forgive(complaints, "409")
