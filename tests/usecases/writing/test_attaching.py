"""Pictures and files of evidence: kept by hash, cleaned or untouched, never another company's."""

import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from app.domain.attachments import AttachmentKind, shown_name
from app.domain.errors import DomainError, Invalid, NotFound, TooLarge
from app.domain.people import Actor
from app.settings import Settings
from app.usecases.workbench import Workbench
from app.usecases.writing import attaching, drafting
from tests.stories.companies import Company, a_company

KEY = "icp.2.3"


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Room for ten megabytes only."""
    return Settings(data_dir=tmp_path, database_url=database_url, test_mode=True, organisation_quota_mb=10)


@pytest.fixture
def anna(company: Company) -> Actor:
    return company.person("Anna de Wit")


def a_picture(secret: str = "") -> bytes:
    about = PngImagePlugin.PngInfo()
    about.add_text("Comment", secret)
    file = io.BytesIO()
    Image.new("RGB", (8, 4), "navy").save(file, "PNG", pnginfo=about)
    return file.getvalue()


def test_a_picture_is_kept_without_what_hides_in_it(bench: Workbench, anna: Actor, programme: str) -> None:
    """The comment in the file is gone, the picture is there, and the block text shows it with its words."""
    stored = attaching.add_picture(
        bench, anna, programme, KEY, "chart.png", a_picture("taken at home"), " Who\nreports ] to whom "
    )

    assert stored.block_text == f"![Who reports \\] to whom](file:{stored.attachment.id})"
    opened = attaching.open_file(bench, anna, programme, stored.attachment.id, AttachmentKind.PICTURE)
    assert b"taken at home" not in opened.content
    with Image.open(io.BytesIO(opened.content)) as image:
        assert (image.size, image.format) == ((8, 4), "PNG")
    drafting.save_section_text(bench, anna, programme, KEY, stored.block_text, 0)


@pytest.mark.parametrize(
    ("content", "words", "code"),
    [
        (a_picture(), "  ", "alternative_missing"),
        (a_picture(), "x" * 301, "alternative_too_long"),
        (b"", "Chart", "empty_file"),
        (b"GIF89a...", "Chart", "not_a_picture"),
        (b"<svg onload=alert(1)>", "Chart", "not_a_picture"),
        (a_picture()[:40], "Chart", "damaged_picture"),
    ],
)
def test_a_picture_that_cannot_be_shown_safely_is_refused(
    bench: Workbench, anna: Actor, programme: str, content: bytes, words: str, code: str
) -> None:
    """Only whole PNG and JPEG pictures with words for people who cannot see them."""
    with pytest.raises(DomainError) as refused:
        attaching.add_picture(bench, anna, programme, KEY, "x.png", content, words)
    assert refused.value.code == code


def test_a_file_of_evidence_is_kept_byte_for_byte(bench: Workbench, anna: Actor, programme: str) -> None:
    """Whatever it is, it comes back exactly, under its hash."""
    content = b"%PDF-1.7 <script>alert(1)</script>\x00\xff"
    kept = attaching.add_evidence(bench, anna, programme, KEY, "letter.pdf", "application/pdf", content)

    assert kept.sha256 == hashlib.sha256(content).hexdigest()
    assert attaching.list_evidence(bench, anna, programme, KEY) == (kept,)
    assert attaching.open_file(bench, anna, programme, kept.id, AttachmentKind.EVIDENCE).content == content
    with pytest.raises(NotFound):
        attaching.open_file(bench, anna, programme, kept.id, AttachmentKind.PICTURE)


def test_a_removed_file_is_gone_from_list_and_address(bench: Workbench, anna: Actor, programme: str) -> None:
    """Another section's file of the same bytes stays."""
    here = attaching.add_evidence(bench, anna, programme, KEY, "a.txt", None, b"same bytes")
    there = attaching.add_evidence(bench, anna, programme, "icp.2.1", "b.txt", None, b"same bytes")
    attaching.remove_evidence(bench, anna, programme, here.id)

    assert attaching.list_evidence(bench, anna, programme, KEY) == ()
    with pytest.raises(NotFound):
        attaching.open_file(bench, anna, programme, here.id, AttachmentKind.EVIDENCE)
    kept = attaching.open_file(bench, anna, programme, there.id, AttachmentKind.EVIDENCE)
    assert kept.content == b"same bytes"


def test_nobody_reaches_the_files_of_another_company(bench: Workbench, anna: Actor, programme: str) -> None:
    """Neither through the programme they belong to, nor through one's own; equal bytes tell nothing."""
    mine = attaching.add_evidence(bench, anna, programme, KEY, "secret.txt", None, b"our secret")
    other = a_company(bench, "Other B.V.")
    stranger = other.person("Otto Vreemd")
    theirs = other.programme(stranger)

    for at in (programme, theirs):
        with pytest.raises(NotFound):
            attaching.open_file(bench, stranger, at, mine.id, AttachmentKind.EVIDENCE)
        with pytest.raises(NotFound):
            attaching.remove_evidence(bench, stranger, at, mine.id)
    same = attaching.add_evidence(bench, stranger, theirs, KEY, "mine.txt", None, b"our secret")
    assert same.id != mine.id


def test_an_organisation_has_room_for_its_quota_and_equal_bytes_count_once(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """Ten megabytes here: the file that would go over is refused and leaves nothing."""
    nine = b"9" * (9 * 1024 * 1024)
    attaching.add_evidence(bench, anna, programme, KEY, "nine.bin", None, nine)
    with pytest.raises(TooLarge) as refused:
        attaching.add_evidence(bench, anna, programme, KEY, "two.bin", None, b"2" * (2 * 1024 * 1024))
    assert (refused.value.code, refused.value.facts["limit"]) == ("quota_reached", 10)
    assert len(attaching.list_evidence(bench, anna, programme, KEY)) == 1


@pytest.mark.parametrize(
    ("content", "error", "code"),
    [(b"", Invalid, "file_missing"), (b"x" * (20 * 1024 * 1024 + 1), TooLarge, "file_too_large")],
)
def test_an_empty_or_endless_file_is_refused(
    bench: Workbench, anna: Actor, programme: str, content: bytes, error: type[Invalid], code: str
) -> None:
    """Between one byte and twenty megabytes."""
    with pytest.raises(error) as refused:
        attaching.add_evidence(bench, anna, programme, KEY, "x", None, content)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Anna\\letter.pdf", "letter.pdf"),
        ("..", "file"),
        ("", "file"),
        ("a\r\nSet-Cookie: x", "aSet-Cookie: x"),
        ("fdp\u202e.exe", "fdp.exe"),
        ("ü.docx", "ü.docx"),
        ("CON", "CON"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_file_name_is_shown_as_it_reads_and_leads_nowhere(given: str, shown: str) -> None:
    """No folders, no hidden characters, no turned letters, never empty, never endless."""
    assert shown_name(given) == shown
