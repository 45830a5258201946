"""The editor for everyone: without a script, with a screen reader's eyes, narrow and wide, light and dark."""

import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import axe
from tests.browser.studio import PATIENCE, Desk, Studio, forgive, open_desk, running_studio

TEXT = (
    "### Authority\n\n**Anna de Wit**, the export control officer, can stop an order. "
    "Ask {{responsible_director}}; see [[icp.4.7]].\n\n1. First\n2. Second\n\n- One\n\n> Quoted.\n\n"
    "| Role | Name |\n| --- | --- |\n| Officer | Anna de Wit |"
)
WIDE_LETTERS = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with running_studio(tmp_path_factory.mktemp("studio")) as running:
        yield running


def sideways(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return max(wider, 0)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    studio: Studio, browser: Browser, language: str, scheme: str
) -> None:
    """Reading, writing, inserting and looking back, at three widths."""
    context = browser.new_context(color_scheme=scheme)
    programme = studio.programme(TEXT, language)
    studio.sign_in(context, studio.anna)
    page = context.new_page()
    desk = Desk(page)
    for width in (1280, 760, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{studio.page_of(programme)}?lang={language}")
        expect(page.locator("#findings[data-findings-state]")).to_be_attached(timeout=PATIENCE)
        for details in page.locator("#insert-panel details").all():
            details.evaluate("one => { one.open = true; }")
        desk.edit(2)
        assert axe(page) == []
        assert sideways(page) == 0
    page.goto(f"{studio.page_of(programme)}/history?from=1")
    assert axe(page) == []
    assert sideways(page) == 0
    context.close()


def test_a_narrow_screen_folds_what_stands_beside_the_text(studio: Studio, context: BrowserContext) -> None:
    """Text first; the panels below say how much waits in them, and a mark's number unfolds the findings."""
    studio.sign_in(context, studio.anna)
    page = context.new_page()
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(studio.page_of(studio.programme(TEXT)))
    summary = page.locator('[data-side="findings"] > summary')
    expect(summary).to_have_text(re.compile(r"Findings \(\d+\)"), timeout=PATIENCE)
    expect(page.locator("#findings")).to_be_hidden()
    page.locator("a.icp-mark__number").first.click()
    expect(page.locator("#findings")).to_be_visible()


def test_wide_letters_cut_nothing_off(studio: Studio, context: BrowserContext) -> None:
    """With the text spacing of WCAG 1.4.12 the page still fits."""
    desk = open_desk(studio, context, studio.programme(TEXT))
    desk.page.set_viewport_size({"width": 400, "height": 900})
    desk.page.evaluate(WIDE_LETTERS)
    assert sideways(desk.page) == 0


def test_a_conflict_is_accessible(
    studio: Studio, browser: Browser, context: BrowserContext, complaints: list[str]
) -> None:
    """The three columns have names, and axe finds nothing, also on a narrow screen."""
    programme = studio.programme("Text of both.")
    anna = open_desk(studio, context, programme)
    other = browser.new_context()
    sanne = open_desk(studio, other, programme, studio.sanne)
    anna.edit(1)
    sanne.edit(1)
    sanne.page.keyboard.type(" S.")
    sanne.expect_saved()
    anna.page.keyboard.type(" A.")
    expect(anna.page.locator("[data-conflict]")).to_be_focused(timeout=PATIENCE)
    assert axe(anna.page) == []
    anna.page.set_viewport_size({"width": 320, "height": 900})
    assert sideways(anna.page) == 0
    anna.page.get_by_role("button", name="Use combined").click()
    anna.expect_saved()
    other.close()
    forgive(complaints, "409")


def test_every_target_is_large_enough_and_no_focus_hides(studio: Studio, context: BrowserContext) -> None:
    """Tab through the editor: each stop is at least 24 pixels or a link in a line, and not under the bar."""
    desk = open_desk(studio, context, studio.programme(TEXT))
    page = desk.page
    page.locator("#text-heading").evaluate("one => { one.tabIndex = -1; one.focus(); }")
    seen = 0
    for _ in range(45):
        page.keyboard.press("Tab")
        box = page.evaluate(
            """() => {
              const at = document.activeElement, box = at.getBoundingClientRect();
              const bar = document.querySelector(".icp-workspace__bar").getBoundingClientRect();
              return {width: box.width, height: box.height, name: at.outerHTML.slice(0, 90),
                inLine: getComputedStyle(at).display === "inline", inSheet: !!at.closest("#sheet"),
                hidden: box.bottom <= bar.bottom && !at.closest(".icp-workspace__bar")};
            }"""
        )
        if not box["inSheet"]:
            break
        seen += 1
        assert box["inLine"] or (box["width"] >= 24 and box["height"] >= 24), box
        assert not box["hidden"], box
    assert seen > 20


def test_without_a_script_everything_works(studio: Studio, browser: Browser) -> None:
    """Edit, save, move, delete, take back: links and forms alone."""
    programme = studio.programme("One.\n\nTwo.")
    context = browser.new_context(java_script_enabled=False)
    studio.sign_in(context, studio.anna)
    page = context.new_page()
    page.goto(studio.page_of(programme))
    page.get_by_role("link", name="Edit Paragraph 2.3.1").click()
    page.get_by_label("Paragraph 2.3.1", exact=True).and_(page.locator("textarea")).fill("One, by hand.")
    page.get_by_role("button", name="Save and close").click()
    expect(page.locator("#blocks")).to_contain_text("One, by hand.")
    page.get_by_role("button", name="Move down Paragraph 2.3.1").click()
    assert [block.text for block in studio.section(programme).blocks] == ["Two.", "One, by hand."]
    page.get_by_role("button", name="Delete Paragraph 2.3.2").click()
    expect(page.locator("#undo-line")).to_contain_text("Paragraph deleted.")
    page.get_by_role("button", name="Undo").click()
    assert [block.text for block in studio.section(programme).blocks] == ["Two.", "One, by hand."]
    page.get_by_role("link", name="Open the findings").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Findings")
    context.close()


def png() -> bytes:
    """A picture of four dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    dots = zlib.compress(b"\x00" + b"\x10\x80\x40" * 2 + b"\x00" + b"\x40\x10\x80" * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


def test_a_picture_needs_words_and_then_stands_in_the_text(
    studio: Studio, context: BrowserContext, tmp_path: Path
) -> None:
    """What lacks is said beside its field before anything is sent; the words can be changed in place."""
    programme = studio.programme("One.")
    desk = open_desk(studio, context, programme)
    (tmp_path / "chart.png").write_bytes(png())
    panel = desk.page.locator("#insert-panel")
    panel.get_by_text("Picture", exact=True).click()
    panel.get_by_role("button", name="Add the picture").click()
    expect(panel.locator("#picture-file")).to_have_accessible_description("Choose a PNG or JPEG picture.")
    panel.locator("#picture-file").set_input_files(tmp_path / "chart.png")
    panel.get_by_role("button", name="Add the picture").click()
    expect(desk.status).to_have_text("Say in words what the picture shows.")
    expect(panel.locator("#picture-alternative")).to_be_focused()
    expect(panel.locator(".govuk-error-message")).to_have_text("Say in words what the picture shows.")
    assert len(studio.section(programme).blocks) == 1
    panel.locator("#picture-alternative").fill("Four dots")
    panel.get_by_role("button", name="Add the picture").click()
    image = desk.block(2).get_by_role("img", name="Four dots")
    expect(image).to_be_visible(timeout=PATIENCE)
    expect(panel.locator(".govuk-error-message")).to_have_count(0)
    assert image.evaluate("one => one.decode().then(() => one.naturalWidth)") == 2
    desk.block(2).locator('[data-act="edit"]').focus()
    desk.page.keyboard.press("Enter")
    desk.block(2).get_by_label("Words that stand for the picture").fill("Four dots [a, b]")
    desk.page.keyboard.press("Escape")
    expect(desk.block(2).get_by_role("img", name="Four dots [a, b]")).to_be_visible(timeout=PATIENCE)
    assert re.match(r"!\[Four dots \[a, b\\\]\]\(file:", studio.section(programme).blocks[1].text)


def test_words_in_tables_stay_whole_on_a_phone(studio: Studio, context: BrowserContext) -> None:
    """A column is as wide as its longest word; the table scrolls in its own box, the page does not."""
    words = (
        "voorwaardentabellen",
        "exportcontrolefunctionaris",
        "productbeoordelingen",
        "vergunningendossier",
    )
    line = "| " + " | ".join(words) + " |"
    desk = open_desk(studio, context, studio.programme(f"{line}\n|{'---|' * 4}\n{line}"))
    desk.page.set_viewport_size({"width": 360, "height": 800})
    cells = desk.block(1).locator("th, td")
    expect(cells).to_have_count(8)
    lines = """cells => cells.map(cell => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return range.getClientRects().length;
    })"""
    assert set(cells.evaluate_all(lines)) == {1}
    assert sideways(desk.page) == 0


def test_a_comment_begins_at_its_paragraph(studio: Studio, context: BrowserContext) -> None:
    """The button on a paragraph opens the comments with that paragraph chosen."""
    desk = open_desk(studio, context, studio.programme("One.\n\nTwo."))
    desk.block(2).hover()
    desk.block(2).locator('[data-act="comment"]').click()
    box = desk.page.get_by_label("Your comment")
    expect(box).to_be_focused(timeout=PATIENCE)
    box.fill("Who is meant here?")
    desk.page.locator("#comments").get_by_role("button", name="Send").click()
    expect(desk.page.locator("#comments")).to_contain_text("Who is meant here?", timeout=PATIENCE)
    expect(box).to_have_value("")
