"""A person points to a sentence: they vouch for what it means, the filters tell how it is meant."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import (
    Finding,
    Pinned,
    Rule,
    SectionText,
    TextBlock,
    built_in_packs,
    can_be_pinned,
    judge_pinned,
    run,
    sentences_to_point_at,
    with_pins,
)
from checks.languages import Language
from tests.depth import depth

PACKS = tuple(built_in_packs())
DEPUTY = "STR-2.3-DEPUTY"
ELEMENT = "E1"


def deputy_rule() -> Rule:
    return next(pack for pack in PACKS if pack.id == "structure").rule(DEPUTY)


def section(*texts: str, language: Language = "en", kind: str = "paragraph") -> SectionText:
    blocks = tuple(TextBlock(f"b{number}", kind, text) for number, text in enumerate(texts))  # type: ignore[arg-type]
    return SectionText("icp.2.3", "Stop authority", language, blocks)


def pinned(text: str, language: Language = "en", quote: str | None = None) -> Pinned:
    return judge_pinned(PACKS, DEPUTY, ELEMENT, section(text, language=language), "b0", quote or text)


def finding(*texts: str) -> Finding:
    return run(PACKS, [section(*texts)], {}, only={DEPUTY}).findings[0]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Joris Smeets sits in her chair on days when she is away.", "en"),
        ("Joris Smeets zit op haar stoel op de dagen dat zij weg is.", "nl"),
    ],
)
def test_a_plain_sentence_in_words_that_no_rule_knows_counts(text: str, language: Language) -> None:
    """The person vouches for the meaning: no lexicon has to know the words."""
    judged = pinned(text, language)
    assert (judged.state, judged.counts, judged.says, judged.quote) == ("present", True, {}, text)
    assert [(e.block, e.start, e.end, e.quote, e.element) for e in judged.evidence] == [
        ("b0", 0, len(text), text, ELEMENT)
    ]


@pytest.mark.parametrize(
    ("text", "language", "state", "cue"),
    [
        ("We aim to put Joris Smeets in her chair on such days.", "en", "aspiration", "aim to"),
        ("Joris Smeets does not sit in her chair on such days.", "en", "negated", "not"),
        ("Where possible Joris Smeets sits in her chair.", "en", "weak", "Where possible"),
        ("In principle Joris Smeets sits in her chair.", "en", "weak", "In principle"),
        ("The customer sits in her chair on such days.", "en", "other_actor", "customer"),
        ("Companies should put somebody in her chair on such days.", "en", "norm", "Companies should"),
        ("Next year Joris Smeets takes over her chair.", "en", "future", "Next year"),
        ("Formerly Joris Smeets took over her chair.", "en", "past", "Formerly"),
        ("[Name] sits in her chair on such days.", "en", "template", "Name"),
        ("Does Joris Smeets sit in her chair on such days?", "en", "question", ""),
        ("Wij streven ernaar dat Joris Smeets op haar stoel zit.", "nl", "aspiration", "streven"),
        ("Joris Smeets zit niet op haar stoel op zulke dagen.", "nl", "negated", "niet"),
        ("Waar mogelijk zit Joris Smeets op haar stoel.", "nl", "weak", "Waar mogelijk"),
        ("De klant zit op haar stoel op zulke dagen.", "nl", "other_actor", "klant"),
        ("Bedrijven moeten iemand op haar stoel zetten.", "nl", "norm", "Bedrijven moeten"),
        ("Volgend jaar zit Joris Smeets op haar stoel.", "nl", "future", "Volgend jaar"),
        ("Vroeger zat Joris Smeets op haar stoel.", "nl", "past", "Vroeger"),
        ("Zit Joris Smeets op haar stoel op zulke dagen?", "nl", "question", ""),
    ],
)
def test_a_filter_objects_and_names_its_words(text: str, language: Language, state: str, cue: str) -> None:
    """What is wished, denied, hedged, asked or left to others does not count, and the words are shown."""
    judged = pinned(text, language)
    assert (judged.state, judged.counts, judged.cue, judged.evidence) == (state, False, cue, ())
    assert set(judged.says) == {"en", "nl"}
    assert all(cue in sentence for sentence in judged.says.values())


def test_a_wish_cannot_hide_behind_a_second_naming_of_the_act() -> None:
    """Every action word of the element must be meant: naming it once more as a fact does not help."""
    judged = pinned("We intend to appoint a deputy, and the deputy has a desk.")
    assert judged.state == "aspiration"


def test_part_of_a_sentence_stands_for_the_sentence() -> None:
    """Leaving "we aim to" out of the quotation leaves it in the judgement."""
    text = "We aim to put Joris Smeets in her chair. The weather is fine."
    judged = pinned(text, quote="put Joris   Smeets\nin her chair")
    assert (judged.state, judged.quote) == ("aspiration", "We aim to put Joris Smeets in her chair.")
    assert pinned(text, quote="The weather is fine.").counts


def test_a_paragraph_counts_only_when_all_of_its_sentences_do() -> None:
    """One hedged sentence in it is enough: then the clean sentence has to be pointed to by itself."""
    text = "Joris Smeets sits in her chair. Where possible Joris Smeets also opens her mail."
    assert pinned(text).state == "weak"
    assert pinned(text, quote="Joris Smeets sits in her chair.").counts


def test_a_quotation_that_is_not_there_is_missing() -> None:
    """Changed by one word, or in another block: nothing is there to judge."""
    there = section("Joris Smeets sits in her chair.", "Nothing else.")
    changed = judge_pinned(PACKS, DEPUTY, ELEMENT, there, "b0", "Joris Smeets sat in her chair.")
    elsewhere = judge_pinned(PACKS, DEPUTY, ELEMENT, there, "b1", "Joris Smeets sits in her chair.")
    empty = judge_pinned(PACKS, DEPUTY, ELEMENT, there, "b0", " \n")
    assert [one.state for one in (changed, elsewhere, empty)] == ["missing"] * 3


def test_a_heading_alone_says_nothing() -> None:
    """Headings never count, pointed to or not, and are not offered."""
    heading = section("Joris Smeets sits in her chair", kind="heading")
    judged = judge_pinned(PACKS, DEPUTY, ELEMENT, heading, "b0", heading.blocks[0].text)
    assert judged.state == "fragment"
    assert sentences_to_point_at(PACKS, DEPUTY, heading) == ()


def test_the_lead_of_a_list_reaches_its_items() -> None:
    """ "We do not accept:" denies the item under it, also when only the item is pointed to."""
    listed = SectionText(
        "icp.2.3",
        "Stop authority",
        "en",
        (
            TextBlock("lead", "paragraph", "We do not do the following:"),
            TextBlock("item", "bullet", "put Joris Smeets in her chair."),
        ),
    )
    judged = judge_pinned(PACKS, DEPUTY, ELEMENT, listed, "item", "put Joris Smeets in her chair.")
    assert (judged.state, judged.cue) == ("negated", "not")


def test_an_element_that_a_person_points_to_is_present_and_says_so() -> None:
    """The finding moves as if the tool had found it, and its evidence is marked as pointed to."""
    text = "Joris Smeets sits in her chair and decides as she does."
    before = finding(text)
    assert (before.verdict, before.elements[ELEMENT]) == ("not_found", "missing")
    after = with_pins(before, deputy_rule(), [("E1", pinned(text))])
    assert (after.verdict, after.state, after.id, after.section) == (
        "partly",
        "incomplete",
        before.id,
        before.section,
    )
    assert [item.id for item in after.missing] == ["E2"]
    second = judge_pinned(PACKS, DEPUTY, "E2", section(text), "b0", text)
    whole = with_pins(before, deputy_rule(), [("E1", pinned(text)), ("E2", second)])
    assert (whole.verdict, whole.missing, whole.message) == ("found", (), deputy_rule().name)
    assert {(item.element, item.pointed) for item in whole.evidence} == {("E1", True), ("E2", True)}


def test_a_passage_that_does_not_count_changes_nothing() -> None:
    """Objections leave the very same finding; so does pointing to what the tool has found already."""
    before = finding("We aim to put Joris Smeets in her chair.")
    objected = pinned("We aim to put Joris Smeets in her chair.")
    assert with_pins(before, deputy_rule(), [("E1", objected)]) is before
    found = finding("The finance director is the deputy of the officer and has the same authority.")
    sure = pinned("The finance director is the deputy of the officer and has the same authority.")
    assert found.elements["E1"] == "present"
    assert with_pins(found, deputy_rule(), [("E1", sure)]) is found


def defeated_example() -> tuple[Rule, SectionText, Finding]:
    """An example of the human-rights rules that a defect of the whole duty defeats."""
    pack = next(pack for pack in PACKS if pack.id == "hr-due-diligence")
    for example in pack.examples:
        if example.expect == "not_found" and example.language == "en" and not example.texts:
            rule = pack.rule(example.rule)
            key = rule.home[0] if rule.home else "icp.4.1"
            there = SectionText(key, "", "en", (TextBlock("b0", "paragraph", example.text),))
            found = run(PACKS, [there], {}, only={rule.id}).findings
            every = frozenset(element.id for element in rule.elements if not element.advice)
            some = any(defect.touches and defect.touches != every for defect in rule.defects)
            if found and found[0].defeated and not some:
                return rule, there, found[0]
    raise AssertionError("no example of a defeated duty")


def test_no_pin_repairs_a_defect_of_the_whole_duty() -> None:
    """Every element pointed to in a clean sentence beside it: the verdict stays what it was."""
    rule, there, before = defeated_example()
    clean = TextBlock("b1", "paragraph", "Joris Smeets sits in her chair.")
    wider = SectionText(there.key, there.title, there.language, (*there.blocks, clean))
    pins = [
        (element, judge_pinned(PACKS, rule.id, element, wider, "b1", clean.text))
        for element in before.elements
    ]
    assert all(one.counts for _, one in pins)
    after = with_pins(before, rule, pins)
    assert (after.verdict, after.state, after.defects) == (before.verdict, before.state, before.defects)


def test_a_sentence_that_shows_a_defect_cannot_be_pointed_to() -> None:
    """The defect layer speaks in the sentence itself, and its code is named."""
    rule, there, before = defeated_example()
    shown = before.defects[0].evidence
    judged = judge_pinned(PACKS, rule.id, next(iter(before.elements)), there, shown.block, shown.quote)
    assert (judged.state, judged.counts) == ("negated", False)
    assert judged.defect in {defect.code for defect in before.defects}
    assert shown.quote in judged.says["en"]


def test_what_the_law_and_facts_decide_nobody_can_point_to() -> None:
    """Elements of a detector, and unknown ones, are not for pointing; those of words are."""
    detected = next(
        (rule, element.id)
        for pack in PACKS
        for rule in pack.rules
        for element in rule.elements
        if element.detector is not None
    )
    assert not can_be_pinned(*detected)
    assert not can_be_pinned(deputy_rule(), "E9")
    assert can_be_pinned(deputy_rule(), ELEMENT)


def test_every_row_of_a_table_can_be_pointed_to() -> None:
    """The sentences offered are those that are judged, in reading order, with the text of their block."""
    table = "| Who | Stands in for |\n| --- | --- |\n| Joris Smeets | Anna de Wit |"
    there = SectionText(
        "icp.2.3",
        "Stop authority",
        "en",
        (TextBlock("b0", "paragraph", "One. Two follows."), TextBlock("b1", "table", table)),
    )
    offered = sentences_to_point_at(PACKS, DEPUTY, there)
    assert offered[0] == ("b0", ("One.", "Two follows."))
    assert offered[1][0] == "b1"
    assert "| Joris Smeets | Anna de Wit |" in offered[1][1]
    for block, sentences in offered:
        for sentence in sentences:
            assert judge_pinned(PACKS, DEPUTY, ELEMENT, there, block, sentence).quote == sentence


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_the_tool_finds_by_itself_can_be_pointed_to(language: Language) -> None:
    """Of the sentences that carry an element in the examples, at most one in twenty meets an objection.

    A question is shown with the answer that rests on it; by itself it says nothing.
    """
    pack = next(pack for pack in PACKS if pack.id == "hr-due-diligence")
    told = [
        judge_pinned(PACKS, example.rule, item.element, there, item.block, item.quote)
        for example in pack.examples
        if example.language == language and example.expect == "found" and not example.texts
        for there in [replace(section(example.text, language=language), key="")]
        for found in run(PACKS, [there], {}, only={example.rule}).findings
        for item in found.evidence
        if found.verdict == "found" and not item.quote.endswith("?")
    ]
    assert len(told) > 200
    assert sum(not one.counts for one in told) <= len(told) / 20


@pytest.mark.parametrize(
    ("language", "opening"),
    [
        ("en", "We hope that {}"),
        ("en", "It is not the case that {}"),
        ("en", "Where possible, {}"),
        ("en", "It is for the customer to see that {}"),
        ("en", "It is planned that {}"),
        ("nl", "Wij hopen dat {}"),
        ("nl", "Het is niet zo dat {}"),
        ("nl", "Waar mogelijk: {}"),
        ("nl", "Het is aan de klant dat {}"),
        ("nl", "Het is de bedoeling dat {}"),
    ],
)
def test_a_good_sentence_falls_when_it_is_turned_around(language: Language, opening: str) -> None:
    """Of the sentences of good examples, wished, denied, hedged, handed on or postponed, 95 % are refused."""
    pack = next(pack for pack in PACKS if pack.id == "hr-due-diligence")
    refused = []
    for example in pack.examples:
        if example.language != language or example.expect != "found" or example.texts:
            continue
        there = section(example.text, language=language)
        element = next(one.id for one in pack.rule(example.rule).elements if one.parts)
        for _, sentences in sentences_to_point_at(PACKS, example.rule, there)[:1]:
            turned = opening.format(sentences[0])
            judged = judge_pinned(
                PACKS, example.rule, element, section(turned, language=language), "b0", turned
            )
            refused.append(not judged.counts)
    assert len(refused) > 80
    assert sum(refused) >= 0.95 * len(refused)


@given(st.text(max_size=300), st.text(max_size=60))
@settings(max_examples=depth(150, 3_000))
def test_no_text_breaks_the_judgement(text: str, quote: str) -> None:
    """Any text and any quotation: evidence is the very text between its offsets, or there is none."""
    for wanted in (quote, text, text[3:40]):
        judged = judge_pinned(PACKS, DEPUTY, ELEMENT, section(text), "b0", wanted)
        assert judged.counts == bool(judged.evidence)
        assert judged.counts or set(judged.says) == {"en", "nl"}
        for item in judged.evidence:
            assert text[item.start : item.end] == item.quote
            assert item.quote in judged.quote


def test_what_is_taken_back_further_away_does_not_object() -> None:
    """What is lifted three paragraphs on is something else; right below the sentence it stands in the way."""
    pointed = "Joris Smeets sits in her chair."
    lifted = "None of the above applies to orders of the ministry; this section is set aside for them."
    other = "The warehouse closes at six."
    human_rights = "HR-GOV-01"
    below = section(pointed, lifted)
    far = section(pointed, other, other, lifted)
    assert not judge_pinned(PACKS, human_rights, "E1", below, "b0", pointed).counts
    assert judge_pinned(PACKS, human_rights, "E1", far, "b0", pointed).counts


def test_what_stands_beside_it_about_other_people_does_not_object() -> None:
    """A sentence about own staff is no word against the one about citizens that a person points to."""
    pointed = "Klanten en burgers kunnen ons een e-mail sturen."
    staff = "Medewerkers kunnen misstanden melden bij de vertrouwenspersoon."
    there = section(staff, pointed, language="nl")
    assert judge_pinned(PACKS, "HR-GRV-01", "E1", there, "b1", pointed).counts
