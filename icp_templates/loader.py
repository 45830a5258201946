"""From folders to templates: one folder per template, one folder per section inside it.

Anything wrong stops the loading with a `checks.strict_yaml.YamlProblem` that
names the file and the line. What a template should further be, beyond being
readable, is the business of `icp_templates.lint`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import cast

from checks import scope
from checks.strict_yaml import YamlProblem
from icp_templates.forms import read_blocks, read_forms
from icp_templates.model import (
    BLANK_KINDS,
    MARKS,
    UNVERIFIED_MARKS,
    Blank,
    BlankKind,
    Chapter,
    ChecklistItem,
    Citation,
    ClauseBlock,
    Example,
    Library,
    Mark,
    ModelClause,
    Requirement,
    SectionTemplate,
    Template,
    Text,
)
from icp_templates.reading import Node, read_nodes

LIBRARY = Path(__file__).parent / "library"


@cache
def load_library(root: Path | None = None) -> Library:
    """Every template under `root`, by default the ones that come with the program.

    Raises YamlProblem with file and line for the first thing that cannot be read.
    """
    folders = sorted(path.parent for path in (root or LIBRARY).glob("*/template.yaml"))
    return Library(tuple(load_template(folder) for folder in folders))


def load_template(folder: Path) -> Template:
    """The template in `folder`; raises YamlProblem."""
    node = Node.read(folder / "template.yaml")
    languages = node.texts("languages")
    chapters = tuple(_chapter(item, languages) for item in node.nodes("chapters"))
    instruments = _instruments(folder / "instruments.yaml", languages)
    sections = [
        _Section(path.parent, languages, instruments, chapters).load()
        for path in sorted((folder / "sections").glob("*/section.yaml"))
    ]
    template = Template(
        id=node.text("id"),
        version=node.text("version"),
        list_edition=node.text("list_edition"),
        title=node.translated("title", languages),
        languages=languages,
        chapters=chapters,
        sections=tuple(sorted(sections, key=lambda section: section.order)),
        blanks=_blanks(folder / "blanks.yaml", languages),
        requirements=_requirements(folder / "requirements.yaml"),
        retired=_retired(node, languages),
    )
    node.done()
    return template


def _chapter(node: Node, languages: tuple[str, ...]) -> Chapter:
    chapter = Chapter(number=node.text("number"), title=node.translated("title", languages))
    node.done()
    return chapter


def _retired(node: Node, languages: tuple[str, ...]) -> dict[str, Text]:
    titles: dict[str, Text] = {}
    for each in node.nodes("retired") if node.has("retired") else ():
        titles[each.text("id")] = each.translated("title", languages)
        each.done()
    return titles


def _blanks(path: Path, languages: tuple[str, ...]) -> tuple[Blank, ...]:
    blanks: dict[str, Blank] = {}
    for node in read_nodes(path):
        key = node.text("key")
        if key in blanks:
            raise node.problem("key", "template_duplicate", f"the blank '{key}' is declared twice")
        blanks[key] = Blank(
            key=key,
            kind=cast(BlankKind, node.one_of("kind", BLANK_KINDS)),
            label=node.translated("label", languages),
            help=node.translated("help", languages),
            example=node.translated("example", languages),
        )
        node.done()
    return tuple(blanks.values())


def _instruments(path: Path, languages: tuple[str, ...]) -> dict[str, tuple[Text, str]]:
    instruments: dict[str, tuple[Text, str]] = {}
    for node in read_nodes(path):
        instruments[node.text("key")] = (node.translated("name", languages), node.text("url"))
        node.done()
    return instruments


def _requirements(path: Path) -> tuple[Requirement, ...]:
    requirements = []
    for node in read_nodes(path):
        requirements.append(Requirement(node.text("id"), node.texts("elements"), node.texts("sections")))
        node.done()
    return tuple(requirements)


class _Section:
    """Joins `section.yaml` with the file of each language."""

    def __init__(
        self,
        folder: Path,
        languages: tuple[str, ...],
        instruments: dict[str, tuple[Text, str]],
        chapters: Sequence[Chapter],
    ) -> None:
        self._folder = folder
        self._languages = languages
        self._instruments = instruments
        self._chapters = frozenset(chapter.number for chapter in chapters)
        self._node = Node.read(folder / "section.yaml")
        self._words = {language: Node.read(folder / f"{language}.yaml") for language in languages}

    def load(self) -> SectionTemplate:
        node = self._node
        section = SectionTemplate(
            key=self._key(),
            number=self._folder.name,
            chapter=node.one_of("chapter", self._chapters),
            order=node.whole_number("order"),
            condition=self._condition(),
            title=self._text("title"),
            purpose=self._text("purpose"),
            questions={language: words.texts("questions") for language, words in self._words.items()},
            checklist=self._checklist(),
            weak=self._example("weak"),
            good=self._example("good"),
            clauses=self._clauses(),
            citations=tuple(self._citation(item) for item in node.nodes("citations")),
            requirements=node.texts("requirements"),
            blanks=node.texts("blanks"),
            was=node.texts("was"),
            forms=read_forms(node, self._words),
        )
        for part in (node, *self._words.values()):
            part.done()
        return section

    def _key(self) -> str:
        key = self._node.text("id")
        if key != f"icp.{self._folder.name}":
            raise self._node.problem("id", "template_id", f"'{key}' stands in folder '{self._folder.name}'")
        return key

    def _condition(self) -> str:
        expression = self._node.text("condition")
        try:
            scope.parse(expression)
        except scope.ScopeProblem as error:
            raise self._node.problem("condition", "template_condition", str(error)) from None
        return expression

    def _text(self, key: str) -> Text:
        return {language: words.text(key) for language, words in self._words.items()}

    def _example(self, key: str) -> Example:
        nodes = {language: words.node(key) for language, words in self._words.items()}
        example = Example(
            text={language: node.text("text") for language, node in nodes.items()},
            why={language: node.text("why") for language, node in nodes.items()},
        )
        for node in nodes.values():
            node.done()
        return example

    def _checklist(self) -> tuple[ChecklistItem, ...]:
        words = {language: node.node("checklist") for language, node in self._words.items()}
        items = []
        for node in self._node.nodes("checklist"):
            name = node.text("id")
            one = (node.text("element"),) if node.has("element") else ()
            together = node.texts("elements") if node.has("elements") else ()
            text = {language: each.text(name) for language, each in words.items()}
            items.append(ChecklistItem(name, text, one + together))
            node.done()
        for each in words.values():
            each.done()
        return tuple(items)

    def _clauses(self) -> tuple[ModelClause, ...]:
        words = {language: node.node("clauses") for language, node in self._words.items()}
        clauses = []
        for node in self._node.nodes("clauses"):
            name = node.text("id")
            parts = {language: each.node(name) for language, each in words.items()}
            clauses.append(
                ModelClause(
                    id=f"icp.{self._folder.name}/{name}",
                    version=node.text("version"),
                    title={language: part.text("title") for language, part in parts.items()},
                    when={language: part.text("when") for language, part in parts.items()},
                    blocks={language: _clause_blocks(part) for language, part in parts.items()},
                    states=node.texts("states"),
                    for_small=node.has("for_small") and node.one_of("for_small", frozenset({"yes"})) == "yes",
                    since=node.text("since") if node.has("since") else "1",
                )
            )
            _all_done((node, *parts.values()))
        _all_done(words.values())
        return tuple(clauses)

    def _citation(self, node: Node) -> Citation:
        instrument = node.one_of("instrument", frozenset(self._instruments))
        name, url = self._instruments[instrument]
        mark = cast(Mark, node.one_of("mark", MARKS))
        paragraph = node.translated("paragraph", self._languages) if node.has("paragraph") else None
        node.done()
        # A pinpoint that nobody has checked never leaves this room.
        return Citation(instrument, name, None if mark in UNVERIFIED_MARKS else paragraph, mark, url)


def _clause_blocks(node: Node) -> tuple[ClauseBlock, ...]:
    blocks = read_blocks(node)
    if not blocks:
        raise node.problem("blocks", "template_shape", "a model clause needs at least one block")
    return blocks


def _all_done(nodes: Iterable[Node]) -> None:
    for node in nodes:
        node.done()


__all__ = ["LIBRARY", "YamlProblem", "load_library", "load_template"]
