"""One sentence may carry three rules of a pack, not four."""

from dataclasses import replace

from checks import Finding, SectionText, TextBlock, built_in_packs, run
from checks.crowding import uncrowded


def a_found_finding() -> Finding:
    """Any finding of the structure pack, turned into one that rests on one sentence."""
    packs = [pack for pack in built_in_packs() if pack.id == "structure"]
    text = SectionText("icp.2.3", "A title", "en", (TextBlock("b1", "paragraph", "Nothing."),))
    made = next(f for f in run(packs, [text], {}).findings if len(f.elements) > 1)
    return replace(made, verdict="found", state="present", section="icp.2.3", rests_on=("icp.2.3", "b1", 0))


def named(finding: Finding, *rules: str, section: str = "icp.2.3") -> list[Finding]:
    return [replace(finding, id=rule, rule=rule, section=section) for rule in rules]


def test_the_fourth_rule_on_one_sentence_is_partly_found() -> None:
    """Three stay found; the rule that is not at home in the section gives way first."""
    one = a_found_finding()
    stranger = named(one, "A", section="icp.9.1")
    after = {f.rule: (f.verdict, f.state) for f in uncrowded([*stranger, *named(one, "B", "C", "D")])}
    assert [after[rule][0] for rule in "BCD"] == ["found"] * 3
    assert after["A"] == ("partly", "crowded")


def test_three_rules_or_a_second_sentence_are_no_crowd() -> None:
    """A duty that has words of its own elsewhere stays found."""
    one = a_found_finding()
    assert {f.verdict for f in uncrowded(named(one, "A", "B", "C"))} == {"found"}
    for elsewhere in (None, ("icp.2.3", "b2", 0)):
        own = replace(named(one, "D")[0], rests_on=elsewhere)
        assert {f.verdict for f in uncrowded([*named(one, "A", "B", "C"), own])} == {"found"}
