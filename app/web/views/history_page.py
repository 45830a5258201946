"""What the history of a section shows."""

from dataclasses import dataclass

from app.domain.difference import BlockChange, BlockState
from app.domain.programme import Version, VersionSummary
from app.usecases.writing.history import PAGE, Comparison
from app.usecases.writing.workspace import Workspace

KINDS = {"equal": "same", "inserted": "inserted", "deleted": "deleted"}


@dataclass(frozen=True)
class ComparedBlock:
    """One block of a comparison: what happened to it, and its words.

    `only_marks`: bold, a link or the kind changed, and no word.
    """

    state: str
    moved: bool
    only_marks: bool
    kind: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class HistoryPage:
    """The versions of a section. `replaced` are texts that lost a merge in the newer version shown."""

    path: str
    programme_id: str
    programme_title: str
    language: str
    number: str
    title: str
    version: int
    may_write: bool
    lines: tuple[VersionSummary, ...]
    older_than: int | None
    old: Version | None
    new: Version | None
    changes: tuple[ComparedBlock, ...]
    replaced: tuple[str, ...]


def history_page(
    work: Workspace, lines: tuple[VersionSummary, ...], compared: Comparison | None
) -> HistoryPage:
    """The list, and beside it the comparison that was asked for."""
    section = work.section
    return HistoryPage(
        path=f"/programmes/{section.programme_id}/sections/{section.key}",
        programme_id=section.programme_id,
        programme_title=work.programme.title,
        language=work.programme.language,
        number=work.number,
        title=work.title,
        version=section.version,
        may_write=work.may_write,
        lines=lines,
        older_than=lines[-1].number if len(lines) == PAGE and lines[-1].number > 1 else None,
        old=compared.old if compared else None,
        new=compared.new if compared else None,
        changes=tuple(_shown(change) for change in compared.changes) if compared else (),
        replaced=compared.new.replaced if compared else (),
    )


def _shown(change: BlockChange) -> ComparedBlock:
    block = change.new or change.old
    assert block is not None
    parts = tuple((KINDS[part.kind], part.text) for part in change.changes)
    only_marks = change.state == BlockState.CHANGED and all(kind == "same" for kind, _ in parts)
    return ComparedBlock(change.state.value, change.moved, only_marks, block.kind.value, parts)
