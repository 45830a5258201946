"""Blanks in text: finding them and filling them in one pass."""

from __future__ import annotations

import re
from collections.abc import Mapping

# An escaped character is matched first, so that `\{{key}}` stays as the writer typed it.
_TOKEN = re.compile(r"\\.|\{\{\s?(?P<key>[a-z][a-z0-9_]{0,63})\s?\}\}", re.DOTALL)


def keys_in(text: str) -> tuple[str, ...]:
    """The keys of the blanks in `text`, each once, in order of first appearance."""
    found = (match.group("key") for match in _TOKEN.finditer(text))
    return tuple(dict.fromkeys(key for key in found if key is not None))


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with each blank replaced by its value.

    One pass: a value is never searched for blanks itself. A blank without a
    value, or with an empty one, stays as it is written, so that the gap shows.
    """

    def replace(match: re.Match[str]) -> str:
        key = match.group("key")
        return match.group(0) if key is None else values.get(key, "") or match.group(0)

    return _TOKEN.sub(replace, text)
