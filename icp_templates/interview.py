"""The scoping interview as data: pages, questions, and the facts asked once (`interview.yaml`).

What follows from the answers is not decided here: sections carry their own conditions.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

from checks.answers import UNKNOWN
from checks.reference import control_codes
from icp_templates.loader import LIBRARY
from icp_templates.model import Text
from icp_templates.reading import Node

QuestionKind = Literal["one", "many", "codes", "countries"]
KINDS = frozenset({"one", "many", "codes", "countries"})


@dataclass(frozen=True)
class Option:
    """One possible answer."""

    value: str
    label: Text


@dataclass(frozen=True)
class Question:
    """One question. `one` takes a single option, `many` and `codes` several, `countries` ISO 3166 codes."""

    id: str
    kind: QuestionKind
    text: Text
    why: Text
    hint: Text | None
    options: tuple[Option, ...]

    def accepts(self, value: str) -> bool:
        """Whether `value` can be an answer to this question. Countries are checked by who knows them."""
        known = {option.value for option in self.options}
        return value == UNKNOWN or self.kind == "countries" or value in known


@dataclass(frozen=True)
class Page:
    """One question page. `blanks` are facts filled in here for the whole programme."""

    id: str
    title: Text
    intro: Text | None
    blanks: tuple[str, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Interview:
    """The pages in their order."""

    pages: tuple[Page, ...]

    def page(self, page_id: str) -> Page | None:
        """The page with this id."""
        return next((page for page in self.pages if page.id == page_id), None)

    def question(self, question_id: str) -> Question | None:
        """The question with this id, wherever it is asked."""
        return next((question for question in self.questions if question.id == question_id), None)

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, page by page."""
        return tuple(question for page in self.pages for question in page.questions)


@cache
def load_interview(template: str, root: Path | None = None) -> Interview:
    """The interview of a template. Raises YamlProblem with file and line."""
    folder = (root or LIBRARY) / template
    languages = Node.read(folder / "template.yaml").texts("languages")
    node = Node.read(folder / "interview.yaml")
    interview = Interview(tuple(_page(page, languages) for page in node.nodes("pages")))
    node.done()
    return interview


def _page(node: Node, languages: tuple[str, ...]) -> Page:
    page = Page(
        id=node.text("id"),
        title=node.translated("title", languages),
        intro=node.translated("intro", languages) if node.has("intro") else None,
        blanks=node.texts("blanks") if node.has("blanks") else (),
        questions=tuple(_question(question, languages) for question in node.nodes("questions")),
    )
    node.done()
    return page


def _question(node: Node, languages: tuple[str, ...]) -> Question:
    question_id = node.text("id")
    kind = cast(QuestionKind, node.one_of("kind", KINDS))
    options = tuple(_option(option, languages) for option in node.nodes("options"))
    question = Question(
        id=question_id,
        kind=kind,
        text=node.translated("text", languages),
        why=node.translated("why", languages),
        hint=node.translated("hint", languages) if node.has("hint") else None,
        options=_codes(question_id) + options if kind == "codes" else options,
    )
    node.done()
    return question


def _option(node: Node, languages: tuple[str, ...]) -> Option:
    option = Option(node.text("value"), {language: node.text(language) for language in languages})
    node.done()
    return option


def _codes(question_id: str) -> tuple[Option, ...]:
    """The control codes that the reference data ask about in this question."""
    return tuple(
        Option(code.code, {language: f"{code.code} – {words}" for language, words in code.covers.items()})
        for code in control_codes().codes
        if code.question == question_id and code.state == "known"
    )
