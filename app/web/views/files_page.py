"""Files of evidence beside a section."""

from dataclasses import dataclass

from app.domain.attachments import Attachment
from app.i18n import _, long_date
from app.usecases.progress.steps import SectionSteps


@dataclass(frozen=True)
class FileView:
    """One file: its name, size in words, and when it came."""

    id: str
    name: str
    size: str
    added: str


@dataclass(frozen=True)
class FilesPage:
    """The files of one section, and the form for another where the reader may add one."""

    path: str
    programme_path: str
    programme_title: str
    section_title: str
    files: tuple[FileView, ...]
    may_write: bool


def files_page(steps: SectionSteps, files: tuple[Attachment, ...]) -> FilesPage:
    """The page as of now."""
    programme = f"/programmes/{steps.programme.id}"
    return FilesPage(
        path=f"{programme}/sections/{steps.key}",
        programme_path=programme,
        programme_title=steps.programme.title,
        section_title=steps.title,
        files=tuple(
            FileView(file.id, file.name, size_words(file.size), long_date(file.added_at)) for file in files
        ),
        may_write=steps.may_write,
    )


def size_words(size: int) -> str:
    """A size as people read it: 12 kB, 3 MB."""
    if size < 1_000_000:
        return _("%(size)s kB", size=max(1, round(size / 1000)))
    return _("%(size)s MB", size=round(size / 1_000_000))
