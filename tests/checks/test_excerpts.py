"""A rule with a topic is read where a programme speaks of it."""

from collections.abc import Sequence
from dataclasses import replace

from checks import Finding, SectionText, TextBlock, built_in_packs, run
from checks.engine import analysts_for
from checks.excerpts import excerpts
from checks.model import Pack, Rule
from checks.passage import excerpt

PACK = next(pack for pack in built_in_packs() if pack.id == "hr-due-diligence")
RULE = PACK.rule("HR-GOV-03")
LOBBYING = "We say the same in our lobbying as in our policy on human rights."
OTHER = "The warehouse closes at six."


def section(key: str, *texts: str, kinds: Sequence[str] = ()) -> SectionText:
    blocks = tuple(
        TextBlock(f"{key}#{number}", kinds[number] if kinds else "paragraph", text)  # type: ignore[arg-type]
        for number, text in enumerate(texts)
    )
    return SectionText(key, "", "en", blocks)


def parts(text: SectionText, at_home: bool = True, rule: Rule = RULE) -> list[list[str]]:
    passage = analysts_for([PACK]).analyst(PACK, "en").passage(text)
    found = excerpts(rule, passage, at_home)
    return [list(dict.fromkeys(one.block for one in part.sentences)) for part in found]


def judged(*sections: SectionText, rule: str = RULE.id, pack: Pack = PACK) -> Finding:
    (finding,) = run([pack], sections, {}, only={rule}).findings
    return finding


def test_a_section_that_never_names_the_topic_is_not_read() -> None:
    """No excerpt, so nothing can be found in it."""
    assert parts(section("icp.2.3", OTHER, OTHER)) == []


def test_at_home_two_paragraphs_on_either_side_are_about_it() -> None:
    """The third one is not; mentions whose surroundings touch make one excerpt."""
    text = section("icp.2.3", *[OTHER] * 3, LOBBYING, *[OTHER] * 3)
    assert parts(text) == [[f"icp.2.3#{number}" for number in range(1, 6)]]
    twice = section("icp.2.3", LOBBYING, *[OTHER] * 5, LOBBYING)
    assert parts(twice) == [[f"icp.2.3#{n}" for n in (0, 1, 2)], [f"icp.2.3#{n}" for n in (4, 5, 6)]]


def test_elsewhere_only_the_paragraph_itself_is_about_it() -> None:
    """Its neighbours answer for what the section is for."""
    assert parts(section("icp.6.1", OTHER, LOBBYING, OTHER), at_home=False) == [["icp.6.1#1"]]


def test_what_hardly_any_other_duty_says_names_the_topic_at_home_only() -> None:
    """How long a file is kept tells of these records in 8.1; anywhere else it may be any file."""
    kept = section(
        "icp.8.1", OTHER, "The files are kept for ten years or for the life of the product, if longer."
    )
    rule = PACK.rule("HR-REC-01")
    assert parts(kept, rule=rule) == [["icp.8.1#0", "icp.8.1#1"]]
    assert parts(kept, at_home=False, rule=rule) == []


def test_a_text_that_takes_itself_back_is_looked_for_in_a_clause_by_itself() -> None:
    """In a programme such sentences were mostly about the next thing, so nothing falls by them there."""
    duty = (
        "A seller loses no bonus when a deal is refused for human rights. The pay committee checks this "
        "each year in November and records the outcome in its minutes."
    )
    undone = "None of the above is in force."
    for in_programme in (
        judged(section("icp.2.3", duty, undone)),
        judged(section("icp.2.3", f"{duty} {undone}")),
    ):
        assert (in_programme.verdict, [found.code for found in in_programme.defects]) == ("partly", [])
    alone = judged(section("", f"{duty} {undone}"))
    assert (alone.verdict, [found.code for found in alone.defects]) == ("not_found", ["D01"])


def test_a_list_belongs_to_the_sentence_that_leads_to_it() -> None:
    """Its items are one paragraph with the lead-in, however many there are."""
    text = section(
        "icp.6.1",
        OTHER,
        "In our lobbying we ask for:",
        *["clear rules;"] * 4,
        OTHER,
        kinds=["paragraph", "paragraph", "bullet", "bullet", "bullet", "bullet", "paragraph"],
    )
    assert parts(text, at_home=False) == [[f"icp.6.1#{number}" for number in range(1, 6)]]


def test_elsewhere_a_paragraph_counts_that_states_most_of_the_duty() -> None:
    """A word here and a word there is about what the section is for."""
    (example, *_) = [
        one.text
        for one in PACK.examples
        if one.rule == RULE.id and one.language == "en" and one.expect == "found" and "\n" not in one.text
    ]
    first = example.split(". ")[0]
    assert judged(section("icp.2.3", OTHER), section("icp.6.1", example)).verdict == "found"
    assert judged(section("icp.2.3", first), section("icp.6.1", OTHER)).verdict == "partly"
    assert judged(section("icp.2.3", OTHER), section("icp.6.1", first)).verdict == "not_found"


def test_without_a_topic_a_rule_reads_everything() -> None:
    """A company's own pack need not name topics."""
    bare = replace(PACK, digest="bare", rules=(replace(RULE, topic=()),))
    assert judged(section("icp.2.3", OTHER, OTHER, OTHER, LOBBYING), pack=bare).rule == RULE.id


def test_every_rule_on_human_rights_has_a_topic() -> None:
    """Each of them would otherwise find its words somewhere in forty pages."""
    assert [rule.id for rule in PACK.rules if not rule.topic] == []


def test_questions_that_the_text_answers_are_work_to_do() -> None:
    """Below "answers these questions:" a question states what is looked at; elsewhere it only asks."""
    for lead, only_asks in (("The assessor answers these questions:", False), ("Some ask us:", True)):
        text = section("icp.4.7", lead, "Who may be hurt?", kinds=("paragraph", "numbered"))
        passage = analysts_for([PACK]).analyst(PACK, "en").passage(text)
        assert passage.sentences[1].analysis.question is only_asks


def test_half_a_line_tells_the_last_element_in_the_paragraph_that_states_the_rest() -> None:
    """A sentence that says nothing else of it; not one in another paragraph, nor in a clause by itself."""
    rest = (
        "A licence does not end our own review of what may happen to people. The duties of the customer and "
        "of its State do not replace ours. We may refuse a sale that is perfectly legal."
    )
    last = "The decision sheet treats the permit and what people may suffer as unlike matters."

    def read(*sections: SectionText) -> tuple[str, list[str]]:
        finding = judged(*sections, rule="HR-POL-04")
        return finding.verdict, [missing.id for missing in finding.missing]

    assert read(section("icp.2.6", f"{rest} {last}")) == ("found", [])
    assert read(section("icp.2.6", rest)) == ("partly", ["E4"])
    assert read(section("icp.2.6", rest, last)) == ("partly", ["E4"])
    assert read(section("", f"{rest} {last}")) == ("partly", ["E4"])
    elsewhere = section("icp.4.1", f"{rest} {last}")
    assert read(section("icp.2.6", OTHER), elsewhere) == ("found", [])
    assert read(section("icp.2.6", rest.split(". ")[-1]), elsewhere) == ("partly", ["E4"])


def test_what_is_said_for_own_staff_beside_a_complaint_scheme_takes_nothing_from_it() -> None:
    """The staff channel shares a word or an element with the scheme; it is not where most of that stands."""
    staff = (
        "Any employee with a contract can report misuse or a brushed-aside complaint. Names stay secret; "
        "dismissal, bullying or other payback is forbidden."
    )
    scheme = (
        "The desk for the public is free and on the front of our site in eleven languages, by Signal or Tor "
        "form, nameless if so wished. We act against a customer who takes revenge on whoever complains. "
        "Each spring we check languages, routes and whom we reach, and note it."
    )
    finding = judged(section("icp.10.3", staff, scheme), rule="HR-GRV-03")
    assert (finding.verdict, [one.code for one in finding.defects]) == ("partly", [])
    assert [missing.id for missing in finding.missing] == ["E4"]


def test_after_a_run_nothing_that_was_looked_up_is_left() -> None:
    """Also where only an excerpt was asked, as it is of a section that did not change."""
    whole = analysts_for([PACK]).analyst(PACK, "en").passage(section("icp.2.3", LOBBYING, OTHER))
    part = excerpt(whole, [0])
    assert part.names
    whole.forget()
    assert part.looked_up.names is None
    assert part.with_any(frozenset({next(iter(part.names))})) == [0]
    whole.forget()
    assert not part.looked_up.by_concepts
    assert not whole.looked_up.by_concepts
