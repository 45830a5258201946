"""The secret key: made well, refused when it is not fit."""

import stat
from pathlib import Path

import pytest

from app.storage.key_file import create_key, read_key
from app.storage.refusals import Refused


def test_a_new_key_is_random_and_private(tmp_path: Path) -> None:
    """32 random bytes, readable by the owner alone, read back as written."""
    key = create_key(tmp_path / "key")
    assert len(key) == 32
    assert key == read_key(tmp_path / "key")
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert create_key(tmp_path / "other") != key


def test_a_key_is_never_replaced(tmp_path: Path) -> None:
    """Making a key where one lies would break the trail: refused."""
    key = create_key(tmp_path / "key")
    with pytest.raises(Refused, match="already"):
        create_key(tmp_path / "key")
    assert read_key(tmp_path / "key") == key


@pytest.mark.parametrize(
    ("content", "mode", "code"),
    [
        (b"abcd", 0o600, "key_weak"),
        (b"", 0o600, "key_weak"),
        (b"\0" * 32, 0o600, "key_weak"),
        (bytes(range(32)), 0o644, "key_open"),
        (bytes(range(32)), 0o660, "key_open"),
        (None, 0, "key_missing"),
    ],
)
def test_an_unfit_key_is_refused(tmp_path: Path, content: bytes | None, mode: int, code: str) -> None:
    """Missing, short, uniform or open to others: the program does not start on it."""
    path = tmp_path / "key"
    if content is not None:
        path.write_bytes(content)
        path.chmod(mode)
    with pytest.raises(Refused) as caught:
        read_key(path)
    assert caught.value.code == code
