"""How far a denial reaches: over what follows, back to its subject, along a list, or over a whole clause.

The words are concepts of `lexicons/cues.yaml`.
"""

from __future__ import annotations

from itertools import pairwise

from checks.denied_lists import (
    LAST_OF_A_LIST,
    LINKING,
    LONGEST_NAME,
    SPOKEN_OF,
    SUBJECTS,
    comma_after,
    commas_between,
    end_of_topics,
    listed_before,
    opens_on_topics,
)
from checks.passage import Analysis

Span = tuple[int, int]
"""The first and the last token of some words in their sentence."""

LACKING = "NOT_THERE"
FORWARD_REACH = 7
OPENING_REACH = 3
BACKWARD_REACH = 4
JOINED_REACH = 8
AROUND_REACH = 8
JOINING = frozenset({"of", "and", "or", "en", "van"})
LONGEST_ITEM = 9
DOING = frozenset(["do", "does", "did", "don't", "doesn't", "didn't"])
NONE_OF = frozenset({"no", "geen"})
HAVING = frozenset("is are have has had hebben heeft is zijn bestaat bestaan kent kennen".split())
LACKING_REACH = 4
ALTERNATIVES = frozenset({"or", "of", "nor", "noch"})
CONDITIONS = frozenset(
    "if when where while until unless als wanneer indien zolang totdat tenzij zodra waar".split()
)
PRONOUNS = frozenset("hij zij ze wij we men iemand er dit dat het u je ik".split())


FILLERS = frozenset(
    "daarom dan ook dus er hier hierover daarover therefore thus so hence accordingly".split()
)


INDIRECT = frozenset("who whom whose what whether which how wie wat hoe welk welke".split())
ASKS_OR_SETS = frozenset("when where wanneer waar".split())
"""Words that open a question ("When it starts, is not laid down") or a condition ("When he asks, ...")."""
OPENING_INDIRECT = INDIRECT | {"of"}
QUESTIONS = OPENING_INDIRECT | {"why", "waarom"}
PAUSES = frozenset(";:")
OPENING_TOPIC = SPOKEN_OF | {"aan", "for", "voor"}
JOINED_QUESTIONS = frozenset("and or en of".split())


def negation(analysis: Analysis, first: int, last: int) -> Span | None:
    """A negation that reaches these words without being cancelled or being part of them."""
    if analysis.hits.keys().isdisjoint(_REACHES):
        return None
    kept = strengthened(analysis)
    for concept, reaches in _REACHES.items():
        for cue in analysis.hits.get(concept, ()):
            if _free(*cue, first, last, kept) and reaches(analysis, cue, (first, last)):
                return cue
    return None


def not_arranged(analysis: Analysis, first: int, last: int) -> bool:
    """Whether the clause of these words says that all of it is lacking: "Nothing is arranged on reprisals".

    It takes also what is no duty by itself, such as a ban, which a mere "not" leaves as it is.
    """
    cues = analysis.hits.get(LACKING, ())
    if not cues:
        return False
    kept = strengthened(analysis)
    return any(_free(*cue, first, last, kept) and _of_it_all(analysis, cue, (first, last)) for cue in cues)


def strengthened(analysis: Analysis) -> frozenset[int]:
    """Tokens of patterns in which a negation makes the duty stronger ("nothing ... without").

    What stands before a colon or a semicolon is not of it: "This is not arranged: each is weighed without".
    """
    return frozenset(
        place
        for first, last in analysis.hits.get("STRENGTHENING", ())
        for place in range(first, last + 1)
        if not _paused(analysis, place, last)
    )


def _paused(analysis: Analysis, first: int, last: int) -> bool:
    """Whether a colon or a semicolon stands between these two tokens."""
    return not PAUSES.isdisjoint(analysis.text[analysis.tokens[first].end : analysis.tokens[last].start])


def _free(cue_first: int, cue_last: int, first: int, last: int, kept: frozenset[int]) -> bool:
    return cue_first not in kept and not (first <= cue_first and cue_last <= last)


def _follows(analysis: Analysis, cue: Span, words: Span) -> bool:
    """A cue in a lead-in reaches through the whole first clause of the item."""
    first, own = words[0], analysis.own_first
    if not cue[1] < first:
        return False
    if analysis.clauses[cue[1]] != analysis.clauses[first]:
        return _listed(analysis, cue, first) or words[1] < end_of_topics(analysis, cue)
    return cue[1] < own <= first or first - cue[1] <= _reach(analysis, cue)


def _reach(analysis: Analysis, cue: Span) -> int:
    """How many words it takes back: "Zonder aanleiding gebeurt dat na een jaar" lacks only a cause."""
    opens = cue[0] == analysis.own_first and analysis.tokens[cue[0]].form == "zonder"
    return OPENING_REACH if opens else FORWARD_REACH


def _beside(analysis: Analysis, cue: Span, words: Span) -> bool:
    return _follows(analysis, cue, words) or _ends(analysis, cue, words)


def _ends(analysis: Analysis, cue: Span, words: Span) -> bool:
    """ "A veto is not given": the negation follows with only linking verbs in between.

    What is joined to the word goes along: "a record of lessons and changes is not kept".
    """
    last, at = words[1], cue[0]
    if analysis.clauses[at] != analysis.clauses[last]:
        return last < at and _closes_a_list(analysis, cue, words)
    if not 0 < at - last <= JOINED_REACH:
        return False
    between = [token.form for token in analysis.tokens[last + 1 : at]]
    while len(between) > 1 and between[0] in JOINING:
        between = between[2:]
    return len(between) <= BACKWARD_REACH and all(form in LINKING for form in between)


def _closes_a_list(analysis: Analysis, cue: Span, words: Span) -> bool:
    """Whether the sentence is a list with these words in it, and what is denied of all of it."""
    return (
        _follows_a_verb(analysis, cue[0])
        and listed_before(analysis, cue, words)
        and not _is_condition(analysis, cue[0])
    )


def _follows_a_verb(analysis: Analysis, place: int) -> bool:
    """Whether a name and its verb stand before this token: "refusals are not", unlike "listed or not"."""
    forms = [token.form for token in analysis.tokens[max(place - 2, 0) : place]]
    return len(forms) == 2 and forms[0] not in LAST_OF_A_LIST and forms[1] in LINKING


def _around(analysis: Analysis, cue: Span, words: Span) -> bool:
    first, last = words
    if analysis.clauses[cue[0]] != analysis.clauses[first]:
        return last < end_of_topics(analysis, cue) if cue[1] < first else _closes_a_list(analysis, cue, words)
    if cue[1] < first:
        return first - cue[1] <= AROUND_REACH
    return cue[0] - last <= AROUND_REACH and not _opens_condition(analysis, last + 1, cue[0])


def _opens_condition(analysis: Analysis, start: int, end: int) -> bool:
    """ "Zij vervallen als men zich er niet aan houdt": another clause, though no comma tells."""
    forms = [token.form for token in analysis.tokens[start:end]]
    return any(one in CONDITIONS - {"waar"} and other in PRONOUNS for one, other in pairwise(forms))


def _listed(analysis: Analysis, cue: Span, first: int) -> bool:
    """Along what "or" joins: "They do not alter features or hold a launch", "There is no fund, desk or form".

    Of "no" that holds where something is lacking: "No order or part leaves before that" is a rule.
    """
    clauses, forms = analysis.clauses, [token.form for token in analysis.tokens]
    of_something = forms[cue[0]] in NONE_OF and clauses[cue[1]] == clauses[min(cue[1] + 1, len(forms) - 1)]
    lacks = of_something and not HAVING.isdisjoint(forms[max(cue[0] - LACKING_REACH, 0) : cue[0]])
    if not lacks and DOING.isdisjoint(forms[max(cue[0] - 1, 0) : cue[0] + 1]):
        return False
    end = cue[1] + 1
    while end < len(forms) and (clauses[end] == clauses[end - 1] or _goes_on(analysis, end)):
        end += 1
    return first < end and not ALTERNATIVES.isdisjoint(forms[cue[1] + 1 : end])


def _goes_on(analysis: Analysis, place: int) -> bool:
    """Whether a comma before `place` opens one more short item of a list, without a subject of its own."""
    before, here = analysis.tokens[place - 1], analysis.tokens[place]
    comma = analysis.text[before.end : here.start].strip() == ","
    return (
        comma
        and here.form not in SUBJECTS
        and analysis.clauses.count(analysis.clauses[place]) <= LONGEST_ITEM
    )


def _throughout(analysis: Analysis, cue: Span, words: Span) -> bool:
    """ "Access to the logs and a duty to tell are, in this contract, not laid down": the whole clause.

    A subject may be a clause of its own: "Who decides, is not laid down". A condition denies only itself:
    "It waits as long as a name is missing".
    """
    clauses, tokens = analysis.clauses, analysis.tokens
    opens = clauses.index(clauses[cue[0]])
    before = [token.form for token in tokens[opens : cue[0]]]
    if clauses[cue[0]] in (clauses[words[0]], clauses[words[1]]):
        return CONDITIONS.isdisjoint(before)
    if clauses[words[0]] > clauses[cue[0]]:
        return words[1] < max(cue[1], end_of_topics(analysis, cue))
    if not commas_between(analysis, words[0], opens) or _is_condition(analysis, cue[0]):
        return False
    fronted = all(form in LINKING or form in FILLERS for form in before)
    return fronted or opens_on_topics(analysis, opens) or listed_before(analysis, cue, words)


def _of_it_all(analysis: Analysis, cue: Span, words: Span) -> bool:
    """The whole clause, and all that is asked before it: "Who decides, and when, are open points"."""
    if _throughout(analysis, cue, words):
        return True
    since = cue[0] - analysis.own_first
    return words[1] < cue[0] and since > LONGEST_NAME and _asks_until(analysis, cue[0])


def _asked_before(analysis: Analysis, cue: Span, words: Span) -> bool:
    """ "Whom it harms and how, we do not ask": the question, in its part of the sentence."""
    if not words[1] < cue[0]:
        return False
    tokens = analysis.tokens
    opens = words[0]
    while opens > analysis.own_first and not _paused(analysis, opens - 1, opens):
        opens -= 1
    return tokens[opens].form in QUESTIONS and not _paused(analysis, words[0], cue[0])


def _asks_until(analysis: Analysis, place: int) -> bool:
    """Whether the sentence opens on a question, or on a topic ("Over ..."), that goes on to this token."""
    opens = [token.form for token in analysis.tokens[analysis.own_first : analysis.own_first + 2]]
    asked = analysis.text[analysis.own_start : analysis.tokens[place].start]
    opening = opens[0] in OPENING_INDIRECT or opens[0] in OPENING_TOPIC or opens[-1] in INDIRECT
    return (opening or _is_asked(opens[0], analysis, place)) and ";" not in asked


def _is_condition(analysis: Analysis, place: int) -> bool:
    """ "When he asks, ...", but not "When and why he asked, ..." and "When he asks, is not laid down"."""
    opens = [token.form for token in analysis.tokens[:2]]
    return (
        opens[0] in CONDITIONS
        and JOINED_QUESTIONS.isdisjoint(opens[1:])
        and not _is_asked(opens[0], analysis, place)
    )


def _is_asked(opening: str, analysis: Analysis, place: int) -> bool:
    """Whether this opens a question of which the clause at `place` tells: right after a comma, its verb."""
    clauses = analysis.clauses
    verb = clauses.index(clauses[place])
    between = (token.form for token in analysis.tokens[verb:place])
    return (
        opening in ASKS_OR_SETS
        and verb > 0
        and comma_after(analysis, verb - 1)
        and analysis.tokens[verb].form in LINKING
        and all(form in LINKING or form in FILLERS for form in between)
    )


_REACHES = {
    "NEGATION": _follows,
    "NEGATION_AFTER": _beside,
    "NEGATION_AROUND": _around,
    "NEGATION_WHOLE": _throughout,
    LACKING: _of_it_all,
    "NOT_ANSWERED": _asked_before,
}
CONCEPTS = frozenset({*_REACHES, "STRENGTHENING"})
"""What is looked for here, whatever a rule asks."""
