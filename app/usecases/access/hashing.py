"""Passwords to hashes and back to yes or no, with Argon2id (RFC 9106)."""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LONGEST = 4096
"""Bytes; a longer password is wrong, at the price of a wrong one."""


class Argon2Hasher:
    """46 MiB and one pass by default. Two hashes at a time: sign-ins can cost no more than that memory."""

    def __init__(self, *, memory_kib: int = 46 * 1024, passes: int = 1, at_once: int = 2) -> None:
        self._argon2 = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=1)
        self._room = BoundedSemaphore(at_once)
        self._nobody = self._argon2.hash("nobody has this password")

    def hash(self, password: str) -> str:
        """The encoded hash of a password, salt and costs included."""
        with self._room:
            return self._argon2.hash(_bytes(password))

    def matches(self, hashed: str | None, password: str) -> bool:
        """Whether the password fits. Without a hash the answer is no, after the same work."""
        given = _bytes(password)
        fits = len(given) <= LONGEST
        with self._room:
            try:
                self._argon2.verify(hashed or self._nobody, given[:LONGEST])
            except (VerificationError, InvalidHashError):
                return False
        return fits and hashed is not None


def _bytes(password: str) -> bytes:
    """The exact characters count: no trimming, no normal form; a lone surrogate counts like any other."""
    return password.encode("utf-8", "surrogatepass")
