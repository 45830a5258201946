"""Typed reading of YAML trees: every complaint names the file and the line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from checks.languages import LANGUAGES
from checks.strict_yaml import LinedDict, LinedList, Tree, YamlProblem, read_yaml


class Reader:
    """One mapping of one file, read key by key; keys nobody asked for are refused."""

    def __init__(self, path: Path, tree: LinedDict, allowed: Iterable[str]) -> None:
        self.path = path
        self.tree = tree
        permitted = set(allowed)
        for key in tree:
            if key not in permitted:
                self.refuse(
                    key, f"the field '{key}' is not known here; allowed: {', '.join(sorted(permitted))}"
                )

    @property
    def line(self) -> int:
        """The line on which the mapping begins."""
        return self.tree.line

    def refuse(self, key: str, message: str) -> NoReturn:
        """Stop with a complaint about one key."""
        raise YamlProblem(self.path, self.tree.line_of(key), "pack_schema", message)

    def text(self, key: str, default: str | None = None) -> str:
        """A required piece of text, or the default."""
        value = self.tree.get(key, default)
        if value is None:
            self.refuse(key, f"the field '{key}' is missing")
        if not isinstance(value, str):
            self.refuse(key, f"the field '{key}' must be text")
        return value.strip()

    def one_of(self, key: str, choices: Iterable[str], default: str | None = None) -> str:
        """A text from a closed list."""
        value = self.text(key, default)
        allowed = tuple(choices)
        if value not in allowed:
            self.refuse(key, f"'{value}' is not one of {', '.join(allowed)}")
        return value

    def words(self, key: str, required: bool = True) -> dict[str, str]:
        """A sentence in both languages; {} when absent and not required."""
        if key not in self.tree and not required:
            return {}
        inner = self.reader(key, LANGUAGES)
        return {language: inner.text(language) for language in LANGUAGES}

    def reader(self, key: str, allowed: Iterable[str]) -> Reader:
        """The mapping under a key."""
        value = self.tree.get(key)
        if not isinstance(value, LinedDict):
            self.refuse(key, f"the field '{key}' must be a list of named fields")
        return Reader(self.path, value, allowed)

    def mapping(self, key: str) -> LinedDict:
        """The mapping under a key with free names; empty when absent."""
        value = self.tree.get(key)
        if value is None:
            return LinedDict(self.line)
        if not isinstance(value, LinedDict):
            self.refuse(key, f"the field '{key}' must be a list of named fields")
        return value

    def items(self, key: str) -> LinedList:
        """The list under a key; empty when absent."""
        value = self.tree.get(key)
        if value is None:
            return LinedList(self.line)
        if not isinstance(value, LinedList):
            self.refuse(key, f"the field '{key}' must be a list")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        value = self.tree.get(key)
        if isinstance(value, str):
            return (value,)
        return tuple(self._text_item(key, item) for item in self.items(key))

    def lined_texts(self, key: str) -> tuple[tuple[str, int], ...]:
        """A list of texts, each with the line it stands on."""
        value = self.tree.get(key)
        if isinstance(value, str):
            return ((value, self.tree.line_of(key)),)
        items = self.items(key)
        return tuple((self._text_item(key, item), items.line_of(place)) for place, item in enumerate(items))

    def _text_item(self, key: str, item: Tree) -> str:
        if not isinstance(item, str):
            self.refuse(key, f"every item of '{key}' must be text")
        return item.strip()


def open_file(path: Path, allowed: Iterable[str]) -> Reader:
    """A file whose top level is a mapping with these keys."""
    tree = read_file(path)
    if not isinstance(tree, LinedDict):
        raise YamlProblem(path, 1, "pack_schema", "the file must be a list of named fields")
    return Reader(path, tree, allowed)


def read_file(path: Path) -> Tree:
    """Any tree; a missing file is a YamlProblem too."""
    try:
        return read_yaml(path)
    except FileNotFoundError:
        raise YamlProblem(path, 1, "pack_missing", "the file is missing") from None
