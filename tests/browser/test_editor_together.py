"""Two people in one section, in two browser windows: nobody's words get lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.studio import PATIENCE, Desk, Studio, forgive, open_desk, running_studio

TEXT = "The officer stops an order.\n\nSecond paragraph."


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with running_studio(tmp_path_factory.mktemp("studio")) as running:
        yield running


@pytest.fixture
def other_window(browser: Browser) -> Iterator[BrowserContext]:
    """A second browser window with cookies of its own."""
    made = browser.new_context()
    yield made
    made.close()


@pytest.fixture
def programme(studio: Studio) -> str:
    return studio.programme(TEXT)


@pytest.fixture
def anna(studio: Studio, context: BrowserContext, programme: str) -> Desk:
    return open_desk(studio, context, programme)


@pytest.fixture
def sanne(studio: Studio, other_window: BrowserContext, programme: str) -> Desk:
    return open_desk(studio, other_window, programme, studio.sanne)


def clash(anna: Desk, sanne: Desk) -> None:
    """Both open the first paragraph; Sanne saves first, Anna second."""
    anna.edit(1)
    sanne.edit(1)
    sanne.page.keyboard.type(" Sanne adds this.")
    sanne.expect_saved()
    anna.page.keyboard.press("Home")
    anna.page.keyboard.type("Anna says: ")
    anna.expect_state("conflict")
    expect(anna.page.locator("[data-conflict]")).to_be_visible(timeout=PATIENCE)


def test_combined_holds_the_words_of_both(
    studio: Studio, anna: Desk, sanne: Desk, programme: str, complaints: list[str]
) -> None:
    """Three columns; the combined text is offered word by word and saved by one click."""
    clash(anna, sanne)
    panel = anna.page.locator("[data-conflict]")
    expect(panel).to_contain_text("Sanne Vos changed this paragraph while you were writing. Nothing is lost.")
    expect(panel.get_by_label("Yours")).to_have_value("Anna says: The officer stops an order.")
    expect(panel).to_contain_text("The officer stops an order. Sanne adds this.")
    combined = "Anna says: The officer stops an order. Sanne adds this."
    expect(panel.get_by_label("Combined")).to_have_value(combined)
    panel.get_by_role("button", name="Use combined").click()
    anna.expect_saved()

    expect(anna.block(1)).to_contain_text("Sanne adds this.")
    assert studio.section(programme).blocks[0].text == combined
    kept = studio.texts_in_history(programme)
    assert "Anna says: The officer stops an order." in kept
    assert "The officer stops an order. Sanne adds this." in kept
    forgive(complaints, "409")


def test_mine_can_stand_below(
    studio: Studio, anna: Desk, sanne: Desk, programme: str, complaints: list[str]
) -> None:
    """Keep mine as a new paragraph leaves the other text alone."""
    clash(anna, sanne)
    anna.page.get_by_role("button", name="Keep mine as a new paragraph").click()
    anna.expect_saved()
    expect(anna.blocks).to_have_count(3)
    assert [block.text for block in studio.section(programme).blocks] == [
        "The officer stops an order. Sanne adds this.",
        "Anna says: The officer stops an order.",
        "Second paragraph.",
    ]
    forgive(complaints, "409")


def test_theirs_goes_on_and_mine_is_in_the_history(
    studio: Studio, anna: Desk, sanne: Desk, programme: str, complaints: list[str]
) -> None:
    """Giving way loses nothing either."""
    clash(anna, sanne)
    anna.page.get_by_role("button", name="Keep the text of Sanne Vos").click()
    anna.expect_saved()
    assert studio.section(programme).blocks[0].text == "The officer stops an order. Sanne adds this."
    assert "Anna says: The officer stops an order." in studio.texts_in_history(programme)
    forgive(complaints, "409")


def test_a_conflict_while_the_other_goes_on_writing(
    studio: Studio, anna: Desk, sanne: Desk, programme: str, complaints: list[str]
) -> None:
    """A choice against a text that moved on is asked again with the newer one."""
    clash(anna, sanne)
    sanne.page.keyboard.type(" Later still.")
    sanne.expect_saved()
    anna.page.get_by_role("button", name="Use combined").click()
    combined = anna.page.get_by_label("Combined")
    expect(combined).to_have_value(
        "Anna says: The officer stops an order. Sanne adds this. Later still.", timeout=PATIENCE
    )
    anna.page.get_by_role("button", name="Use combined").click()
    anna.expect_saved()
    assert studio.section(programme).blocks[0].text.endswith("Sanne adds this. Later still.")
    forgive(complaints, "409")


def test_a_paragraph_deleted_meanwhile(
    studio: Studio, anna: Desk, sanne: Desk, programme: str, complaints: list[str]
) -> None:
    """Typing in a paragraph that a colleague deleted ends as a new paragraph, not as nothing."""
    anna.edit(2)
    sanne.block(2).hover()
    sanne.block(2).locator('[data-act="delete"]').click()
    expect(sanne.blocks).to_have_count(1, timeout=PATIENCE)
    anna.page.keyboard.type(" Still writing.")
    anna.expect_state("conflict")
    expect(anna.page.locator("[data-conflict]")).to_contain_text("was deleted", timeout=PATIENCE)
    anna.page.get_by_role("button", name="Keep mine as a new paragraph").click()
    anna.expect_saved()
    assert studio.section(programme).blocks[-1].text == "Second paragraph. Still writing."
    forgive(complaints, "409")


def test_two_people_in_two_paragraphs_never_meet(
    studio: Studio, anna: Desk, sanne: Desk, programme: str
) -> None:
    """Both save; both see the other's paragraph without a reload."""
    anna.edit(1)
    sanne.edit(2)
    anna.page.keyboard.type(" A.")
    sanne.page.keyboard.type(" S.")
    anna.expect_saved()
    sanne.expect_saved()
    assert studio.section(programme).text == "The officer stops an order. A.\n\nSecond paragraph. S."
    anna.page.keyboard.press("Escape")
    expect(anna.block(2)).to_contain_text("Second paragraph. S.", timeout=PATIENCE)


def test_one_sees_where_the_other_is_writing(anna: Desk, sanne: Desk) -> None:
    """A hint on the paragraph; one can write there all the same."""
    sanne.edit(2)
    with anna.page.expect_response("**/presence"):
        anna.edit(1)
    expect(anna.block(2).locator("[data-presence]")).to_have_text("Sanne Vos is editing this", timeout=25_000)


def test_blanks_stand_by_name_in_a_conflict_and_by_key_in_the_text(
    studio: Studio, anna: Desk, sanne: Desk, programme: str, complaints: list[str]
) -> None:
    """Nobody reads braces while choosing, and nothing else than the key is saved."""
    anna.edit(1)
    sanne.edit(1)
    sanne.page.keyboard.type(" Ask {{export_control_officer}}.")
    sanne.expect_saved()
    anna.page.keyboard.press("Home")
    anna.page.keyboard.type("Anna says: ")
    anna.expect_state("conflict")
    combined = "Anna says: The officer stops an order. Ask {}."
    expect(anna.page.get_by_label("Combined")).to_have_value(
        combined.format("‹Export control officer›"), timeout=PATIENCE
    )
    anna.page.get_by_role("button", name="Use combined").click()
    anna.expect_saved()
    assert studio.section(programme).blocks[0].text == combined.format("{{export_control_officer}}")
    forgive(complaints, "409")


def test_words_that_arrive_while_a_hand_holds_a_block_are_shown_when_it_lets_go(
    anna: Desk, sanne: Desk
) -> None:
    """They are only put off: a block that stayed as it was would be changed from an old version."""
    anna.block(2).locator(".icp-block__number").hover()
    anna.page.mouse.down()
    sanne.edit(2)
    sanne.page.keyboard.type(" Sanne adds this.")
    sanne.expect_saved()
    anna.bring_up_to_date()
    expect(anna.block(2)).not_to_contain_text("Sanne adds this.")
    anna.page.mouse.up()
    expect(anna.block(2)).to_contain_text("Sanne adds this.", timeout=PATIENCE)
