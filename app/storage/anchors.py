"""Anchors: the trail's length and head written down elsewhere, in the log or by an earlier `icp verify`."""

import json
from pathlib import Path
from typing import Any

from app.domain.trail import Anchor
from app.storage.refusals import Refused


def read_anchors(path: Path) -> tuple[Anchor, ...]:
    """Every anchor in a file of JSON lines, other lines skipped. Refuses a file without any."""
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            found = [anchor for line in lines if (anchor := _anchor(line))]
    except OSError as error:
        raise Refused("anchor_unreadable", f"The anchor file {path} cannot be read.") from error
    if not found:
        raise Refused("anchor_empty", f"There is no anchor in {path}.")
    return tuple(found)


def _anchor(line: str) -> Anchor | None:
    start = line.find("{")
    if start < 0:
        return None
    try:
        value: Any = json.loads(line[start:])
    except ValueError:
        return None
    value = value.get("anchor", value) if isinstance(value, dict) else {}
    number, seal = (value.get("number"), value.get("seal")) if isinstance(value, dict) else (None, None)
    return Anchor(number, seal) if isinstance(number, int) and isinstance(seal, str) else None
