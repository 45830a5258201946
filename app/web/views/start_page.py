"""The start page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StartPage:
    """`has_doors`: whether the one-click doors of the example are open here."""

    has_doors: bool
