"""What use cases need from outside where tests put something else in its place."""

from typing import Protocol


class Hasher(Protocol):
    """Slow, salted password hashes."""

    def hash(self, password: str) -> str:
        """The encoded hash of a password, salt and costs included."""

    def verify(self, encoded: str | None, password: str) -> bool:
        """Whether the password fits. Without a hash the answer is no, after the same work."""

    def is_outdated(self, encoded: str) -> bool:
        """Whether the hash was made with other costs than today's."""
