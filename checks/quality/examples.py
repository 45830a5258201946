"""The examples that a quality rule must have beside it, so that it is known what it leaves alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checks.example import Example
from checks.languages import LANGUAGES
from checks.model import Rule
from checks.strict_yaml import YamlProblem

FEWEST = 2


def check_enough(path: Path, rule: Rule, examples: Sequence[Example]) -> None:
    """Raise YamlProblem unless each language shows problems, good texts and near misses, two of each."""
    if not rule.notices:
        return
    for language in LANGUAGES:
        own = [example for example in examples if example.language == language]
        counts = {
            "in which something is noticed": sum(example.expect == "noticed" for example in own),
            "in which nothing is": sum(e.expect == "nothing" and not e.near_miss for e in own),
            "that nearly are a problem (near_miss)": sum(e.expect == "nothing" and e.near_miss for e in own),
        }
        for what, count in counts.items():
            if count < FEWEST:
                message = f"{rule.id} needs {FEWEST} examples in '{language}' {what}; there are {count}"
                raise YamlProblem(path, 1, "pack_examples", message)
