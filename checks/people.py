"""People whom a programme knows: who was named in full, or with a job, is meant by either name afterwards.

"Export officer Wout Bremer" makes "Bremer decides" speak of a person, "the Warden is our head of conduct" the
Warden one. A word that the programme also writes small, or that opens another name, is nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.lexicon import Span
from checks.passage import Analysis, Passage
from checks.surnames import PARTICLES
from checks.text import Token

PERSON = "PERSON_NAME"
_FIRST_NAME = "FIRST_NAME"
_JOBS = ("NAMED_ROLE", "BOARD")
CONCEPTS = frozenset({PERSON, _FIRST_NAME, *_JOBS})
"""What is looked for here, whatever a rule asks."""
_TITLES = frozenset("mr mrs ms dr prof ir ing drs mw mevr mevrouw heer dhr dame sir".split())
_ARTICLES = frozenset("the our de het onze ons".split())
_LEADS_ON = frozenset("of for van voor".split())
"""A job that ends so goes on: "Head of Export Compliance" names nobody."""
_IS = frozenset("is heet".split())
_SETS_BESIDE = frozenset([",", "(", "|", "–", "-"])
_TO_JOB = 4
_SHORTEST = 3
_JOB_WITHIN = 4
"""So far into what a title is said to be the job is named: "the Warden is our new Head of Conduct"."""


def known_people(passages: Sequence[Passage]) -> frozenset[str]:
    """The names and house titles that these passages introduce together."""
    introduced = frozenset[str]().union(*map(_introduced_in, passages))
    return introduced.difference(*(_nobody(passage, introduced) for passage in passages))


def named_in(passage: Passage, people: frozenset[str]) -> frozenset[str]:
    """Those of them whom the passage names."""
    return passage.once(
        ("named", people),
        None,
        lambda: frozenset(
            one.analysis.tokens[place].form
            for one in passage.sentences
            for place in places_of(people, one.analysis)
        ),
    )


def places_of(people: frozenset[str], analysis: Analysis) -> Iterator[int]:
    """The words of a sentence that are one of these people."""
    for place, token in enumerate(analysis.tokens):
        if token.form in people and _is_capital(analysis, place):
            yield place


def _introduced_in(passage: Passage) -> frozenset[str]:
    return passage.once(
        "introduced",
        None,
        lambda: frozenset(
            one.analysis.tokens[place].form
            for one in passage.sentences
            for place in _introduced(one.analysis)
        ),
    )


def _nobody(passage: Passage, names: frozenset[str]) -> frozenset[str]:
    """Those of the names that the passage also uses otherwise: written small, or to open another."""
    return passage.once(
        ("nobody", names),
        None,
        lambda: frozenset(form for one in passage.sentences for form in _otherwise(names, one.analysis)),
    )


def _otherwise(names: frozenset[str], analysis: Analysis) -> Iterator[str]:
    places = [place for place, token in enumerate(analysis.tokens) if token.form in names]
    introduced = set(_introduced(analysis)) if places else set[int]()
    for place in places:
        if not _is_capital(analysis, place) or (place not in introduced and _opens(analysis, place)):
            yield analysis.tokens[place].form


def _introduced(analysis: Analysis) -> Iterator[int]:
    """The places of the names and house titles that one sentence gives: none without a capital inside it."""
    if not any(map(str.isupper, analysis.text[1:])):
        return
    jobs = [span for concept in _JOBS for span in analysis.hits.get(concept, ())]
    in_jobs = {place for first, last in jobs for place in range(first, last + 1)}
    first_names = {first for first, last in analysis.hits.get(_FIRST_NAME, ()) if first == last}
    for start, token in enumerate(analysis.tokens):
        titled = _is_title(token)
        if start in in_jobs or not (titled or _is_capital(analysis, start)):
            continue
        end = _end_of_name(analysis, start)
        if start < end not in in_jobs and (
            titled or start in first_names or _has_job(analysis, start, end, jobs)
        ):
            names = [start, end]
            if start >= 2 and analysis.tokens[start - 2].form in _ARTICLES:
                names.append(start - 1)
            yield from (place for place in names if _is_long(analysis, place))
    yield from _house_title(analysis, jobs)


def _house_title(analysis: Analysis, jobs: Sequence[Span]) -> Iterator[int]:
    """The Warden of "The Warden is our head of conduct"."""
    start = analysis.own_first
    forms = [token.form for token in analysis.tokens[start : start + _JOB_WITHIN]]
    if len(forms) == _JOB_WITHIN and {forms[0], forms[3]} <= _ARTICLES and forms[2] in _IS:
        said = start + _JOB_WITHIN
        named = any(said <= first < said + _JOB_WITHIN for first, _ in jobs)
        if named and _is_long(analysis, start + 1):
            yield start + 1


def _end_of_name(analysis: Analysis, start: int) -> int:
    """The place of the surname in a name that starts here; the start itself when none follows."""
    end = place = start
    while place + 1 < len(analysis.tokens) and _joined(analysis, place):
        place += 1
        if _is_capital(analysis, place):
            end = place
        elif analysis.tokens[place].form not in PARTICLES:
            break
    return end


def _is_long(analysis: Analysis, place: int) -> bool:
    """Whether the word is one by which a person can be told from others."""
    token = analysis.tokens[place]
    long = len(token.form) >= _SHORTEST and token.form.isalpha() and token.form not in _TITLES
    return long and _is_capital(analysis, place)


def _is_title(token: Token) -> bool:
    """Whether a name may open with it: "Mr" or an initial."""
    return token.form in _TITLES or (len(token.form) == 1 and token.form.isalpha())


def _has_job(analysis: Analysis, start: int, end: int, jobs: Sequence[Span]) -> bool:
    """Whether the job stands right before the name, or after it: "Ben Achterberg, our technical director"."""
    return any(
        (last == start - 1 and analysis.tokens[last].form not in _LEADS_ON and _signs(analysis, last) != ".")
        or (end < first <= end + _TO_JOB and _signs(analysis, end) in _SETS_BESIDE)
        for first, last in jobs
    )


def _signs(analysis: Analysis, place: int) -> str:
    """What stands between this word and the next, but for spaces."""
    return analysis.text[analysis.tokens[place].end : analysis.tokens[place + 1].start].strip()


def _opens(analysis: Analysis, place: int) -> bool:
    """Whether a name goes on after the word, as that of a firm does: "Bremer Instruments"."""
    token = analysis.tokens[place]
    whole = token.end - token.start == len(token.form)
    following = place + 1 < len(analysis.tokens) and _joined(analysis, place)
    return whole and following and _is_capital(analysis, place + 1)


def _is_capital(analysis: Analysis, place: int) -> bool:
    return analysis.text[analysis.tokens[place].start].isupper()


def _joined(analysis: Analysis, place: int) -> bool:
    """Whether nothing but a space, or the point of a title or initial, stands before the next word."""
    token, following = analysis.tokens[place], analysis.tokens[place + 1]
    between = analysis.text[token.end : following.start]
    return between == " " or (between in (". ", ".") and _is_title(token))
