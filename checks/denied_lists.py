"""Lists that a denial takes whole: before it, after it, or as what the sentence opens on."""

from __future__ import annotations

from collections.abc import Sequence

from checks.passage import Analysis

SUBJECTS = frozenset(
    "we i he she it they who which that you and but so then the a an our this no nor".split()
)
LINKING = frozenset(
    (
        "is are was were be been being do does did has have had will would can could may shall must "
        "yet currently wordt worden zijn waren heeft hebben kan mag zal"
    ).split()
)
LAST_OF_A_LIST = frozenset("and or nor en of noch".split())
SPOKEN_OF = frozenset("about on regarding concerning over inzake omtrent".split())
LONGEST_NAME = 4
LONGEST_TOPIC = 3
OPENS_NO_LIST = frozenset(
    (
        "about after as at before besides beyond by during for from in of on over pending since under "
        "until upon with without "
        "behalve bij boven door in met na naast om onder op over per sinds tijdens tot van vanaf vanwege "
        "via volgens voor vóór zonder"
    ).split()
)
"""How no list begins: "Before approval, orders and samples are not sent" leaves the approval alone."""
_RELATIVE = frozenset("that which who die dat".split())
_DUTCH_SUBJECTS = frozenset("wij ik hij zij ze men iemand niemand iedereen maar dus geen".split())
_NO_NAME = LINKING | _DUTCH_SUBJECTS | (SUBJECTS - {"a", "an", "the", "our", *LAST_OF_A_LIST})


def listed_before(analysis: Analysis, cue: tuple[int, int], words: tuple[int, int]) -> bool:
    """ "Risks, results and refusals are not told": what stands before the clause of the cue is its list."""
    clauses, tokens = analysis.clauses, analysis.tokens
    opens = clauses.index(clauses[cue[0]])
    if not commas_between(analysis, words[0], opens):
        return False
    start = opens
    while start > analysis.own_first and commas_between(analysis, start - 1, start):
        start -= 1
    here, before = tokens[opens : cue[0]], tokens[start:opens]
    return _ends_a_list([token.form for token in here], [token.form for token in before])


def opens_on_topics(analysis: Analysis, end: int) -> bool:
    """ "On risks, on refusals and on remedy it is silent": the sentence opens on what all of it is about."""
    forms = [token.form for token in analysis.tokens[analysis.own_first : end + 1]]
    return (
        len(forms) > 1
        and forms[0] in SPOKEN_OF
        and _NO_NAME.isdisjoint(forms[:-1])
        and forms[-1] not in _RELATIVE
    )


def end_of_topics(analysis: Analysis, cue: tuple[int, int]) -> int:
    """Where the list ends that a cue opens: "It says nothing on risks, on refusals and remedy, and ..."."""
    forms = [token.form for token in analysis.tokens]
    here, following = (forms[cue[1]], forms[min(cue[1] + 1, len(forms) - 1)])
    if following not in SPOKEN_OF and here not in SPOKEN_OF - {"over"}:  # "slaat ... over" is a verb
        return 0
    start = cue[1] + 1
    for place in range(start, len(forms)):
        ends = place + 1 == len(forms) or analysis.clauses[place] != analysis.clauses[place + 1]
        if forms[place] in _NO_NAME or place - start > LONGEST_TOPIC:
            return start
        if ends and not (place + 1 < len(forms) and comma_after(analysis, place)):
            return place + 1
        if ends or forms[place] in LAST_OF_A_LIST:
            start = place + 1
    return start


def commas_between(analysis: Analysis, place: int, end: int) -> bool:
    """Whether nothing but commas parts the clauses from this token to that."""
    clauses = analysis.clauses
    ends = (at for at in range(place, end) if clauses[at] != clauses[at + 1])
    return all(comma_after(analysis, at) for at in ends)


def comma_after(analysis: Analysis, place: int) -> bool:
    return analysis.text[analysis.tokens[place].end : analysis.tokens[place + 1].start].strip() == ","


def _ends_a_list(here: Sequence[str], before: Sequence[str]) -> bool:
    """ "Purpose, users, place and numbers are not filled in": names, the last of them joined by "and"."""
    joined = next((place for place, form in enumerate(here) if form in LAST_OF_A_LIST), 0)
    names = [*before, *here[:joined]]
    return (
        0 < joined <= LONGEST_NAME
        and names[0] not in OPENS_NO_LIST
        and _NO_NAME.isdisjoint(names)
        and _RELATIVE.isdisjoint(here)
    )
