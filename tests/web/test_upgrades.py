"""A newer template on pages, without JavaScript: told, compared, taken over, taken back."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from app.domain.people import Actor, Role
from app.usecases.workbench import Workbench
from app.usecases.writing.drafting import read_section, save_block
from app.usecases.writing.inserting import insert_clause
from app.web.application import create_app
from tests.conftest import SetClock
from tests.stories.companies import Company, a_company
from tests.stories.templates import EDITION, HANDOVER, NEW_SENTENCE, a_newer_library
from tests.web.writing import Writer, a_writer

pytestmark = pytest.mark.databases("sqlite")

KEY = "icp.2.3"
OWN = "Our deputy sits in Delft."
BOX = re.compile(r'<input class="govuk-checkboxes__input" [^>]*name="take"[^>]*>')


@pytest.fixture
def company(bench: Workbench) -> Company:
    return a_company(bench)


@pytest.fixture
def actor(company: Company) -> Actor:
    return company.person("Anna de Wit", Role.DRAFTER, Role.APPROVER)


@pytest.fixture
def programme(bench: Workbench, company: Company, actor: Actor) -> str:
    """Two clauses of version 1, as they came."""
    programme = company.programme(actor)
    insert_clause(bench, actor, programme, KEY, "icp.2.3/deputy")
    insert_clause(bench, actor, programme, KEY, "icp.2.3/stop")
    return programme


@pytest.fixture
def newer_app(bench: Workbench, tmp_path: Path, programme: str, clock: SetClock) -> FastAPI:
    """The installation after the template became version 2."""
    assert programme
    clock.forward(hours=1)
    return create_app(replace(bench, library=a_newer_library(tmp_path)))


@pytest.fixture
def anna(newer_app: FastAPI, actor: Actor, programme: str) -> Writer:
    return a_writer(newer_app, actor, programme)


def edit_deputy(bench: Workbench, actor: Actor, programme: str) -> None:
    block = read_section(bench, actor, programme, KEY).blocks[0]
    save_block(bench, actor, programme, KEY, block.id, OWN, block.version)


def upgrade_page(writer: Writer) -> str:
    answer = writer.client.get(f"/programmes/{writer.programme}/upgrade")
    assert answer.status_code == 200
    return str(answer.text)


def boxes(text: str) -> dict[str, bool]:
    """Every item that can be taken, and whether it is ticked."""
    return {re.findall('value="([^"]+)"', box)[0]: " checked" in box for box in BOX.findall(text)}


def submit(writer: Writer, text: str, take: list[str]) -> Any:
    """Send the form as a browser does: the hidden fields of the page and the ticked boxes."""
    seen = re.findall('name="seen" value="([0-9a-f]{64})"', text)[0]
    fields = {"csrf_token": writer.csrf, "seen": seen, "take": take}
    return writer.client.post(f"/programmes/{writer.programme}/upgrade", data=fields)


def notice_after(writer: Writer, answer: Any) -> str:
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/programmes/{writer.programme}/upgrade",
    )
    return upgrade_page(writer)


def test_the_overview_tells_of_a_new_version_until_it_is_taken_over(anna: Writer) -> None:
    """The notice links to the preview; it goes when the programme follows the new version."""
    overview = f"/programmes/{anna.programme}"
    told = anna.client.get(overview).text
    assert "The template has changed." in told
    assert f'href="{overview}/upgrade"' in told
    assert submit(anna, upgrade_page(anna), []).status_code == 303
    assert "The template has changed." not in anna.client.get(overview).text


def test_a_programme_of_the_installed_version_hears_nothing(
    app: FastAPI, actor: Actor, programme: str
) -> None:
    """No notice, and a page that says so."""
    writer = a_writer(app, actor, programme)
    assert "data-newer-template" not in writer.client.get(f"/programmes/{programme}").text
    assert "There is no newer one." in upgrade_page(writer)


def test_what_nobody_edited_is_ticked_and_taken_over(
    bench: Workbench, anna: Writer, actor: Actor, programme: str
) -> None:
    """The boxes as they come: new section and untouched clause yes, new clause no."""
    page = upgrade_page(anna)
    assert EDITION in page
    assert re.search(f"<ins>[^/]*</span>[. ]*{NEW_SENTENCE['en'].rstrip('.')}", page)
    ticked = boxes(page)
    assert sorted(ticked.values()) == [False, True, True]
    answer = submit(anna, page, [item for item, is_ticked in ticked.items() if is_ticked])
    assert "follows the new version" in notice_after(anna, answer)
    text = read_section(bench, actor, programme, KEY).text
    assert NEW_SENTENCE["en"] in text
    assert HANDOVER["en"] not in text
    assert anna.client.get(f"/programmes/{programme}/sections/icp.10.9").status_code == 200
    history = anna.client.get(f"/programmes/{programme}/sections/{KEY}/history").text
    assert "Taken over from a new version of the template" in history


def test_an_edited_clause_is_shown_three_times_and_stays_unless_ticked(
    bench: Workbench, anna: Writer, actor: Actor, programme: str
) -> None:
    """Earlier, new and yours side by side, not ticked; ticked it is replaced."""
    edit_deputy(bench, actor, programme)
    page = upgrade_page(anna)
    shown = page[page.index('data-difference="edited"') :]
    assert [title in shown for title in ("Earlier template", "New template", "Yours")] == [True] * 3
    assert "Delft" in shown
    edited = next(item for item in boxes(page) if item.startswith(f"{KEY}#icp.2.3/deputy"))
    assert not boxes(page)[edited]
    submit(anna, page, [])
    assert OWN in read_section(bench, actor, programme, KEY).text
    submit(anna, upgrade_page(anna), [edited])
    assert OWN not in read_section(bench, actor, programme, KEY).text


def test_a_colleague_who_writes_meanwhile_is_not_overwritten(
    bench: Workbench, anna: Writer, actor: Actor, programme: str
) -> None:
    """The page that was open too long takes nothing over and says why."""
    page = upgrade_page(anna)
    edit_deputy(bench, actor, programme)
    refused = submit(anna, page, list(boxes(page)))
    assert refused.status_code == 409
    assert "nothing was taken over" in refused.text
    assert "Yours" in refused.text
    assert OWN in read_section(bench, actor, programme, KEY).text


def test_the_whole_upgrade_is_taken_back(
    bench: Workbench, anna: Writer, actor: Actor, programme: str, clock: SetClock
) -> None:
    """The button stands on the page after an upgrade, and the preview is as it was."""
    before, page = read_section(bench, actor, programme, KEY).text, upgrade_page(anna)
    assert "/upgrade/undo" not in page
    submit(anna, page, list(boxes(page)))
    clock.forward(minutes=5)
    assert "/upgrade/undo" in upgrade_page(anna)
    undo = f"/programmes/{programme}/upgrade/undo"
    answer = anna.client.post(undo, data={"csrf_token": anna.csrf})
    again = notice_after(anna, answer)
    assert "The upgrade is taken back." in again
    assert list(boxes(again)) == list(boxes(page))
    assert read_section(bench, actor, programme, KEY).text == before
    assert anna.client.post(undo, data={"csrf_token": anna.csrf}).status_code == 409


def test_what_is_gone_stays_and_says_so(anna: Writer) -> None:
    """A section that the template dropped has its earlier title, and nothing to tick."""
    page = upgrade_page(anna)
    gone = page[page.index("The section that went") :]
    assert "No longer in the template: it stays as your own text" in gone
    overview = anna.client.get(f"/programmes/{anna.programme}").text
    assert "The section that went" in overview
