"""Opaque ids: UUID version 7 as text, sortable by the moment they were made (RFC 9562, 5.7)."""

import secrets
import time
import uuid
from collections.abc import Callable

IdMaker = Callable[[], str]


def new_id() -> str:
    """A fresh id of 36 characters. 74 random bits: ids cannot be guessed from one another."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & (2**48 - 1)) << 80 | 0x7 << 76 | secrets.randbits(12) << 64
    value |= 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=value))
