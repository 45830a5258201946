"""*Point to it* on the screens: a page of sentences, words in the way, and a mark wherever it counts."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from docx import Document
from fastapi import FastAPI
from openpyxl import load_workbook
from starlette.testclient import TestClient

from app.domain.people import EngagementScope, Role
from app.usecases.people.engaging import give_engagement
from app.usecases.workbench import Workbench
from app.web.application import create_app
from tests.stories.accounts import a_consultant
from tests.stories.companies import Company, a_company
from tests.web.conftest import ADDRESS
from tests.web.writing import Writer, a_writer

pytestmark = pytest.mark.databases("sqlite")

KEY = "icp.2.3"
DEPUTY = "STR-2.3-DEPUTY"
CHAIR = "Joris Smeets sits in her chair on Fridays."
WISH = "We aim to put Joris Smeets in her chair on Fridays."
TEXT = f"The office opens at nine.\n\n{CHAIR} The mail is read.\n\n{WISH}"
ROW = f'data-finding="{DEPUTY}"'


@pytest.fixture
def company(bench: Workbench) -> Company:
    return a_company(bench)


@pytest.fixture
def anna(app: FastAPI, company: Company) -> Writer:
    actor = company.person("Anna de Wit", Role.DRAFTER)
    writer = a_writer(app, actor, company.programme(actor))
    writer.write(TEXT, 0)
    return writer


def html(anna: Writer, path: str) -> str:
    answer = anna.client.get(path)
    assert answer.status_code == 200, path
    return unescape(answer.text)


def links(anna: Writer, language: str = "en") -> list[tuple[str, str]]:
    """Where the pane offers to point for the deputy: address and words."""
    pane = html(anna, f"/programmes/{anna.programme}/sections/{KEY}/findings?lang={language}")
    card = pane.partition(ROW)[2].partition("</article>")[0]
    return re.findall(r'href="(\S+/pins/\w+)">([^<]+)<', card)


def test_there_is_nothing_to_point_to_before_the_first_sentence(anna: Writer) -> None:
    """With a heading only, a finding can be set aside but not answered by a sentence."""
    path = f"/programmes/{anna.programme}/sections/{KEY}/findings"
    anna.write("### The export control officer", 1)
    bare = html(anna, path)
    assert ROW in bare
    assert "Not relevant…" in bare
    assert "/pins/" not in bare
    anna.write("### The export control officer\n\nThe office opens at nine.", 2)
    assert links(anna)


def mark_of(page: str, words: str) -> str:
    found = re.search(rf'value="([^"]+)"[^>]*>\s*<label[^>]*>{re.escape(words)}', page)
    assert found is not None, words
    return found[1]


def send(anna: Writer, path: str, **fields: str) -> tuple[int, str]:
    answer = anna.client.post(path, data={"csrf_token": anna.csrf, **fields})
    return answer.status_code, unescape(answer.text)


def point(anna: Writer, words: str, element: int = 0) -> tuple[int, str]:
    path = links(anna)[element][0]
    return send(anna, path, place=KEY, passage=mark_of(html(anna, path), words))


def test_a_missing_element_leads_to_the_sentences(anna: Writer) -> None:
    """One click from the pane, in the words of the language; every sentence is offered by its paragraph."""
    assert [words.strip() for _, words in links(anna)] == ["Point to it…"] * 2
    assert [words.strip() for _, words in links(anna, "nl")] == ["Wijs het aan…"] * 2
    page = html(anna, links(anna)[0][0] + "?lang=en")
    assert all(
        sentence in page for sentence in ("The office opens at nine.", CHAIR, "The mail is read.", WISH)
    )
    assert all(f"Paragraph 2.3.{number}" in page for number in (1, 2, 3))
    assert page.count("The whole paragraph") == 1


def test_the_words_in_the_way_are_shown_and_the_choice_is_kept(anna: Writer) -> None:
    """A wish is refused with its words, in both languages, and nothing counts."""
    path = links(anna)[0][0]
    wish = mark_of(html(anna, path), WISH)
    status, page = send(anna, path + "?lang=en", place=KEY, passage=wish)
    assert status == 422
    assert "“aim to” makes this a wish, not something that is done. Choose another sentence" in page
    assert re.search(rf'value="{wish}" checked', page)
    _, dutch = send(anna, path + "?lang=nl", place=KEY, passage=wish)
    assert "‘aim to’ maakt hiervan een wens, niet iets dat gebeurt. Kies een andere zin" in dutch
    assert "data-pin" not in html(anna, f"/programmes/{anna.programme}/sections/{KEY}/findings?lang=en")


def test_nothing_chosen_is_asked_for(anna: Writer) -> None:
    """Without a choice, and with one that is not on the page, the page asks again."""
    path = links(anna)[0][0]
    for passage in ("", "block:0123456789abcdef"):
        status, page = send(anna, path, place=KEY, passage=passage)
        assert status == 422
        assert "Choose a sentence." in page


def test_the_pane_names_who_pointed_and_takes_it_back(anna: Writer) -> None:
    """The card shows the sentence, the person and the day; one button takes it back."""
    status, _ = point(anna, CHAIR)
    assert status == 303
    path = f"/programmes/{anna.programme}/sections/{KEY}/findings"
    card = html(anna, path).partition(ROW)[2].partition("</article>")[0]
    assert 'data-verdict="partly"' in card
    assert 'data-standing="holds"' in card
    assert re.search(r"Pointed to by Anna de Wit on \d+ \w+ \d{4}", card)
    assert f"<q>{CHAIR}</q>" in card
    action = re.search(r'action="(\S+/withdraw)"', card)
    assert action is not None
    assert send(anna, action[1])[0] == 303
    assert "data-pin" not in html(anna, path)


def test_who_may_only_read_is_offered_nothing_that_would_be_refused(
    app: FastAPI, bench: Workbench, company: Company, anna: Writer
) -> None:
    """He sees the findings and what somebody pointed to, without a form or a link that acts."""
    point(anna, CHAIR)
    consultant = a_consultant(bench)
    give_engagement(
        bench,
        company.person("Bert Vos", Role.APPROVER),
        company.organisation.id,
        consultant.person.email,
        EngagementScope.READ,
        until=(bench.clock() + timedelta(days=30)).date(),
    )
    reader = TestClient(app, base_url=ADDRESS)
    body = {"username": consultant.person.email, "password": consultant.password, "code": consultant.code()}
    assert reader.post("/api/v1/login", json=body).status_code == 200
    path = f"/programmes/{anna.programme}/sections/{KEY}/findings"
    answers = (reader.get(path).text, anna.client.get(path).text)
    seen, acting = (
        unescape(answer).partition('id="findings"')[2].partition("</main>")[0] for answer in answers
    )
    assert ROW in seen
    assert f"<q>{CHAIR}</q>" in seen
    for trace in ("/pins/", "<form", "icp-waive"):
        assert trace not in seen
        assert trace in acting


def test_a_changed_sentence_shows_that_it_lapsed(anna: Writer) -> None:
    """The pane says that it does not count any more, and offers to point again."""
    point(anna, CHAIR)
    anna.write(TEXT.replace("on Fridays. The", "on Mondays. The"), 1)
    pane = html(anna, f"/programmes/{anna.programme}/sections/{KEY}/findings")
    assert 'data-standing="lapsed"' in pane
    assert "This does not count any more. This sentence does not stand in the text any more." in pane
    assert len(links(anna)) == 2


def test_the_report_tells_it_apart_everywhere(anna: Writer) -> None:
    """Page, Word file, spreadsheet and JSON say that a person pointed to it, never that the tool found it."""
    for element in (0, 0):
        point(anna, CHAIR, element)
    base = f"/programmes/{anna.programme}"
    page = html(anna, f"{base}/report?lang=en")
    row = page.partition(f'data-rule="{DEPUTY}"')[2].partition("</tr>")[0]
    assert "Found, with what people point to" in row
    part = page.partition('id="pointed"')[2].partition("</section>")[0]
    assert part.count(f"<q>{CHAIR}</q>") == 2
    assert part.count("Pointed to by Anna de Wit on") == 2
    assert "Gevonden, met wat mensen aanwijzen" in html(anna, f"{base}/report?lang=nl")
    anna.client.get("/home?lang=en")

    word = Document(BytesIO(anna.client.get(f"{base}/report/file?format=docx").content))
    everything = [paragraph.text for paragraph in word.paragraphs]
    start = next(place for place, line in enumerate(everything) if line.startswith(f"{DEPUTY} "))
    lines = everything[start : start + 12]
    assert any(line.startswith("Found, with what people point to") for line in lines)
    assert sum(f"“{CHAIR}” (pointed to by Anna de Wit on" in line for line in lines) == 2
    assert CHAIR not in lines

    sheet = load_workbook(BytesIO(anna.client.get(f"{base}/report/file?format=xlsx").content)).active
    assert sheet is not None
    (cells,) = [row for row in sheet.iter_rows(values_only=True) if row[0] == DEPUTY]
    assert cells[2] == "Found, with what people point to"
    assert CHAIR not in str(cells[5] or "")
    assert str(cells[6]).count(CHAIR) == 2

    found = anna.client.get(f"/api/v1{base}/findings").json()["findings"]
    (finding,) = [one for one in found if one["rule"] == DEPUTY]
    assert {pin["element"] for pin in finding["pins"]} == {"E1", "E2"}
    assert {(pin["by"], pin["standing"]) for pin in finding["pins"]} == {("Anna de Wit", "holds")}
    assert all(evidence["pointed"] for evidence in finding["evidence"])


def test_the_interface_takes_and_removes_a_pin(anna: Writer) -> None:
    """PUT answers with the pin, or with 422 and the objection; DELETE is 204, and 404 when none stands."""
    base = f"/api/v1/programmes/{anna.programme}"
    blocks = anna.client.get(f"{base}/sections/{KEY}").json()["blocks"]
    found = anna.client.get(f"{base}/findings").json()["findings"]
    finding = next(one["id"] for one in found if one["rule"] == DEPUTY)
    path = f"{base}/findings/{finding}/pins/E1"
    body = {"section": KEY, "block": blocks[1]["id"], "quote": CHAIR}
    proof = {"X-CSRF-Token": anna.csrf}
    given = anna.client.put(path, json=body, headers=proof)
    assert given.status_code == 200
    assert given.json()["quote"] == CHAIR
    assert given.json()["standing"] == "holds"
    refused = anna.client.put(path, json={**body, "block": blocks[2]["id"], "quote": WISH}, headers=proof)
    assert refused.status_code == 422
    told = refused.json()
    assert (told["code"], told["state"], told["field"]) == ("passage_objected", "aspiration", "quote")
    assert told["objection"].startswith("“aim to” makes this a wish")
    assert [anna.client.delete(path, headers=proof).status_code for _ in range(2)] == [204, 404]


@dataclass(frozen=True)
class Proposing:
    """Proposes one sentence of the text and one that nobody wrote."""

    host: str = "models.example.org"

    def suggest(self, wanted: str, text: str, language: str) -> tuple[str, ...]:
        return CHAIR, "Somebody invented this sentence."


def test_nobody_is_asked_unless_the_administrator_wants_it(anna: Writer) -> None:
    """By default the page says nothing of suggestions, and the address refuses."""
    path = links(anna)[0][0]
    assert "suggest" not in html(anna, path)
    status, page = send(anna, path + "/suggest", place=KEY)
    assert status == 422
    assert "This installation does not ask anybody for suggestions." in page


def test_sending_is_announced_and_a_suggestion_is_only_marked(bench: Workbench) -> None:
    """The page names the host before anything goes there; what comes back is marked, not chosen."""
    app = create_app(replace(bench, suggester=Proposing()))
    company = a_company(bench, "Second B.V.")
    actor = company.person("Bea Bos", Role.DRAFTER)
    bea = a_writer(app, actor, company.programme(actor))
    bea.write(TEXT, 0)
    path = links(bea)[0][0]
    page = html(bea, path + "?lang=en")
    assert "what is missing go to models.example.org" in page
    assert "data-suggested" not in page
    status, page = send(bea, path + "/suggest?lang=en", place=KEY)
    assert status == 200
    assert "1 sentence is marked below as suggested. A suggestion decides nothing." in page
    assert len(re.findall(r"data-suggested", page)) == 1
    assert CHAIR in page.partition("data-suggested")[0].rpartition("<label")[2]
    assert not re.search(r'name="passage"[^>]*checked', page)
    assert "Dit onderdeel naar models.example.org sturen" in html(bea, path + "?lang=nl")
