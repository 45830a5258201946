"""Is it meant? Cues that tell a duty from a wish, a denial, a question or another's task.

Cue words are ordinary concepts of `lexicons/cues.yaml`; this module only
knows how far each of them reaches.
"""

from __future__ import annotations

from checks.analysis import Analysis
from checks.states import State

FORWARD_REACH = 7
BACKWARD_REACH = 4
JOINED_REACH = 8
JOINING = frozenset({"of", "and", "or", "en", "van"})
AROUND_REACH = 8
WISH_REACH = 12
MODAL_REACH = 2
PASSIVE_REACH = 5
LINKING = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "do",
        "does",
        "did",
        "has",
        "have",
        "had",
        "will",
        "would",
        "can",
        "could",
        "may",
        "shall",
        "must",
        "yet",
        "currently",
        "wordt",
        "worden",
        "is",
        "zijn",
        "was",
        "waren",
        "heeft",
        "hebben",
        "kan",
        "mag",
        "zal",
    ]
)
DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "each",
        "every",
        "any",
        "all",
        "our",
        "its",
        "their",
        "this",
        "that",
        "such",
        "if",
        "when",
        "where",
        "once",
        "only",
        "de",
        "het",
        "een",
        "elke",
        "elk",
        "iedere",
        "ieder",
        "alle",
        "onze",
        "zijn",
        "haar",
        "hun",
        "deze",
        "dit",
        "die",
        "als",
        "wanneer",
        "indien",
        "zodra",
        "alleen",
    ]
)


def state_of(analysis: Analysis, first: int, last: int, anyone: bool, asked: bool = False) -> State:
    """How the words from token `first` to `last` are meant in their sentence.

    `anyone` may be the one who acts; `asked` says that a question counts as a statement.
    """
    asking = (first, last, anyone, asked)
    known = analysis.meant.get(asking)
    if known is None:
        known = analysis.meant[asking] = _state_of(analysis, *asking)
    return known


def _state_of(analysis: Analysis, first: int, last: int, anyone: bool, asked: bool) -> State:
    hits = analysis.hits
    if "PLACEHOLDER" in hits:
        return "template"
    if analysis.question and first >= analysis.own_first and not asked:
        return "question"
    framed = analysis.framed
    if framed is not None and not (anyone and framed == "other_actor"):
        return framed
    if is_negated(analysis, first, last):
        return "negated"
    if not anyone and _done_by_others(analysis, first, last):
        return "other_actor"
    if "NORM" in hits and _same_clause(analysis, "NORM", first):
        return "norm"
    if _reaches_forward(analysis, "ASPIRATION", first, WISH_REACH):
        return "aspiration"
    if "FUTURE" in hits and _same_clause(analysis, "FUTURE", first):
        return "future"
    if "PAST" in hits and _same_clause(analysis, "PAST", first):
        return "past"
    if "ESCAPE" in hits or _same_clause(analysis, "HEDGE", first):
        return "weak"
    if _reaches_forward(analysis, "HEDGE_MODAL", first, MODAL_REACH):
        return "weak"
    return "fragment" if analysis.fragment else "present"


def is_negated(analysis: Analysis, first: int, last: int) -> bool:
    """Whether a negation reaches these words without being cancelled or being part of them."""
    if analysis.answered_no:
        return True
    kept = _strengthened(analysis)
    for cue_first, cue_last in analysis.hits.get("NEGATION", ()):
        if _free(cue_first, cue_last, first, last, kept) and _forward(
            analysis, cue_last, first, FORWARD_REACH
        ):
            return True
    for cue_first, cue_last in analysis.hits.get("NEGATION_AFTER", ()):
        if not _free(cue_first, cue_last, first, last, kept):
            continue
        if _forward(analysis, cue_last, first, FORWARD_REACH) or _after(analysis, cue_first, last):
            return True
    for cue_first, cue_last in analysis.hits.get("NEGATION_AROUND", ()):
        if (
            _free(cue_first, cue_last, first, last, kept)
            and analysis.clauses[cue_first] == analysis.clauses[first]
        ):
            gap = first - cue_last if cue_last < first else cue_first - last
            if gap <= AROUND_REACH:
                return True
    return False


def _strengthened(analysis: Analysis) -> frozenset[int]:
    """Tokens of patterns in which a negation makes the duty stronger ("nothing ... without")."""
    return frozenset(
        place for first, last in analysis.hits.get("STRENGTHENING", ()) for place in range(first, last + 1)
    )


def _free(cue_first: int, cue_last: int, first: int, last: int, kept: frozenset[int]) -> bool:
    return cue_first not in kept and not (first <= cue_first and cue_last <= last)


def _forward(analysis: Analysis, cue: int, first: int, reach: int) -> bool:
    """A cue in a lead-in reaches through the whole first clause of the item."""
    if not cue < first or analysis.clauses[cue] != analysis.clauses[first]:
        return False
    return cue < analysis.own_first <= first or first - cue <= reach


def _after(analysis: Analysis, cue: int, last: int) -> bool:
    """ "A veto is not given": the negation follows with only linking verbs in between.

    What is joined to the word goes along: "a record of lessons and changes is not kept".
    """
    if not 0 < cue - last <= JOINED_REACH or analysis.clauses[cue] != analysis.clauses[last]:
        return False
    between = [token.form for token in analysis.tokens[last + 1 : cue]]
    while len(between) > 1 and between[0] in JOINING:
        between = between[2:]
    return len(between) <= BACKWARD_REACH and all(form in LINKING for form in between)


def _reaches_forward(analysis: Analysis, concept: str, first: int, reach: int) -> bool:
    return any(
        0 < first - last <= reach and analysis.clauses[first] - analysis.clauses[last] <= 1
        for _, last in analysis.hits.get(concept, ())
    )


def _same_clause(analysis: Analysis, concept: str, first: int) -> bool:
    return any(
        analysis.clauses[place] == analysis.clauses[first] for place, _ in analysis.hits.get(concept, ())
    )


def _done_by_others(analysis: Analysis, first: int, last: int) -> bool:
    """The clause opens with another actor as its subject, or ends in "by the customer"."""
    clauses, tokens = analysis.clauses, analysis.tokens
    own = [place for place, _ in analysis.hits.get("OWN_ACTOR", ())]
    for actor_first, actor_last in analysis.hits.get("OTHER_ACTOR", ()):
        if actor_first <= first and actor_last >= first:
            continue
        if clauses[actor_first] != clauses[first]:
            continue
        if actor_last < first:
            opens = actor_first
            while opens and clauses[opens - 1] == clauses[actor_first]:
                opens -= 1
            before = [tokens[place].form for place in range(opens, actor_first)]
            if all(form in DETERMINERS for form in before) and not any(actor_last < o < first for o in own):
                return True
        elif actor_first - last <= PASSIVE_REACH and actor_first:
            between = {tokens[place].form for place in range(last + 1, actor_first)}
            if between & {"by", "door"} and not any(last < place < actor_first for place in own):
                return True
    return False
