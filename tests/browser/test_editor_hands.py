"""Everything the editor offers to hands: keys, buttons, dragging, pasting, tables, clauses, blanks."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from app.usecases.writing import drafting
from tests.browser.studio import KEY, PATIENCE, Desk, Studio, open_desk, running_studio

TEXT = "First paragraph.\n\nSecond paragraph.\n\nThird paragraph."
PASTE = """([element, html, text]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", text);
  element.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


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


def texts(studio: Studio, programme: str) -> list[str]:
    return [block.text for block in studio.section(programme).blocks]


def paste(area: Locator, html: str, text: str) -> None:
    area.evaluate(f"(element, [html, text]) => ({PASTE})([element, html, text])", [html, text])


def test_keys_save_and_close(studio: Studio, desk: Desk, programme: str) -> None:
    """Ctrl+S saves at once, Ctrl+Enter and Esc close and go back to the edit button."""
    desk.edit(1)
    # With the clock of the page stopped no pause in typing saves: what is sent, the key has sent.
    desk.page.clock.install()
    desk.page.clock.pause_at(datetime.now(UTC) + timedelta(seconds=10))
    desk.page.keyboard.type(" Now.")
    with desk.page.expect_response(lambda r: r.request.method == "PUT" and "/blocks/" in r.url):
        desk.page.keyboard.press("Control+s")
    desk.page.clock.resume()
    desk.page.keyboard.press("Control+Enter")
    expect(desk.block(1).locator('[data-act="edit"]')).to_be_focused(timeout=PATIENCE)
    expect(desk.block(1)).to_contain_text("First paragraph. Now.")
    desk.edit(2)
    desk.page.keyboard.type(" Escaped.")
    desk.page.keyboard.press("Escape")
    expect(desk.block(2).locator('[data-act="edit"]')).to_be_focused(timeout=PATIENCE)
    assert texts(studio, programme)[:2] == ["First paragraph. Now.", "Second paragraph. Escaped."]


def test_f6_goes_round_the_panes_and_letters_do_nothing(desk: Desk) -> None:
    """Three panes forward and back; no single letter is a command."""
    focused = "() => document.activeElement.closest('[data-pane]')?.getAttribute('aria-labelledby')"
    seen = []
    for _ in range(4):
        desk.page.keyboard.press("F6")
        seen.append(desk.page.evaluate(focused))
    assert seen == ["guidance-heading", "text-heading", "side-heading", "guidance-heading"]
    desk.page.keyboard.press("Shift+F6")
    assert desk.page.evaluate(focused) == "side-heading"
    desk.page.wait_for_load_state("networkidle")
    before = desk.page.content()
    for letter in "abcdefghijklmnopqrstuvwxyz?/":
        desk.page.keyboard.press(letter)
    assert desk.page.content() == before


def test_bold_and_italic(studio: Studio, desk: Desk, programme: str) -> None:
    """Buttons with a state, and the keys everyone knows; native undo takes them back."""
    area = desk.edit(1)
    area.evaluate("area => area.setSelectionRange(0, 5)")
    desk.page.keyboard.press("Control+b")
    assert area.input_value() == "**First** paragraph."
    bold = desk.block(1).get_by_role("button", name="Bold")
    expect(bold).to_have_attribute("aria-pressed", "true")
    bold.click()
    assert area.input_value() == "First paragraph."
    area.evaluate("area => area.setSelectionRange(6, 15)")
    desk.block(1).get_by_role("button", name="Italic").click()
    desk.page.keyboard.press("Escape")
    expect(desk.block(1).locator("em")).to_have_text("paragraph", timeout=PATIENCE)
    assert texts(studio, programme)[0] == "First *paragraph*."


def test_blocks_move_by_button_and_by_dragging(studio: Studio, desk: Desk, programme: str) -> None:
    """Both ways end the same; the button keeps the focus."""
    desk.block(1).locator('[data-act="down"]').focus()
    desk.page.keyboard.press("Enter")
    expect(desk.block(2)).to_contain_text("First paragraph.", timeout=PATIENCE)
    expect(desk.block(2).locator('[data-act="down"]')).to_be_focused()
    desk.block(3).locator(".icp-block__number").drag_to(desk.block(1), target_position={"x": 60, "y": 3})
    expect(desk.block(1)).to_contain_text("Third paragraph.", timeout=PATIENCE)
    assert texts(studio, programme) == ["Third paragraph.", "Second paragraph.", "First paragraph."]


def test_a_block_that_a_hand_holds_stays_when_the_blocks_are_brought_up_to_date(desk: Desk) -> None:
    """Else a drag that begins while a move, findings or a colleague's words arrive would end in nothing."""
    block = desk.block(3)
    block.locator(".icp-block__number").hover()
    desk.page.mouse.down()
    held = block.element_handle()
    desk.bring_up_to_date()
    assert held.evaluate("one => one.isConnected && one.draggable")
    desk.page.mouse.up()
    assert not held.evaluate("one => one.draggable")


def test_a_new_block_opens_at_once_and_an_empty_one_goes_away(
    studio: Studio, desk: Desk, programme: str
) -> None:
    """Insert below, write, close; one that stays empty leaves nothing behind."""
    desk.block(1).hover()
    desk.block(1).locator('[data-act="insert"]').click()
    panel = desk.page.locator("#insert-panel")
    expect(panel).to_contain_text("Add below Paragraph 2.3.1")
    panel.get_by_role("button", name="List item").click()
    expect(desk.block(2).locator("textarea[data-text]")).to_be_focused(timeout=PATIENCE)
    desk.page.keyboard.type("An item.")
    desk.page.keyboard.press("Escape")
    expect(desk.block(2).locator("li")).to_have_text("An item.", timeout=PATIENCE)
    panel.get_by_role("button", name="Paragraph", exact=True).click()
    expect(desk.block(5).locator("textarea[data-text]")).to_be_focused(timeout=PATIENCE)
    desk.page.keyboard.press("Escape")
    expect(desk.blocks).to_have_count(4, timeout=PATIENCE)
    assert texts(studio, programme)[1] == "An item."


def test_a_deleted_block_comes_back(studio: Studio, desk: Desk, programme: str) -> None:
    """Delete offers to take itself back."""
    desk.block(2).hover()
    desk.block(2).locator('[data-act="delete"]').click()
    expect(desk.blocks).to_have_count(2, timeout=PATIENCE)
    desk.page.locator("#undo-line").get_by_role("button", name="Undo").click()
    expect(desk.blocks).to_have_count(3, timeout=PATIENCE)
    assert texts(studio, programme) == TEXT.split("\n\n")


def test_a_paste_from_word_becomes_paragraphs(studio: Studio, desk: Desk, programme: str) -> None:
    """Several paragraphs come as blocks below the open one, with one undo for all of them."""
    area = desk.edit(1)
    html = (
        "<html><body><p class=MsoNormal>One <b>bold</b>.</p><p>Two.</p><ul><li>Item</li></ul></body></html>"
    )
    paste(area, html, "One bold.\r\n\r\nTwo.\r\n\r\nItem")
    expect(desk.page.locator("#undo-line")).to_contain_text("3 paragraphs added.", timeout=PATIENCE)
    assert texts(studio, programme)[:4] == ["First paragraph.", "One **bold**.", "Two.", "Item"]
    desk.page.locator("#undo-line").get_by_role("button", name="Undo").click()
    expect(desk.blocks).to_have_count(3, timeout=PATIENCE)
    assert texts(studio, programme) == TEXT.split("\n\n")


def test_cells_fill_the_grid(studio: Studio, desk: Desk, programme: str) -> None:
    """A table opens as a grid; pasted cells fill and widen it; it saves itself like text."""
    desk.page.locator("#insert-panel").get_by_role("button", name="Table").click()
    first = desk.block(4).locator(".icp-grid__cell").first
    expect(first).to_be_focused(timeout=PATIENCE)
    paste(first, "", "Role\tName\tSince\nOfficer\tAnna | de Wit\t2024\n")
    desk.expect_saved()
    assert texts(studio, programme)[3] == (
        "| Role | Name | Since |\n| --- | --- | --- |\n| Officer | Anna \\| de Wit | 2024 |"
    )
    desk.block(4).get_by_role("button", name="Add a row").click()
    desk.block(4).get_by_label("Row 3, column 1").fill("Deputy")
    desk.page.keyboard.press("Escape")
    expect(desk.block(4).get_by_role("columnheader", name="Since")).to_be_visible(timeout=PATIENCE)
    expect(desk.block(4).get_by_role("cell", name="Anna | de Wit")).to_be_visible()
    assert texts(studio, programme)[3].endswith("| Deputy |  |  |")


def test_a_blank_in_a_table_goes_by_its_name(studio: Studio, context: BrowserContext) -> None:
    """Cells show what a blank is called, never its key; the text keeps the key. No column is cut off."""
    programme = studio.programme(
        "| Who | What | When | Where |\n| --- | --- | --- | --- |\n| {{export_control_officer}} | a | b | c |"
    )
    desk = open_desk(studio, context, programme)
    desk.block(1).locator('[data-act="edit"]').focus()
    desk.page.keyboard.press("Enter")
    cells = desk.block(1).locator(".icp-grid__cell")
    name = cells.nth(4).input_value()
    assert re.fullmatch("‹[^{}]+›", name)
    assert "{{" not in desk.block(1).inner_text()
    box = desk.block(1).locator(".icp-editor .icp-scroll")
    assert box.evaluate("one => one.scrollWidth <= one.clientWidth")
    cells.nth(5).fill(f"with {name}")
    desk.page.keyboard.press("Escape")
    desk.expect_saved()
    assert (
        studio.section(programme)
        .blocks[0]
        .text.endswith("| {{export_control_officer}} | with {{export_control_officer}} | b | c |")
    )


def test_a_finding_is_solved_by_its_model_clause(studio: Studio, desk: Desk, programme: str) -> None:
    """From the finding to the clause, its blanks filled in, and the finding is gone without a reload."""
    findings = desk.page.locator("#findings")
    findings.locator('[data-insert-clause="icp.2.3/deputy"] button').click()
    clause = desk.page.locator('[data-clause="icp.2.3/deputy"]')
    expect(clause).to_be_visible()
    clause.locator('input[name="blank_value"]').first.fill("Joris Smeets")
    clause.get_by_role("button", name="Insert this clause").click()
    expect(desk.page.locator("#blocks")).to_contain_text("Joris Smeets", timeout=PATIENCE)
    solved = findings.locator("[data-finding='STR-2.3-DEPUTY'][data-solved]")
    expect(solved).to_be_visible(timeout=PATIENCE)


def test_a_blank_is_filled_once_for_every_place(studio: Studio, context: BrowserContext) -> None:
    """A click on its label asks for the value; every place in the programme shows it, never braces."""
    programme = studio.programme("Ask {{export_control_officer}}.\n\nTell {{export_control_officer}}.")
    desk = open_desk(studio, context, programme)
    expect(desk.page.locator("#blocks")).not_to_contain_text("{{")
    desk.block(1).locator("[data-blank]").click()
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("Anna de Wit")
    dialog.get_by_role("button", name="Save").click()
    expect(desk.block(1)).to_contain_text("Ask Anna de Wit.", timeout=PATIENCE)
    expect(desk.block(2)).to_contain_text("Tell Anna de Wit.")


def test_a_finding_leads_to_its_paragraph(studio: Studio, context: BrowserContext) -> None:
    """Go to text puts the focus on the paragraph's edit button and says where that is; marks have names."""
    programme = studio.programme(
        "Anna de Wit, the export control officer, can stop an order, a delivery or a service."
    )
    desk = open_desk(studio, context, programme)
    mark = desk.block(1).locator("mark[data-evidence-for]").first
    expect(mark).to_be_visible(timeout=PATIENCE)
    number = desk.block(1).locator("a.icp-mark__number").first
    title = (number.get_attribute("aria-label") or "").partition(": ")[2]
    assert title in desk.page.locator("#findings").inner_text()
    link = desk.page.locator("[data-go-to-block]:visible").first
    link.click()
    expect(desk.block(1).locator('[data-act="edit"]')).to_be_focused()
    expect(desk.status).to_contain_text("Paragraph 2.3.1, finding")
    desk.page.get_by_role("button", name="Show marks").click()
    assert number.is_hidden()


def test_finding_buttons_come_with_the_findings(studio: Studio, context: BrowserContext) -> None:
    """An empty section offers no steps between findings and no marks; the first text that has some does."""
    programme = studio.company.programme(studio.anna, "en")
    desk = open_desk(studio, context, programme)
    buttons = desk.page.locator(".icp-sheet__tools button:visible")
    expect(desk.page.locator("#findings")).to_have_attribute("data-findings-state", "no_text")
    expect(desk.page.get_by_role("link", name="Edit the section as text")).to_be_visible()
    expect(buttons).to_have_count(0)
    drafting.save_section_text(studio.bench, studio.anna, programme, KEY, "The office opens at nine.", 0)
    desk.page.reload()
    expect(buttons).to_have_text(["Show marks", "Previous finding", "Next finding"], timeout=PATIENCE)


def test_the_section_as_text(studio: Studio, desk: Desk, programme: str) -> None:
    """Bulk work on one text; paragraphs that stay the same keep their identity."""
    ids = [block.id for block in studio.section(programme).blocks]
    desk.page.get_by_role("link", name="Edit the section as text").click()
    area = desk.page.get_by_label("The whole section as text")
    expect(area).to_have_value(TEXT, timeout=PATIENCE)
    area.fill(TEXT.replace("Second paragraph.\n\n", "") + "\n\n- one\n- two")
    desk.page.get_by_role("button", name="Save the section").click()
    expect(desk.blocks).to_have_count(4, timeout=PATIENCE)
    assert [block.id for block in studio.section(programme).blocks][:2] == [ids[0], ids[2]]


def test_switching_language_keeps_the_open_text(studio: Studio, desk: Desk, programme: str) -> None:
    """Half a sentence survives the switch, and the block is open again in the other language."""
    desk.edit(2)
    desk.page.keyboard.type(" Half a sen")
    desk.page.get_by_role("link", name="Nederlands").click()
    expect(desk.page.locator("html")).to_have_attribute("lang", "nl", timeout=PATIENCE)
    area = desk.block(2).locator("textarea[data-text]")
    expect(area).to_have_value("Second paragraph. Half a sen", timeout=PATIENCE)
