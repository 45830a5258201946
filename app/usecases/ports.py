"""What use cases need from outside where tests put something else in its place."""

from email.message import EmailMessage
from typing import Protocol


class Hasher(Protocol):
    """Slow, salted password hashes."""

    def hash(self, password: str) -> str:
        """The encoded hash of a password, salt and costs included."""

    def matches(self, hashed: str | None, password: str) -> bool:
        """Whether the password made this hash. Without a hash the answer is no, after the same work."""


class Carrier(Protocol):
    """Takes mail out of the house."""

    def carry(self, message: EmailMessage) -> None:
        """Hand over one message; raises OSError or SMTPException when it could not be handed over."""
