"""Fetch the pinned front-end packages and copy the few files the product ships.

Run by a maintainer after changing `vendor.lock.json`: `python tools/vendor.py`. Needs `npm` on the path.
Every package is checked against its sha512 integrity string before a byte of it is used; every edit states
how often it must match, so that a new release cannot slip past it. Nothing here runs at build or start time.
"""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = Path(__file__).with_name("vendor.lock.json")


def integrity(data: bytes, algorithm: str) -> str:
    """Return the subresource-integrity string of `data`, for example `sha384-…`."""
    return f"{algorithm}-{base64.b64encode(hashlib.new(algorithm, data).digest()).decode()}"


def fetch(name: str, version: str, expected: str, folder: Path) -> Path:
    """Download one npm tarball and refuse it unless its sha512 is the locked one."""
    answer = subprocess.run(
        ["npm", "pack", f"{name}@{version}", "--silent"],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    tarball = folder / answer.stdout.strip().splitlines()[-1]
    found = integrity(tarball.read_bytes(), "sha512")
    if found != expected:
        raise SystemExit(f"{name}@{version}: integrity is {found}, the lock says {expected}")
    return tarball


def edited(data: bytes, edits: list[dict[str, Any]], label: str) -> bytes:
    """Apply the locked text replacements, each exactly as often as it says."""
    text = data.decode("utf-8")
    for edit in edits:
        found = text.count(edit["find"])
        if found != edit["count"]:
            raise SystemExit(
                f"{label}: {edit['find'][:60]!r} occurs {found} times, the lock says {edit['count']}"
            )
        text = text.replace(edit["find"], edit["replace"])
    return text.encode("utf-8")


def copy_files(package: dict[str, Any], tarball: Path) -> None:
    """Copy the listed files out of one tarball and record the hash of what was written."""
    with tarfile.open(tarball) as archive:
        for entry in package["files"]:
            member = archive.extractfile(f"package/{entry['from']}")
            if member is None:
                raise SystemExit(f"{package['name']}: {entry['from']} is not in the package")
            data = member.read()
            if entry.get("edits"):
                data = edited(data, entry["edits"], entry["from"])
            target = ROOT / entry["to"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            entry["sha384"] = integrity(data, "sha384")


def main() -> None:
    """Fetch every package of the lock file and write the hashes back into it."""
    lock = json.loads(LOCK.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        for package in lock["packages"]:
            tarball = fetch(package["name"], package["version"], package["integrity"], Path(folder))
            copy_files(package, tarball)
            print(f"{package['name']} {package['version']}: {len(package['files'])} file(s)")
    LOCK.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
