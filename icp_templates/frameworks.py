"""Published sources that expect something of an ICP, and which sections answer for each of their elements.

Many to many: two frameworks may both count seven elements and not mean the same seven. So a coverage is
always told for one named framework in one edition, element by element.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from icp_templates.loader import LIBRARY
from icp_templates.model import MARKS, Mark, Template, Text
from icp_templates.reading import Node

_OWN_NUMBER = re.compile(r"E?(\d+(?:\.\d+)*)")


@dataclass(frozen=True)
class FrameworkElement:
    """One thing the source expects, in our own words, with the sections that answer for it."""

    id: str
    title: Text
    sections: tuple[str, ...]

    @property
    def number(self) -> str:
        """The source's own number; empty where it numbers nothing and the id is a word of ours."""
        found = _OWN_NUMBER.fullmatch(self.id)
        return found[1] if found else ""

    def heading(self, language: str) -> str:
        """The title as it stands on a line of its own."""
        title = self.title[language]
        return title[:1].upper() + title[1:]


@dataclass(frozen=True)
class Framework:
    """A source with its elements. `note` tells what of it is not shown here, if anything."""

    id: str
    name: Text
    edition: Text
    mark: Mark
    instrument: str
    note: Text | None
    elements: tuple[FrameworkElement, ...]


@cache
def load_frameworks(template: str, root: Path | None = None) -> tuple[Framework, ...]:
    """The frameworks mapped onto `template`, in the order of their file names. Raises YamlProblem."""
    folder = (root or LIBRARY) / template / "frameworks"
    languages = Node.read(folder.parent / "template.yaml").texts("languages")
    return tuple(_framework(path, languages) for path in sorted(folder.glob("*.yaml")))


def unknown_sections(framework: Framework, template: Template) -> tuple[str, ...]:
    """Section keys that the framework names and the template does not have."""
    known = {section.key for section in template.sections}
    named = (key for element in framework.elements for key in element.sections)
    return tuple(sorted({key for key in named if key not in known}))


def _framework(path: Path, languages: tuple[str, ...]) -> Framework:
    node = Node.read(path)
    framework = Framework(
        id=node.text("id"),
        name=node.translated("name", languages),
        edition=node.translated("edition", languages),
        mark=cast(Mark, node.one_of("mark", MARKS)),
        instrument=node.text("instrument"),
        note=node.translated("note", languages) if node.has("note") else None,
        elements=tuple(_element(item, languages) for item in node.nodes("elements")),
    )
    if framework.id != path.stem:
        raise node.problem("id", "template_id", f"the file is named '{path.stem}'")
    node.done()
    return framework


def _element(node: Node, languages: tuple[str, ...]) -> FrameworkElement:
    element = FrameworkElement(node.text("id"), node.translated("title", languages), node.texts("sections"))
    node.done()
    return element
