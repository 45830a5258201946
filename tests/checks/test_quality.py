"""Quality rules say something only where something stands out, and show it."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import Finding, ProgrammeFacts, SectionText, TextBlock, YamlProblem, facts_of, load_pack, run
from checks.languages import Language
from checks.loader import BUILT_IN
from checks.quality.quantities import quantities_in
from tests.depth import depth

PACK = load_pack(BUILT_IN / "text-quality")


def programme(*texts: tuple[str, str], language: Language = "en") -> list[SectionText]:
    """Sections of one paragraph each, from pairs of key and text."""
    return [
        SectionText(key, "", language, (TextBlock(f"{key}#1", "paragraph", text),)) for key, text in texts
    ]


def noticed(
    rule: str, sections: list[SectionText], facts: ProgrammeFacts | None = None
) -> tuple[Finding, ...]:
    return run((PACK,), sections, {}, only={rule}, facts=facts).findings


KEPT_SEVEN = ("icp.8.1", "Order files are kept for seven years.")
KEPT_FIVE = ("icp.4.1", "The order file is kept for five years.")


def test_a_contradiction_shows_both_sentences_with_their_sections() -> None:
    """The finding stands where the text departs from the home of the fact, and quotes the other place too."""
    (found,) = noticed("TXT-RETENTION", programme(KEPT_FIVE, KEPT_SEVEN))
    assert (found.section, found.severity, found.verdict, found.outcome) == (
        "icp.4.1",
        "improve",
        "partly",
        "noticed",
    )
    assert [(place.section, place.quote) for place in found.evidence] == [KEPT_FIVE, KEPT_SEVEN]


def test_solving_the_contradiction_leaves_no_finding_and_a_rule_that_ran() -> None:
    """A clean text is not praised for it; the rule is listed among those that noticed nothing."""
    result = run((PACK,), programme(KEPT_SEVEN), {}, only={"TXT-RETENTION"})
    assert (result.findings, result.clear, result.not_checked) == ((), ("TXT-RETENTION",), ())


def test_one_rule_gives_one_finding_for_each_section() -> None:
    """Ten vague words in a section are one finding with ten places, so that the pane stays short."""
    text = "We train staff regularly. Where necessary we ask again. Lists are updated periodically."
    found = noticed("TXT-WHEN", programme(("icp.7.1", text), ("icp.10.1", "We review it regularly.")))
    assert [(finding.section, len(finding.evidence)) for finding in found] == [
        ("icp.7.1", 3),
        ("icp.10.1", 1),
    ]
    assert [place.quote for place in found[0].evidence] == ["regularly", "Where necessary", "periodically"]


def test_a_sentence_that_was_passed_over_in_a_heading_is_compared_in_a_paragraph() -> None:
    """What was seen to say nothing is not looked at again; what was not looked at is."""
    text = "The officer signs each order within 9 working days."
    other = ("icp.7.1", "The officer signs each order within 4 working days.")
    headed = SectionText("icp.5.1", "", "en", (TextBlock("h", "heading", text),))
    assert noticed("TXT-SAME", [headed, *programme(other)]) == ()
    (found,) = noticed("TXT-SAME", programme(("icp.5.1", text), other))
    assert {place.quote for place in found.evidence} == {text, other[1]}


def test_the_order_of_sections_changes_nothing() -> None:
    """Findings and their evidence are the same whatever order the sections come in."""
    parts = programme(
        KEPT_FIVE,
        KEPT_SEVEN,
        ("icp.10.1", "All staff are trained every year."),
        ("icp.2.4", "All employees receive training every two years."),
        ("icp.2.3", "The export control officer is Anna de Wit. See section 9.9."),
        ("icp.5.2", "Mark Visser is the export control officer."),
    )
    forwards, backwards = (run((PACK,), order, {}) for order in (parts, parts[::-1]))
    assert forwards == backwards
    assert {finding.rule for finding in forwards.findings} == {"TXT-RETENTION", "TXT-FACT", "TXT-ROLE"}


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("TXT-COMPANY", "Northgate Optics Ltd keeps a register."),
        ("TXT-ANNEX", "The officer fills in annex A14."),
        ("TXT-SECTION", "The route stands in section 4.12."),
    ],
)
def test_what_is_unknown_is_not_held_against_a_text(rule: str, text: str) -> None:
    """Without the own name, the annexes or the sections a rule is not checked, and says why."""
    result = run((PACK,), programme(("icp.2.1", text)), {}, only={rule})
    assert (result.findings, result.clear) == ((), ())
    (unchecked,) = result.not_checked
    assert (unchecked.rule, set(unchecked.says)) == (rule, {"en", "nl"})


def test_a_code_that_the_tool_does_not_know_is_never_called_wrong() -> None:
    """Only an entry that the reference data marks as not used is noticed."""
    text = "The items fall under 2B001.a, 9E999, 5A001.f.1, ML11 and 5A001.i."
    (found,) = noticed("TXT-CODE", programme(("icp.3.1", text)))
    assert [place.quote for place in found.evidence] == ["5A001.i"]


@pytest.mark.parametrize(
    ("titles", "annexes", "numbers"),
    [
        (
            {"icp.2.3": "Stop", "icp.4.7": "Test", "own.x": "Annex 5 Checklist"},
            {"5"},
            {"2", "2.3", "4", "4.7"},
        ),
        (
            {"s1": "1 Company", "s2": "2 Statement", "s3": "2.1 Circulation"},
            None,
            {"1", "2", "2.1"},
        ),
        ({"s1": "Company", "s2": "2025 in figures", "s3": "Statement"}, None, None),
    ],
)
def test_titles_tell_which_sections_and_annexes_there_are(
    titles: dict[str, str], annexes: set[str] | None, numbers: set[str] | None
) -> None:
    """Numbers come from our own keys or from numbered titles; a text without them tells nothing."""
    facts = facts_of(titles)
    assert (facts.annexes, facts.numbers) == (annexes, numbers)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("kept for seven (7) years", [("period", "month", 84)]),
        ("within 5 working days", [("deadline", "working day", 5)]),
        ("binnen twee weken", [("deadline", "day", 14)]),
        ("om de zes maanden", [("rhythm", "month", 6)]),
        (
            "jaarlijks, uiterlijk 10 werkdagen na januari",
            [("deadline", "working day", 10), ("rhythm", "month", 12)],
        ),
        ("every quarter", [("rhythm", "month", 3)]),
        ("gedurende 24 uur", [("period", "hour", 24)]),
        ("Article 5 and 2021/821", []),
    ],
)
def test_periods_deadlines_and_rhythms_are_told_apart(text: str, read: list[tuple[str, str, int]]) -> None:
    """In words or figures, in either language, counted in one unit of their kind."""
    assert [(one.sort, one.unit, one.amount) for one in quantities_in(text)] == read


PIECES = st.sampled_from(
    [
        "Order files are kept for 5 years. ",
        "De orderdossiers worden zeven jaar bewaard. ",
        "[naam] ",
        "⟦Deputy⟧",
        "____",
        "| Export control officer | Anna de Wit |\n",
        "Anna de Wit is the export control officer, ",
        "Northgate Optics Ltd ",
        "annex A14, section 9.9 ",
        "5A001.i. ",
        "\n- ",
        "# Bijlage 3\n",
        "🛑 é\u0301 \u202e",
        "Only the export control officer releases an order: ",
        "as soon as possible? ",
    ]
)


@settings(max_examples=depth(150, 3_000))
@given(texts=st.lists(st.lists(PIECES, max_size=8).map("".join), min_size=1, max_size=4))
def test_every_quotation_is_a_slice_of_its_block(texts: list[str]) -> None:
    """Whatever stands in the sections, evidence is the text between its offsets in a block of them."""
    sections = programme(*((f"icp.{number}.1", text) for number, text in enumerate(texts, 1)))
    facts = ProgrammeFacts(("Meridian Sensors B.V.",), frozenset({"A7"}), frozenset({"1", "1.1"}))
    blocks = {(section.key, block.id): block.text for section in sections for block in section.blocks}
    for finding in run((PACK,), sections, {}, facts=facts).findings:
        assert finding.evidence
        for place in finding.evidence:
            assert blocks[place.section, place.block][place.start : place.end] == place.quote


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(BUILT_IN / "text-quality", tmp_path / "text-quality")
    return tmp_path / "text-quality"


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("TXT-LAW.yaml", "notices: phrases", "notices: hunches", "pack_schema"),
        ("TXT-BLANK.yaml", "- '_{4,}'", "- '(a+)+\\1'", "pack_regex"),
        ("TXT-LAW.examples.yaml", "expect: noticed", "expect: found", "pack_schema"),
        ("TXT-WHO.examples.yaml", "near_miss: yes", "near_miss: no", "pack_examples"),
    ],
)
def test_a_faulty_quality_rule_is_refused(folder: Path, file: str, old: str, new: str, code: str) -> None:
    """An unknown detector, a slow pattern, a verdict of another kind and too few near misses are named."""
    path = folder / "rules" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(YamlProblem) as caught:
        load_pack(folder)
    assert (caught.value.path.name, caught.value.code) == (file, code)
