"""Writing in the section editor with a real Chromium: what is typed is kept, whatever happens around it."""

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Route, expect

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

TEXT = "First paragraph.\n\nSecond paragraph.\n\nThird paragraph."


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with running_studio(tmp_path_factory.mktemp("studio")) as running:
        yield running


def test_what_is_typed_is_saved_and_read_back(studio: Studio, context: BrowserContext) -> None:
    """The page says when it saved, and the text is there after a reload."""
    programme = studio.programme(TEXT)
    desk = open_desk(studio, context, programme)
    desk.edit(2)
    desk.page.keyboard.type(" And more.")
    desk.expect_saved()

    assert studio.section(programme).blocks[1].text == "Second paragraph. And more."
    desk.page.reload()
    expect(desk.block(2)).to_contain_text("Second paragraph. And more.")


@pytest.mark.parametrize(
    ("language", "today", "later"),
    [
        ("en", r"Saved \d\d:\d\d", r"Saved \d+ [A-Z][a-z]+( \d{4})?, \d\d:\d\d"),
        ("nl", r"Opgeslagen om \d\d:\d\d", r"Opgeslagen op \d+ [a-z]+( \d{4})? om \d\d:\d\d"),
    ],
)
def test_what_was_saved_on_another_day_says_which(
    studio: Studio, context: BrowserContext, language: str, today: str, later: str
) -> None:
    """Also on a page that stays open over midnight, once somebody looks at it again."""
    desk = open_desk(studio, context, studio.programme(TEXT))
    desk.page.goto(f"{desk.page.url}?lang={language}")
    expect(desk.status).to_have_text(re.compile(f"^{today}$"))

    desk.page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=1))
    desk.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(desk.status).to_have_text(re.compile(f"^{later}$"))


def test_saving_and_checking_leave_focus_and_caret_alone(studio: Studio, context: BrowserContext) -> None:
    """Neither an autosave nor the check after it moves anything under the writer's hands."""
    desk = open_desk(studio, context, studio.programme(TEXT))
    area = desk.edit(2)
    desk.page.keyboard.press("Home")
    with desk.page.expect_response(lambda r: "/findings" in r.url, timeout=PATIENCE):
        desk.page.keyboard.type("Now: ")
        desk.expect_saved()
    desk.page.wait_for_timeout(500)

    expect(area).to_be_focused()
    assert area.evaluate("area => [area.selectionStart, area.value]") == [5, "Now: Second paragraph."]


def test_typing_during_a_save_is_kept(studio: Studio, context: BrowserContext) -> None:
    """Answers that come late change nothing in the textarea; the rest is saved after them."""
    programme = studio.programme(TEXT)
    desk = open_desk(studio, context, programme)

    def slow(route: Route) -> None:
        answer = route.fetch()
        desk.page.wait_for_timeout(700)
        route.fulfill(response=answer)

    desk.page.route(
        "**/blocks/*", lambda route: slow(route) if route.request.method == "PUT" else route.continue_()
    )
    area = desk.edit(1)
    for part in (" one", " two", " three", " four"):
        desk.page.keyboard.type(part, delay=20)
        desk.page.wait_for_timeout(900)
    desk.expect_saved()

    assert area.input_value() == "First paragraph. one two three four"
    assert studio.section(programme).blocks[0].text == "First paragraph. one two three four"


def test_a_cut_connection_loses_nothing(
    studio: Studio, context: BrowserContext, complaints: list[str]
) -> None:
    """Typing goes on, the page says it is not saved, and the text arrives by itself when the line is back."""
    programme = studio.programme(TEXT)
    desk = open_desk(studio, context, programme)
    desk.edit(1)
    context.set_offline(True)
    desk.page.keyboard.type(" Written offline.")
    desk.expect_state("unsaved")
    expect(desk.status).to_have_text(
        "Not saved: no connection. Your text is kept in this tab.", timeout=PATIENCE
    )
    desk.page.keyboard.type(" And on.")
    context.set_offline(False)
    desk.expect_saved()

    assert studio.section(programme).blocks[0].text == "First paragraph. Written offline. And on."
    forgive(complaints, *NO_CONNECTION)


def test_a_lost_answer_is_no_conflict(studio: Studio, context: BrowserContext, complaints: list[str]) -> None:
    """A save that arrived, though its answer did not, is sent again with its key and answered again."""
    programme = studio.programme(TEXT)
    desk = open_desk(studio, context, programme)
    lost: list[str] = []

    def lose_first(route: Route) -> None:
        if route.request.method == "PUT" and not lost:
            lost.append(route.request.headers["idempotency-key"])
            route.fetch()
            route.abort()
        else:
            route.continue_()

    desk.page.route("**/blocks/*", lose_first)
    desk.edit(1)
    desk.page.keyboard.type(" Once.")
    expect(desk.status).to_contain_text("no connection", timeout=PATIENCE)
    desk.page.keyboard.type(" Twice.")
    desk.expect_saved()

    assert lost
    assert studio.section(programme).blocks[0].text == "First paragraph. Once. Twice."
    assert studio.section(programme).version == 3
    forgive(complaints, *NO_CONNECTION)


def test_leaving_with_unsaved_text_warns(
    studio: Studio, context: BrowserContext, complaints: list[str]
) -> None:
    """The browser asks before it throws text away."""
    desk = open_desk(studio, context, studio.programme(TEXT))
    desk.edit(1)
    context.set_offline(True)
    desk.page.keyboard.type(" Unsaved.")
    desk.expect_state("unsaved")
    asked: list[str] = []
    desk.page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    desk.page.close(run_before_unload=True)
    desk.page.wait_for_timeout(500)

    assert asked == ["beforeunload"]
    context.set_offline(False)
    desk.expect_saved()
    forgive(complaints, *NO_CONNECTION)


def test_long_unsaved_text_can_be_taken_home(
    studio: Studio, context: BrowserContext, complaints: list[str]
) -> None:
    """After half a minute without a save the page offers the text as a file."""
    studio.sign_in(context, studio.anna)
    page = context.new_page()
    page.clock.install()
    page.goto(studio.page_of(studio.programme(TEXT)))
    desk = Desk(page)
    desk.edit(1)
    context.set_offline(True)
    page.keyboard.type(" Take me home.")
    page.clock.run_for(1_000)
    desk.expect_state("unsaved")
    expect(page.get_by_role("button", name="Download my text")).to_be_hidden()
    page.clock.run_for(40_000)
    with page.expect_download() as download:
        page.locator('#save-help [data-act="download"]').click()

    assert "First paragraph. Take me home." in download.value.path().read_text("utf-8")
    context.set_offline(False)
    page.wait_for_timeout(200)
    page.clock.run_for(31_000)
    desk.expect_saved()
    # The clock leaps over the time that htmx waits for an answer.
    forgive(complaints, *NO_CONNECTION, "htmx:error: timeout")


def test_an_ended_session_asks_for_the_password_on_the_same_page(
    studio: Studio, context: BrowserContext, complaints: list[str]
) -> None:
    """The text stays, the sign-in opens beside it, and then the save goes on."""
    programme = studio.programme(TEXT)
    desk = open_desk(studio, context, programme)
    desk.edit(1)
    context.clear_cookies()
    desk.page.keyboard.type(" After the end.")
    desk.expect_state("signed-out")
    dialog = desk.page.get_by_role("dialog", name="Sign in again to save your text")
    expect(dialog).to_be_visible()
    dialog.get_by_label("E-mail address").fill(studio.anna.person.email)
    dialog.get_by_label("Password").fill("wrong")
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog.get_by_role("alert")).to_contain_text(
        "E-mail address or password is not right", timeout=PATIENCE
    )
    dialog.get_by_label("Password").fill("zeven blauwe paarden op de dijk")
    dialog.get_by_role("button", name="Sign in").click()
    desk.expect_saved()

    assert studio.section(programme).blocks[0].text == "First paragraph. After the end."
    forgive(complaints, "401")


def test_signing_in_again_in_a_second_tab_does_not_stop_the_first(
    studio: Studio, context: BrowserContext, complaints: list[str]
) -> None:
    """The old tab's token is out of date; it fetches the new one and saves without a word."""
    programme = studio.programme(TEXT)
    desk = open_desk(studio, context, programme)
    desk.edit(1)
    studio.sign_in(context, studio.anna)
    desk.page.keyboard.type(" From the first tab.")
    desk.expect_saved()

    assert studio.section(programme).blocks[0].text == "First paragraph. From the first tab."
    forgive(complaints, "403")


def test_somebody_elses_session_never_saves_my_text(
    studio: Studio, context: BrowserContext, complaints: list[str]
) -> None:
    """When a colleague signs in in the same browser, the old page keeps its text and says so."""
    programme = studio.programme(TEXT)
    desk = open_desk(studio, context, programme)
    area = desk.edit(1)
    studio.sign_in(context, studio.sanne)
    desk.page.keyboard.type(" Whose?")
    desk.expect_state("signed-out")

    expect(desk.status).to_contain_text("somebody else signed in")
    assert area.input_value() == "First paragraph. Whose?"
    assert studio.section(programme).version == 1
    desk.page.evaluate("() => document.querySelector('[data-text]').value = 'First paragraph.'")
    # What is on its way while the old session ends is told that there is none.
    forgive(complaints, "401", "403")


def test_the_warning_before_the_end_keeps_one_signed_in(studio: Studio, context: BrowserContext) -> None:
    """Two minutes before the end the page asks, and one click is enough."""
    studio.sign_in(context, studio.anna)
    page = context.new_page()
    page.route(
        "**/api/v1/session",
        lambda route: route.fulfill(json={**route.fetch().json(), "expires_in": 100}),
        times=1,
    )
    page.goto(studio.page_of(studio.programme(TEXT)))
    dialog = page.get_by_role("dialog", name="You will be signed out in two minutes")
    expect(dialog).to_be_visible(timeout=PATIENCE)
    with page.expect_response("**/session/extend") as extended:
        dialog.get_by_role("button", name="Stay signed in").click()
    assert extended.value.ok
    expect(dialog).to_be_hidden()


def test_the_network_state_is_only_in_memory(studio: Studio, context: BrowserContext) -> None:
    """No confidential text stays behind in the browser's own stores."""
    desk = open_desk(studio, context, studio.programme(TEXT))
    desk.edit(1)
    desk.page.keyboard.type(" Secret.")
    desk.expect_saved()
    stores = "() => [localStorage.length, sessionStorage.length]"
    assert desk.page.evaluate(stores) == [0, 0]


def test_an_error_while_refreshing_takes_nothing_off_the_page(
    studio: Studio, context: BrowserContext, complaints: list[str]
) -> None:
    """When the blocks cannot be fetched, those on the page stay, and the page tries again by itself."""
    studio.sign_in(context, studio.anna)
    page = context.new_page()
    asked: list[int] = []

    def fail_first(route: Route) -> None:
        asked.append(1)
        if len(asked) == 1:
            route.fulfill(status=503, body="<p>busy</p>", content_type="text/html")
        else:
            route.continue_()

    page.route("**/icp.2.3/blocks", fail_first)
    page.goto(studio.page_of(studio.programme(TEXT)))
    desk = Desk(page)
    while len(asked) < 2:
        expect(desk.blocks).to_have_count(3)
        page.wait_for_timeout(300)
    expect(desk.blocks).to_have_count(3)
    forgive(complaints, "503")


def test_findings_are_shown_when_the_script_is_the_last_to_come(
    studio: Studio, context: BrowserContext
) -> None:
    """On a slow line the editor's script is the last to come: marks and counts are not missing then."""
    programme = studio.programme(TEXT)
    open_desk(studio, context, programme).page.close()
    page = context.new_page()

    def late(route: Route) -> None:
        time.sleep(2)
        route.continue_()

    page.route("**/editor/words.js", late)
    with page.expect_response(lambda answer: answer.url.endswith(f"{KEY}/blocks"), timeout=PATIENCE):
        page.goto(studio.page_of(programme), wait_until="commit")
    expect(page.locator("[data-count]").first).to_have_text(re.compile(r"\(\d+\)"), timeout=PATIENCE)


def test_a_slow_network_brings_the_findings_too(studio: Studio, context: BrowserContext) -> None:
    """htmx begins when all scripts are there: without its policy it may write no HTML into the page."""

    def late(route: Route) -> None:
        time.sleep(2)
        route.continue_()

    context.route("**/vendor/hx-csp*", late)
    desk = open_desk(studio, context, studio.programme("First paragraph."))
    expect(desk.page.locator("#findings")).to_have_attribute("data-findings-state", "ready", timeout=PATIENCE)
