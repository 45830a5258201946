"""What is judged: blocks in sections, and what is known of a programme besides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from checks.languages import Language

BlockKind = Literal["paragraph", "numbered", "bullet", "table", "heading", "quotation", "picture"]


@dataclass(frozen=True)
class TextBlock:
    """One block of a section as the reader sees it: marks gone, blanks filled in."""

    id: str
    kind: BlockKind
    text: str


@dataclass(frozen=True)
class SectionText:
    """One section: key (`icp.2.3`), title, language of the text, blocks in order."""

    key: str
    title: str
    language: Language
    blocks: tuple[TextBlock, ...]


@dataclass(frozen=True)
class ProgrammeFacts:
    """What is known of a programme besides its texts. What is unknown is never held against a text.

    `names` are texts in which the own company and its partners are named, the own company first; `annexes`
    the labels of the annexes that belong to the programme ("A7"); `numbers` those of its chapters and
    sections ("4", "4.7").
    """

    names: tuple[str, ...] = ()
    annexes: frozenset[str] | None = None
    numbers: frozenset[str] | None = None
