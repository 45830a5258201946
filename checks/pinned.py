"""A passage that a person points to: they vouch for what it means, the cues tell how it is meant.

Where the action words of an element occur in the sentence, the cues are tested on each of them: nobody gets a
wish past the filters by naming the act twice. Where none occurs the sentence says it in words of its own: it
is then meant the way half of its words are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checks.cues import Reading, reading_of
from checks.engine import analysts_for
from checks.evidence import quote as quoted
from checks.frames import spans_of
from checks.languages import Words
from checks.model import Element, Evidence, Pack, Rule
from checks.objections import HEADING, NO_TEXT, NOT_THERE, objection, objection_of_defect
from checks.passage import POINTS_BACK, Passage, Sentence, excerpt
from checks.results import Finding
from checks.sections import SectionText
from checks.showing import shown_at
from checks.states import ORDER, State
from checks.verdict import beside, decide

BESIDE = frozenset({"negated", "other_actor"})
SHORT_WORD = 3
"""Words up to this length carry no meaning of their own."""


@dataclass(frozen=True)
class Pinned:
    """How a passage is meant. Only `present` counts; else `says` tells what stands in the way.

    `quote` is the text of the whole sentences that were pointed to; `cue` are the words in them that
    decided, `defect` the code of a defect that did. Both are empty where there are none.
    """

    state: State
    says: Words
    quote: str = ""
    cue: str = ""
    defect: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the element is present by this passage."""
        return self.state == "present"


def can_be_pinned(rule: Rule, element: str) -> bool:
    """Whether words decide this element: what follows from law and facts, nobody can point to.

    Nor to what a quality rule misses: it looks at the whole section.
    """
    return not rule.notices and any(
        one.id == element and one.parts and one.detector is None for one in rule.elements
    )


def judge_pinned(
    packs: Sequence[Pack], rule: str, element: str, section: SectionText, block: str, quote: str
) -> Pinned:
    """How the sentences of a block in which `quote` stands are meant, for one element of a rule.

    The packs are those of the whole check, so that the section is read once. A part of a sentence stands for
    the sentence. Raises KeyError for an unknown rule or element.
    """
    pack, wanted = _rule(packs, rule)
    asked = next((one for one in wanted.elements if one.id == element), None)
    if asked is None:
        raise KeyError(element)
    passage = analysts_for(packs).analyst(pack, section.language).passage(section)
    sentences = _pointed_at(section, passage, block, quote)
    if not sentences:
        return Pinned("missing", NOT_THERE)
    text = next(one.text for one in section.blocks if one.id == block)
    kept = text[sentences[0].start : sentences[-1].end]
    return replace(_judged(wanted, asked, passage, sentences), quote=kept)


def sentences_to_point_at(
    packs: Sequence[Pack], rule: str, section: SectionText
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The blocks of a section in reading order, each with its sentences and rows; without headings."""
    pack, _wanted = _rule(packs, rule)
    passage = analysts_for(packs).analyst(pack, section.language).passage(section)
    by_block: dict[str, list[str]] = {}
    for sentence in passage.sentences:
        if sentence.kind not in ("heading", "picture"):
            by_block.setdefault(sentence.block, []).append(sentence.quote)
    return tuple((block, tuple(found)) for block, found in by_block.items())


def with_pins(finding: Finding, rule: Rule, pinned: Sequence[tuple[str, Pinned]]) -> Finding:
    """The finding with these elements present by a person's pointing.

    A defect that defeats the whole duty is not repaired: the verdict then stays as it was.
    """
    counting = {name: one for name, one in pinned if one.counts and finding.elements.get(name) != "present"}
    if not counting:
        return finding
    elements: dict[str, State] = {
        one.id: "present" if one.id in counting else _state(finding.elements[one.id])
        for one in rule.elements
        if one.id in finding.elements
    }
    evidence = tuple(item for item in finding.evidence if item.element not in counting)
    pointed = (replace(item, pointed=True) for one in counting.values() for item in one.evidence)
    changed = replace(
        finding,
        elements=elements,
        evidence=(*evidence, *pointed),
        missing=tuple(one for one in finding.missing if one.id not in counting),
    )
    if finding.defeated:
        return changed
    outcome = decide(elements, whole_defect=False)
    message = rule.message(outcome.verdict)
    return replace(changed, verdict=outcome.verdict, state=outcome.state, message=message)


def _state(name: str) -> State:
    return next(state for state in ORDER if state == name)


def _rule(packs: Sequence[Pack], rule: str) -> tuple[Pack, Rule]:
    for pack in packs:
        for one in pack.rules:
            if one.id == rule:
                return pack, one
    raise KeyError(rule)


def _pointed_at(section: SectionText, passage: Passage, block: str, quote: str) -> list[Sentence]:
    """The sentences of the block that the quotation touches; line ends and spaces may differ."""
    words = quote.split()
    text = next((one.text for one in section.blocks if one.id == block), "")
    found = re.search(r"\s+".join(re.escape(word) for word in words), text) if words else None
    if found is None:
        return []
    return [
        sentence
        for sentence in passage.sentences
        if sentence.block == block and sentence.start < found.end() and found.start() < sentence.end
    ]


def _judged(rule: Rule, element: Element, passage: Passage, sentences: Sequence[Sentence]) -> Pinned:
    kinds = {sentence.kind for sentence in sentences}
    if kinds & {"heading", "picture"}:
        return Pinned("fragment", HEADING if "heading" in kinds else NO_TEXT)
    defeat = _defeat(rule, element, passage, sentences)
    if defeat is not None:
        return defeat
    acts = [(sentence, tuple(_readings(element, sentence))) for sentence in sentences]
    if not any(found for _, found in acts):
        acts = [(sentence, (_main_reading(element, sentence),)) for sentence in sentences]
    sentence, worst = max(
        ((sentence, _worst(found)) for sentence, found in acts), key=lambda one: ORDER.index(one[1].state)
    )
    if worst.state != "present":
        cue = _words(sentence, worst)
        return Pinned(worst.state, objection(worst.state, cue), cue=cue)
    return Pinned("present", {}, evidence=tuple(quoted(one, element.id) for one in sentences))


def _defeat(rule: Rule, element: Element, passage: Passage, sentences: Sequence[Sentence]) -> Pinned | None:
    """A defect in the sentences; one of this element also where the text goes on and points back to them.

    What stands elsewhere is about something else: who points to a sentence about citizens is not told that
    another one is about own staff.
    """
    near = beside({sentence.block for sentence in sentences}, passage)
    part = excerpt(passage, [place for place, one in enumerate(passage.sentences) if one.block in near])
    last = part.sentences.index(sentences[-1])
    back = [one for one in part.sentences[last + 1 :] if POINTS_BACK in one.analysis.hits]
    for defect in rule.defects:
        touches = element.id in defect.touches
        for place in shown_at(defect, part) if touches or not defect.touches else ():
            shown = part.sentences[place]
            if shown in sentences or (touches and shown in back):
                said = objection_of_defect(defect.says, shown.quote)
                return Pinned("negated", said, defect=defect.code)
    return None


def _readings(element: Element, sentence: Sentence) -> Iterator[Reading]:
    """How each action word of the element is meant that occurs in the sentence."""
    anyone = _anyone_may(element)
    for part in element.parts:
        for line in part.lines:
            for item in line.items:
                for span in spans_of(item.concepts, sentence) if item.core else ():
                    yield reading_of(sentence.analysis, *span, anyone, line.asked)


def _anyone_may(element: Element) -> bool:
    """Whether a line lets the customer or the State act: who points to it says that it is so here."""
    return any(line.anyone for part in element.parts for line in part.lines)


def _worst(readings: Sequence[Reading]) -> Reading:
    """What stands in the way of any of these words.

    "No" and "the customer" often stand beside an act without touching it ("and nobody in sales can overrule
    her"): those have to reach at least half of the words.
    """
    for state in reversed(ORDER):
        found = [reading for reading in readings if reading.state == state]
        if found and (state not in BESIDE or 2 * len(found) >= len(readings)):
            return found[0]
    return Reading("present")


def _main_reading(element: Element, sentence: Sentence) -> Reading:
    """How at least half of the words are meant that carry meaning, where that is not simply as a duty."""
    analysis = sentence.analysis
    anyone = _anyone_may(element)
    asked = any(line.asked for part in element.parts for line in part.lines)
    own = range(analysis.own_first, len(analysis.tokens))
    carrying = [place for place in own if len(analysis.tokens[place].form) > SHORT_WORD] or list(own)
    readings = [reading_of(analysis, place, place, anyone, asked) for place in carrying]
    objecting = [reading for reading in readings if reading.state != "present"]
    if not readings:
        return Reading("fragment")
    enough = 2 * len(objecting) >= len(readings)
    return max(objecting, key=lambda one: ORDER.index(one.state)) if enough else Reading("present")


def _words(sentence: Sentence, reading: Reading) -> str:
    """The words of the cue as they stand in the text."""
    if reading.cue is None:
        return ""
    first, last = reading.cue
    tokens = sentence.analysis.tokens
    return sentence.analysis.text[tokens[first].start : tokens[last].end]
