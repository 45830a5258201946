"""YAML read as plain strings, with a line number for everything.

Rule packs and templates are written by lawyers and compliance officers, and
they are full of words that YAML likes to reinterpret: `NO`, `on`, `5E001`,
`2024-01-01`. Here every scalar stays exactly as written. Tags, anchors,
aliases, duplicate keys, deep nesting and large files are refused, each with
the file and the line.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

MAX_BYTES = 1_000_000
MAX_DEPTH = 40


class YamlProblem(Exception):
    """A file that cannot be accepted; `code` is stable, `line` starts at 1."""

    def __init__(self, path: Path, line: int, code: str, message: str) -> None:
        super().__init__(f"{path}:{line}: {message} [{code}]")
        self.path = path
        self.line = line
        self.code = code
        self.message = message


class LinedDict(dict[str, Any]):
    """A mapping that remembers the line of itself and of each of its keys."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self._lines: dict[str, int] = {}

    def put(self, key: str, value: Any, line: int) -> None:
        """Store `value` under `key`, written on `line`."""
        self[key] = value
        self._lines[key] = line

    def line_of(self, key: str) -> int:
        """The line on which `key` stands; the mapping's own line for an absent key."""
        return self._lines.get(key, self.line)


class LinedList(list[Any]):
    """A sequence that remembers the line of itself and of each of its items."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self._lines: list[int] = []

    def put(self, value: Any, line: int) -> None:
        """Append `value`, written on `line`."""
        self.append(value)
        self._lines.append(line)

    def line_of(self, index: int) -> int:
        """The line on which item `index` stands."""
        return self._lines[index]


Tree = LinedDict | LinedList | str


def read_yaml(path: Path) -> Tree:
    """The single document in `path` as nested LinedDict, LinedList and str.

    Raises YamlProblem for anything refused, and OSError when the file cannot
    be read at all.
    """
    return parse_yaml(path.read_bytes(), path)


def parse_yaml(content: bytes, path: Path) -> Tree:
    """As `read_yaml`, for bytes already in hand; `path` is only used in messages."""
    if len(content) > MAX_BYTES:
        raise YamlProblem(path, 1, "pack_size", f"the file is larger than {MAX_BYTES} bytes")
    try:
        return _Builder(path).build(yaml.CBaseLoader(content))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise YamlProblem(path, line, "pack_syntax", error.problem or "not valid YAML") from None
    except yaml.YAMLError as error:
        position = getattr(error, "position", 0)
        line = content[:position].count(b"\n") + 1
        raise YamlProblem(path, line, "pack_syntax", "a character that YAML does not allow") from None


class _Builder:
    """Builds the tree from parse events with its own stack, so depth is bounded."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: list[LinedDict | LinedList] = []
        self._keys: list[tuple[str, int] | None] = []
        self._root: Tree | None = None

    def build(self, parser: yaml.CBaseLoader) -> Tree:
        while (event := parser.get_event()) is not None:
            self._take(event)
        if self._root is None:
            raise self._problem(1, "pack_empty", "the file is empty")
        return self._root

    def _take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_tricks(event, line)
            self._scalar(event.value, line)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_tricks(event, line)
            node = LinedDict(line) if isinstance(event, yaml.MappingStartEvent) else LinedList(line)
            self._begin(node, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            self._keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise self._problem(line, "pack_alias", "aliases (*name) are not allowed")
        elif isinstance(event, yaml.DocumentStartEvent) and self._root is not None:
            raise self._problem(line, "pack_documents", "one document per file")

    def _refuse_tricks(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, line: int) -> None:
        if event.anchor:
            raise self._problem(line, "pack_alias", "anchors (&name) are not allowed")
        if event.tag:
            raise self._problem(line, "pack_tag", "tags (!name) are not allowed")

    def _scalar(self, value: str, line: int) -> None:
        if self._open and isinstance(self._open[-1], LinedDict) and self._keys[-1] is None:
            if value in self._open[-1]:
                raise self._problem(line, "pack_duplicate", f"the key '{value}' is written twice")
            self._keys[-1] = (value, line)
            return
        self._place(value, line)

    def _begin(self, node: LinedDict | LinedList, line: int) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise self._problem(line, "pack_depth", f"nested more than {MAX_DEPTH} levels deep")
        if self._open and isinstance(self._open[-1], LinedDict) and self._keys[-1] is None:
            raise self._problem(line, "pack_key", "a key must be plain text")
        self._place(node, line)
        self._open.append(node)
        self._keys.append(None)

    def _place(self, value: Tree, line: int) -> None:
        if not self._open:
            self._root = value
            return
        parent = self._open[-1]
        if isinstance(parent, LinedList):
            parent.put(value, line)
            return
        key = self._keys[-1]
        assert key is not None
        parent.put(key[0], value, key[1])
        self._keys[-1] = None

    def _problem(self, line: int, code: str, message: str) -> YamlProblem:
        return YamlProblem(self._path, line, code, message)
