"""A second version of the template, as an installation gets it one day: copied from ours and changed."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from icp_templates import Library, load_library
from icp_templates.loader import LIBRARY

LANGUAGES = ("en", "nl")
EDITION = "Annex I as replaced in 2027"
NEW_SENTENCE = {
    "en": "The deputy reads the open cases every Monday.",
    "nl": "De plaatsvervanger leest iedere maandag de lopende zaken.",
}
HANDOVER = {
    "en": "Whoever hands over a case writes a note of one page.",
    "nl": "Wie een zaak overdraagt, schrijft een notitie van één pagina.",
}


def a_newer_library(folder: Path) -> Library:
    """Version 2 of `eu-nl`.

    In 2.3 the clause `deputy` says more, `handover` is new and `escalation` is gone. Section 10.9 is new and
    10.4 is no longer there. The control list has a new edition.
    """
    root = folder / "library"
    copy = root / "eu-nl"
    shutil.copytree(LIBRARY / "eu-nl", copy)
    _edit(copy / "template.yaml", _template)
    _edit(copy / "sections" / "2.3" / "section.yaml", _clauses)
    for language in LANGUAGES:
        _edit(copy / "sections" / "2.3" / f"{language}.yaml", partial(_words, language))
    (copy / "sections" / "10.4").rename(copy / "sections" / "10.9")
    _edit(copy / "sections" / "10.9" / "section.yaml", _renumbered)
    return load_library(root)


def _template(template: dict[str, Any]) -> None:
    title = {"en": "The section that went", "nl": "Het vervallen onderdeel"}
    template.update(version="2", list_edition=EDITION, retired=[{"id": "icp.10.4", "title": title}])


def _clauses(section: dict[str, Any]) -> None:
    clauses = [each for each in section["clauses"] if each["id"] != "escalation"]
    next(each for each in clauses if each["id"] == "deputy")["version"] = "2"
    new = {"id": "handover", "version": "1", "since": "2", "states": ["deputy"]}
    section["clauses"] = [*clauses, new]


def _renumbered(section: dict[str, Any]) -> None:
    section.update(id="icp.10.9", order="1090")


def _words(language: str, words: dict[str, Any]) -> None:
    clauses = words["clauses"]
    del clauses["escalation"]
    clauses["deputy"]["blocks"][0]["text"] += f" {NEW_SENTENCE[language]}"
    clauses["handover"] = {
        "title": HANDOVER[language],
        "when": HANDOVER[language],
        "blocks": [{"kind": "paragraph", "text": HANDOVER[language]}],
    }


def _edit(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    tree = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    change(tree)
    path.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), "utf-8")
