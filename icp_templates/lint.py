"""What a template should be, beyond being readable: complete, consistent, free of repetition.

`check` finds; it never raises. A finished template has no problems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from icp_templates.blanks import keys_in
from icp_templates.lint_forms import check_forms
from icp_templates.model import ModelClause, SectionTemplate, Template
from icp_templates.problems import Problem
from icp_templates.sentences import reading, sentences, words

LONGEST_GUIDANCE_SENTENCE = 28
"""Words. Longer guidance sentences are split by the writer."""

LOWEST_DUTCH_EASE = 60.0
"""Flesch-Douma score of a section's Dutch guidance; below it, text leaves B1 behind."""

SHORTEST_COMPARED_SENTENCE = 5
"""Words. Shorter sentences may stand in several sections."""

_UNFINISHED = re.compile(
    r"\b(?:TODO|TBD|FIXME|XXX|lorem ipsum|nader in te vullen|to be completed|nog invullen)\b|\.{3}|…|\[\s*\]",
    re.IGNORECASE,
)
# A word broken at its hyphen by the line ends of a folded text; "in- en uitvoer" is right as it is.
_BROKEN = re.compile(r"\w+- (?!en\b|of\b|and\b|or\b|tot\b|to\b)\w+")
_REFERENCE = re.compile(r"\[\[([^\]]+)\]\]")
_OTHER_RULE = re.compile(r"(STR-[\w.-]+|H\d+)\.E\d+\Z")
_ELEMENT = re.compile(r"(HR-[A-Z]+-\d+)\.(E\d+)\Z")


def check(template: Template) -> list[Problem]:
    """Every problem of `template`, section by section, then those of the whole."""
    problems = [problem for section in template.sections for problem in _section(template, section)]
    problems += _repeated(template)
    problems += _blanks(template)
    problems += _requirements(template)
    problems += check_forms(template)
    return problems


def _section(template: Template, section: SectionTemplate) -> Iterator[Problem]:
    yield from _both_languages(template, section)
    yield from _declared_blanks(section)
    yield from _stated(template, section)
    for language in template.languages:
        yield from _wording(template, section, language)
        yield from _easy_to_read(section, language)


def _both_languages(template: Template, section: SectionTemplate) -> Iterator[Problem]:
    for language in template.languages:
        if len(section.questions[language]) != len(section.questions[template.languages[0]]):
            yield Problem(
                section.key, language, "questions", "not as many questions as in the other language"
            )
    if not section.clauses:
        yield Problem(section.key, None, "no_clause", "a section needs at least one model clause")
    for clause in section.clauses:
        shapes = {tuple(block.kind for block in clause.blocks[language]) for language in template.languages}
        if len(shapes) > 1:
            yield Problem(section.key, None, "shape", f"{clause.id}: the languages differ in their blocks")
        if len({frozenset(_keys(clause, language)) for language in template.languages}) > 1:
            yield Problem(
                section.key, None, "blanks_differ", f"{clause.id}: the languages differ in their blanks"
            )
    for name, text in _translated(section):
        # A single word, such as "Audit", may be the same in two languages.
        if len(set(text.values())) < len(text) and len(words(text[template.languages[0]])) > 1:
            yield Problem(section.key, None, "untranslated", f"{name}: the same text in two languages")


def _translated(section: SectionTemplate) -> Iterator[tuple[str, dict[str, str]]]:
    yield "title", dict(section.title)
    yield "purpose", dict(section.purpose)
    for item in section.checklist:
        yield f"checklist {item.id}", dict(item.text)
    for name, example in (("weak", section.weak), ("good", section.good)):
        yield name, dict(example.text)
    for clause in section.clauses:
        yield clause.id, {language: block[0].text for language, block in clause.blocks.items()}


def _declared_blanks(section: SectionTemplate) -> Iterator[Problem]:
    used = {
        key for clause in section.clauses for language in clause.blocks for key in _keys(clause, language)
    }
    for key in sorted(used - set(section.blanks)):
        yield Problem(section.key, None, "blank_undeclared", f"the section does not list the blank '{key}'")
    for key in sorted(set(section.blanks) - used):
        yield Problem(section.key, None, "blank_unused", f"the section lists '{key}' and does not use it")


def _stated(template: Template, section: SectionTemplate) -> Iterator[Problem]:
    """Each fact of the checklist is stated by a clause, and each clause states things that exist."""
    stated = {name for clause in section.clauses for name in clause.states}
    items = {item.id for item in section.checklist}
    elements = {
        f"{requirement.id}.{element}"
        for requirement in template.requirements
        if requirement.id in section.requirements
        for element in requirement.elements
    }
    for item in section.checklist:
        if item.id not in stated:
            yield Problem(section.key, None, "not_stated", f"no clause states '{item.id}'")
        # Other facts are looked for by the structure pack and the hard checks, which this leaf does not read.
        for name in item.elements:
            if not _OTHER_RULE.match(name) and name not in elements:
                yield Problem(
                    section.key, None, "element", f"'{item.id}' ticks '{name}', which is not claimed"
                )
    for name in sorted(stated - items - elements):
        yield Problem(section.key, None, "states_unknown", f"a clause states '{name}', which is not there")


def _wording(template: Template, section: SectionTemplate, language: str) -> Iterator[Problem]:
    known = {other.key for other in template.sections}
    for text in (*_guidance(section, language), *_clause_texts(section, language)):
        found = _UNFINISHED.search(text)
        if found:
            yield Problem(section.key, language, "unfinished", f"'{found.group(0)}' looks unfinished")
        broken = _BROKEN.search(text)
        if broken:
            yield Problem(
                section.key, language, "broken_word", f"'{broken.group(0)}' is broken at its hyphen"
            )
        for key in _REFERENCE.findall(text):
            if key not in known:
                yield Problem(section.key, language, "reference", f"there is no section '{key}'")


def _easy_to_read(section: SectionTemplate, language: str) -> Iterator[Problem]:
    guidance = _guidance(section, language)
    for sentence in (sentence for text in guidance for sentence in sentences(text)):
        if len(words(sentence)) > LONGEST_GUIDANCE_SENTENCE:
            yield Problem(section.key, language, "long_sentence", f"split this sentence: {sentence}")
    ease = reading(guidance).ease
    if language == "nl" and ease < LOWEST_DUTCH_EASE:
        yield Problem(section.key, language, "hard_to_read", f"reading ease {ease:.0f}, aim for 60 or more")


def _repeated(template: Template) -> Iterator[Problem]:
    """One fact in one place: no sentence stands in two sections."""
    for language in template.languages:
        first: dict[str, str] = {}
        for section in template.sections:
            for sentence in _all_sentences(section, language):
                plain = " ".join(words(sentence)).casefold()
                if len(plain.split()) < SHORTEST_COMPARED_SENTENCE:
                    continue
                owner = first.setdefault(plain, section.key)
                if owner != section.key:
                    yield Problem(section.key, language, "repeated", f"also stands in {owner}: {sentence}")


def _blanks(template: Template) -> Iterator[Problem]:
    declared = {blank.key for blank in template.blanks}
    used = {key for section in template.sections for key in section.blanks}
    for section in template.sections:
        for key in section.blanks:
            if key not in declared:
                yield Problem(section.key, None, "blank_unknown", f"blanks.yaml does not declare '{key}'")
    for key in sorted(declared - used):
        yield Problem("", None, "blank_idle", f"no section uses the blank '{key}'")


def _requirements(template: Template) -> Iterator[Problem]:
    known = {requirement.id: requirement for requirement in template.requirements}
    for section in template.sections:
        for name in section.requirements:
            if name not in known:
                yield Problem(section.key, None, "requirement", f"there is no requirement '{name}'")
            elif section.key not in known[name].sections:
                yield Problem(
                    section.key, None, "requirement", f"requirements.yaml gives '{name}' to other sections"
                )
    present = {section.key: section for section in template.sections}
    for requirement in template.requirements:
        homes = [present[key] for key in requirement.sections if key in present]
        for section in homes:
            if requirement.id not in section.requirements:
                yield Problem(section.key, None, "unclaimed", f"the section does not claim {requirement.id}")
        # A requirement shared with a section that is still to be written cannot be complete yet.
        if len(homes) == len(requirement.sections):
            stated = _elements_stated(homes, requirement.id)
            for element in requirement.elements:
                if element not in stated:
                    message = f"no clause states {requirement.id}.{element}"
                    yield Problem(homes[0].key, None, "element_missing", message)


def _elements_stated(sections: list[SectionTemplate], requirement: str) -> set[str]:
    names = (name for section in sections for clause in section.clauses for name in clause.states)
    found = (_ELEMENT.match(name) for name in names)
    return {match.group(2) for match in found if match and match.group(1) == requirement}


def _keys(clause: ModelClause, language: str) -> tuple[str, ...]:
    return tuple(key for block in clause.blocks[language] for key in keys_in(block.text))


def _guidance(section: SectionTemplate, language: str) -> tuple[str, ...]:
    return (
        section.purpose[language],
        *section.questions[language],
        *(item.text[language] for item in section.checklist),
        section.weak.why[language],
        section.good.why[language],
        *(clause.when[language] for clause in section.clauses),
    )


def _clause_texts(section: SectionTemplate, language: str) -> tuple[str, ...]:
    return tuple(block.text for clause in section.clauses for block in clause.blocks[language])


def _all_sentences(section: SectionTemplate, language: str) -> Iterator[str]:
    """Sentences of guidance, examples and clauses; labels of the checklist and notes on use are none."""
    texts = (
        section.purpose[language],
        *section.questions[language],
        *(text[language] for example in (section.weak, section.good) for text in (example.text, example.why)),
        *_clause_texts(section, language),
    )
    for text in texts:
        yield from sentences(text)


__all__ = ["Problem", "check"]
