"""The languages of the product: of rules, templates, screens and documents. One list, for all rooms."""

from collections.abc import Mapping
from typing import Literal

Language = Literal["en", "nl"]
LANGUAGES: tuple[Language, ...] = ("en", "nl")
Words = Mapping[str, str]
"""The same sentence per language: {"en": ..., "nl": ...}."""
