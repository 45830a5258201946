"""Sections, blocks and versions in the shapes of the contract (docs: HTTP, JSON)."""

import json
from typing import Any

from app.domain.blocks import Block
from app.domain.programme import Section, Version, VersionSummary
from app.usecases.writing.drafting import Written
from app.usecases.writing.presence import Company

Shape = dict[str, Any]


def block_shape(block: Block) -> Shape:
    """One block."""
    return {
        "id": block.id,
        "kind": block.kind.value,
        "text": block.text,
        "version": block.version,
        "clause": block.clause,
    }


def head_shape(section: Section) -> Shape:
    """The section without its text: what a save answers about the whole."""
    return {
        "key": section.key,
        "version": section.version,
        "sha256": section.sha256,
        "status": section.status.value,
        "saved_at": section.saved_at.isoformat() if section.saved_at else None,
    }


def section_shape(section: Section) -> Shape:
    """The whole section."""
    blocks = [block_shape(block) for block in section.blocks]
    return {**head_shape(section), "blocks": blocks, "text": section.text}


def block_written_shape(written: Written) -> Shape:
    """A changed or added block, and the head of its section; no block after a delete."""
    block = block_shape(written.blocks[0]) if written.blocks else {}
    return {**block, "section": head_shape(written.section)}


def blocks_written_shape(written: Written) -> Shape:
    """Several blocks that came at once, and the head of their section."""
    return {
        "blocks": [block_shape(block) for block in written.blocks],
        "section": head_shape(written.section),
    }


def pasted_shape(written: Written) -> Shape:
    """The blocks of a paste, and how many pictures stayed behind."""
    return {**blocks_written_shape(written), "pictures_left_out": written.pictures_left_out}


def version_line_shape(version: VersionSummary) -> Shape:
    """One line of the history."""
    return {
        "version": version.number,
        "sha256": version.sha256,
        "saved_at": version.saved_at.isoformat(),
        "author": version.author,
        "cause": version.cause.value,
    }


def version_shape(version: Version) -> Shape:
    """One version with its text."""
    return {
        "version": version.number,
        "sha256": version.sha256,
        "saved_at": version.saved_at.isoformat(),
        "author": version.author,
        "cause": version.cause.value,
        "text": version.text,
        "blocks": [block_shape(block) for block in version.blocks],
        "replaced": list(version.replaced),
    }


def company_shape(company: Company) -> Shape:
    """Who else is at work, and the section's version."""
    return {
        "version": company.version,
        "others": [{"name": other.name, "block": other.block_id} for other in company.others],
    }


def as_json(shape: Shape) -> str:
    """The body of an answer."""
    return json.dumps(shape, ensure_ascii=False, separators=(",", ":"))
