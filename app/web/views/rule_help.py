"""From packs to the pages about rules. Only verified citations are shown with their paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain.sources import cited, instrument_name
from app.i18n import _
from app.web.help_search import Hit
from app.web.views.help_pages import CitedSource, PackSource, PackSummary, RuleExample, RulePage, RulesPage
from checks import Pack, Rule, examples_of
from checks.example import Example
from checks.languages import Language
from checks.model import Verdict


def rules_page(packs: Iterable[Pack], language: Language) -> RulesPage:
    """The list of all rules."""
    return RulesPage(tuple(_summary(pack, language) for pack in packs))


def rule_page(packs: Iterable[Pack], requirement: str, language: Language) -> RulePage | None:
    """The page of one rule, by its requirement, its id or an old id; None when no pack knows it."""
    for pack in packs:
        try:
            rule = pack.rule(requirement)
        except KeyError:
            continue
        return _rule(pack, rule, language)
    return None


def _summary(pack: Pack, language: Language) -> PackSummary:
    rules = tuple(
        Hit(rule.name[language], rule.finding[language], f"/help/rules/{rule.requirement}")
        for rule in pack.rules
    )
    sources = tuple(PackSource(instrument_name(key, language), href) for key, href in pack.sources.items())
    return PackSummary(pack.title[language], pack.version, pack.licence, sources, rules)


def _rule(pack: Pack, rule: Rule, language: Language) -> RulePage:
    examples = examples_of(pack, rule)
    return RulePage(
        requirement=rule.requirement,
        title=rule.name[language],
        severity=rule.severity,
        message=rule.finding[language],
        why=rule.why[language],
        fix=rule.fix[language],
        looks_for=tuple(element.says[language] for element in rule.elements if not element.advice),
        goes_wrong=_weaknesses(pack, rule, language),
        good=_good(examples, language),
        weak=_weak(pack, rule, examples, language),
        silent=rule.silent.get(language, ""),
        sources=tuple(
            CitedSource(one.name, pack.sources.get(one.keys[0], ""), one.places)
            for one in cited(rule.sources, language)
        ),
        pack=f"{pack.title[language]} {pack.version}",
    )


def _weaknesses(pack: Pack, rule: Rule, language: Language) -> tuple[str, ...]:
    """One sentence for each family of defects, however many turns of it the rule tells apart."""
    by_family = sorted(rule.defects, key=lambda defect: defect.code)
    return tuple(dict.fromkeys(pack.families.get(defect.code, defect.says)[language] for defect in by_family))


def _good(examples: Sequence[Example], language: Language) -> RuleExample | None:
    example = _example(examples, language, ("found", "nothing"))
    return None if example is None else RuleExample(_texts(example), example.language)


def _weak(pack: Pack, rule: Rule, examples: Sequence[Example], language: Language) -> RuleExample | None:
    example = _example(examples, language, ("partly", "not_found", "noticed"))
    if example is None:
        return None
    return RuleExample(_texts(example), example.language, _why(pack, rule, example, language))


def _example(examples: Sequence[Example], language: Language, verdicts: tuple[str, ...]) -> Example | None:
    """The first example with this outcome in the reader's language, else in the other one."""
    fitting = [example for verdict in verdicts for example in examples if example.expect == verdict]
    own = [example for example in fitting if example.language == language]
    return next(iter(own or fitting), None)


def _texts(example: Example) -> tuple[str, ...]:
    return tuple(example.texts.values()) or (example.text,)


def _why(pack: Pack, rule: Rule, example: Example, language: Language) -> str:
    """What a weak text lacks or how it defeats itself; else what a finding would say of it."""
    lacking = [element.says[language] for element in rule.elements if element.id in example.missing]
    reasons = [_("What is lacking: %(elements)s.", elements="; ".join(lacking))] if lacking else []
    if example.because in pack.families:
        reasons.append(pack.families[example.because][language])
    verdict: Verdict = "partly" if example.expect == "partly" else "not_found"
    return " ".join(reasons) or rule.message(verdict)[language]
