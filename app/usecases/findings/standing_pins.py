"""The pins of a programme as they are now: each judged again on the text as it stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.findings import Judged
from app.domain.pin import Pin, PointedTo, Standing
from app.storage import people, pins
from app.usecases.programmes.programme_state import ProgrammeState
from app.usecases.workbench import Workbench
from checks import Finding, Pinned, Pointing, Rule, SectionText, can_be_pinned, with_pins
from checks.objections import NOT_THERE

GONE = Pinned("missing", NOT_THERE)


@dataclass(frozen=True)
class PinNow:
    """A pin with its judgement on the present text, and the name of who gave it."""

    pin: Pin
    rule: Rule
    judged: Pinned
    by: str


def pins_now(bench: Workbench, state: ProgrammeState) -> tuple[PinNow, ...]:
    """Every pin that nobody has withdrawn and whose rule still asks for its element, oldest first."""
    standing = pins.standing_pins(state.session, state.programme.id)
    rules = {rule.id: rule for pack in bench.checker.packs for rule in pack.rules}
    wanted = [pin for pin in standing if pin.rule in rules and can_be_pinned(rules[pin.rule], pin.element)]
    if not wanted:
        return ()
    names = people.names_of(state.session, frozenset(pin.given_by for pin in wanted))

    texts = {text.key: text for text in state.to_check(bench.checker.texts)}
    return tuple(
        PinNow(pin, rules[pin.rule], judged, names.get(pin.given_by, ""))
        for pin, judged in zip(wanted, _judged_now(bench, wanted, texts), strict=True)
    )


def _judged_now(bench: Workbench, wanted: Sequence[Pin], texts: Mapping[str, SectionText]) -> list[Pinned]:
    """Each pin on these texts. A sentence that grew, or lost a word, is another sentence."""
    there = [pin for pin in wanted if pin.place in texts]
    pointed = [Pointing(pin.rule, pin.element, texts[pin.place], pin.block, pin.quote) for pin in there]
    judged = bench.checker.ask(lambda judge: judge.judge_pinned(pointed)) if pointed else ()
    standing = {
        pin.id: now if now.quote == pin.quote else GONE for pin, now in zip(there, judged, strict=True)
    }
    return [standing.get(pin.id, GONE) for pin in wanted]


def pointed_to(findings: Iterable[Finding], standing: Sequence[PinNow]) -> tuple[Judged, ...]:
    """The findings with what people point to; those that nobody points to stay as they are."""
    by_finding: dict[tuple[str, str], list[PinNow]] = {}
    for one in standing:
        by_finding.setdefault((one.pin.key, one.pin.rule), []).append(one)
    return tuple(_with(finding, by_finding.get((finding.section, finding.rule), ())) for finding in findings)


def _with(finding: Finding, standing: Sequence[PinNow]) -> Judged:
    own = [one for one in standing if one.pin.element in finding.elements]
    if not own:
        return Judged(finding)
    changed = with_pins(finding, own[0].rule, [(one.pin.element, one.judged) for one in own])
    return Judged(changed, pins=tuple(_pointed(finding, one) for one in own))


def _pointed(finding: Finding, one: PinNow) -> PointedTo:
    says = next(element.says for element in one.rule.elements if element.id == one.pin.element)
    return PointedTo(one.pin, one.by, says, _standing(finding, one), one.judged.says)


def _standing(finding: Finding, one: PinNow) -> Standing:
    if finding.elements[one.pin.element] == "present":
        return "not_needed"
    if one.judged.counts:
        return "holds"
    return "lapsed" if one.judged is GONE else "objected"
