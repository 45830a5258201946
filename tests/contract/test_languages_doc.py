"""docs/extending.md names every module in which a language hides."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
DUTCH = re.compile(r"(?<!\w)(?:niet|geen|het|een|één|voor|jaar|van|bijlage|onze|januari|versie)(?!\w)")
"""Words that a list or a pattern of Dutch rarely does without."""


def texts(tree: ast.Module) -> Iterator[str]:
    """The texts that a module works with: docstrings are told, not used."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def hides_a_language(path: Path) -> bool:
    written = path.read_text("utf-8")
    return '"nl"' not in written and any(DUTCH.search(text) for text in texts(ast.parse(written)))


def test_every_module_with_words_of_two_languages_is_named() -> None:
    """Who adds a third language finds them all: those with "nl" by searching, the others in the guide."""
    hiding = {
        path.name
        for room in ("app", "checks", "icp_templates")
        for path in sorted((ROOT / room).rglob("*.py"))
        if hides_a_language(path)
    }
    guide = (ROOT / "docs/extending.md").read_text("utf-8")
    (item,) = (part for part in re.split(r"\n(?=\d\. |\n)", guide) if "judge a third language" in part)
    assert hiding == set(re.findall(r"(\w+\.py)", item))
