"""Annex forms, read from the files of the section they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from icp_templates.model import (
    BLOCK_KINDS,
    FIELD_KINDS,
    FORM_LAYOUTS,
    BlockKind,
    ClauseBlock,
    FieldKind,
    Form,
    FormField,
    FormLayout,
    ReviewFields,
    Text,
)
from icp_templates.reading import Node


def read_forms(section: Node, words: Mapping[str, Node]) -> tuple[Form, ...]:
    """The forms of a section, usually none; raises YamlProblem with file and line."""
    if not section.has("forms"):
        return ()
    texts = {language: node.node("forms") for language, node in words.items()}
    forms = tuple(_form(node, texts) for node in section.nodes("forms"))
    for each in texts.values():
        each.done()
    return forms


def read_blocks(node: Node) -> tuple[ClauseBlock, ...]:
    """The blocks written under `blocks`."""
    blocks = []
    for item in node.nodes("blocks"):
        blocks.append(ClauseBlock(cast(BlockKind, item.one_of("kind", BLOCK_KINDS)), item.text("text")))
        item.done()
    return tuple(blocks)


def _form(node: Node, texts: Mapping[str, Node]) -> Form:
    name = node.text("id")
    parts = {language: each.node(name) for language, each in texts.items()}
    fields = _fields(node, parts)
    form = Form(
        id=name,
        version=node.text("version"),
        layout=cast(FormLayout, node.one_of("layout", FORM_LAYOUTS)),
        title={language: part.text("title") for language, part in parts.items()},
        purpose={language: part.text("purpose") for language, part in parts.items()},
        blocks={
            language: read_blocks(part) if part.has("blocks") else () for language, part in parts.items()
        },
        fields=fields,
        subject=node.text("subject"),
        required=node.texts("required"),
        review=_review(node.node("review")) if node.has("review") else None,
    )
    for part in (node, *parts.values()):
        part.done()
    return form


def _review(node: Node) -> ReviewFields:
    names = ("trigger", "outcome", "decided_on", "next_on", "conditions")
    review = ReviewFields(*(node.text(name) for name in names))
    node.done()
    return review


def _fields(node: Node, parts: Mapping[str, Node]) -> tuple[FormField, ...]:
    labels = {language: part.node("fields") for language, part in parts.items()}
    choices = {language: part.node("choices") for language, part in parts.items() if part.has("choices")}
    fields = []
    for item in node.nodes("fields"):
        name = item.text("id")
        kind = cast(FieldKind, item.one_of("kind", FIELD_KINDS))
        options: dict[str, Text] = {}
        if kind == "choice":
            if len(choices) < len(parts):
                raise item.problem("id", "template_missing", f"'{name}' needs 'choices' in every language")
            for option in item.texts("choices"):
                options[option] = {language: each.text(option) for language, each in choices.items()}
        label = {language: each.text(name) for language, each in labels.items()}
        fields.append(FormField(name, kind, label, options))
        item.done()
    for each in (*labels.values(), *choices.values()):
        each.done()
    return tuple(fields)
