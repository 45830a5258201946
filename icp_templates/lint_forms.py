"""What the annex forms of a template should be: complete in every language, unique, and there when named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from icp_templates.blanks import keys_in
from icp_templates.model import Form, SectionTemplate, Template
from icp_templates.problems import Problem
from icp_templates.sentences import words

_ANNEX = re.compile(r"\b(?:annex|bijlage) (A\d+)\b")


def check_forms(template: Template) -> Iterator[Problem]:
    """Every problem of the forms, and every annex that a clause names and nobody wrote."""
    owners: dict[str, str] = {}
    for section in template.sections:
        for form in section.forms:
            if form.id in owners:
                message = f"{form.id} also belongs to {owners[form.id]}"
                yield Problem(section.key, None, "form_twice", message)
            owners[form.id] = section.key
            yield from _form(template, section, form)
    for section in template.sections:
        for language in template.languages:
            for name in _named(section, language):
                if name not in owners:
                    yield Problem(section.key, language, "form_missing", f"there is no annex {name}")


def _form(template: Template, section: SectionTemplate, form: Form) -> Iterator[Problem]:
    if not form.fields:
        yield Problem(section.key, None, "form_empty", f"{form.id} has no fields")
    fillable = {field.id for field in form.fields if field.kind != "heading"}
    reviewed = vars(form.review).values() if form.review else ()
    for name in sorted({form.subject, *form.required, *reviewed} - fillable):
        yield Problem(section.key, None, "form_field", f"{form.id} has no field '{name}' to fill in")
    shapes = {tuple(block.kind for block in form.blocks[language]) for language in template.languages}
    if len(shapes) > 1:
        yield Problem(section.key, None, "shape", f"{form.id}: the languages differ in their blocks")
    for language in template.languages:
        for block in form.blocks[language]:
            if keys_in(block.text):
                yield Problem(
                    section.key, language, "form_blank", f"{form.id}: a form has fields and no blanks"
                )
    for field in form.fields:
        if field.kind == "choice" and len(field.choices) < 2:
            yield Problem(section.key, None, "form_choice", f"{form.id}: '{field.id}' offers no choice")
        label = dict(field.label)
        if len(set(label.values())) < len(label) and len(words(label[template.languages[0]])) > 1:
            yield Problem(section.key, None, "untranslated", f"{form.id}: {field.id}")


def _named(section: SectionTemplate, language: str) -> list[str]:
    texts = (block.text for clause in section.clauses for block in clause.blocks[language])
    return sorted({name for text in texts for name in _ANNEX.findall(text)})
