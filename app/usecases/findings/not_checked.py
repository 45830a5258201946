"""Rules that could not be checked: which, and why, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.i18n import _, in_language
from app.usecases.programmes.scope_words import pages_of
from checks import NotChecked, Pack, Rule
from checks.languages import Language

MOST_NAMED = 4
"""Sections are named up to this number; a longer list tells nobody where to begin."""


@dataclass(frozen=True)
class Unchecked:
    """One rule, or a part of it, with the reason in one language."""

    rule: str
    element: str | None
    title: str
    reason: str


def unchecked(
    packs: Iterable[Pack],
    found: Iterable[NotChecked],
    titles: Mapping[str, str],
    language: Language,
    template: str,
) -> tuple[Unchecked, ...]:
    """Every entry in words; `titles` names the sections that apply, `template` whose interview is meant."""
    rules = {rule.id: rule for pack in packs for rule in pack.rules}
    with in_language(language):
        return tuple(
            Unchecked(
                one.rule,
                one.element,
                _title(rules[one.rule], one.element, language),
                _reason(one, titles, language, template),
            )
            for one in found
        )


def _title(rule: Rule, element: str | None, language: Language) -> str:
    part = next((each.says[language] for each in rule.elements if each.id == element), "")
    return f"{rule.name[language]}: {part}" if part else rule.name[language]


def _reason(one: NotChecked, titles: Mapping[str, str], language: Language, template: str) -> str:
    reasons = []
    if one.questions:
        pages = pages_of(template, one.questions)
        reasons.append(_("A question under %(pages)s has no answer yet.", pages=pages))
    named = [titles[key] for key in one.sections if key in titles]
    if 0 < len(named) <= MOST_NAMED:
        reasons.append(_("There is no text yet in %(sections)s.", sections=", ".join(named)))
    elif one.sections:
        reasons.append(_("The sections that this rule reads have no text yet."))
    if one.says:
        words = one.says[language].rstrip(".")
        reasons.append(f"{words[:1].upper()}{words[1:]}.")
    return " ".join(reasons)
