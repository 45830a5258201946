"""Archive, hold, preview and destruction on pages, by an approver without JavaScript."""

import re
from typing import Any

import pytest
from fastapi import FastAPI

from app.domain.people import Actor, Role
from app.usecases.workbench import Workbench
from tests.conftest import SetClock
from tests.stories.assessments import an_assessment
from tests.stories.companies import Company, a_company
from tests.web.writing import Writer, a_writer

pytestmark = pytest.mark.databases("sqlite")

TITLE = "Internal Compliance Programme"


@pytest.fixture
def company(bench: Workbench) -> Company:
    return a_company(bench)


@pytest.fixture
def actor(company: Company) -> Actor:
    return company.person("Anna de Wit", Role.DRAFTER, Role.APPROVER)


@pytest.fixture
def anna(app: FastAPI, bench: Workbench, company: Company, actor: Actor) -> Writer:
    programme = company.programme(actor)
    an_assessment(bench, actor, programme)
    return a_writer(app, actor, programme)


def _post(writer: Writer, path: str, **fields: str) -> Any:
    return writer.client.post(path, data={"csrf_token": writer.csrf, **fields})


def test_the_whole_way_to_destruction(
    bench: Workbench, app: FastAPI, company: Company, actor: Actor, anna: Writer, clock: SetClock
) -> None:
    """Rule, archive, waiting, preview, the title typed, and a list of what was destroyed."""
    base, admin = f"/programmes/{anna.programme}", f"/admin/{company.organisation.id}/retention"
    assert "archive" in anna.client.get(base).text
    short = _post(anna, admin, years="5")
    assert short.status_code == 422
    assert "Choose 7 to 99 years." in short.text
    assert _post(anna, admin, years="7").headers["location"] == admin

    assert "Internal Compliance Programme" in anna.client.get(f"{base}/archive").text
    assert _post(anna, f"{base}/archive", confirmation="no").status_code == 422
    assert _post(anna, f"{base}/archive", confirmation=TITLE).status_code == 303
    assert "This programme is archived." in anna.client.get(base).text
    assert TITLE not in anna.client.get("/programmes").text
    assert "Kept at least until 1 January 2034" in anna.client.get(admin).text
    early = anna.client.get(f"{base}/destroy").text
    assert "The programme is kept until 1 January 2034." in early
    assert 'name="confirmation"' not in early
    assert _post(anna, f"{base}/destroy", confirmation=TITLE).status_code == 409

    clock.now = clock.now.replace(year=2034, month=1, day=1)
    later = a_writer(app, actor, anna.programme)
    preview = later.client.get(f"{base}/destroy").text
    listed = re.findall(r"<li>([^<]+)</li>", preview[preview.index("data-destroyed") :])
    assert {"1 record", "1 version of a record"} <= set(listed)
    assert _post(later, f"{base}/destroy", confirmation="no").status_code == 422
    gone = _post(later, f"{base}/destroy", confirmation=TITLE)
    assert gone.headers["location"] == admin
    assert later.client.get(base).status_code == 404
    left = later.client.get(admin).text
    assert "1 January 2034, Anna de Wit" in left
    assert "1 record" in left


def test_a_hold_is_shown_and_lifted(anna: Writer, company: Company) -> None:
    """The reason stands on the page and in the preview's refusal until it is lifted."""
    base = f"/programmes/{anna.programme}"
    assert _post(anna, f"{base}/hold", reason=" ").status_code == 422
    assert _post(anna, f"{base}/hold", reason="Inquiry 12").status_code == 303
    assert "Inquiry 12" in anna.client.get(f"{base}/archive").text
    assert "on hold" in anna.client.get(f"{base}/destroy").text
    assert _post(anna, f"{base}/archive", confirmation=TITLE).status_code == 303
    assert "Inquiry 12" in anna.client.get(f"/admin/{company.organisation.id}/retention").text
    assert _post(anna, f"{base}/hold/lift").status_code == 303
    assert "Inquiry 12" not in anna.client.get(f"{base}/archive").text


def test_a_programme_comes_back_from_the_archive(anna: Writer) -> None:
    """Archived it refuses a save and keeps the typed text; reopened it takes it."""
    base = f"/programmes/{anna.programme}"
    _post(anna, f"{base}/archive", confirmation=TITLE)
    assert anna.write("New text.", 0).json()["code"] == "archived"
    shown = anna.client.get(f"{base}/forms/A4")
    assert shown.status_code == 200
    refused = _post(anna, f"{base}/forms/A4", **{"value.item": "DF-9"})
    assert refused.status_code == 409
    assert _post(anna, f"{base}/reopen").headers["location"] == base
    assert anna.write("New text.", 0).status_code == 200


def test_others_do_not_see_the_archive(app: FastAPI, company: Company, anna: Writer) -> None:
    """A drafter of the same company is refused and told whom to ask; no link leads there."""
    for name in ("Dirk", "Olga"):
        other = a_writer(app, company.person(name, Role.DRAFTER), anna.programme)
        for path in ("archive", "destroy"):
            answer = other.client.get(f"/programmes/{anna.programme}/{path}")
            assert answer.status_code == 403
            assert "Anna de Wit" in answer.text
        assert (
            f"/programmes/{anna.programme}/archive"
            not in other.client.get(f"/programmes/{anna.programme}").text
        )
