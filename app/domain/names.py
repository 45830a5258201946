"""Names and mail addresses that people type: one line, no control characters, not empty, not too long."""

import re
import unicodedata

from app.domain.errors import Invalid, TooLarge

NAME_LENGTH = 200
ADDRESS_LENGTH = 254
# Enough to catch typing mistakes; whether the address exists only the mail shows.
ADDRESS = re.compile(r"[^\s@<>,;:\"\\()\[\]]{1,64}@[^\s@<>,;:\"\\()\[\]]+\.[^\s@<>,;:\"\\()\[\]]{2,}")


def clean_name(text: str, field: str) -> str:
    """The name without space around it. Raises Invalid `missing`, `invalid_character` or `too_long`."""
    name = text.strip()
    if not name:
        raise Invalid("missing", field=field)
    if len(name) > NAME_LENGTH:
        raise TooLarge("too_long", field=field, limit=NAME_LENGTH)
    for position, sign in enumerate(name):
        if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            raise Invalid("invalid_character", field=field, position=position)
    return name


def clean_address(text: str, field: str) -> str:
    """A mail address in lower case. Raises Invalid `missing` or `not_an_address`."""
    address = text.strip().lower()
    if not address:
        raise Invalid("missing", field=field)
    if len(address) > ADDRESS_LENGTH or not address.isascii() or not ADDRESS.fullmatch(address):
        raise Invalid("not_an_address", field=field)
    return address
