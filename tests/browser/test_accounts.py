"""Accounts in a real browser: the first sign-in, a lost password, the end of a session, administration."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from app.documents.base_package import base
from tests.browser.conftest import axe, run_icp, served

PASSWORD = "zeven blauwe paarden op de dijk"
NEW_PASSWORD = "vier groene stoelen zonder tafel"
MAIL_SECONDS = 15
PEOPLE = ("Anna", "Dirk", "Eva")


@dataclass
class House:
    """A served installation and its folder."""

    address: str
    folder: Path

    def mail_to(self, email: str) -> str:
        """The newest mail for that address, once the postman has been."""
        end = time.monotonic() + MAIL_SECONDS
        while time.monotonic() < end:
            for path in sorted((self.folder / "data" / "outbox").glob("*.eml"), reverse=True):
                mail = path.read_text("utf-8")
                if f"To: {email}" in mail:
                    return mail
            time.sleep(0.1)
        pytest.fail(f"no mail for {email}")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """An installation with one company and its administrator, as `icp user add` makes them."""
    folder = tmp_path_factory.mktemp("house")
    assert run_icp(folder, "seed", "acceptance", "--json", ICP_TEST_MODE="1").wait(60) == 0
    with served(folder, ICP_TEST_MODE="1") as address:
        yield House(address, folder)


@pytest.fixture(scope="module")
def people(house: House) -> None:
    """Anna manages Organisation A; Dirk, who forgets his password, and Eva write for it."""
    for name in PEOPLE:
        roles = ("administrator", "approver") if name == "Anna" else ("drafter",)
        options = [part for role in roles for part in ("--role", role)]
        adding = _add(house, name, *options)
        assert adding == 0


def _add(house: House, name: str, *options: str) -> int:
    email = f"{name.lower()}@example.org"
    given = ["user", "add", "--name", name, "--email", email, "--organisation", "Organisation A", *options]
    made = run_icp(house.folder, *given)
    return made.wait(60)


def _password_of(house: House, name: str) -> str:
    """The password that `icp user add` printed for the person."""
    printed = re.findall(r"^password: (\S+)$", (house.folder / "log").read_text("utf-8"), re.M)
    return printed[PEOPLE.index(name)]


def _sign_in(page: Page, house: House, name: str, password: str) -> None:
    page.goto(f"{house.address}/login")
    page.get_by_label("E-mail address").fill(f"{name.lower()}@example.org")
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


@pytest.fixture(scope="module")
def anna(browser: Browser, house: House, people: None) -> Iterator[tuple[BrowserContext, str]]:
    """Anna's browser after her first sign-in, and the secret in her app."""
    context = browser.new_context(locale="en")
    page = context.new_page()
    _sign_in(page, house, "Anna", _password_of(house, "Anna"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Connect an authenticator app")
    expect(page.get_by_role("img", name="Picture with the key")).to_be_visible()
    assert axe(page) == []
    page.get_by_text("I cannot scan it").click()
    secret = (page.locator(".icp-token").text_content() or "").replace(" ", "")
    page.get_by_label("Six digits").fill("000000")
    page.get_by_role("button", name="Connect").click()
    expect(page).to_have_title(re.compile("^Error:"))
    page.get_by_label("Six digits").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Connect").click()
    expect(page.get_by_text("Your authenticator app is connected.")).to_be_visible()
    yield context, secret
    context.close()


def test_the_second_sign_in_asks_for_a_code(
    house: House, anna: tuple[BrowserContext, str], page: Page
) -> None:
    """Password, then a code that works once, then the page that was asked for."""
    page.goto(f"{house.address}/account")
    page.get_by_label("E-mail address").fill("anna@example.org")
    page.get_by_label("Password", exact=True).fill(_password_of(house, "Anna"))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Code from your authenticator app")
    assert axe(page) == []
    # The next step: the code that connected the app is used up.
    page.get_by_label("Six digits").fill(pyotp.TOTP(anna[1]).at(time.time() + 30))
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")


def test_inviting_and_letting_a_consultant_in(house: House, anna: tuple[BrowserContext, str]) -> None:
    """An administrator invites somebody and gives a consultant access, and takes both back."""
    page = anna[0].new_page()
    page.goto(f"{house.address}/admin")
    page.get_by_label("Name").fill("Bo Bakker")
    page.get_by_label("E-mail address").fill("bo@example.org")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("link", name="Choose at least one role.")).to_be_visible()
    page.get_by_role("checkbox", name="Drafter").check()
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("The invitation is on its way by mail.")).to_be_visible()
    assert "Organisation A" in house.mail_to("bo@example.org")
    page.get_by_role("button", name=re.compile("Withdraw.*Bo Bakker")).click()
    expect(page.get_by_text("The invitation does not work any more.")).to_be_visible()
    page.get_by_role("link", name="Consultants", exact=True).click()
    page.get_by_label("E-mail address of the consultant").fill("k.consultant@acceptance.example")
    page.get_by_label("Last day of access").fill(time.strftime("%Y-%m-%d", time.gmtime(time.time() + 86400)))
    page.get_by_role("button", name="Give access").click()
    expect(page.get_by_text("The consultant has access and got a mail about it.")).to_be_visible()
    page.get_by_role("row", name="Read and comment").get_by_role("button").click()
    expect(page.get_by_text("The consultant has no access any more.")).to_be_visible()
    page.get_by_role("link", name="Trail").click()
    page.get_by_label("What").select_option("give_engagement")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("row", name="gave a consultant access").first).to_be_visible()
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_accounts_and_administration_are_accessible(
    house: House, anna: tuple[BrowserContext, str], language: str, scheme: str
) -> None:
    """Axe finds nothing in both languages, light and dark; nothing scrolls sideways at 320 pixels."""
    page = anna[0].new_page()
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{house.address}/admin")
    organisation = page.url.split("/")[-2]
    person = page.locator("table a").first.get_attribute("href")
    page.goto(f"{house.address}/admin/{organisation}/house-styles")
    file = {"name": "Huisstijl.docx", "mimeType": "application/octet-stream", "buffer": base()}
    page.locator("#file").set_input_files(file)  # type: ignore[arg-type]
    page.locator("form[enctype] button").click()
    style = page.url.removeprefix(house.address).partition("?")[0]
    for path in (
        "/account",
        "/account/password",
        "/account/second-factor",
        "/account/sessions",
        "/account/tokens",
        f"/admin/{organisation}/people",
        f"{person}",
        f"{person}/remove",
        f"/admin/{organisation}/engagements",
        f"/admin/{organisation}/trail",
        f"/admin/{organisation}/house-styles",
        style,
    ):
        page.goto(f"{house.address}{path}?lang={language}")
        assert axe(page) == [], path
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{house.address}/account?lang=en")
    page.close()


def test_a_forgotten_password(house: House, people: None, page: Page, complaints: list[str]) -> None:
    """A mail, a link, a new password, and sign-in with it; the link is void afterwards."""
    page.goto(f"{house.address}/login")
    page.get_by_role("link", name="I cannot sign in").click()
    page.get_by_label("E-mail address").fill("dirk@example.org")
    page.get_by_role("button", name="Send the mail").click()
    expect(page.get_by_role("status").filter(has_text="dirk@example.org")).to_be_visible()
    link = house.mail_to("dirk@example.org").partition(house.address)[2].split()[0]
    page.goto(f"{house.address}{link}")
    page.get_by_label("New password").fill("dirk12345678")
    page.get_by_role("button", name="Save the new password").click()
    expect(page.get_by_role("link", name=re.compile("easy to guess"))).to_be_visible()
    page.get_by_label("New password").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Save the new password").click()
    expect(page.get_by_text("Your new password is set.")).to_be_visible()
    _sign_in(page, house, "Dirk", NEW_PASSWORD)
    expect(page).to_have_url(f"{house.address}/home")
    page.goto(f"{house.address}{link}")
    expect(page.get_by_role("button", name="Ask for a new link")).to_be_visible()
    # The refused password and the void link: their status shows in the console.
    complaints[:] = [one for one in complaints if not re.search("status of (404|422)", one)]


def test_the_choice_of_colours_and_language_holds(house: House, people: None, page: Page) -> None:
    """Saved in the account, seen on the next page."""
    _sign_in(page, house, "Eva", _password_of(house, "Eva"))
    expect(page).to_have_url(f"{house.address}/home")
    page.goto(f"{house.address}/account")
    page.get_by_label("Dark").check()
    page.get_by_label("Nederlands").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Opgeslagen.")).to_be_visible()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.locator("html").get_attribute("lang") == "nl"
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("button", name="Uitloggen")).to_be_hidden()
    page.go_back()
    expect(page).to_have_url(re.compile("/login"))


def test_the_end_of_a_session_is_announced(house: House, anna: tuple[BrowserContext, str]) -> None:
    """Two minutes before the end a dialog asks; staying is one click, and afterwards it leads to sign-in."""
    page = anna[0].new_page()
    left = {"seconds": 90}
    page.route("**/api/v1/session", lambda route: _answer(route, left["seconds"]))
    page.clock.install()
    page.goto(f"{house.address}/account")
    page.clock.fast_forward("28:00")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_have_text("You will be signed out in two minutes")
    expect(dialog.get_by_role("link", name="Sign in")).to_be_hidden()
    dialog.get_by_role("button", name="Stay signed in").click()
    expect(dialog).to_be_hidden()
    left["seconds"] = 0
    page.clock.fast_forward("28:00")
    expect(dialog.get_by_role("heading")).to_have_text("You are signed out")
    link = dialog.get_by_role("link", name="Sign in")
    expect(link).to_have_attribute("href", "/login?next=%2Faccount")
    page.close()


def _answer(route: object, seconds: int) -> None:
    """What the server would say near, and after, the end."""
    if seconds:
        route.fulfill(status=200, json={"expires_in": seconds})  # type: ignore[attr-defined]
    else:
        route.fulfill(status=401, json={"code": "not_signed_in"})  # type: ignore[attr-defined]
