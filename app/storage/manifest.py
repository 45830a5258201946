"""The manifest of an archive: what must be inside, sealed with the installation's key."""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from typing import Any

from app.storage.refusals import Refused

PRODUCT = "toetssteen"
FORMAT = 1
NAME = "manifest.json"


@dataclass(frozen=True)
class TableEntry:
    """A table in the archive: its number of rows, and the SHA-256 of its lines."""

    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What the archive holds and the moment of the trail it shows."""

    program: str
    revision: str
    trail_number: int
    trail_seal: str
    tables: dict[str, TableEntry]

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(table.rows for table in self.tables.values())

    def to_bytes(self, key: bytes) -> bytes:
        """The sealed manifest."""
        facts = {"product": PRODUCT, "format": FORMAT, **asdict(self)}
        return json.dumps({"facts": facts, "seal": _seal(facts, key)}, sort_keys=True, indent=1).encode()


def read_manifest(data: bytes, key: bytes) -> Manifest:
    """The manifest, once product, format and seal are right. Refuses anything else."""
    try:
        sealed = json.loads(data)
        facts, seal = sealed["facts"], sealed["seal"]
        product, version = facts["product"], facts["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise Refused("archive_foreign", "The manifest of this archive is not one of ours.") from error
    if product != PRODUCT:
        raise Refused("archive_foreign", "This archive was made by another product.")
    if version != FORMAT:
        raise Refused("archive_newer", "This archive was made by a newer program; restore it with that one.")
    if not hmac.compare_digest(str(seal).encode(), _seal(facts, key).encode()):
        raise Refused("archive_key", "This archive was changed, or made with another secret key.")
    tables = {name: TableEntry(**entry) for name, entry in facts["tables"].items()}
    return Manifest(facts["program"], facts["revision"], facts["trail_number"], facts["trail_seal"], tables)


def _seal(facts: dict[str, Any], key: bytes) -> str:
    canonical = json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()
    return hmac.new(key, b"archive\0" + canonical, hashlib.sha256).hexdigest()
