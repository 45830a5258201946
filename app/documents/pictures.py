"""Pictures that people upload: PNG or JPEG by content, bounded, stripped of everything but the picture."""

import hashlib
import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from PIL import Image, ImageOps, UnidentifiedImageError

from app.documents.programme_document import PictureFile
from app.domain.errors import Invalid, TooLarge

PIXEL_LIMIT = 40_000_000
BYTE_LIMIT = 20_000_000

PictureType = Literal["image/png", "image/jpeg"]

_MAGIC: tuple[tuple[bytes, Literal["PNG", "JPEG"]], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)


@dataclass(frozen=True)
class Picture:
    """A clean picture. `sha256` is of `content`; width and height are in pixels."""

    content: bytes
    content_type: PictureType
    sha256: str
    width: int
    height: int


def accept_picture(upload: bytes) -> Picture:
    """Check and re-encode an upload: no place, camera, colour profile, comment or trailing data is kept.

    Raises Invalid `empty_file`, `not_a_picture`, `damaged_picture`; TooLarge `picture_too_large` (bytes)
    and `picture_too_many_pixels`, the latter before anything is decoded.
    """
    if not upload:
        raise Invalid("empty_file", field="file")
    if len(upload) > BYTE_LIMIT:
        raise TooLarge("picture_too_large", field="file", limit=BYTE_LIMIT)
    kind = next((kind for magic, kind in _MAGIC if upload.startswith(magic)), None)
    if kind is None:
        raise Invalid("not_a_picture", field="file")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(upload), formats=(kind,))
        with image:
            if image.width * image.height > PIXEL_LIMIT:
                raise TooLarge("picture_too_many_pixels", field="file", limit=PIXEL_LIMIT)
            return _encoded(ImageOps.exif_transpose(image), kind)
    except Image.DecompressionBombError as error:
        raise TooLarge("picture_too_many_pixels", field="file", limit=PIXEL_LIMIT) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise Invalid("damaged_picture", field="file") from error


def stored_picture(content: bytes) -> PictureFile:
    """A picture that `accept_picture` made earlier, measured for printing."""
    with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as image:
        return PictureFile(content, image.width, image.height)


def _encoded(image: Image.Image, kind: Literal["PNG", "JPEG"]) -> Picture:
    wanted = ("RGB", "L") if kind == "JPEG" else ("RGB", "RGBA", "L", "LA", "1")
    pixels = image if image.mode in wanted else image.convert("RGBA" if kind == "PNG" else "RGB")
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    buffer = BytesIO()
    if kind == "JPEG":
        bare.save(buffer, "JPEG", quality=90)
    else:
        bare.save(buffer, "PNG")
    content = buffer.getvalue()
    content_type: PictureType = "image/png" if kind == "PNG" else "image/jpeg"
    return Picture(content, content_type, hashlib.sha256(content).hexdigest(), bare.width, bare.height)
