"""Reading the parts of a template file with a file name and a line for everything refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from checks.strict_yaml import LinedDict, LinedList, YamlProblem, read_yaml


class Node:
    """A mapping in a file. Every key has to be asked for; `done` refuses what nobody asked for."""

    def __init__(self, path: Path, data: object, line: int = 1) -> None:
        if not isinstance(data, LinedDict):
            raise YamlProblem(path, line, "template_shape", "expected a mapping of keys to values")
        self.path = path
        self._data = data
        self._asked: set[str] = set()

    @classmethod
    def read(cls, path: Path) -> Node:
        """The mapping that fills the file; raises YamlProblem, also when the file is missing."""
        return cls(path, _tree(path))

    def problem(self, key: str, code: str, message: str) -> YamlProblem:
        """An error at the line of `key`, ready to raise."""
        return YamlProblem(self.path, self._data.line_of(key), code, message)

    def has(self, key: str) -> bool:
        """Whether the key is there; asking counts as having read it."""
        self._asked.add(key)
        return key in self._data

    def __iter__(self) -> Iterator[str]:
        """The keys, as written."""
        return iter(self._data)

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self._value(key)
        if not isinstance(value, str) or not value.strip():
            raise self.problem(key, "template_shape", f"'{key}' needs a text")
        return value.strip()

    def whole_number(self, key: str) -> int:
        value = self.text(key)
        if not value.isdecimal():
            raise self.problem(key, "template_shape", f"'{key}' needs a whole number, not '{value}'")
        return int(value)

    def one_of(self, key: str, allowed: frozenset[str]) -> str:
        """A text from a closed list."""
        value = self.text(key)
        if value not in allowed:
            known = ", ".join(sorted(allowed))
            raise self.problem(key, "template_unknown", f"'{key}' is '{value}'; use one of: {known}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, possibly empty."""
        items = self._list(key)
        for index, item in enumerate(items):
            if not isinstance(item, str) or not item.strip():
                line = items.line_of(index)
                raise YamlProblem(self.path, line, "template_shape", f"an item of '{key}' needs a text")
        return tuple(item.strip() for item in items)

    def translated(self, key: str, languages: tuple[str, ...]) -> dict[str, str]:
        """A mapping with one text for each language and nothing else."""
        node = self.node(key)
        texts = {language: node.text(language) for language in languages}
        node.done()
        return texts

    def node(self, key: str) -> Node:
        return Node(self.path, self._value(key), self._data.line_of(key))

    def nodes(self, key: str) -> tuple[Node, ...]:
        """A list of mappings, possibly empty."""
        items = self._list(key)
        return tuple(Node(self.path, item, items.line_of(index)) for index, item in enumerate(items))

    def done(self) -> None:
        """Refuse the first key that was not asked for."""
        for key in self._data:
            if key not in self._asked:
                raise self.problem(key, "template_key", f"'{key}' is not known here")

    def _value(self, key: str) -> object:
        self._asked.add(key)
        if key not in self._data:
            raise self.problem(key, "template_missing", f"'{key}' is missing")
        return self._data[key]

    def _list(self, key: str) -> LinedList:
        value = self._value(key)
        if not isinstance(value, LinedList):
            raise self.problem(key, "template_shape", f"'{key}' needs a list")
        return value


def read_nodes(path: Path) -> tuple[Node, ...]:
    """The list of mappings that fills the file."""
    data = _tree(path)
    if not isinstance(data, LinedList):
        raise YamlProblem(path, 1, "template_shape", "expected a list")
    return tuple(Node(path, item, data.line_of(index)) for index, item in enumerate(data))


def _tree(path: Path) -> object:
    if not path.is_file():
        raise YamlProblem(path, 1, "template_file", "the file is missing")
    return read_yaml(path)
