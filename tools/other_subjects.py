"""Propose words for the lists of other subjects (D15_OTHER_SUBJECTS): what clauses that miss a duty speak of.

    python tools/other_subjects.py tests/evaluation/round-2.jsonl tests/evaluation/round-3.jsonl ...

Prints, by requirement and language, the words that are clearly more frequent in clauses that are not found
than in the others, those that tell most first, each with how often it stands in both; + marks what the rule
already lists. As "all" come before them the words that clauses about another subject (D15) share, whichever
duty they miss: those are for the list of the pack. A person chooses among them: names, products, colourless
words and the words with which the duty itself is told are struck.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from checks import Rule, load_pack
from checks.content_words import tells_subject
from checks.languages import LANGUAGES, Language
from checks.loader import BUILT_IN
from checks.text import tokenize

LONGER_THAN = 4
CLEARLY = 0.7
"""The least logarithm of the ratio between the two shares: a word is twice as frequent."""
FEWEST = 2
ANY_DUTY = "all"
MOST_LISTS = 8
"""A word of more lists than this is one of style."""
AT_MOST = 150

Counts = Mapping[tuple[str, str, bool], Counter[str]]


def main(paths: Sequence[Path]) -> None:
    """Prints the candidates."""
    said: dict[tuple[str, str, bool], Counter[str]] = {}
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            clause = json.loads(line)
            missed = clause["verdict"] == "not_found"
            words = {"": 1, **dict.fromkeys(_words(clause), 1)}
            said.setdefault((clause["requirement"], clause["lang"], missed), Counter()).update(words)
            if not missed or clause["defect"] == "D15":
                said.setdefault((ANY_DUTY, clause["lang"], missed), Counter()).update(words)
    rules = {rule.requirement: rule for rule in load_pack(BUILT_IN / "hr-due-diligence").rules}
    for language in LANGUAGES:
        shared = list(_telling(said, ANY_DUTY, language))[:AT_MOST]
        print(
            ANY_DUTY,
            language,
            ", ".join(_shown(said, ANY_DUTY, language, word, frozenset()) for word in shared),
        )
        lists = {name: list(_telling(said, name, language))[:AT_MOST] for name in sorted(rules)}
        spread = Counter(word for found in lists.values() for word in found)
        for name, found in lists.items():
            own, listed = _own_words(rules[name], language), _listed(rules[name])
            chosen = (word for word in found if spread[word] <= MOST_LISTS and word not in own)
            print(name, language, ", ".join(_shown(said, name, language, word, listed) for word in chosen))


def _words(clause: Mapping[str, str]) -> frozenset[str]:
    language: Language = "nl" if clause["lang"] == "nl" else "en"
    return frozenset(
        token.lemma
        for token in tokenize(clause["text"], language)
        if tells_subject(token) and len(token.form) > LONGER_THAN
    )


def _telling(said: Counts, name: str, language: str) -> Iterator[str]:
    """The words of clauses that are not found, those first of which their number is surest."""
    missed, others = (said.get((name, language, it), Counter[str]()) for it in (True, False))

    def odds(word: str) -> float:
        share = (missed[word] + 0.5) / (missed[""] + 1)
        return math.log(share / ((others[word] + 0.5) / (others[""] + 1)))

    def sure(word: str) -> float:
        return odds(word) / math.sqrt(1 / (missed[word] + 0.5) + 1 / (others[word] + 0.5))

    clear = (word for word in missed if word and missed[word] + others[word] >= FEWEST)
    yield from sorted((word for word in clear if odds(word) > CLEARLY), key=lambda word: (-sure(word), word))


def _own_words(rule: Rule, language: Language) -> frozenset[str]:
    """The words with which the rule itself tells its duty."""
    told: Iterable[str] = (
        rule.name[language],
        rule.finding[language],
        *(e.says[language] for e in rule.elements),
    )
    return frozenset(token.lemma for text in told for token in tokenize(text, language))


def _listed(rule: Rule) -> frozenset[str]:
    return frozenset().union(*(each.words.lemmas for each in rule.own_defects.told_by_words if each.words))


def _shown(said: Counts, name: str, language: str, word: str, listed: frozenset[str]) -> str:
    counts = "/".join(str(said[name, language, it][word]) for it in (True, False))
    return f"{'+' if word in listed else ''}{word} {counts}"


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
