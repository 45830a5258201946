"""Is it meant? Cues that tell a duty from a wish, a denial, a question or another's task.

Cue words are ordinary concepts of `lexicons/cues.yaml`; this module only
knows how far each of them reaches.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from checks.analysis import ASKING, FRAMES, OPENING
from checks.negation import LACKING, Span, negation, not_arranged
from checks.passage import Analysis
from checks.states import State

WISH_REACH = 12
MODAL_REACH = 2
PASSIVE_REACH = 5
MENTION_REACH = 3
DETERMINERS = frozenset(
    (
        "the a an each every any all our its their this that such if when where once only de het een "
        "elke elk iedere ieder alle onze zijn haar hun deze dit die als wanneer indien zodra alleen"
    ).split()
)

_TAKES_TOPICS_BACK = frozenset({LACKING, "ASPIRATION", "FUTURE"})
RELATIVE = frozenset({"who", "die"})
CONCEPTS = frozenset(
    (
        "ASPIRATION ESCAPE FRAME_DENIAL FRAME_OTHER FUTURE HEDGE HEDGE_MODAL NORM OTHER_ACTOR OWN_ACTOR "
        "PAST PLACEHOLDER"
    ).split()
)
"""What is looked for here, whatever a rule asks."""


class Reading(NamedTuple):
    """How words are meant, and the cue that decides it where words do: a question mark is none."""

    state: State
    cue: Span | None = None


def state_of(analysis: Analysis, first: int, last: int, anyone: bool, asked: bool = False) -> State:
    """How the words from token `first` to `last` are meant in their sentence.

    `anyone` may be the one who acts; `asked` says that a question counts as a statement.
    """
    asking = (first, last, anyone, asked)
    known = analysis.meant.get(asking)
    if known is None:
        known = analysis.meant[asking] = reading_of(analysis, *asking).state
    return known


def reading_of(analysis: Analysis, first: int, last: int, anyone: bool, asked: bool = False) -> Reading:
    """The same as `state_of` with the words that make it so, for telling somebody which they are."""
    hits = analysis.hits
    if "PLACEHOLDER" in hits:
        return Reading("template", hits["PLACEHOLDER"][0])
    if analysis.question and first >= analysis.own_first and not asked:
        return Reading("question")
    framed = analysis.framed
    if framed is not None and not (anyone and framed == "other_actor"):
        return Reading(framed, _frame(analysis, framed))
    if analysis.answered_no:
        return Reading("negated")
    if (cue := negation(analysis, first, last)) is not None:
        return Reading("negated", cue)
    if not anyone and (cue := _done_by_others(analysis, first, last)) is not None:
        return Reading("other_actor", cue)
    return _weakened(analysis, first)


def _weakened(analysis: Analysis, first: int) -> Reading:
    """What takes the force out of words that nobody denies and nobody else carries out."""
    hits = analysis.hits
    if "NORM" in hits and (cue := _same_clause(analysis, "NORM", first)) is not None:
        return Reading("norm", cue)
    if (reading := _put_off(analysis, first)) is not None:
        return reading
    if "PAST" in hits and (cue := _same_clause(analysis, "PAST", first)) is not None:
        return Reading("past", cue)
    if "ESCAPE" in hits:
        return Reading("weak", hits["ESCAPE"][0])
    if (cue := _same_clause(analysis, "HEDGE", first)) is not None:
        return Reading("weak", cue)
    if (cue := _reaches_forward(analysis, "HEDGE_MODAL", first, MODAL_REACH)) is not None:
        return Reading("weak", cue)
    return Reading("fragment" if analysis.fragment else "present")


def _put_off(analysis: Analysis, first: int) -> Reading | None:
    """How the words at this token are meant where they are only wished for or still to come."""
    if (cue := _reaches_forward(analysis, "ASPIRATION", first, WISH_REACH)) is not None:
        return Reading("aspiration", cue)
    if "FUTURE" in analysis.hits and (cue := _same_clause(analysis, "FUTURE", first)) is not None:
        return Reading("future", cue)
    return None


def topic_state(analysis: Analysis, spans: Iterable[Span], asked: bool = False) -> State:
    """How a topic that stands at these tokens is meant, which a mere "not" or "may" leaves as it is.

    What is said of the whole sentence counts, and that it is openly lacking, wished for or still to come.
    """
    if "PLACEHOLDER" in analysis.hits:
        return "template"
    if analysis.question and not asked:
        return "question"
    if analysis.answered_no:
        return "negated"
    # Nearly every sentence ends here, and this is asked more often than anything else.
    if analysis.framed or analysis.hits.keys().isdisjoint(_TAKES_TOPICS_BACK):
        return analysis.framed or "present"
    places = list(spans)
    if all(not_arranged(analysis, *span) for span in places):
        return "negated"
    readings = [_put_off(analysis, first) for first, _ in places]
    return next((one.state for one in readings if one), "present") if all(readings) else "present"


def _frame(analysis: Analysis, framed: State) -> Span | None:
    """The opening words that frame the whole sentence."""
    opening = range(analysis.own_first, analysis.own_first + OPENING + 1)
    spans = (span for concept, state in FRAMES if state == framed for span in analysis.hits.get(concept, ()))
    return next((span for span in spans if span[0] in opening), None)


def _reaches_forward(analysis: Analysis, concept: str, first: int, reach: int) -> Span | None:
    for cue in analysis.hits.get(concept, ()):
        near = 0 < first - cue[1] <= reach and analysis.clauses[first] - analysis.clauses[cue[1]] <= 1
        if near and not _only_mentioned(analysis, cue[0]):
            return cue
    return None


def _only_mentioned(analysis: Analysis, cue: int) -> bool:
    """ "What we tried", "how somebody could turn it": the wish or the guess is the thing written down."""
    before = range(max(0, cue - MENTION_REACH), cue)
    return any(
        analysis.tokens[place].form in ASKING and analysis.clauses[place] == analysis.clauses[cue]
        for place in before
    )


def _same_clause(analysis: Analysis, concept: str, first: int) -> Span | None:
    for cue in analysis.hits.get(concept, ()):
        if analysis.clauses[cue[0]] == analysis.clauses[first]:
            return cue
    return None


def _done_by_others(analysis: Analysis, first: int, last: int) -> Span | None:
    """The clause opens with another actor as its subject, or ends in "by the customer"."""
    clauses, tokens = analysis.clauses, analysis.tokens
    own = [place for place, _ in analysis.hits.get("OWN_ACTOR", ())]
    for actor_first, actor_last in analysis.hits.get("OTHER_ACTOR", ()):
        if actor_first <= first and actor_last >= first:
            continue
        if clauses[actor_first] != clauses[first]:
            if _acts_in_a_relative_clause(analysis, actor_last, first, own):
                return actor_first, actor_last
            continue
        if actor_last < first:
            opens = actor_first
            while opens and clauses[opens - 1] == clauses[actor_first]:
                opens -= 1
            before = [tokens[place].form for place in range(opens, actor_first)]
            if all(form in DETERMINERS for form in before) and not any(actor_last < o < first for o in own):
                return actor_first, actor_last
        elif actor_first - last <= PASSIVE_REACH and actor_first:
            between = {tokens[place].form for place in range(last + 1, actor_first)}
            if between & {"by", "door"} and not any(last < place < actor_first for place in own):
                return actor_first, actor_last
    return None


def _acts_in_a_relative_clause(analysis: Analysis, actor: int, first: int, own: list[int]) -> bool:
    """ "To the customer, who decides whether evidence is kept": he is the one who acts in it."""
    opens, tokens = actor + 1, analysis.tokens
    return (
        opens < first
        and tokens[opens].form in RELATIVE
        and analysis.text[tokens[actor].end : tokens[opens].start].strip() == ","
        and analysis.clauses[opens] == analysis.clauses[first]
        and not any(opens < place < first for place in own)
    )
