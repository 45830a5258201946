"""*Point to it*: showing the passage that states what the rules did not find, and taking that back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.domain.blocks import normalise
from app.domain.errors import Invalid, NotFound
from app.domain.findings import Judged
from app.domain.people import Actor
from app.domain.permissions import Act
from app.domain.pin import LONGEST_QUOTE, Objected, Pin, PointedTo, check_load, check_quote
from app.domain.plain_text import sha256
from app.storage import pins
from app.usecases.doors import WritingDesk, read_programme
from app.usecases.findings.checking import finding_of
from app.usecases.findings.judged_acts import act_on_judged
from app.usecases.programmes.programme_state import EMPTY_TEXT, ProgrammeState, state_of
from app.usecases.unit_of_work import Retry
from app.usecases.workbench import Workbench
from checks import Finding, Pinned, Pointing, Rule, SectionText, can_be_pinned


@dataclass(frozen=True)
class Passage:
    """Words in a block of a section, as a reader sees them."""

    section: str
    block: str
    quote: str


@dataclass(frozen=True)
class Offered:
    """A block to choose from: its place in the section, its sentences, and its whole text if that may be."""

    block: str
    number: int
    sentences: tuple[str, ...]
    whole: str

    @property
    def quotes(self) -> tuple[str, ...]:
        """Everything in it that can be pointed to."""
        return (*self.sentences, self.whole) if self.whole else self.sentences


@dataclass(frozen=True)
class Passages:
    """What the page shows for choosing: the finding, the element in words, and the sentences of one section.

    `sections` are the sections with text, key to numbered title; `blocks` stand in the section `place`.
    `language` is that of the document.
    """

    item: Judged
    element: str
    says: Mapping[str, str]
    place: str
    sections: Mapping[str, str]
    blocks: tuple[Offered, ...]
    language: str
    programme_title: str


def passages_to_point_at(
    bench: Workbench, actor: Actor, programme_id: str, finding_id: str, element: str, place: str | None
) -> Passages:
    """The sentences to choose from; those of the finding's own section without a `place`."""
    with read_programme(bench, actor, programme_id, Act.POINT_TO_PASSAGE) as desk:
        state = state_of(bench, desk.session, desk.programme)
        item, rule = _asked(bench, state, finding_id, element)
        texts = _texts(bench, state)
    written = {head.key for head in state.heads if head.sha256 != EMPTY_TEXT} & texts.keys()
    key = place or (item.finding.section if item.finding.section in written else min(written, default=""))
    if key not in written:
        raise NotFound()
    offered = bench.checker.ask(lambda judge: judge.sentences_to_point_at(rule.id, texts[key]))
    return Passages(
        item=item,
        element=element,
        says=next(one.says for one in rule.elements if one.id == element),
        place=key,
        sections={head.key: state.labels[head.key] for head in state.heads if head.key in written},
        blocks=_offered(texts[key], dict(offered)),
        language=state.programme.language,
        programme_title=state.programme.title,
    )


def point_to(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    finding_id: str,
    element: str,
    passage: Passage,
    retry: Retry | None = None,
) -> PointedTo:
    """Let a passage stand for a missing element. Replaces what stood before.

    Raises Objected when a filter objects, Invalid when nothing is missing or the passage is not there.
    """
    wanted = replace(passage, quote=normalise(check_quote(passage.quote)))

    def judge(state: ProgrammeState) -> tuple[Finding, str, Mapping[str, str]]:
        item, rule = _asked(bench, state, finding_id, element)
        says = next(one.says for one in rule.elements if one.id == element)
        return item.finding, _judged(bench, state, rule.id, element, wanted).quote, says

    def write(desk: WritingDesk, seen: tuple[Finding, str, Mapping[str, str]]) -> PointedTo:
        finding, quote, says = seen
        pin = _pin(bench, desk, finding, element, replace(wanted, quote=quote))
        check_load(pins.standing_pins(desk.session, programme_id), pin)
        pins.withdraw_pins(desk.session, programme_id, pin.key, pin.rule, element, desk.now)
        pins.add_pin(desk.session, programme_id, desk.organisation_id, pin)
        desk.record("point_to_passage", f"{programme_id}/{pin.key}/{pin.rule}/{element}", pin.quote_sha256)
        return PointedTo(pin, actor.person.name, says, "holds", {})

    given = act_on_judged(bench, actor, programme_id, Act.POINT_TO_PASSAGE, judge, write, retry)
    bench.checker.programme_changed(programme_id)
    return given


def withdraw_pin(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    finding_id: str,
    element: str,
    retry: Retry | None = None,
) -> None:
    """Let a passage stand for an element no longer. Raises NotFound when none does."""

    def judge(state: ProgrammeState) -> Finding:
        return finding_of(bench, state, finding_id).finding

    def write(desk: WritingDesk, finding: Finding) -> None:
        key, rule = finding.section, finding.rule
        if not pins.withdraw_pins(desk.session, programme_id, key, rule, element, desk.now):
            raise NotFound()
        desk.record("withdraw_pin", f"{programme_id}/{key}/{rule}/{element}")

    act_on_judged(bench, actor, programme_id, Act.POINT_TO_PASSAGE, judge, write, retry)
    bench.checker.programme_changed(programme_id)


def _pin(bench: Workbench, desk: WritingDesk, finding: Finding, element: str, passage: Passage) -> Pin:
    return Pin(
        id=bench.new_id(),
        key=finding.section,
        rule=finding.rule,
        element=element,
        place=passage.section,
        block=passage.block,
        quote=passage.quote,
        quote_sha256=sha256(passage.quote),
        given_by=desk.actor.person.id,
        given_at=desk.now,
    )


def _offered(text: SectionText, sentences: Mapping[str, tuple[str, ...]]) -> tuple[Offered, ...]:
    """The blocks that have sentences; the whole of one that has several, rows of a table apart."""
    return tuple(
        Offered(
            block.id,
            number,
            sentences[block.id],
            block.text.strip()
            if len(sentences[block.id]) > 1 and block.kind != "table" and len(block.text) <= LONGEST_QUOTE
            else "",
        )
        for number, block in enumerate(text.blocks, 1)
        if block.id in sentences
    )


def _asked(bench: Workbench, state: ProgrammeState, finding_id: str, element: str) -> tuple[Judged, Rule]:
    """The finding and its rule, for an element that is missing or stands by a pin."""
    item = finding_of(bench, state, finding_id)
    rule = next(one for pack in bench.checker.packs for one in pack.rules if one.id == item.finding.rule)
    if not can_be_pinned(rule, element):
        raise Invalid("cannot_be_pointed_to", field="element")
    missing = {one.id for one in item.finding.missing} | {one.pin.element for one in item.pinned}
    if element not in missing:
        raise Invalid("nothing_is_missing", field="element")
    return item, rule


def _judged(bench: Workbench, state: ProgrammeState, rule: str, element: str, passage: Passage) -> Pinned:
    there = _texts(bench, state).get(passage.section)
    if there is None:
        raise Invalid("passage_not_there", field="quote")
    pointing = Pointing(rule, element, there, passage.block, passage.quote)
    (judged,) = bench.checker.ask(lambda judge: judge.judge_pinned([pointing]))
    if judged.state == "missing":
        raise Invalid("passage_not_there", field="quote")
    if not judged.counts:
        raise Objected(judged.state, judged.says)
    return judged


def _texts(bench: Workbench, state: ProgrammeState) -> dict[str, SectionText]:
    return {text.key: text for text in state.to_check(bench.checker.texts)}
