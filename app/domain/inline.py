"""Inline marks inside a block: a small closed set, parsed in linear time, with source offsets.

`**bold**`, `*italic*`, `[text](https://…)`, `[[icp.4.7]]`, `{{blank_key}}`, `[^footnote]`; a backslash
before a punctuation mark makes it literal. Whatever is not one of these is text, exactly as typed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

MAXIMUM_BRACKET_DEPTH = 8

_SPECIAL = re.compile(r"[\\*\[\]{]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_NEEDS_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)|[*\[\]]|\{(?=\{)")
_REFERENCE = re.compile(r"\[\[([A-Za-z][A-Za-z0-9._-]{0,63})\]\]")
_BLANK = re.compile(r"\{\{\s?([a-z][a-z0-9_]{0,63})\s?\}\}")
_ADDRESS = re.compile(
    r"\]\(((?:https?://|mailto:)[^\s()<>\"\\]{1,2000}(?:\([^\s()<>\"\\]{0,200}\)[^\s()<>\"\\]{0,200})?)\)"
)


@dataclass(frozen=True, slots=True)
class Text:
    """Literal text; `start` and `end` are source offsets, longer than `text` only for an escape."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bold:
    """`**children**`"""

    children: tuple["Node", ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Italic:
    """`*children*`"""

    children: tuple["Node", ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """`[children](address)`; the address is http, https or mailto."""

    children: tuple["Node", ...]
    address: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CrossReference:
    """`[[section key]]`"""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Blank:
    """`{{key}}`: a fact filled once for the whole programme."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Footnote:
    """`[^children]`"""

    children: tuple["Node", ...]
    start: int
    end: int


Node = Text | Bold | Italic | Link | CrossReference | Blank | Footnote


@dataclass(slots=True)
class _Open:
    """A mark whose end has not been met. If it never is, its opener was ordinary text."""

    opener: str
    start: int
    children: list[Node] = field(default_factory=list)
    holds_own_kind: bool = False


@lru_cache(maxsize=2_000)
def nodes(source: str) -> tuple[Node, ...]:
    """Parse one block's source text (or one table cell's)."""
    if _SPECIAL.search(source) is None:
        return (Text(source, 0, len(source)),) if source else ()
    return _Parser(source).parse()


def blank_keys(source: str) -> tuple[str, ...]:
    """Keys of the blanks used, in order of first use."""
    return tuple(dict.fromkeys(node.key for node in walk(nodes(source)) if isinstance(node, Blank)))


def walk(parsed: tuple[Node, ...]) -> Iterator[Node]:
    """Every node, parents before children, in reading order."""
    for node in parsed:
        yield node
        if isinstance(node, (Bold, Italic, Link, Footnote)):
            yield from walk(node.children)


def escape(text: str) -> str:
    """Source that shows exactly `text`, for text from outside (a paste, an import)."""
    return _NEEDS_ESCAPE.sub(r"\\\g<0>", text)


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.stack: list[_Open] = [_Open("", 0)]
        self.brackets = 0

    def parse(self) -> tuple[Node, ...]:
        position = 0
        while position < len(self.source):
            special = _SPECIAL.search(self.source, position)
            if special is None:
                self._text(position, len(self.source))
                break
            self._text(position, special.start())
            position = self._mark(special.start())
        self._unwind_to(0)
        return tuple(self.stack[0].children)

    def _mark(self, position: int) -> int:
        """Handle the special character at `position`; return where to go on."""
        match self.source[position]:
            case "\\":
                return self._escape(position)
            case "*":
                return self._star(position)
            case "[":
                return self._open_bracket(position)
            case "]":
                return self._close_bracket(position)
            case _:
                return self._blank(position)

    def _text(self, start: int, end: int) -> int:
        if end > start:
            self.stack[-1].children.append(Text(self.source[start:end], start, end))
        return end

    def _escape(self, position: int) -> int:
        escaped = _ESCAPE.match(self.source, position)
        if escaped is None:
            return self._text(position, position + 1)
        self.stack[-1].children.append(Text(escaped.group(1), position, escaped.end()))
        return escaped.end()

    def _blank(self, position: int) -> int:
        blank = _BLANK.match(self.source, position)
        if blank is None:
            return self._text(position, position + 1)
        self.stack[-1].children.append(Blank(blank.group(1), position, blank.end()))
        return blank.end()

    def _star(self, position: int) -> int:
        ahead = self.source[position : position + 3]
        run = len(ahead) - len(ahead.lstrip("*"))
        innermost = self.stack[-1].opener
        length = 2 if run >= 2 and not (run == 3 and innermost == "*") else 1
        opener, end = "*" * length, position + length
        before = self.source[position - 1 : position]
        index = self._open_star(opener)
        if index is not None and before and not before.isspace():
            self._close(index, end)
            return end
        after = self.source[end : end + 1]
        if index is None and after and not after.isspace():
            self.stack.append(_Open(opener, position))
            return end
        return self._text(position, end)

    def _open_star(self, opener: str) -> int | None:
        """Where this mark is already open, not looking outside the innermost bracket."""
        for index in range(len(self.stack) - 1, 0, -1):
            if self.stack[index].opener == opener:
                return index
            if self.stack[index].opener.startswith("["):
                return None
        return None

    def _open_bracket(self, position: int) -> int:
        reference = _REFERENCE.match(self.source, position)
        if reference is not None:
            self.stack[-1].children.append(CrossReference(reference.group(1), position, reference.end()))
            return reference.end()
        opener = "[^" if self.source.startswith("[^", position) else "["
        end = position + len(opener)
        if self.brackets == MAXIMUM_BRACKET_DEPTH:
            return self._text(position, end)
        self.brackets += 1
        self.stack.append(_Open(opener, position))
        return end

    def _close_bracket(self, position: int) -> int:
        depths = range(len(self.stack) - 1, 0, -1)
        index = next((depth for depth in depths if self.stack[depth].opener.startswith("[")), None)
        if index is None:
            return self._text(position, position + 1)
        opener = self.stack[index].opener
        if self.stack[index].holds_own_kind:
            return self._literal_bracket(index, position)
        if opener == "[^":
            self._close(index, position + 1)
            return position + 1
        address = _ADDRESS.match(self.source, position)
        if address is None:
            return self._literal_bracket(index, position)
        self._close(index, address.end(), address.group(1))
        return address.end()

    def _literal_bracket(self, index: int, position: int) -> int:
        self._unwind_to(index - 1)
        return self._text(position, position + 1)

    def _close(self, index: int, end: int, address: str = "") -> None:
        self._unwind_to(index)
        frame = self.stack.pop()
        children = tuple(frame.children)
        made: Node
        match frame.opener:
            case "**":
                made = Bold(children, frame.start, end)
            case "*":
                made = Italic(children, frame.start, end)
            case "[^":
                self.brackets -= 1
                made = Footnote(children, frame.start, end)
            case _:
                self.brackets -= 1
                made = Link(children, address, frame.start, end)
        if frame.opener.startswith("["):
            self._mark_outer(frame.opener)
        self.stack[-1].children.append(made)

    def _mark_outer(self, opener: str) -> None:
        """A link holds no link and a footnote no footnote: an outer opener of the kind stays text."""
        for frame in self.stack:
            if frame.opener == opener:
                frame.holds_own_kind = True

    def _unwind_to(self, index: int) -> None:
        """Marks above `index` were never closed: their openers become text of the frame at `index`."""
        target = self.stack[index].children
        for frame in self.stack[index + 1 :]:
            if frame.opener.startswith("["):
                self.brackets -= 1
            target.append(Text(frame.opener, frame.start, frame.start + len(frame.opener)))
            target.extend(frame.children)
        del self.stack[index + 1 :]
