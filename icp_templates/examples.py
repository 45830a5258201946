"""Finished example programmes: invented companies with blanks, blocks, people and answers.

A folder under `examples/` holds `programme.yaml` and a file per section. A block is
either written out in every language or taken from a model clause of the template.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from icp_templates.loader import load_library
from icp_templates.model import BLOCK_KINDS, BlockKind, Template
from icp_templates.reading import Node

EXAMPLES = Path(__file__).parent / "examples"
STATUSES = frozenset({"not_started", "in_progress", "ready", "approved"})


@dataclass(frozen=True)
class ExampleBlock:
    """A block of an example; `clause` names the model clause it came from, such as "icp.2.3/stop@1"."""

    kind: BlockKind
    text: str
    clause: str | None


@dataclass(frozen=True)
class ExampleSection:
    """The text of one section and how far the company is with it."""

    status: str
    blocks: tuple[ExampleBlock, ...]


@dataclass(frozen=True)
class ExamplePerson:
    """An invented person, with a role in the product and a function in the company."""

    name: str
    role: str
    function: str


@dataclass(frozen=True)
class ExampleProgramme:
    """A programme in one language; `sections` maps section keys to text, in template order.

    `answers` are the scoping answers, by question.
    """

    title: str
    organisation: str
    language: str
    template: str
    people: tuple[ExamplePerson, ...]
    answers: Mapping[str, tuple[str, ...]]
    blanks: Mapping[str, str]
    sections: Mapping[str, ExampleSection]


def load_example(name: str, language: str = "en", root: Path | None = None) -> ExampleProgramme:
    """The example `name` in `language`.

    Raises YamlProblem with file and line when a file cannot be read, when it
    names a section, blank or clause that its template does not have, or when
    the language is missing.
    """
    folder = (root or EXAMPLES) / name
    node = Node.read(folder / "programme.yaml")
    template = load_library().template(node.text("template"))
    example = ExampleProgramme(
        title=node.translated("title", template.languages)[language],
        organisation=node.text("organisation"),
        language=language,
        template=template.id,
        people=_people(node, template, language),
        answers=_answers(node),
        blanks=_blanks(node, template, language),
        sections={
            section.key: _section(path, template, language)
            for section in template.sections
            if (path := folder / "sections" / f"{section.number}.yaml").is_file()
        },
    )
    node.done()
    return example


def _people(node: Node, template: Template, language: str) -> tuple[ExamplePerson, ...]:
    people = []
    for item in node.nodes("people"):
        functions = item.translated("function", template.languages)
        people.append(ExamplePerson(item.text("name"), item.text("role"), functions[language]))
        item.done()
    return tuple(people)


def _answers(node: Node) -> dict[str, tuple[str, ...]]:
    answers = node.node("answers")
    return {question: answers.texts(question) for question in answers}


def _blanks(node: Node, template: Template, language: str) -> dict[str, str]:
    """The example value of every blank, unless the programme gives another one."""
    values = {blank.key: blank.example[language] for blank in template.blanks}
    given = node.node("blanks")
    for key in given:
        if key not in values:
            raise given.problem(key, "template_unknown", f"the template has no blank '{key}'")
        values[key] = given.translated(key, template.languages)[language]
    return values


def _section(path: Path, template: Template, language: str) -> ExampleSection:
    node = Node.read(path)
    blocks: list[ExampleBlock] = []
    status = node.one_of("status", STATUSES)
    for item in node.nodes("blocks"):
        if item.has("clause"):
            blocks.extend(_from_clause(item, template, language))
        else:
            kind = cast(BlockKind, item.one_of("kind", BLOCK_KINDS))
            text = item.translated("text", template.languages)[language]
            blocks.append(ExampleBlock(kind, text, None))
        item.done()
    node.done()
    return ExampleSection(status, tuple(blocks))


def _from_clause(item: Node, template: Template, language: str) -> list[ExampleBlock]:
    wanted = item.text("clause")
    try:
        clause = template.clause(wanted)
    except KeyError:
        raise item.problem("clause", "template_unknown", f"the template has no clause '{wanted}'") from None
    return [ExampleBlock(block.kind, block.text, clause.reference) for block in clause.blocks[language]]
