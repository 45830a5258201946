"""The languages of the product: of rules, templates, screens and documents. One list, for all rooms."""

from typing import Literal

Language = Literal["en", "nl"]
LANGUAGES: tuple[Language, ...] = ("en", "nl")
