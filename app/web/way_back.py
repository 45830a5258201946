"""Where a refused form stood, so that its page can be opened again."""

import re

IMPORT = re.compile(r"/organisations/[\w-]+/imports")
INVITING = re.compile(r"(/admin/[\w-]+)/invitations")
PAGES = (
    re.compile(r"(/programmes/[\w-]+/sections/[\w.-]+/files)"),
    re.compile(r"(/programmes/[\w-]+/sections/[\w.-]+)/.*"),
    re.compile(r"(/programmes/[\w-]+)(?:/.*)?"),
    re.compile(r"(/admin/[\w-]+/(?:house-styles|engagements))"),
)
"""The narrowest first. Of a section, only its files have a form on a page of their own that takes much."""


def way_back(path: str) -> str:
    """The address of the page whose form was sent to `path`; empty where it is not known."""
    if IMPORT.fullmatch(path):
        return "/programmes/new"
    if invited := INVITING.fullmatch(path):
        return f"{invited[1]}/people"
    found = next((match for page in PAGES if (match := page.fullmatch(path))), None)
    return found[1] if found else ""
