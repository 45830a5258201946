"""The only errors that use cases raise. Each carries a stable code and facts safe to show.

`facts` never hold submitted text: they end up in answers, logs and pages.
"""

from collections.abc import Mapping
from typing import Any


class DomainError(Exception):
    """A refusal with a stable `code`; `facts` are small values a message may name."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, Any] = facts


class NotFound(DomainError):
    """The thing does not exist, or belongs to another organisation: both look the same."""

    def __init__(self, code: str = "not_found", **facts: Any) -> None:
        super().__init__(code, **facts)


class NotSignedIn(DomainError):
    """Nobody, or nobody sufficiently identified, is asking."""

    def __init__(self, code: str = "not_signed_in", **facts: Any) -> None:
        super().__init__(code, **facts)


class NotAllowed(DomainError):
    """Own organisation, but without the right. `helpers` names who can help."""

    def __init__(self, code: str = "not_allowed", *, helpers: tuple[str, ...] = (), **facts: Any) -> None:
        super().__init__(code, helpers=helpers, **facts)


class Conflict(DomainError):
    """The text moved on, or the programme is locked. `current` and `base` go to the person who asked."""

    def __init__(
        self, code: str = "conflict", *, current: Any = None, base: Any = None, **facts: Any
    ) -> None:
        super().__init__(code, **facts)
        self.current = current
        self.base = base


class Invalid(DomainError):
    """The request cannot be taken as it is. `field` names the input that is meant."""

    def __init__(self, code: str, *, field: str | None = None, **facts: Any) -> None:
        super().__init__(code, **facts)
        self.field = field


class TooLarge(Invalid):
    """The input is over a documented limit; `limit` is a number in the unit the code names."""


class TryLater(DomainError):
    """Nothing was done. Ask again after `seconds`."""

    def __init__(self, code: str, *, seconds: int, **facts: Any) -> None:
        super().__init__(code, seconds=seconds, **facts)
        self.seconds = seconds
