"""A template sees the fields of one view and the frame: nothing missing, nothing that no template reads."""

import ast
import importlib
import inspect
import typing
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from types import ModuleType
from typing import Any

import pytest
from jinja2 import meta, nodes

from app.web.rendering import TEMPLATES, environment

WEB = TEMPLATES.parent


@dataclass(frozen=True)
class Rendering:
    """One call of `page` or `fragment`: the template and the class of its view."""

    template: str
    view: type


def renderings() -> Iterator[Rendering]:
    """Every call whose template is written out and whose view can be told from the code."""
    for path in sorted((*WEB.glob("*.py"), *WEB.glob("routes/*.py"))):
        module = importlib.import_module(".".join(path.relative_to(WEB.parent.parent).with_suffix("").parts))
        tree = ast.parse(path.read_text("utf-8"))
        for function in (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)):
            for call in (n for n in ast.walk(function) if isinstance(n, ast.Call)):
                found = _rendering(module, function, call)
                if found:
                    yield found


def _rendering(module: ModuleType, function: ast.AST, call: ast.Call) -> Rendering | None:
    name = getattr(call.func, "id", "")
    if name not in ("page", "fragment") or len(call.args) < 2:
        return None
    template = _text(module, call.args[1])
    given = call.args[2] if name == "page" and len(call.args) > 2 else None
    given = given or next((keyword.value for keyword in call.keywords if keyword.arg == "view"), None)
    view = _class_of(module, function, given) if given is not None else None
    return Rendering(template, view) if template and view else None


def _text(module: ModuleType, node: ast.expr) -> str | None:
    """A template's name, written out or in a constant of the module."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    value = getattr(module, node.id, None) if isinstance(node, ast.Name) else None
    return value if isinstance(value, str) else None


def _class_of(module: ModuleType, function: ast.AST, node: ast.expr) -> type | None:
    """The dataclass an expression gives: a class called, a function's return type, or a name of either."""
    if isinstance(node, ast.Call):
        made = getattr(module, getattr(node.func, "id", ""), None)
        return _returned(made)
    if isinstance(node, ast.Name):
        for argument in (n for n in ast.walk(function) if isinstance(n, ast.arg)):
            if argument.arg == node.id and isinstance(argument.annotation, ast.Name):
                return _returned(getattr(module, argument.annotation.id, None))
        for statement in ast.walk(function):
            if isinstance(statement, ast.Assign) and getattr(statement.targets[0], "id", "") == node.id:
                return _class_of(module, function, statement.value)
    return None


def _returned(made: Any) -> type | None:
    if inspect.isclass(made):
        return made if is_dataclass(made) else None
    if not inspect.isfunction(made):
        return None
    returned = typing.get_type_hints(made).get("return")
    kinds = [kind for kind in typing.get_args(returned) or (returned,) if kind is not type(None)]
    return kinds[0] if len(kinds) == 1 and is_dataclass(kinds[0]) and inspect.isclass(kinds[0]) else None


def needed_by(template: str) -> set[str]:
    """Names that a template, its parents and its includes take from the context."""
    tree = environment().parse((TEMPLATES / template).read_text("utf-8"))
    # Jinja counts a name that is set in one branch only as undeclared; it is the template's own all the same.
    set_here = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    needed = meta.find_undeclared_variables(tree) - set_here
    for node in tree.find_all((nodes.Extends, nodes.Include)):
        for name in _named(node.template):
            needed |= needed_by(name)
    return needed - environment().globals.keys() - {"caller"}


def _named(expression: nodes.Expr) -> list[str]:
    """The templates an `extends` or `include` may mean: for a name put together, all with its parts."""
    if isinstance(expression, nodes.Const):
        return [str(expression.value)]
    parts = [str(part.value) for part in expression.find_all(nodes.Const)] or ["help/articles/"]
    return [file for file in PAGES if all(part in file for part in parts)]


PAGES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
RENDERINGS = sorted(set(renderings()), key=lambda found: (found.template, found.view.__name__))


def test_the_code_is_read() -> None:
    """Nearly every page is found; a new way of writing a route must not hide from this test."""
    whole = {
        file
        for file in PAGES
        if "{% extends" in (TEMPLATES / file).read_text("utf-8") and not file.startswith("layout/")
    }
    assert whole <= {found.template for found in RENDERINGS}


@pytest.mark.parametrize("found", RENDERINGS, ids=lambda found: f"{found.template}-{found.view.__name__}")
def test_a_template_takes_only_what_its_view_has(found: Rendering) -> None:
    """Every name in the template is a field of the view, the frame, or a global."""
    given = {field.name for field in fields(found.view)} | {"frame"}
    assert needed_by(found.template) <= given


@pytest.mark.parametrize("view", sorted({f.view for f in RENDERINGS}, key=lambda view: view.__name__))
def test_every_field_of_a_view_is_read(view: type) -> None:
    """A view carries nothing that none of its templates shows."""
    read = set().union(*(needed_by(found.template) for found in RENDERINGS if found.view is view))
    assert {field.name for field in fields(view)} <= read


@pytest.mark.parametrize("view", sorted({f.view for f in RENDERINGS}, key=lambda view: view.__name__))
def test_views_are_frozen_and_hold_no_rows(view: type) -> None:
    """A view is a frozen dataclass; rows of the database never reach a template."""
    assert view.__dataclass_params__.frozen  # type: ignore[attr-defined]
    hints = typing.get_type_hints(view)
    assert not [name for name, kind in hints.items() if "app.storage.tables" in str(kind)]
