"""Hard checks in a real programme: saved answers and texts become findings, or what could not be checked."""

from io import BytesIO

import openpyxl
import pytest

from app.domain.people import Actor
from app.usecases.findings import auditing, checking
from app.usecases.programmes.scoping import answer_scope
from app.usecases.workbench import Workbench
from app.usecases.writing import drafting
from checks import Finding
from checks.answers import Answers
from tests.stories.companies import Company

LANGUAGES = ("en", "nl")
GROUP: dict[str, list[str]] = {
    "Q03": ["50-249", "group"],
    "Q08": ["none"],
    "Q09": ["none"],
    "Q10": ["5A002.a.2"],
    "Q18": ["DE", "IN"],
    "Q19": ["other_business"],
    "Q22": ["wholly_owned"],
    "Q24": ["EU007"],
}
BANK = {**GROUP, "Q18": ["BR"], "Q19": ["bank"], "Q24": ["EU008"]}
RECORDS = {
    "en": "Every export file is kept for {} years from the end of the calendar year.",
    "nl": "Ieder exportdossier wordt {} jaar bewaard vanaf het einde van het kalenderjaar.",
}


def of_rule(bench: Workbench, actor: Actor, programme: str, rule: str) -> list[Finding]:
    found = checking.check_programme(bench, actor, programme)
    return [item.finding for item in found.findings if item.finding.rule == rule]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("rule", "good", "wrong"),
    [
        ("H2", GROUP, {"Q09": ["4D004"]}),
        ("H3", GROUP, {"Q18": ["VN"]}),
        ("H3", GROUP, {"Q22": ["partly_owned"]}),
        ("H3", GROUP, {"Q03": ["50-249", "group_outside_eu"]}),
        ("H5", BANK, {"Q10": ["5A004.a"]}),
        ("H5", BANK, {"Q18": ["EG"]}),
    ],
)
def test_one_changed_answer_blocks_a_general_authorisation(
    bench: Workbench, company: Company, anna: Actor, rule: str, good: Answers, wrong: Answers, language: str
) -> None:
    """What fits is found; the answer that collides makes it not found, and is named in both languages."""
    programme = company.programme(anna, language)
    answer_scope(bench, anna, programme, good, 0)
    (before,) = of_rule(bench, anna, programme, rule)
    answer_scope(bench, anna, programme, wrong, 1)
    (after,) = of_rule(bench, anna, programme, rule)
    assert (before.verdict, after.verdict, after.severity) == ("found", "not_found", "fix_first")
    assert all(element.text["en"] != element.text["nl"] for element in after.missing)


@pytest.mark.parametrize("language", LANGUAGES)
def test_too_short_a_period_is_told_with_the_number_that_was_read(
    bench: Workbench, company: Company, anna: Actor, language: str
) -> None:
    """Five years is enough for goods; once electronic transfers are answered, the law asks for seven."""
    programme = company.programme(anna, language)
    answer_scope(bench, anna, programme, {"Q05": ["goods"], "Q06": ["no"]}, 0)
    drafting.save_section_text(bench, anna, programme, "icp.8.1", RECORDS[language].format(5), 0)
    (goods,) = of_rule(bench, anna, programme, "H7")
    answer_scope(bench, anna, programme, {"Q05": ["goods", "software"]}, 1)
    (software,) = of_rule(bench, anna, programme, "H7")
    assert (goods.verdict, software.verdict) == ("found", "partly")
    (missing,) = software.missing
    assert {"en": "says 5 years", "nl": "staat er 5 jaar"}[language] in missing.text[language]
    assert any("5" in evidence.quote for evidence in software.evidence)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_checked_stands_in_the_report_with_its_reason(
    bench: Workbench, company: Company, anna: Actor, language: str
) -> None:
    """A new programme: no hard check says wrong; report and sheet tell which answer or text is missing."""
    programme = company.programme(anna, language)
    audit = auditing.audit_programme(bench, anna, programme, language)
    strict = [item for item in audit.report.findings if item.finding.strict]
    reasons = {one.requirement: one.reason for one in audit.report.not_checked}
    assert strict == []
    assert {"en": "A question under “Licences”", "nl": "Een vraag onder “Vergunningen”"}[language] in reasons[
        "H2"
    ]
    assert "8.1" in reasons["H8"]

    sheet = openpyxl.load_workbook(
        BytesIO(auditing.export_audit_sheet(bench, anna, programme, language).content)
    )
    rows = list(sheet.worksheets[0].iter_rows(values_only=True))
    outcome = {"en": "Not checked", "nl": "Niet gecontroleerd"}[language]
    assert any(row[0] == "H2" and row[2] == outcome and reasons["H2"] in row for row in rows)


def test_what_answers_alone_decide_is_told_before_its_section_is_written(
    bench: Workbench, company: Company, anna: Actor
) -> None:
    """A blocked authorisation does not wait in the report until somebody writes section 5.4."""
    programme = company.programme(anna)
    answer_scope(bench, anna, programme, {**GROUP, "Q18": ["VN"]}, 0)
    audit = auditing.audit_programme(bench, anna, programme, "en")
    (blocked,) = [item for item in audit.judged if item.finding.rule == "H3"]
    assert blocked.is_open
    assert "Vietnam" in blocked.finding.missing[0].text["en"]
