"""What every audit report tells of the rules: versions, chapters, those not used, those that saw nothing."""

from collections.abc import Iterable, Mapping, Sequence

from app.documents.audit_report import ClearRule, NotApplicableRule, RuleChapter
from app.i18n import _, in_language
from app.usecases.programmes.scope_words import pages_of
from checks import NotApplicable, Pack
from checks.languages import Language
from checks.reliability import Reliability

HUMAN_RIGHTS = "hr-due-diligence"


def versions_by_title(
    packs: Iterable[Pack], versions: Mapping[str, str], language: Language
) -> dict[str, str]:
    """The version of each pack that was used, by the title that people know it by."""
    titles = {pack.id: pack.title[language] for pack in packs}
    return {titles.get(pack, pack): version for pack, version in versions.items()}


def rule_chapters(packs: Sequence[Pack], language: Language) -> tuple[RuleChapter, ...]:
    """One for each pack, human rights first, as the ministerial letter of July 2020 puts them."""
    ordered = sorted(packs, key=lambda pack: pack.id != HUMAN_RIGHTS)
    return tuple(
        RuleChapter(pack.title[language], frozenset(rule.id for rule in pack.rules)) for pack in ordered
    )


def rules_switched_off(
    packs: Iterable[Pack], found: Iterable[NotApplicable], template: str, language: Language
) -> tuple[NotApplicableRule, ...]:
    """Those that the answers switch off; `template` is the one whose interview they were given in."""
    rules = {rule.id: rule for pack in packs for rule in pack.rules}
    with in_language(language):
        return tuple(
            NotApplicableRule(
                each.rule,
                rules[each.rule].name[language],
                _(
                    "Does not apply because of the answers under %(pages)s.",
                    pages=pages_of(template, each.because),
                ),
            )
            for each in found
        )


def clear_rules(packs: Iterable[Pack], found: Iterable[str], language: Language) -> tuple[ClearRule, ...]:
    """Those that looked for what should not be there and noticed nothing, by their ids."""
    rules = {rule.id: rule for pack in packs for rule in pack.rules}
    return tuple(ClearRule(rules[id_].requirement, rules[id_].name[language]) for id_ in found)


def reliability_of(packs: Iterable[Pack]) -> Reliability | None:
    """How often the human-rights rules were right; None when that was not measured with this version."""
    return next((pack.reliability for pack in packs if pack.id == HUMAN_RIGHTS), None)
