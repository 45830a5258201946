"""Blocks that are rendered alone must not need what only the whole page gives them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import meta, nodes

from app.web.rendering import TEMPLATES, environment

WEB = TEMPLATES.parent


def rendered_blocks() -> Iterator[tuple[str, str]]:
    """Template and block of every `fragment(request, "template", "block", …)` in the code."""
    for path in sorted(WEB.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(call, ast.Call)
                and getattr(call.func, "id", "") == "fragment"
                and len(call.args) > 2
            ):
                template = call.args[1]
                if isinstance(template, ast.Constant):
                    yield from (
                        (template.value, block.value)
                        for block in call.args[2:]
                        if isinstance(block, ast.Constant)
                    )


BLOCKS = sorted(set(rendered_blocks()))


def tree_of(template: str) -> nodes.Template:
    return environment().parse((TEMPLATES / template).read_text("utf-8"))


def test_the_code_is_read() -> None:
    """The list is not empty: the fragment of every error is in it."""
    assert ("problem.html", "problem_notice") in BLOCKS


@pytest.mark.parametrize(("template", "block"), BLOCKS)
def test_a_fragment_is_a_block_of_its_own_template(template: str, block: str) -> None:
    """jinja2-fragments does not find a block that only the parent defines."""
    assert block in {found.name for found in tree_of(template).find_all(nodes.Block)}


@pytest.mark.parametrize(("template", "block"), BLOCKS)
def test_a_fragment_needs_nothing_from_outside_its_block(template: str, block: str) -> None:
    """Alone, a block does not see imports, `set`s and loops around it; StrictUndefined would fail."""
    tree = tree_of(template)
    found = next(node for node in tree.find_all(nodes.Block) if node.name == block)
    needed = meta.find_undeclared_variables(nodes.Template(found.body, environment=environment()))
    given_outside = meta.find_undeclared_variables(tree)
    missing = needed - given_outside - environment().globals.keys() - {"self", "super"}
    assert not missing, f"{sorted(missing)} are set outside the block"


def test_partial_answers_are_told_apart_by_caches() -> None:
    """Both ways of answering say that the answer depends on the kind of request."""
    text = (Path(WEB) / "rendering.py").read_text("utf-8")
    assert text.count('headers={"Vary": "HX-Request-Type"}') == 2
