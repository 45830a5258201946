"""docs/hard-checks.md says of every hard check what the program does."""

import re
from pathlib import Path

from checks import Pack, Rule, Source, built_in_packs, load_pack
from checks.loader import BUILT_IN
from checks.model import Delegated
from checks.strict import decided_from

DOCUMENT = Path(__file__).parents[2] / "docs" / "hard-checks.md"
NAMED_AT_MOST = 6


def the_pack() -> Pack:
    return load_pack(BUILT_IN / "hard-checks")


def rows() -> list[str]:
    """The table as it follows from the pack, in the order of the numbers."""
    pack = the_pack()
    made = {rule.id: _row(rule) for rule in pack.rules} | {one.id: _row(one) for one in pack.delegated}
    return [made[name] for name in sorted(made, key=lambda name: int(name[1:]))]


def _row(one: Rule | Delegated) -> str:
    basis = "; ".join(_cited(source) for source in one.sources) or "method rule, our advice"
    decided, shown = (
        (_read(one), one.finding["en"])
        if isinstance(one, Rule)
        else ("rules " + ", ".join(one.decided_by), one.how["en"])
    )
    return f"| {one.id} | {one.name['en']} | {basis} | {decided} | {shown} | {one.silent['en']} |"


def _cited(source: Source) -> str:
    return f"{' '.join(filter(None, (source.instrument, source.citable)))} ({source.mark})"


def _read(rule: Rule) -> str:
    questions, sections = decided_from(rule)
    keys = [key.removeprefix("icp.") for key in sections]
    named = ", ".join(keys) if len(keys) <= NAMED_AT_MOST else f"{len(keys)} sections from {keys[0]} on"
    parts = [f"answers {', '.join(questions)}" if questions else "", f"text of {named}"]
    parts += [f"{place} for {words['en']}" for place, words in rule.elsewhere.items()]
    return "; ".join(filter(None, parts))


def test_all_twenty_checks_are_there() -> None:
    """H1 to H20, each once: decided here, or by the rules that are named."""
    pack = the_pack()
    names = [rule.id for rule in pack.rules] + [one.id for one in pack.delegated]
    assert sorted(names, key=lambda name: int(name[1:])) == [f"H{number}" for number in range(1, 21)]


def test_what_others_decide_is_decided_by_rules_that_exist() -> None:
    """What is not repeated here points to rules and elements of the packs that ship."""
    rules = [rule for pack in built_in_packs() for rule in pack.rules]
    known = {rule.id for rule in rules}
    elements = {f"{rule.id}.{element.id}" for rule in rules for element in rule.elements}
    assert {name for one in the_pack().delegated for name in one.decided_by} <= known
    assert {place for rule in the_pack().rules for place in rule.elsewhere} <= elements


def test_no_pinpoint_is_cited_that_nobody_verified() -> None:
    """Marks V1 and V2 only: what is not verified names its instrument at most."""
    pack = the_pack()
    sources = [source for one in (*pack.rules, *pack.delegated) for source in one.sources]
    assert {source.mark for source in sources} == {"V1", "V2"}


def test_the_table_is_the_one_that_follows_from_the_pack() -> None:
    """Basis, answers and texts, what is shown, and when not checked: table and data are the same."""
    written = [line for line in DOCUMENT.read_text().splitlines() if re.match(r"\| H\d+ \|", line)]
    assert written == rows()
