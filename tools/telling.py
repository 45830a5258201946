"""Count which elements bear a denial, a limit or a condition in the only sentences that tell them.

    python tools/telling.py tests/evaluation/round-*.jsonl

Reads the labelled clauses that are whole (found), and the examples of the rules that are, as far as the tool
sees every element in them. Prints, by requirement, element and defect, in how many clauses and examples only
sentences with words of the defect tell the element. A + marks what the rule lists (`bears`), a * what it
should: one example is enough, or two clauses. Most of these are told by denying ("revenue is no criterion").
What the rules list was counted in rounds 12 to 74.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from checks import Pack, load_pack
from checks.engine import analysts_for
from checks.languages import Language
from checks.loader import BUILT_IN
from checks.plain_text import blocks_of
from checks.sections import SectionText
from checks.telling import told_only_with
from checks.verdict import judge

ENOUGH_CLAUSES = 2
Clause = tuple[str, Language, str]
"""The requirement, the language and the text."""
Beside = tuple[str, str, str]
"""The requirement, the element and the code of the defect."""


def main(paths: Sequence[Path]) -> None:
    """Prints the counts."""
    pack = load_pack(BUILT_IN / "hr-due-diligence")
    examples = [(one.rule, one.language, one.text) for one in pack.examples if one.expect == "found"]
    in_clauses, in_examples = (Counter(_beside(pack, these)) for these in (_whole(paths), examples))
    rules = {rule.requirement: rule for rule in pack.rules}
    for requirement, name, code in sorted(in_clauses.keys() | in_examples.keys()):
        element = next(one for one in rules[requirement].essential if one.id == name)
        clauses, shown = (counts[requirement, name, code] for counts in (in_clauses, in_examples))
        star = "*" if shown or clauses >= ENOUGH_CLAUSES else " "
        listed = "+" if code in element.bears else " "
        print(f"{star}{listed} {requirement} {name} {code}: {clauses} clauses, {shown} examples")


def _whole(paths: Iterable[Path]) -> Iterator[Clause]:
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            clause = json.loads(line)
            if clause["verdict"] == "found":
                yield clause["requirement"], clause["lang"], clause["text"]


def _beside(pack: Pack, clauses: Iterable[Clause]) -> Iterator[Beside]:
    """Each element that is told only beside a defect, once for each clause in which every element is seen."""
    analysts = analysts_for([pack])
    for requirement, language, text in clauses:
        blocks = tuple(block for _, block in blocks_of(text))
        passage = analysts.analyst(pack, language).passage(SectionText("", "", language, blocks))
        rule = pack.rule(requirement)
        elements = judge(rule, passage).elements
        if all(element.state == "present" for element in elements.values()):
            yield from (
                (requirement, name, doubt.code)
                for doubt in rule.doubts.defects
                if doubt.in_the_telling
                for name, element in elements.items()
                if told_only_with(doubt, element, passage)
            )


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
