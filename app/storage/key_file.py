"""The secret key seals the trail and keys other hashes: at least 32 random bytes, for the owner only."""

import os
import secrets
import stat
from pathlib import Path

from app.storage.refusals import Refused

KEY_BYTES = 32


def read_key(path: Path) -> bytes:
    """The key's bytes. Refuses a file that is missing, short, uniform or readable by others."""
    try:
        status = path.stat()
    except FileNotFoundError as error:
        raise Refused("key_missing", f"There is no secret key at {path}.") from error
    if not stat.S_ISREG(status.st_mode):
        raise Refused("key_not_a_file", f"The secret key at {path} is not a file.")
    if status.st_mode & 0o077:
        raise Refused("key_open", f"The secret key at {path} is open to others; run: chmod 600 {path}")
    key = path.read_bytes()
    if len(key) < KEY_BYTES or len(set(key)) < KEY_BYTES // 4:
        raise Refused("key_weak", f"The secret key at {path} must hold at least {KEY_BYTES} random bytes.")
    return key


def create_key(path: Path) -> bytes:
    """Write a new key, mode 0600, durable before it is used. Refuses to replace one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise Refused("key_exists", f"There is already a secret key at {path}.") from error
    key = secrets.token_bytes(KEY_BYTES)
    with os.fdopen(handle, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)
    return key


def sync_folder(folder: Path) -> None:
    """Make a new or renamed file's name durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
