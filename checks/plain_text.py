"""Plain text cut into blocks: lists, pipe tables, headings, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.sections import BlockKind, TextBlock

_BULLET = re.compile(r"[ \t]*([-*•–]|\(?[0-9a-z]{1,3}[.)])[ \t]+", re.IGNORECASE)

_CELL_BORDER = " | "
LONGEST_START = 200
"""So much of the next line tells whether it is a row."""


def blocks_of(text: str) -> list[tuple[int, TextBlock]]:
    """Plain text as blocks, each with the offset at which it begins: lists, pipe tables, paragraphs."""
    blocks: list[tuple[int, TextBlock]] = []
    for start, end in _paragraphs(text):
        piece = text[start:end]
        bullet = _BULLET.match(piece)
        kind: BlockKind = "paragraph"
        if piece.lstrip().startswith("|") or "\n" in piece:
            kind = "table"
        elif piece.startswith("#"):
            kind = "heading"
        elif bullet:
            kind = "bullet" if not bullet.group(1)[0].isalnum() else "numbered"
            start += bullet.end() if kind == "bullet" else 0
        blocks.append((start, TextBlock(str(start), kind, text[start:end])))
    return blocks


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Lines, except that the rows of a pipe table stay together, with or without a pipe at their ends."""
    start = line = 0
    for match in re.finditer(r"\n|\Z", text):
        end = match.start()
        following = text[end + 1 : end + LONGEST_START].partition("\n")[0]
        goes_on = _is_row(text[line:end]) and _is_row(following)
        line = end + 1
        if goes_on:
            continue
        if text[start:end].strip():
            yield start, end
        start = end + 1


def _is_row(line: str) -> bool:
    return line.lstrip(" \t").startswith("|") or _CELL_BORDER in line
