"""What use cases need from outside where tests put something else in its place."""

from collections.abc import Sequence
from email.message import EmailMessage
from typing import Protocol


class Hasher(Protocol):
    """Slow, salted password hashes."""

    def hash(self, password: str) -> str:
        """The encoded hash of a password, salt and costs included."""

    def matches(self, hashed: str | None, password: str) -> bool:
        """Whether the password made this hash. Without a hash the answer is no, after the same work."""


class Suggester(Protocol):
    """Proposes passages of a text. It never judges, and what it says is taken for nothing but a hint."""

    @property
    def host(self) -> str:
        """Where texts go, as people are told before it happens."""

    def suggest(self, wanted: str, text: str, language: str) -> Sequence[str]:
        """Quotations from `text` that may state what is `wanted`; OSError or ValueError when it fails."""


class Carrier(Protocol):
    """Takes mail out of the house."""

    def carry(self, message: EmailMessage) -> None:
        """Hand over one message; raises OSError or SMTPException when it could not be handed over."""
