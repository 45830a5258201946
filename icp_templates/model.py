"""What a template is made of. Everything is frozen; texts are mappings from language to text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeVar, get_args

Text = Mapping[str, str]
"""One text in every language of its template: {"en": "…", "nl": "…"}."""

BlockKind = Literal["paragraph", "numbered", "bullet", "table", "heading", "quotation", "picture"]
BLOCK_KINDS: frozenset[str] = frozenset(get_args(BlockKind))

BlankKind = Literal["text", "person", "role", "date", "number", "email", "list"]
BLANK_KINDS: frozenset[str] = frozenset(get_args(BlankKind))

FieldKind = Literal[
    "heading", "text", "long_text", "date", "number", "person", "choice", "yes_no", "signature"
]
FIELD_KINDS: frozenset[str] = frozenset(get_args(FieldKind))

FormLayout = Literal["sheet", "register"]
FORM_LAYOUTS: frozenset[str] = frozenset(get_args(FormLayout))

Mark = Literal["V1", "V2", "U", "VERIFIED", "VERIFIED-SECONDARY", "UNVERIFIED"]
MARKS: frozenset[str] = frozenset(get_args(Mark))
UNVERIFIED_MARKS: frozenset[str] = frozenset({"U", "UNVERIFIED"})


@dataclass(frozen=True)
class Blank:
    """A named gap, filled in once for the whole programme and written `{{key}}` in text."""

    key: str
    kind: BlankKind
    label: Text
    help: Text
    example: Text


@dataclass(frozen=True)
class Chapter:
    """A group of sections; `number` is "0" for the front matter."""

    number: str
    title: Text


@dataclass(frozen=True)
class ChecklistItem:
    """A fact that the finished section states.

    `elements` name the elements of rules that together say the same, such as
    "HR-GOV-01.E1", so that a check can tick the item; none where no rule does.
    """

    id: str
    text: Text
    elements: tuple[str, ...]


@dataclass(frozen=True)
class Example:
    """A short invented passage and what makes it weak or good."""

    text: Text
    why: Text


@dataclass(frozen=True)
class ClauseBlock:
    """One block of a model clause, in one language; the text may hold inline marks and blanks."""

    kind: BlockKind
    text: str


@dataclass(frozen=True)
class ModelClause:
    """Ready text for a section.

    `states` lists the checklist items and the requirement elements that the
    clause is written to state, completely or together with its neighbours.
    `for_small` marks a short form for a firm of fewer than ten people, which
    such a firm is shown first: our advice, since the sources tie depth to size
    without giving a measure.
    `since` is the version of the template that first had the clause.
    """

    id: str
    version: str
    title: Text
    when: Text
    blocks: Mapping[str, tuple[ClauseBlock, ...]]
    states: tuple[str, ...]
    for_small: bool = False
    since: str = "1"

    @property
    def reference(self) -> str:
        """Id and version as a block remembers them: "icp.2.3/deputy@1"."""
        return f"{self.id}@{self.version}"


@dataclass(frozen=True)
class Citation:
    """A source of the section. `paragraph` is None unless somebody has checked the pinpoint."""

    instrument: str
    name: Text
    paragraph: Text | None
    mark: Mark
    url: str


@dataclass(frozen=True)
class FormField:
    """A field of a form; `choices` maps the ids of a choice to their texts, in order."""

    id: str
    kind: FieldKind
    label: Text
    choices: Mapping[str, Text]


@dataclass(frozen=True)
class ReviewFields:
    """The fields that let a filled form come back: what was decided, when, and until when that holds.

    `trigger` is why it was weighed. `conditions` may not stay empty when the outcome is "conditions".
    """

    trigger: str
    outcome: str
    decided_on: str
    next_on: str
    conditions: str


@dataclass(frozen=True)
class Form:
    """An annex with a body: a sheet is filled in once per case, a register gets one row per entry.

    `subject` is the field that tells filled forms apart, `required` are the fields without which one is not
    finished. `blocks` is fixed text above the fields, such as the wording that a signatory puts a name to.
    """

    id: str
    version: str
    layout: FormLayout
    title: Text
    purpose: Text
    blocks: Mapping[str, tuple[ClauseBlock, ...]]
    fields: tuple[FormField, ...]
    subject: str
    required: tuple[str, ...]
    review: ReviewFields | None = None

    @property
    def reference(self) -> str:
        """Id and version as a filled form remembers them: "A11@1"."""
        return f"{self.id}@{self.version}"

    def field(self, field_id: str) -> FormField:
        """The field with this id; raises KeyError."""
        return _only(self.fields, field_id, "id")


@dataclass(frozen=True)
class SectionTemplate:
    """One section: its place, the guidance beside it and the model clauses for it.

    `condition` is a scope expression (see `checks.scope`); `was` lists earlier keys.
    """

    key: str
    number: str
    chapter: str
    order: int
    condition: str
    title: Text
    purpose: Text
    questions: Mapping[str, tuple[str, ...]]
    checklist: tuple[ChecklistItem, ...]
    weak: Example
    good: Example
    clauses: tuple[ModelClause, ...]
    citations: tuple[Citation, ...]
    requirements: tuple[str, ...]
    blanks: tuple[str, ...]
    was: tuple[str, ...]
    forms: tuple[Form, ...] = ()

    def clause(self, clause_id: str) -> ModelClause:
        """The model clause with this id; raises KeyError."""
        return _only(self.clauses, clause_id, "id")


@dataclass(frozen=True)
class Requirement:
    """A human-rights requirement, its essential elements and the sections that answer for it."""

    id: str
    elements: tuple[str, ...]
    sections: tuple[str, ...]


@dataclass(frozen=True)
class Template:
    """An outline for one kind of programme, with everything a writer needs.

    `list_edition` names the edition of the control list the texts were written against.
    `retired` gives the titles of sections that an earlier version had, by key.
    """

    id: str
    version: str
    list_edition: str
    title: Text
    languages: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    sections: tuple[SectionTemplate, ...]
    blanks: tuple[Blank, ...]
    requirements: tuple[Requirement, ...]
    retired: Mapping[str, Text] = field(default_factory=dict)

    def section(self, key: str) -> SectionTemplate:
        """The section with this key, or that had it before; raises KeyError."""
        return self._sections_by_key[key]

    def blank(self, key: str) -> Blank:
        """The blank with this key; raises KeyError."""
        return self._blanks_by_key[key]

    @cached_property
    def _sections_by_key(self) -> dict[str, SectionTemplate]:
        former = {key: section for section in self.sections for key in section.was}
        return former | {section.key: section for section in self.sections}

    @cached_property
    def _blanks_by_key(self) -> dict[str, Blank]:
        return {blank.key: blank for blank in self.blanks}

    def clause(self, clause_id: str) -> ModelClause:
        """The model clause with this id, in whichever section; raises KeyError."""
        return self.section(clause_id.partition("/")[0]).clause(clause_id)

    @property
    def forms(self) -> tuple[Form, ...]:
        """Every annex, A1 first."""
        forms = (form for section in self.sections for form in section.forms)
        return tuple(sorted(forms, key=lambda form: int(form.id.removeprefix("A"))))

    def form(self, form_id: str) -> Form:
        """The annex with this id, such as "A11"; raises KeyError."""
        return _only(self.forms, form_id, "id")


@dataclass(frozen=True)
class Library:
    """All templates found in one folder."""

    templates: tuple[Template, ...]

    def template(self, template_id: str) -> Template:
        """The template with this id; raises KeyError."""
        return _only(self.templates, template_id, "id")


Item = TypeVar("Item")


def _only(items: tuple[Item, ...], wanted: str, attribute: str) -> Item:
    for item in items:
        if getattr(item, attribute) == wanted:
            return item
    raise KeyError(wanted)
