"""Which paragraphs of a programme belong to which duty, and what takes one back."""

from checks import Finding, SectionText, TextBlock, built_in_packs, run
from checks.engine import analysts_for
from checks.excerpts import excerpts, unnamed
from checks.passage import Passage

PACK = next(pack for pack in built_in_packs() if pack.id == "hr-due-diligence")
LOBBYING = "We say the same in our lobbying as in our policy on human rights."
LEVELS = "Low risk is decided by the officer, high risk by the board."
OTHER = "The warehouse closes at six."
PAY = "A seller loses no bonus when a deal is refused for human rights."
CHECK = "The pay committee checks this each year in November and records the outcome in its minutes."
VISITS = (
    "We have the right to visit the customer once a year and whenever misuse is suspected, and to read "
    "the logs; the customer tells us within ten days of any change of use.",
    "The field engineer carries out the visits; visit, result and follow-up are recorded.",
    "A refused visit ends in suspension that day.",
)
BUDGET = "We set aside 1.4 posts and 60,000 euros a year for human-rights assessments."
GATES = (
    "No quote, contract, delivery or update goes out before the human-rights conclusion is there. "
    "Low risk is decided by the officer, high risk by the board. The board receives the number of cases and "
    "refusals each year and minutes its discussion."
)


def section(key: str, *texts: str) -> SectionText:
    return SectionText(
        key, "", "en", tuple(TextBlock(f"{key}#{n}", "paragraph", text) for n, text in enumerate(texts))
    )


def parts(rule: str, text: SectionText) -> tuple[list[list[str]], list[list[str]]]:
    passage = analysts_for([PACK]).analyst(PACK, "en").passage(text)
    rivals = PACK.at_home[text.key]
    named = excerpts(PACK.rule(rule), passage, True, rivals)
    return blocks(named), blocks(unnamed(PACK.rule(rule), passage, rivals))


def blocks(found: tuple[Passage, ...]) -> list[list[str]]:
    return [list(dict.fromkeys(one.block for one in part.sentences)) for part in found]


def judged(rule: str, *sections: SectionText) -> Finding:
    (finding,) = run([PACK], sections, {}, only={rule}).findings
    return finding


def test_a_paragraph_belongs_to_the_duty_whose_topic_it_names() -> None:
    """Its neighbours reach up to it and not beyond; what nobody names further off is left over."""
    text = section("icp.2.3", LOBBYING, OTHER, LEVELS, OTHER, OTHER, OTHER)
    named, rest = parts("HR-GOV-03", text)
    assert named == [["icp.2.3#0", "icp.2.3#1"]]
    assert rest == [["icp.2.3#3", "icp.2.3#4", "icp.2.3#5"]]


def test_what_stands_between_two_mentions_is_about_it() -> None:
    """Whatever else it names."""
    named, _ = parts("HR-GOV-03", section("icp.2.3", LOBBYING, LEVELS, LOBBYING))
    assert named == [["icp.2.3#0", "icp.2.3#1", "icp.2.3#2"]]


def test_the_only_element_that_is_lacking_may_stand_in_another_section() -> None:
    """A budget in the chapter on means completes the gates; a duty of which more is missing gets nothing."""
    gates = section("icp.4.1", GATES)
    assert "E3" in {missing.id for missing in judged("HR-GOV-02", gates, section("icp.9.1", OTHER)).missing}
    assert judged("HR-GOV-02", gates, section("icp.9.1", BUDGET)).elements["E3"] == "present"
    levels = section("icp.4.1", LEVELS)
    assert judged("HR-GOV-02", levels, section("icp.9.1", BUDGET)).elements["E3"] == "missing"


COURSES = (
    "| Role | Course |\n| --- | --- |\n"
    "| Everyone in the company | basics: what misuse looks like, how to stop, how to speak up |\n"
    "| Sales and account management | red flags, end-users, intermediaries, what may not be promised |\n"
    "| Field engineers and support | signs of misuse on site, services after delivery, own safety |\n"
    "| Purchasing, logistics and IT | parties, documents, transfers, payments that do not fit |"
)
EXPECTED = (
    "| Group | Expectation |\n| --- | --- |\n"
    "| Staff, distributors and end-users | They use no product against peaceful critics; distributors and "
    "customers get the rules before the quote and at each renewal, and the signed copy is kept in the file. |"
)


def test_the_rows_of_a_table_elsewhere_do_not_make_up_one_duty_together() -> None:
    """What each function learns is not what is expected of it; one row that says it all still counts."""
    home = section("icp.2.6", OTHER)
    table = SectionText("icp.7.1", "", "en", (TextBlock("t", "table", COURSES),))
    assert judged("HR-POL-02", home, table).evidence == ()
    row = SectionText("icp.7.1", "", "en", (TextBlock("t", "table", EXPECTED),))
    assert len({one.quote for one in judged("HR-POL-02", home, row).evidence}) == 1


def test_a_duty_over_three_paragraphs_is_one() -> None:
    """The right, who uses it and what refusal leads to stand apart."""
    found = judged("HR-CON-02", section("icp.4.8", *VISITS), section("icp.9.1", OTHER))
    assert [name for name, state in found.elements.items() if state == "present"] == [
        "E1",
        "E2",
        "E3",
        "E4",
        "E5",
    ]


def test_a_denial_in_the_next_paragraph_counts_when_it_points_back() -> None:
    """Otherwise the next paragraph takes back what it is about itself."""
    duty = (
        "We assess human rights ourselves, whether or not a licence is needed. "
        "The duties of governments and customers do not replace ours. We may refuse a deal that is lawful. "
        "The conclusion on human rights is recorded separate from the licensing conclusion."
    )
    for denial, codes in (
        ("We see no need for a procedure for that.", ["D01"]),
        ("We see no need for a procedure for bicycles.", []),
    ):
        finding = judged("HR-POL-04", section("icp.2.6", duty, denial))
        assert [defect.code for defect in finding.defects] == codes


def test_who_the_section_speaks_of_need_not_be_repeated_in_the_paragraph() -> None:
    """A right to come by is a right towards customers where the section speaks of them elsewhere."""
    visits = (
        "We have the right to look at the logs and to come by once a year. "
        "Joris Apon plans the visits and records date, result and follow-up."
    )
    others = [OTHER] * 3
    unsaid = judged("HR-CON-02", section("icp.4.8", visits, *others))
    assert unsaid.verdict == "not_found"
    said = judged("HR-CON-02", section("icp.4.8", visits, *others, "Every customer signs before delivery."))
    assert (said.verdict, said.elements["E3"], said.elements["E4"]) == ("partly", "present", "present")


SAFEGUARDS_ON = (
    "All of it is on when the unit leaves us, and the customer cannot turn it off unnoticed. "
    "Set before delivery, checked at each update. Settings and test result are kept per delivery."
)
CAP = "The number of targets is capped in the key, so that nobody is tapped without a warrant."


def open_in(beside: TextBlock, on: str = SAFEGUARDS_ON) -> list[str]:
    """What is open of the safeguards when this stands before them, in a section for other things."""
    rest = TextBlock("icp.6.2#1", "paragraph", on)
    found = judged("HR-PRD-02", section("icp.4.7", OTHER), SectionText("icp.6.2", "", "en", (beside, rest)))
    return [name for name, state in found.elements.items() if state != "present"]


def test_a_duty_elsewhere_goes_on_in_the_paragraph_beside_it() -> None:
    """One that states more than half takes its neighbour along, unless that names another topic."""
    assert open_in(TextBlock("icp.6.2#0", "paragraph", CAP)) == ["E4"]
    assert len(open_in(TextBlock("icp.6.2#0", "paragraph", f"{LOBBYING} {CAP}"))) == 5
    assert len(open_in(TextBlock("icp.6.2#0", "paragraph", OTHER))) == 5


def test_a_table_goes_with_the_paragraph_that_comments_on_it() -> None:
    """Its rows are about many things, and one of them may name another topic."""
    row = f"| {LOBBYING.rstrip('.')} | {CAP.rstrip('.')} |"
    assert open_in(TextBlock("icp.6.2#0", "table", row)) == ["E4"]


def test_a_named_person_may_be_the_one_who_agrees() -> None:
    """A programme names its people; who sells is nobody to agree to a weaker setting."""
    cap = TextBlock("icp.6.2#0", "paragraph", CAP)
    owned = f"{SAFEGUARDS_ON} The lead engineer owns it; "
    assert open_in(cap, f"{owned} Hanneke Blok must agree to any departure.") == []
    assert open_in(cap, f"{owned} Hanneke Blok of Sales must agree to any departure.") == ["E4"]
