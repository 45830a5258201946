"""A section is an ordered list of blocks: the unit of editing, conflict, comment and evidence."""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import Invalid, TooLarge

SECTION_CHARACTER_LIMIT = 200_000

NOT_STORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""XML 1.0 cannot carry these, so a Word file could not either: refused at the door, not at the export."""


class BlockKind(StrEnum):
    """The closed list of block kinds."""

    PARAGRAPH = "paragraph"
    NUMBERED = "numbered"
    BULLET = "bullet"
    TABLE = "table"
    HEADING = "heading"
    QUOTATION = "quotation"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class ParsedBlock:
    """A block's content before it has an identity."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a section. `text` is the source with inline marks; `version` counts its changes.

    `clause` names the model clause the block came from (`icp.2.3/deputy@1`), if any.
    """

    id: str
    kind: BlockKind
    text: str
    version: int = 1
    clause: str | None = None


class InvalidCharacter(Invalid):
    """Text holds a character no Word file or database can keep; `position` counts code points from 0."""

    def __init__(self, position: int, *, field: str | None = "text") -> None:
        super().__init__("invalid_character", field=field, position=position)
        self.position = position


class TextTooLong(TooLarge):
    """A section's text is longer than `limit` characters."""

    def __init__(self, length: int, limit: int = SECTION_CHARACTER_LIMIT) -> None:
        super().__init__("text_too_long", field="text", length=length, limit=limit)


def normalise(text: str, *, field: str | None = "text") -> str:
    """Line ends become LF; everything else stays as typed. Raises InvalidCharacter with its place then."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    forbidden = NOT_STORABLE.search(text)
    if forbidden:
        raise InvalidCharacter(forbidden.start(), field=field)
    return text


def accept(text: str, *, limit: int = SECTION_CHARACTER_LIMIT) -> str:
    """Normalised text within the limit (in characters). Raises InvalidCharacter or TextTooLong."""
    if len(text) > limit:
        raise TextTooLong(len(text), limit)
    return normalise(text)


def characters(blocks: tuple[Block, ...]) -> int:
    """How many characters of source text a section holds, to compare with the limit."""
    return sum(len(block.text) for block in blocks)
