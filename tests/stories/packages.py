"""Packages for tests: the same programme under another id, with a manifest that agrees."""

import hashlib
import io
import json
import zipfile


def members_of(package: bytes) -> dict[str, bytes]:
    """What a package holds, by name."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sealed(members: dict[str, bytes]) -> bytes:
    """A package of these members whose manifest names each of them with its hash."""
    manifest = json.loads(members["manifest.json"])
    manifest["members"] = {
        name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        for name, data in members.items()
        if name != "manifest.json"
    }
    return zipped(members | {"manifest.json": json.dumps(manifest).encode()})


def zipped(members: dict[str, bytes]) -> bytes:
    """The members as a zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def renamed_package(package: bytes, old: str, new: str) -> bytes:
    """The package of a programme as if it had another id."""
    return sealed(
        {name: data.replace(old.encode(), new.encode()) for name, data in members_of(package).items()}
    )
