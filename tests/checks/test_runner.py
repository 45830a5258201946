"""Findings point at real text, in a fixed order, and no text can break the judge."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import Pack, SectionText, TextBlock, built_in_packs, finding_id, judge_passage, run
from checks.results import NOTICED
from checks.runner import VERDICTS
from tests.depth import depth

HUMAN_RIGHTS = next(pack for pack in built_in_packs() if pack.id == "hr-due-diligence")
STRUCTURE = next(pack for pack in built_in_packs() if pack.id == "structure")
DEPUTY = "STR-2.3-DEPUTY"
STOP = "The export control officer may stop any order, delivery or service."
WITH_DEPUTY = "The finance director is the deputy and has the same authority to stop and release."


def section(*texts: str, language: str = "en", key: str = "icp.2.3") -> SectionText:
    blocks = tuple(TextBlock(f"b{number}", "paragraph", text) for number, text in enumerate(texts))
    return SectionText(key, "Stop authority", language, blocks)  # type: ignore[arg-type]


def test_missing_deputy_is_the_first_thing_to_fix() -> None:
    """A stop right without a deputy gives the fix-first finding with its model clause."""
    found = run((STRUCTURE,), [section(STOP)], {}, only={DEPUTY}).findings[0]
    assert (found.verdict, found.severity, found.clause) == ("not_found", "fix_first", "icp.2.3/deputy")
    assert found.message["en"].startswith("It is not certain who may stop")
    assert found.message["nl"].startswith("Het staat niet vast wie mag stoppen")
    assert [element.id for element in found.missing] == ["E1", "E2"]


def test_finding_keeps_its_id_when_it_is_solved() -> None:
    """The same rule in the same section keeps one id, so that a waiver and an undo can hold on to it."""
    before = run((STRUCTURE,), [section(STOP)], {}, only={DEPUTY}).findings[0]
    after = run((STRUCTURE,), [section(STOP, WITH_DEPUTY)], {}, only={DEPUTY}).findings[0]
    assert (before.id, after.verdict) == (after.id, "found")


def test_every_finding_has_the_id_of_its_rule_and_section() -> None:
    """Waivers and pins hold on to ids; what is clear now is known again by the same id when it is not."""
    texts = [section(STOP + " We will take appropriate measures."), section("We comply.", key="icp.2.1")]
    found = run(built_in_packs(), texts, {}).findings
    assert {bool(item.outcome == NOTICED) for item in found} == {True, False}
    assert [item.id for item in found] == [finding_id(item.rule, item.section) for item in found]


def test_evidence_is_quoted_from_its_block() -> None:
    """Each quotation is exactly the text between its offsets in its block."""
    texts = (STOP, "Ünïcode 🛑 first. " + WITH_DEPUTY)
    found = run((STRUCTURE,), [section(*texts)], {}, only={DEPUTY}).findings[0]
    assert found.evidence
    for item in found.evidence:
        assert texts[int(item.block[1:])][item.start : item.end] == item.quote


def test_deleting_the_evidence_removes_the_finding() -> None:
    """What is listed as evidence is all there is: without it the element is gone."""
    found = run((STRUCTURE,), [section(STOP, WITH_DEPUTY)], {}, only={DEPUTY}).findings[0]
    blocks = {f"b{number}": text for number, text in enumerate((STOP, WITH_DEPUTY))}
    for item in found.evidence:
        blocks[item.block] = blocks[item.block].replace(item.quote, "")
    left = run((STRUCTURE,), [section(*blocks.values())], {}, only={DEPUTY}).findings[0]
    assert left.verdict == "not_found"


@pytest.mark.parametrize(
    ("language", "logs", "visits", "element"),
    [
        (
            "en",
            "We have the right to look at the logs of our customers and to visit them once a year.",
            "Joris Apon plans the visits and records date, result and follow-up.",
            "the right to inspect, access to logs, and the duty to report changes",
        ),
        (
            "nl",
            "Wij mogen de logboeken van onze klanten inzien en ze een keer per jaar bezoeken.",
            "Joris Apon plant de bezoeken en legt datum, uitkomst en vervolg vast.",
            "het recht om te inspecteren, inzage in logs, en de plicht om wijzigingen te melden",
        ),
    ],
)
def test_the_part_that_is_there_is_shown_of_an_element_that_is_not_found(
    language: str, logs: str, visits: str, element: str
) -> None:
    """Three things in one element: two of them are quoted, the element stays open."""
    text = section(f"{logs} {visits}", language=language, key="icp.4.8")
    found = run((HUMAN_RIGHTS,), [text], {}, only={"HR-CON-02"}).findings[0]
    assert element in [one.text[language] for one in found.missing]
    assert logs in [one.quote for one in found.evidence if one.element == "E1"]


def test_order_of_sections_does_not_matter() -> None:
    """Findings are the same whatever order the sections come in."""
    parts = [section(STOP), section("We comply with export control law.", key="icp.2.1")]
    forwards, backwards = (run((STRUCTURE,), order, {}) for order in (parts, parts[::-1]))
    assert forwards == backwards


def test_list_items_are_read_with_their_lead_in() -> None:
    """A negative lead-in denies each item below it."""
    blocks = (
        TextBlock("a", "paragraph", "We do not have:"),
        TextBlock("b", "bullet", "a finance director as deputy with the same authority"),
    )
    judged = run((STRUCTURE,), [SectionText("icp.2.3", "", "en", blocks)], {}, only={DEPUTY}).findings[0]
    assert judged.verdict == "not_found"


def test_scope_that_does_not_apply_is_named() -> None:
    """A rule that the answers switch off is listed with the questions that decided."""
    answers = {"Q08": ["none"], "Q09": ["none"], "Q10": ["none"], "Q11": ["none"], "Q19": ["bank"]}
    result = run((STRUCTURE,), [section("Anything.", key="icp.4.7")], answers, only={"STR-4.7"})
    assert result.findings == ()
    assert result.not_applicable[0].rule == "STR-4.7"
    assert "Q11" in result.not_applicable[0].because


@pytest.mark.parametrize("lang", ["en", "nl"])
@settings(max_examples=depth(60, 1_200))
@given(text=st.text(max_size=400))
def test_any_text_is_answered(lang: str, text: str) -> None:
    """Any Unicode gets a verdict, and quotations are slices of it."""
    for rule in STRUCTURE.rules:
        judged = judge_passage(STRUCTURE, rule.id, text, lang)
        assert judged.verdict in ("found", "partly", "not_found")
        assert all(text[item.start : item.end] == item.quote for item in judged.evidence)


PIECES = st.sampled_from(
    [
        STOP,
        WITH_DEPUTY,
        "\n",
        "- ",
        "| a | b |",
        "Why? No. ",
        "⟦deputy⟧",
        "It will not. ",
        "1. ",
        "# Heading\n",
        "é\u0301 ",
        "\u202e",
    ]
)


@settings(max_examples=depth(100, 2_000))
@given(pieces=st.lists(PIECES, max_size=12))
def test_quotes_are_slices_for_any_layout(pieces: list[str]) -> None:
    """Lists, tables, headings and questions never shift an offset."""
    text = "".join(pieces)
    judged = judge_passage(STRUCTURE, DEPUTY, text, "en")
    assert all(text[item.start : item.end] == item.quote for item in judged.evidence)


@pytest.mark.slow
def test_two_million_characters_are_answered() -> None:
    """A very long text, without a single full stop, is judged in one go."""
    pack: Pack = STRUCTURE
    judged = judge_passage(pack, DEPUTY, "stop the deputy order " * 90_000, "en")
    assert judged.verdict in ("found", "partly", "not_found")


OWN_RESPONSIBILITY = (
    "The company has its own responsibility to respect human rights, next to and above the law. "
    "An export licence, or the fact that none is needed, does not end the human-rights assessment. "
    "The company's own responsibility is not replaced by what the customer or the State has to do. "
    "The company may decline a lawful transaction on human-rights grounds. "
    "For each transaction the human-rights officer enters a human-rights conclusion on the decision form, "
    "separate from the licensing conclusion."
)


@pytest.mark.parametrize(
    ("elsewhere", "verdict", "state"),
    [
        (
            "A leaflet on human rights lies in the hall. We see no need for a procedure for bicycles.",
            "found",
            "present",
        ),
        (f"{OWN_RESPONSIBILITY} We see no need for a procedure for that.", "partly", "conflict"),
    ],
    ids=["about something else", "about the duty itself"],
)
def test_a_contrary_sentence_elsewhere_counts_only_when_it_is_about_the_duty(
    elsewhere: str, verdict: str, state: str
) -> None:
    """A denial in another section is a conflict where that block states the duty, and nothing otherwise."""
    programme = [section(OWN_RESPONSIBILITY, key="icp.2.1"), section(elsewhere, key="icp.9.1")]
    found = run((HUMAN_RIGHTS,), programme, {}, only={"HR-POL-04"}).findings[0]
    assert (found.verdict, found.state) == (verdict, state)


@pytest.mark.parametrize(
    ("lines_between", "verdict"), [(0, "partly"), (2, "found")], ids=["right after the duty", "further down"]
)
def test_a_contrary_sentence_at_home_counts_beside_the_duty(lines_between: int, verdict: str) -> None:
    """In the section of the duty a denial counts in its block and the next, not among other subjects."""
    denial = "We see no need for a procedure for that."
    between = ["Lunch is at noon on the second floor."] * lines_between
    texts = section(OWN_RESPONSIBILITY, *between, denial, key="icp.2.1")
    found = run((HUMAN_RIGHTS,), [texts], {}, only={"HR-POL-04"}).findings[0]
    assert found.verdict == verdict


def test_the_same_sentences_in_other_blocks_are_judged_anew() -> None:
    """Joining paragraphs brings a denial beside the duty: nothing remembered of the old blocks counts."""
    idle = "Lunch is at noon on the second floor."
    texts = [OWN_RESPONSIBILITY, idle, idle, "We see no need for a procedure for that."]
    apart, joined = section(*texts, key="icp.2.1"), section(" ".join(texts), key="icp.2.1")
    verdicts = [
        run((HUMAN_RIGHTS,), [one], {}, only={"HR-POL-04"}).findings[0].verdict for one in (apart, joined)
    ]
    assert verdicts == ["found", "partly"]


def test_a_duty_that_is_there_in_part_is_not_called_absent() -> None:
    """The one sentence that a writer reads first fits each verdict; every human-rights rule has all three."""
    owner = "Leila Haddad is our human-rights officer and reports to the board."
    power = "She may stop any deal on human-rights grounds."
    found = run((HUMAN_RIGHTS,), [section(f"{owner} {power}")], {}, only={"HR-GOV-01"}).findings[0]
    assert found.verdict == "partly"
    assert found.message["en"].startswith("The text shows only a part")
    assert found.message["nl"].startswith("De tekst laat maar een deel zien")
    for rule in HUMAN_RIGHTS.rules:
        said = [rule.message(verdict)[language] for verdict in VERDICTS for language in ("en", "nl")]
        assert len(set(said)) == len(said)


def test_what_a_text_keeps_coming_back_to_tells_about_one_clause_only() -> None:
    """The same sentences as a section of a programme speak of other duties too, and take nothing back."""
    alone, in_a_programme = 0, 0
    for example in [one for one in HUMAN_RIGHTS.examples if one.expect == "not_found"][::10]:
        rule = HUMAN_RIGHTS.rule(example.rule)
        common = {each.says["en"] for each in rule.pack_defects.defects}
        common -= {each.says["en"] for each in rule.own_defects.defects}
        for key in ("", "icp.4.7"):
            told = section(example.text, language=example.language, key=key)
            found = run((HUMAN_RIGHTS,), [told], {}, only={rule.id}).findings
            shown = any(defect.text["en"] in common for one in found for defect in one.defects)
            alone, in_a_programme = alone + (shown and not key), in_a_programme + (shown and bool(key))
    assert alone > 0
    assert in_a_programme == 0
