"""Pictures are taken by what they are, in bounds, and stripped to the picture."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from app.documents.pictures import accept_picture
from app.domain.errors import Invalid, TooLarge


def encoded(kind: str, mode: str = "RGB", **options: object) -> bytes:
    buffer = BytesIO()
    Image.new(mode, (30, 20), 120).save(buffer, kind, **options)
    return buffer.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A PNG header that claims a size, with next to no data."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("upload", "content_type"),
    [
        (encoded("PNG"), "image/png"),
        (encoded("PNG", "P"), "image/png"),
        (encoded("PNG", "LA"), "image/png"),
        (encoded("JPEG"), "image/jpeg"),
        (encoded("JPEG", "CMYK"), "image/jpeg"),
    ],
)
def test_png_and_jpeg_are_taken(upload: bytes, content_type: str) -> None:
    """Size, type and hash are told; a second cleaning of a PNG changes nothing."""
    picture = accept_picture(upload)
    assert (picture.content_type, picture.width, picture.height) == (content_type, 30, 20)
    if content_type == "image/png":
        assert accept_picture(picture.content).sha256 == picture.sha256


def test_metadata_goes_and_the_picture_stays_upright() -> None:
    """Place, camera and comments are gone; the turn that the camera noted has been made."""
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif[0x0112] = 6
    picture = accept_picture(encoded("JPEG", exif=exif, comment=b"SecretComment"))
    assert b"Secret" not in picture.content
    assert (picture.width, picture.height) == (20, 30)
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "SecretName")
    assert b"Secret" not in accept_picture(encoded("PNG", pnginfo=info) + b"SecretTail").content


@pytest.mark.parametrize(
    ("upload", "code"),
    [
        (b"", "empty_file"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "not_a_picture"),
        (b"GIF89a" + b"\0" * 40, "not_a_picture"),
        (b"\x01\x00\x00\x00 EMF" + b"\0" * 40, "not_a_picture"),
        (encoded("PNG")[:40], "damaged_picture"),
        (b"\x89PNG\r\n\x1a\n", "damaged_picture"),
        (b"\xff\xd8\xff" + b"\0" * 100, "damaged_picture"),
    ],
)
def test_anything_else_is_refused_with_a_code(upload: bytes, code: str) -> None:
    """By content, whatever the file is called."""
    with pytest.raises(Invalid) as refusal:
        accept_picture(upload)
    assert refusal.value.code == code


@pytest.mark.parametrize(("width", "height"), [(8000, 5001), (11_000, 10_000), (60_000, 60_000)])
def test_too_many_pixels_are_refused_before_decoding(width: int, height: int) -> None:
    """Forty megapixels at most, judged from the header."""
    with pytest.raises(TooLarge) as refusal:
        accept_picture(huge_png(width, height))
    assert refusal.value.code == "picture_too_many_pixels"


def test_too_many_bytes_are_refused() -> None:
    """Twenty megabytes at most."""
    with pytest.raises(TooLarge) as refusal:
        accept_picture(b"\x89PNG\r\n\x1a\n" + b"\0" * 20_000_000)
    assert refusal.value.code == "picture_too_large"
