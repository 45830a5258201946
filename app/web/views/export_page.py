"""What the export page shows."""

from dataclasses import dataclass

from app.i18n import current_language
from app.usecases.exporting import BeforeExport


@dataclass(frozen=True)
class ExportPage:
    """What to look at first, and the two files. `language` is that of the document."""

    id: str
    title: str
    language: str
    unfilled: tuple[str, ...]
    unwritten: tuple[str, ...]
    has_text: bool


def export_page(before: BeforeExport) -> ExportPage:
    """The page for one reader."""
    language = current_language()
    return ExportPage(
        id=before.programme.id,
        title=before.programme.title,
        language=before.programme.language,
        unfilled=tuple(line.label[language] for line in before.unfilled),
        unwritten=before.unwritten,
        has_text=before.written > 0,
    )
