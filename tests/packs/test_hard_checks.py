"""The twenty hard checks, one story of passing and one of failing each, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pytest

from checks import (
    CheckResult,
    Finding,
    Pack,
    SectionText,
    TextBlock,
    built_in_packs,
    can_be_pinned,
    load_pack,
    run,
)
from checks.languages import Language
from checks.loader import BUILT_IN
from icp_templates import Template, fill, load_library

pytestmark = pytest.mark.slow

LANGUAGES = ("en", "nl")
Answers = Mapping[str, list[str]]


@dataclass(frozen=True)
class Story:
    """A company by its answers, writing the model clauses of one section in its own way, or in a wrong one.

    `clauses` are taken from the template; `wrong` are the words that spoil them, by language, and
    `left_out` is the clause that the wrong text lacks.
    """

    check: str
    answers: Answers
    wrong_answers: Answers
    clauses: tuple[str, ...] = ()
    wrong: Mapping[str, tuple[str, str]] | None = None
    left_out: str = ""


def told(
    check: str, answers: Answers, clauses: tuple[str, ...], *, en: tuple[str, str], nl: tuple[str, str]
) -> Story:
    """A story whose text is spoilt by replacing a few words, the answers staying as they are."""
    return Story(check, answers, answers, clauses, {"en": en, "nl": nl})


GLOBAL = {"Q24": ["global"]}
GROUP = {"Q24": ["EU007"], "Q03": ["50-249", "group"], "Q22": ["sister"]}
NONE_LISTED = {"Q08": ["none"], "Q09": ["none"], "Q10": ["5A002.a.2"]}
INDIA = {**GROUP, **NONE_LISTED, "Q18": ["IN"], "Q19": ["other_business"]}
BANK = {"Q24": ["EU008"], **NONE_LISTED, "Q18": ["BR"], "Q19": ["bank"]}
BROKER = {"Q05": ["goods"], "Q06": ["brokering"]}
LICENSEE = {"Q24": ["individual"]}
SANCTIONED = {"Q16": ["common_high_priority"]}
JAILER = {"Q14": ["annex_2"]}
BY_ANSWERS = [
    Story("H2", INDIA, {**INDIA, "Q08": ["5A001.f.1"], "Q10": ["none"]}),
    Story("H3", INDIA, {**INDIA, "Q18": ["VN"]}),
    Story("H5", BANK, {**BANK, "Q19": ["intelligence"]}),
]
BY_TEXT = [
    told(
        "H4", GROUP, ("icp.5.4/overview", "icp.5.4/eu007"),
        en=("thirty days before", "ten days before"),
        nl=("dertig dagen vóór", "tien dagen vóór"),
    ),
    told(
        "H6", BANK, ("icp.5.4/overview", "icp.5.4/eu008"),
        en=("ten days before", "two days before"),
        nl=("tien dagen ervoor", "twee dagen ervoor"),
    ),
    told(
        "H7", BROKER, ("icp.8.1/schedule",),
        en=("is kept for 7 years", "is kept for 4 years"),
        nl=("wordt 7 jaar bewaard", "wordt 4 jaar bewaard"),
    ),
    told(
        "H8", BROKER, ("icp.8.1/content",),
        en=("the quantity, ", ""),
        nl=("het aantal, ", ""),
    ),
    told(
        "H9", LICENSEE, ("icp.4.4/statement",),
        en=("end-use statement", "written promise"),
        nl=("eindgebruiksverklaring", "schriftelijke belofte"),
    ),
    Story("H10", {}, {}, ("icp.4.6/informed", "icp.4.6/aware"), left_out="icp.4.6/aware"),
    told(
        "H14", BROKER, ("icp.6.3/brokering",),
        en=("are reported before they take effect", "lie in the cupboard"),
        nl=("gegevens worden vooraf gemeld", "gegevens liggen in de kast"),
    ),
    told(
        "H15", SANCTIONED, ("icp.4.8/no-russia",),
        en=("prohibit re-export to", "mention the history of"),
        nl=("verbieden wederuitvoer naar", "noemen de geschiedenis van"),
    ),
    told(
        "H16", JAILER, ("icp.M2/prohibited",),
        en=("that was widened in 2025", "of 1 January 2021"),
        nl=("die in 2025 is uitgebreid", "van 1 januari 2021"),
    ),
    told(
        "H18", {}, ("icp.0/document",),
        en=("15 November 2025", "12 January 2023"),
        nl=("15 november 2025", "12 januari 2023"),
    ),
]  # fmt: skip
STORIES = [*BY_ANSWERS, *BY_TEXT]


@cache
def template() -> Template:
    return load_library().template("eu-nl")


@cache
def pack() -> Pack:
    return load_pack(BUILT_IN / "hard-checks")


def clause_text(clause_id: str, language: str) -> list[TextBlock]:
    """The blocks of a model clause as a reader sees them, with the template's example values."""
    key = clause_id.split("/")[0]
    clause = next(one for one in template().section(key).clauses if one.id == clause_id)
    values = {blank.key: blank.example[language] for blank in template().blanks}
    return [
        TextBlock(f"{clause_id}#{number}", block.kind, fill(block.text, values).replace("*", ""))
        for number, block in enumerate(clause.blocks[language])
    ]


def judged(story: Story, language: str, wrong: bool) -> CheckResult:
    """The result of the story's check alone."""
    taken = [clause for clause in story.clauses if not wrong or clause != story.left_out]
    blocks = [block for clause in taken for block in clause_text(clause, language)]
    if wrong and story.wrong:
        good, bad = story.wrong[language]
        texts = [block.text.replace(good, bad) for block in blocks]
        assert texts != [block.text for block in blocks], "the story spoils nothing"
        blocks = [TextBlock(b.id, b.kind, text) for b, text in zip(blocks, texts, strict=True)]
    key = story.clauses[0].split("/")[0] if story.clauses else pack().rule(story.check).home[0]
    section = SectionText(key, "", language, tuple(blocks))  # type: ignore[arg-type]
    answers = story.wrong_answers if wrong else story.answers
    return run(
        (pack(),), [section], {name: list(values) for name, values in answers.items()}, only={story.check}
    )


def only_finding(result: CheckResult) -> Finding:
    (finding,) = result.findings
    return finding


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("story", STORIES, ids=[story.check for story in STORIES])
def test_a_company_that_takes_the_model_clause_and_fits_passes(story: Story, language: str) -> None:
    """The shipped clause, or answers that do not collide: found, with nothing missing."""
    finding = only_finding(judged(story, language, wrong=False))
    assert (finding.verdict, finding.missing) == ("found", ())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("story", STORIES, ids=[story.check for story in STORIES])
def test_one_wrong_answer_or_a_few_wrong_words_fail(story: Story, language: str) -> None:
    """The finding names in words what is missing, in both languages."""
    finding = only_finding(judged(story, language, wrong=True))
    assert finding.verdict != "found"
    assert finding.missing
    assert all(element.text["en"] and element.text["nl"] for element in finding.missing)


@pytest.mark.parametrize("language", LANGUAGES)
def test_h1_names_the_core_elements_without_text(language: str) -> None:
    """A global licence is sought and nothing is written about training: only that element is named."""
    clauses = [section.clauses[0].id for section in template().sections if section.clauses]
    sections = [
        SectionText(clause.split("/")[0], "", language, tuple(clause_text(clause, language)))  # type: ignore[arg-type]
        for clause in clauses
    ]
    whole = only_finding(run((pack(),), sections, GLOBAL, only={"H1"}))
    untrained = [section for section in sections if section.key != "icp.7.1"]
    partial = only_finding(run((pack(),), untrained, GLOBAL, only={"H1"}))
    assert (whole.verdict, whole.missing) == ("found", ())
    assert (partial.verdict, [element.id for element in partial.missing]) == ("partly", ["E5"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("check", "answers", "alone", "missing"),
    [
        ("H11", {"Q11": ["face_recognition"]}, "icp.4.7/moments", ("STR-4.7", "E3")),
        ("H12", {}, "icp.2.3/stop", ("STR-2.3-DEPUTY", "E1")),
        ("H13", {}, "icp.4.6/aware", ("STR-4.6", "E5")),
        ("H19", {}, "icp.2.1/statement", ("STR-2.1", "E3")),
    ],
)
def test_what_other_rules_decide_is_found_and_falls_there(
    check: str, answers: Answers, alone: str, missing: tuple[str, str], language: str
) -> None:
    """The structure rules named for a check accept the model clauses; one clause alone lacks what H asks."""
    delegated = next(one for one in pack().delegated if one.id == check)
    deciding = {name for name in delegated.decided_by if name.startswith("STR-")}
    key = alone.split("/")[0]
    whole = [one.id for one in template().section(key).clauses if "one-person" not in one.id]
    scope = {name: list(values) for name, values in answers.items()}

    def open_elements(taken: list[str]) -> set[tuple[str, str]]:
        blocks = tuple(block for clause in taken for block in clause_text(clause, language))
        section = SectionText(key, "", language, blocks)  # type: ignore[arg-type]
        found = run(built_in_packs(), [section], scope, only=deciding).findings
        assert {finding.rule for finding in found} == deciding
        return {(finding.rule, element.id) for finding in found for element in finding.missing}

    assert open_elements(whole) == set()
    assert missing in open_elements([alone])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Items are compared with Annex I, {} among others."),
        ("nl", "Producten worden vergeleken met bijlage I, ook met {}."),
    ],
)
def test_h17_an_empty_entry_is_noticed(language: str, text: str) -> None:
    """The rules named for H17 say nothing of a live code and notice an entry that is not used."""
    deciding = set(next(one for one in pack().delegated if one.id == "H17").decided_by)

    def noticed(code: str) -> set[str]:
        block = TextBlock("a", "paragraph", text.format(code))
        section = SectionText("icp.3.1", "", language, (block,))  # type: ignore[arg-type]
        return {found.rule for found in run(built_in_packs(), [section], {}, only=deciding).findings}

    assert noticed("5A001.j") == set()
    assert noticed("5A001.i") == {"TXT-CODE"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_h20_a_section_without_anybody_is_noticed_and_the_template_is_not(language: str) -> None:
    """Every procedure of the template names a person and a moment; good intentions do neither."""
    sections = [
        SectionText(
            section.key, "", language,  # type: ignore[arg-type]
            tuple(block for clause in section.clauses for block in clause_text(clause.id, language)),
        )
        for section in template().sections
    ]  # fmt: skip
    empty = {
        "en": "Exports are handled with great care, and all applicable rules are complied with in full, "
        "always and everywhere.",
        "nl": "De uitvoer gebeurt met grote zorg, en alle geldende regels worden volledig nageleefd, "
        "altijd en overal.",
    }[language]
    vague = SectionText("icp.4.1", "", language, (TextBlock("a", "paragraph", empty),))  # type: ignore[arg-type]
    assert run((pack(),), sections, {}, only={"H20"}).findings == ()
    (found,) = run((pack(),), [vague], {}, only={"H20"}).findings
    assert (found.section, [each.id for each in found.missing]) == ("icp.4.1", ["who", "when"])
    assert not can_be_pinned(pack().rule("H20"), "when")
    somebody = SectionText(
        "icp.4.1", "", "en", (TextBlock("a", "paragraph", "The export control officer: " + empty),)
    )
    (half,) = run((pack(),), [somebody], {}, only={"H20"}).findings
    assert [each.id for each in half.missing] == ["when"]


def test_a_missing_answer_is_not_checked_and_never_wrong() -> None:
    """Without any answer or text no strict rule has a finding, and each says what it waits for."""
    result = run((pack(),), [], {})
    strict = {rule.id for rule in pack().rules if rule.strict}
    assert result.findings == ()
    assert {one.rule for one in result.not_checked} == strict
    assert all(one.questions or one.sections or one.says for one in result.not_checked)


def test_a_missing_answer_keeps_back_its_element_and_nothing_else() -> None:
    """Who has not answered about brokering is told about exports all the same."""
    story = next(one for one in STORIES if one.check == "H7")
    blocks = tuple(block for clause in story.clauses for block in clause_text(clause, "en"))
    result = run((pack(),), [SectionText("icp.8.1", "", "en", blocks)], {"Q05": ["goods"]}, only={"H7"})
    assert only_finding(result).verdict == "found"
    assert {(one.rule, one.element) for one in result.not_checked} == {("H7", "E2"), ("H7", "E3")}
    assert all(one.questions == ("Q06",) for one in result.not_checked)


def test_the_core_elements_are_those_of_the_framework() -> None:
    """H1 looks in the sections that the coverage of the Dutch guidelines names, element by element."""
    from icp_templates.frameworks import load_frameworks

    dutch = next(one for one in load_frameworks("eu-nl") if one.id == "nl-icp")
    expected = [tuple(element.sections) for element in dutch.elements if element.id.isdigit()]
    looked = [
        tuple(element.detector.settings["sections"].split())
        for element in pack().rule("H1").elements
        if element.detector
    ]
    assert looked == expected


@pytest.mark.parametrize(
    ("language", "goes_on"),
    [
        ("en", "When a doubt comes up we look into it. Shipments go on until the authority decides."),
        ("nl", "Bij twijfel zoeken wij het uit. Leveringen gaan intussen gewoon door."),
    ],
)
def test_deliveries_that_go_on_contradict_both_ways(language: Language, goes_on: str) -> None:
    """A good section on notifications does not outweigh one that lets goods leave before the answer."""
    story = next(one for one in STORIES if one.check == "H10")
    told = tuple(block for clause in story.clauses for block in clause_text(clause, language))
    doubt = SectionText("icp.4.6", "", language, (TextBlock("doubt", "paragraph", goes_on),))
    result = run((pack(),), [doubt, SectionText("icp.5.5", "", language, told)], {}, only={"H10"})
    finding = only_finding(result)
    assert (finding.verdict, finding.state) == ("partly", "conflict")
    assert [defect.evidence.quote in goes_on for defect in finding.defects] == [True]
