"""One passage of plain text against one requirement: the same engine as for a programme, read whole."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from checks.engine import analysts_for
from checks.half_said import half_said
from checks.languages import Language
from checks.model import Pack
from checks.one_quotation import in_text, quotations, shown_in_clause
from checks.plain_text import blocks_of
from checks.quality import judge_quality
from checks.read_again import in_full, unusual
from checks.results import PassageJudgement
from checks.sections import SectionText
from checks.states import SAID, State
from checks.text import detect_language
from checks.verdict import CONFLICT, Outcome, decide, judge


def judge_passage(pack: Pack, requirement: str, text: str, lang: str | None = None) -> PassageJudgement:
    """One passage of plain text against one requirement; KeyError for an unknown requirement.

    Only what lines decide: a detector needs a programme with its answers.
    """
    rule = pack.rule(requirement)
    language: Language = "nl" if lang == "nl" else "en" if lang == "en" else detect_language(text)
    placed = blocks_of(text)
    section = SectionText("", "", language, tuple(block for _, block in placed))
    passage = analysts_for([pack]).analyst(pack, language).passage(section)
    if rule.notices:
        return judge_quality(rule, passage, {block.id: offset for offset, block in placed})
    result = judge(rule, passage)
    halves = half_said(rule, result, passage)
    results = {**result.elements, **halves}
    shown = shown_in_clause(rule.essential, results, passage)
    whole = [one for one in rule.essential if result.elements[one.id].state == "present"]
    complete = len(shown) == len(results)
    unlike = unusual(whole, shown, complete, passage, language)
    states: dict[str, State] = {e.id: "missing" for e in rule.elements if e.detector is not None}
    states |= {name: element.state for name, element in result.elements.items()}
    states.update(dict.fromkeys(halves, "half"))
    states.update(dict.fromkeys(unlike, "unusual"))
    against = any(not defect.touches for defect, _ in result.defects)
    a_single_one = complete and len(unlike) == 1
    outcome = Outcome("partly", CONFLICT) if against and a_single_one else decide(states, against)
    fallen = outcome.state == "contradicted"
    kept: dict[str, AbstractSet[int]] = {
        name: places for name, places in shown.items() if not (fallen or name in unlike)
    }
    kept |= in_full(whole, kept, passage, language)
    return PassageJudgement(
        requirement,
        outcome.verdict,
        outcome.state,
        {name: state in SAID and not fallen for name, state in states.items()},
        states,
        tuple(sorted({defect.code for defect, _ in result.defects})),
        in_text(quotations(kept, passage), text, {block.id: offset for offset, block in placed}),
    )
