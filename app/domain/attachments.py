"""Pictures in the text and files of evidence beside a section. A file name is shown, never used as a path."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.errors import Invalid

NAME_LIMIT = 200
ALTERNATIVE_LIMIT = 300
FILE_LIMIT = 20 * 1024 * 1024

# Control and direction-changing characters: a name must read as it is (no `fdp.exe` shown as `exe.pdf`).
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_FOLDERS = re.compile(r".*[/\\]", re.DOTALL)
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,60}\Z")


class AttachmentKind(StrEnum):
    """A picture stands in the text; evidence is only ever downloaded."""

    PICTURE = "picture"
    EVIDENCE = "evidence"


@dataclass(frozen=True)
class Attachment:
    """What is known about a stored file. `size` is in bytes; the bytes are found by `sha256`."""

    id: str
    key: str
    kind: AttachmentKind
    name: str
    media_type: str
    sha256: str
    size: int
    added_by: str
    added_at: datetime


def shown_name(name: str) -> str:
    """A file name as it may be shown: last path part, without hidden characters, never empty."""
    last = _HIDDEN.sub("", _FOLDERS.sub("", name)).strip(" .")
    if len(last) > NAME_LIMIT:
        stem, dot, ending = last.rpartition(".")
        ending = f"{dot}{ending}" if dot and len(ending) <= 10 else ""
        last = (stem or last)[: NAME_LIMIT - len(ending)] + ending
    return last or "file"


def safe_media_type(claimed: str | None) -> str:
    """The media type a browser claimed, when it reads as one; it decides nothing but a label."""
    kept = (claimed or "").partition(";")[0].strip().lower()
    return kept if _MEDIA_TYPE.match(kept) else "application/octet-stream"


def check_alternative(text: str) -> str:
    """The text that stands for a picture. Raises Invalid when it is missing or too long."""
    kept = " ".join(text.split())
    if not kept:
        raise Invalid("alternative_missing", field="alternative")
    if len(kept) > ALTERNATIVE_LIMIT:
        raise Invalid("alternative_too_long", field="alternative", limit=ALTERNATIVE_LIMIT)
    return kept
