"""Our own Word files through LibreOffice: PDF, and the page each heading falls on.

LibreOffice is optional. It runs fenced: own profile and home in a folder that is thrown away, no network
where the system allows that, a time limit, one at a time, only ever on files that we wrote.
"""

import os
import shutil
import signal
import subprocess
import threading
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree

from app.documents.base_package import read_parts
from app.documents.ooxml import W
from app.documents.pdfium import opened
from app.domain.errors import Invalid, TryLater

SECONDS = 90
_RETRY_SECONDS = 60
_FILTER = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"},'
    '"ExportNotes":{"type":"boolean","value":"false"}}'
)
_CONTENTS_LEVELS = 2
_one_at_a_time = threading.Lock()
_running: "set[subprocess.Popen[bytes]]" = set()


class NoConverter(Invalid):
    """LibreOffice is not installed: Word files still work, PDF and page numbers do not."""

    def __init__(self) -> None:
        super().__init__("converter_missing")


def has_converter() -> bool:
    """LibreOffice can be found."""
    return _soffice() is not None


def to_pdf(word_file: bytes, seconds: float = SECONDS) -> bytes:
    """The PDF of a Word file that we wrote; tagged, with an outline, without comments.

    Raises NoConverter, or TryLater `conversion_failed` when LibreOffice stops or takes too long.
    """
    soffice = _soffice()
    if soffice is None:
        raise NoConverter
    with _one_at_a_time, TemporaryDirectory(prefix="icp-pdf-") as name:
        folder = Path(name)
        (folder / "programme.docx").write_bytes(word_file)
        _convert(soffice, folder, seconds)
        made = folder / "programme.pdf"
        if not made.is_file():
            raise TryLater("conversion_failed", seconds=_RETRY_SECONDS)
        return made.read_bytes()


def page_numbers(word_file: bytes) -> dict[str, int]:
    """The page (from 1) of each heading in the contents, by bookmark, as LibreOffice lays the file out.

    Raises what `to_pdf` raises, and TryLater when outline and headings do not agree.
    """
    return pages_of(word_file, to_pdf(word_file))


def pages_of(word_file: bytes, pdf: bytes) -> dict[str, int]:
    """The same for a file that has been laid out already."""
    bookmarks = _heading_bookmarks(word_file)
    pages = _outline_pages(pdf)
    if len(bookmarks) != len(pages):
        raise TryLater("conversion_failed", seconds=_RETRY_SECONDS)
    return dict(zip(bookmarks, pages, strict=True))


def stop_converting() -> None:
    """End the conversion under way, if any; whoever waits for it gets `conversion_failed`."""
    for process in list(_running):
        _end(process)


def _soffice() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _convert(soffice: str, folder: Path, seconds: float) -> None:
    command = [
        *_network_fence(),
        soffice,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        _FILTER,
        "--outdir",
        str(folder),
        str(folder / "programme.docx"),
    ]
    environment = {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }
    process = subprocess.Popen(  # noqa: S603
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    _running.add(process)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise TryLater("conversion_failed", seconds=_RETRY_SECONDS) from None
    finally:
        _running.discard(process)
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End LibreOffice and the children that share its session."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@cache
def _network_fence() -> tuple[str, ...]:
    """A prefix that takes the network away, where the system lets us."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    for prefix in ((unshare, "--net"), (unshare, "--map-root-user", "--net")):
        if subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0:  # noqa: S603
            return prefix
    return ()


def _heading_bookmarks(word_file: bytes) -> list[str]:
    """Bookmarks of the headings that the contents page lists, in order."""
    parts = read_parts(word_file)
    levels = _outline_levels(etree.fromstring(parts["word/styles.xml"]))
    found: list[str] = []
    for paragraph in etree.fromstring(parts["word/document.xml"]).iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        bookmark = paragraph.find(W + "bookmarkStart")
        if style is not None and levels.get(style.get(W + "val", ""), 9) < _CONTENTS_LEVELS:
            found.append("" if bookmark is None else bookmark.get(W + "name", ""))
    return found


def _outline_levels(styles: etree._Element) -> dict[str, int]:
    return {
        style.get(W + "styleId", ""): int(level.get(W + "val", "9"))
        for style in styles.iter(W + "style")
        if (level := style.find(f"{W}pPr/{W}outlineLvl")) is not None
    }


def _outline_pages(pdf: bytes) -> list[int]:
    with opened(pdf) as document:
        return [
            (item.get_dest().get_index() or 0) + 1
            for item in document.get_toc()
            if item.level < _CONTENTS_LEVELS
        ]
