"""The append-only trail: what an entry says and how the chain is computed.

Each entry's seal is HMAC-SHA256 over its facts and the seal before it. A seal proves order and content to
whoever holds the key; a cut-off tail is seen only against an anchor kept outside the database.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime

FIRST_SEAL = "0" * 64


@dataclass(frozen=True)
class Entry:
    """One act. `content` is the SHA-256 of the text concerned, never the text; ids only, no names."""

    number: int
    at: datetime
    actor_id: str | None
    organisation_id: str | None
    act: str
    object: str
    content: str | None
    previous: str
    seal: str = ""

    def facts(self) -> bytes:
        """The sealed form: canonical JSON of every field but the seal."""
        return json.dumps(
            [
                self.number,
                self.at.isoformat(),
                self.actor_id,
                self.organisation_id,
                self.act,
                self.object,
                self.content,
                self.previous,
            ],
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode()


def seal(entry: Entry, key: bytes) -> str:
    """64 hexadecimal digits."""
    return hmac.new(key, entry.facts(), hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Anchor:
    """The chain's length and head at a moment, to be kept where the database cannot reach."""

    number: int
    seal: str
