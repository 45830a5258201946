"""What a verification found: a stable code and where."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """`where` names rows by their ids, never by their text."""

    code: str
    where: str
