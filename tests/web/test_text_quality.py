"""Remarks about the text, as the pane and the audit report show them."""

import re
from io import BytesIO

import pytest
from docx import Document
from fastapi import FastAPI
from openpyxl import load_workbook

from app.domain.people import Role
from app.usecases.workbench import Workbench
from checks import load_pack
from checks.loader import BUILT_IN
from tests.stories.companies import a_company
from tests.web.writing import Writer, a_writer

pytestmark = pytest.mark.databases("sqlite")

STOP = "The export control officer, {{export_control_officer}}, may stop any order as soon as possible."


@pytest.fixture
def anna(app: FastAPI, bench: Workbench) -> Writer:
    company = a_company(bench)
    actor = company.person("Anna de Wit", Role.DRAFTER)
    writer = a_writer(app, actor, company.programme(actor))
    writer.write(STOP, 0)
    return writer


def page(anna: Writer, path: str, language: str) -> str:
    answer = anna.client.get(path, params={"lang": language})
    assert answer.status_code == 200
    return str(answer.text)


@pytest.mark.parametrize(
    ("language", "outcome", "fill_in"),
    [("en", "Noticed in the text", "Fill in facts"), ("nl", "Opgevallen in de tekst", "Gegevens invullen")],
)
def test_the_pane_says_noticed_and_leads_to_the_blanks(
    anna: Writer, language: str, outcome: str, fill_in: str
) -> None:
    """An empty blank is the first thing to fix: its quotation, and the way to fill it in."""
    html = page(anna, f"{anna.page}/findings", language)
    cards = re.findall(r"<article.*?</article>", html, re.DOTALL)
    card = next(card for card in cards if 'data-finding="TXT-BLANK"' in card)
    assert 'data-verdict="noticed"' in card
    assert outcome in card
    assert "⟦" in card
    assert fill_in in card
    assert "as soon as possible" in next(card for card in cards if 'data-finding="TXT-WHEN"' in card)


def test_a_blank_that_is_filled_in_counts_as_solved(anna: Writer) -> None:
    """What is no longer noticed is shown as solved, and can be undone; after that it is gone."""
    pane = page(anna, f"{anna.page}/findings", "en")
    shown = re.search(r"shown=([\w,]+)", pane)
    assert shown is not None
    anna.write("The export control officer, Anna de Wit, may stop any order within a day.", 1)
    again = anna.client.get(f"{anna.page}/findings", params={"shown": shown[1]}).text
    assert set(re.findall(r'data-finding="(TXT-[^"]+)" data-verdict="found" data-solved', again)) == {
        "TXT-BLANK",
        "TXT-WHEN",
    }
    assert "TXT-BLANK" not in page(anna, f"{anna.page}/findings", "en")


@pytest.mark.parametrize(
    ("language", "noticed", "nothing"),
    [("en", "Noticed in the text", "Nothing noticed"), ("nl", "Opgevallen in de tekst", "Niets opgevallen")],
)
def test_the_report_lists_the_quality_rules_that_ran(
    anna: Writer, language: str, noticed: str, nothing: str
) -> None:
    """Those that noticed something with their sections, those that did not, and those that could not look."""
    html = page(anna, f"/programmes/{anna.programme}/report", language)
    rows = dict(re.findall(r'<tr data-remark="([^"]+)">(.*?)</tr>', html, re.DOTALL))
    assert noticed in rows["TXT-BLANK"]
    assert "/sections/icp.2.3" in rows["TXT-BLANK"]
    assert nothing in rows["TXT-LAW"]
    assert "TXT-COMPANY" not in rows
    assert re.search(r'data-rule="TXT-', html) is None


def test_word_and_spreadsheet_list_them_too(anna: Writer) -> None:
    """Noticed, nothing noticed and not checked are told apart in both files."""
    base = f"/programmes/{anna.programme}/report/file"
    sheet = load_workbook(BytesIO(anna.client.get(f"{base}?format=xlsx").content)).active
    outcomes = {row[0].value: row[2].value for row in sheet.iter_rows(min_row=2)}
    assert (outcomes["TXT-BLANK"], outcomes["TXT-LAW"], outcomes["TXT-COMPANY"]) == (
        "Noticed in the text",
        "Nothing noticed",
        "Not checked",
    )
    word = Document(BytesIO(anna.client.get(f"{base}?format=docx").content))
    texts = [paragraph.text for paragraph in word.paragraphs]
    listed = texts[texts.index(next(text for text in texts if text.endswith("noticed nothing."))) :]
    assert any(text.startswith("TXT-LAW") for text in listed)


def test_the_api_tells_what_was_noticed_and_what_ran(anna: Writer) -> None:
    """The finding has the shape of every other one; the rules that noticed nothing are named."""
    answer = anna.client.get(f"/api/v1/programmes/{anna.programme}/findings").json()
    blank = next(finding for finding in answer["findings"] if finding["rule"] == "TXT-BLANK")
    assert (blank["verdict"], blank["state"], blank["severity"], blank["section"]) == (
        "partly",
        "noticed",
        "fix_first",
        "icp.2.3",
    )
    assert "TXT-LAW" in answer["clear"]
    assert "TXT-COMPANY" in {one["rule"] for one in answer["not_checked"]}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_quality_rule_has_a_help_page_with_examples(anna: Writer, language: str) -> None:
    """Its page shows a text in which nothing is noticed and one in which something is, and no empty list."""
    for rule in load_pack(BUILT_IN / "text-quality").rules:
        html = page(anna, f"/help/rules/{rule.id}", language)
        assert rule.name[language] in html
        examples = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", html, re.DOTALL)
        assert len(examples) == 2
        assert all(re.sub(r"<[^>]+>", "", example).strip() for example in examples)
        assert not re.search(r"<ul[^>]*>\s*</ul>", html)


def card_of(anna: Writer, rule: str, language: str = "en") -> str:
    html = page(anna, f"{anna.page}/findings", language)
    cards = re.findall(r"<article.*?</article>", html, re.DOTALL)
    return next(card for card in cards if f'data-finding="{rule}"' in card)


def test_a_quotation_is_a_whole_sentence_with_the_words_marked(anna: Writer) -> None:
    """Loose words say nothing: the reader sees in which sentence they stand."""
    card = card_of(anna, "TXT-WHEN")
    assert 'any order <mark class="icp-hit">as soon as possible</mark>.</q>' in card


def test_more_places_open_under_the_last_quotation(anna: Writer) -> None:
    """What is counted can be read, right where it is counted."""
    anna.write("\n\n".join(f"Order {number} is checked as soon as possible." for number in range(5)), 1)
    card = card_of(anna, "TXT-WHEN", "nl")
    places, rest = card.split("<summary>En nog op 2 plaatsen</summary>")
    assert "Order 2" in places
    assert "Order 4" in rest.partition("</details>")[0]
    assert "<strong>Wat u kunt doen.</strong>" in rest


def test_a_quotation_says_what_it_is_quoted_for(anna: Writer) -> None:
    """A rule with several elements names the one that each sentence is read for."""
    anna.write("Anna de Wit, the export control officer, can stop an order at once.", 1)
    html = page(anna, f"{anna.page}/findings", "en")
    reasons = re.findall(r'<span class="icp-reason">(.*?)</span>', html)
    assert any(reason.startswith("For: ") for reason in reasons)


def test_a_row_is_quoted_without_the_signs_of_a_table(anna: Writer) -> None:
    """Between the cells stands a dot, in the sentence as in the words."""
    anna.write("| Step | When |\n|---|---|\n| Order check | as soon as possible |", 1)
    card = card_of(anna, "TXT-WHEN")
    assert 'Order check · <mark class="icp-hit">as soon as possible</mark>' in card
