"""Formatted pieces of text from outside (a paste, a Word file) as inline source."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from app.domain.inline import Link, escape, nodes

_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Segment:
    """Text in one dress; `link` is an address or None."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None


def inline_source(segments: Iterable[Segment]) -> str:
    """The source that shows these segments; every character of their texts is kept."""
    plain = [part for segment in segments for part in _bare_edges(segment)]
    return "".join(_linked(link, list(group)) for link, group in groupby(plain, key=lambda one: one.link))


def carried_address(address: str) -> str | None:
    """The address as a link can carry it, or None when links may not lead there."""
    escaped = address.strip().replace("(", "%28").replace(")", "%29").replace(" ", "%20").replace("\\", "%5C")
    parsed = nodes(f"[x]({escaped})")
    return escaped if len(parsed) == 1 and isinstance(parsed[0], Link) else None


def _linked(link: str | None, segments: list[Segment]) -> str:
    inner = "".join(_bold(bold, list(group)) for bold, group in groupby(segments, key=lambda one: one.bold))
    return inner if link is None else f"[{inner}]({link})"


def _bold(bold: bool, segments: list[Segment]) -> str:
    inner = "".join(
        _italic(italic, "".join(one.text for one in group))
        for italic, group in groupby(segments, key=lambda one: one.italic)
    )
    return f"**{inner}**" if bold else inner


def _italic(italic: bool, text: str) -> str:
    return f"*{escape(text)}*" if italic else escape(text)


def _bare_edges(segment: Segment) -> list[Segment]:
    """White space at the edges carries no dress: a mark may not begin or end with it."""
    found = _EDGES.fullmatch(segment.text)
    if found is None:
        return []
    before, text, after = found.groups()
    bare = replace(segment, bold=False, italic=False, link=None)
    parts = [replace(bare, text=before), replace(segment, text=text), replace(bare, text=after)]
    return [part for part in parts if part.text]
