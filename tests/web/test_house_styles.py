"""House styles on pages, by an administrator without JavaScript, in both languages."""

import re
import shutil
import time
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.documents.base_package import base, read_parts, zipped
from app.domain.people import OrganisationKind, Role
from app.usecases.workbench import Workbench
from app.usecases.writing import drafting
from tests.stories.accounts import an_account, an_organisation
from tests.stories.companies import Company
from tests.usecases.printing.test_house_styling import a_style
from tests.web.world import as_principal

pytestmark = pytest.mark.databases("sqlite")

SECONDS = 90


@dataclass(frozen=True)
class Steward:
    """Somebody who writes and administers, at a browser."""

    client: TestClient
    styles: str
    export: str

    def post(self, path: str, content: bytes | None = None, **query: str) -> Any:
        files = None if content is None else {"file": ("stijl.docx", content, "application/octet-stream")}
        return self.client.post(path, files=files, params=query)


@pytest.fixture
def ada(app: FastAPI, bench: Workbench) -> Steward:
    organisation = an_organisation(bench, OrganisationKind.COMPANY, "Zonnewijzer B.V.")
    roles = (Role.DRAFTER, Role.ADMINISTRATOR)
    account = an_account(bench, organisation, "Ada Bos", *roles, with_app=True)
    programme = Company(bench, organisation).programme(account.actor())
    drafting.save_section_text(bench, account.actor(), programme, "icp.2.3", "Ada may stop any order.", 0)
    return Steward(
        as_principal(app, account),
        f"/admin/{organisation.id}/house-styles",
        f"/programmes/{programme}/export",
    )


def test_the_summary_fits_where_nothing_was_filled_in(ada: Steward) -> None:
    """A button pressed too early is no field filled in wrongly, in Dutch neither."""
    one = ada.post(ada.styles, a_style()).headers["location"]
    ada.client.get(one, params={"lang": "nl"})
    refused = ada.post(f"{one}/release").text
    summary = refused.partition('class="govuk-error-summary"')[2].partition("</ul>")[0]
    assert "Er is iets niet in orde" in summary
    assert "ingevuld" not in summary


def test_the_whole_way_to_a_file_in_their_look(ada: Steward) -> None:
    """Add, read the remarks, be refused, take the example, release, choose it, export."""
    assert "No house styles yet" in ada.client.get(ada.styles).text
    one = ada.post(ada.styles, a_style()).headers["location"]
    shown = ada.client.get(one).text
    assert "New: not tried" in shown
    assert len(re.findall(r"styles? (?:is|are) missing", shown)) == 1
    refused = ada.post(f"{one}/release")
    assert refused.status_code == 409
    assert "Take the example in this house style first" in refused.text
    example = ada.post(f"{one}/example")
    assert example.headers["content-disposition"].startswith("attachment")
    assert read_parts(example.content)["word/document.xml"]
    assert ada.post(f"{one}/release").status_code == 303
    assert "In use" in ada.client.get(ada.styles).text

    found = re.search(r'<select[^>]*name="house">.*?</select>', ada.client.get(ada.export).text, re.DOTALL)
    assert found is not None
    assert "stijl.docx" in found[0]
    identity = one.rpartition("/")[2]
    plain = ada.client.get(f"/api/v1{ada.export}")
    dressed = ada.client.get(f"/api/v1{ada.export}", params={"house": identity})
    assert (plain.status_code, dressed.status_code) == (200, 200)
    assert b"Meridian Group" not in b"".join(read_parts(plain.content).values())
    assert b"Meridian Group" in b"".join(read_parts(dressed.content).values())
    assert (
        ada.client.get(f"/api/v1{ada.export}", params={"house": "x"}).json()["code"] == "unknown_house_style"
    )

    assert ada.post(f"{one}/remove").status_code == 303
    assert ada.client.get(one).status_code == 404
    assert 'name="house"' not in ada.client.get(ada.export).text


@pytest.mark.parametrize(
    ("language", "reason"),
    [("en", "The file holds macros."), ("nl", "Het bestand bevat macro’s.")],
)
def test_a_refusal_gives_the_reason_in_the_language_of_the_page(
    ada: Steward, language: str, reason: str
) -> None:
    """Beside the field and in the summary; nothing is kept."""
    harmful = zipped({**read_parts(base()), "word/vbaProject.bin": b"x"})
    refused = ada.post(ada.styles, harmful, lang=language)
    assert refused.status_code == 422
    assert refused.text.count(reason) == 2
    assert "stijl.docx" not in ada.client.get(ada.styles).text


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_pages_of_the_example_are_shown_in_their_look(ada: Steward) -> None:
    """Asked for, made, and each with words that stand for it; no writer's page and no other key has them."""
    one = ada.post(ada.styles, a_style()).headers["location"]
    assert 'href="' + one + "?pages=yes" in ada.client.get(one).text
    shown = ada.client.get(one, params={"pages": "yes"}).text
    poll = re.search(r'hx-get="([^"]+)"', shown)
    for _ in range(SECONDS):
        if poll is None:
            break
        time.sleep(1)
        shown = ada.client.get(poll[1]).text
        poll = re.search(r'hx-get="([^"]+)"', shown)
    pictures = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', shown)
    assert pictures[0][1] == "Page 1: cover"
    assert len(pictures) > 20
    answer = ada.client.get(pictures[1][0])
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert ada.client.get(pictures[1][0].rpartition("/")[0] + "/9999").status_code == 404
    assert ada.client.get(f"{one}/pages/another/1").status_code == 404
