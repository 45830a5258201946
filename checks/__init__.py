"""Rule-based checks of programme text: offline, deterministic, explainable.

Usable without the rest of the product:

    packs = read_packs()
    result = run(packs, [section], answers={})
    judged = judge_passage(packs[0], "HR-POL-01", "The board adopted ...", "en")
"""

from checks.apart import CannotJudgeApart, JudgeApart, JudgeGone, NotJudged, built_in_judge
from checks.examples import ExampleOutcome, near_duplicates, run_examples
from checks.judge import Judge, Pointing
from checks.loader import PackStore, built_in_packs, examples_of, load_pack, packs_to_show, read_packs
from checks.model import Evidence, Pack, Rule, Source
from checks.one_passage import judge_passage
from checks.pinned import Pinned, can_be_pinned, judge_pinned, sentences_to_point_at, with_pins
from checks.quality import facts_of
from checks.results import (
    CheckResult,
    DefectFound,
    Finding,
    MissingElement,
    NotApplicable,
    NotChecked,
    PassageJudgement,
    finding_id,
)  # fmt: skip
from checks.runner import run
from checks.sections import ProgrammeFacts, SectionText, TextBlock
from checks.strict_yaml import YamlProblem
from checks.text import detect_language

__all__ = [
    "CannotJudgeApart",
    "CheckResult",
    "DefectFound",
    "Evidence",
    "ExampleOutcome",
    "Finding",
    "Judge",
    "JudgeApart",
    "JudgeGone",
    "MissingElement",
    "NotApplicable",
    "NotChecked",
    "NotJudged",
    "Pack",
    "PackStore",
    "PassageJudgement",
    "Pinned",
    "Pointing",
    "ProgrammeFacts",
    "Rule",
    "SectionText",
    "Source",
    "TextBlock",
    "YamlProblem",
    "built_in_judge",
    "built_in_packs",
    "can_be_pinned",
    "detect_language",
    "examples_of",
    "facts_of",
    "finding_id",
    "judge_passage",
    "judge_pinned",
    "load_pack",
    "near_duplicates",
    "packs_to_show",
    "read_packs",
    "run",
    "run_examples",
    "sentences_to_point_at",
    "with_pins",
]
