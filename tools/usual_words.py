"""Count which words usually stand where an element is stated, and write them beside the rules.

    uv pip install --group training
    python tools/usual_words.py tests/evaluation/round-?.jsonl ...

Reads labelled clauses, and the examples of the rules. A quotation of the judge for an element that a clause
states is one kind, a clause that does not state it the other; of the content words of both a logistic
regression tells which weigh how much; by itself nothing is likelier than not. The hundred that tell most of
each element and language are written to `ID.usual.yaml`, in tenths; names are left out. Clauses by which the
judge is still to be measured must not be among them. What lies there was counted in rounds 1 to 80, probes
1 to 44 and controls 1 to 5. It takes three minutes.
"""

from __future__ import annotations

import json
import math
import sys
import textwrap
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from checks import Pack, load_pack
from checks.content_words import content_words_and_denials
from checks.engine import analysts_for
from checks.languages import LANGUAGES, Language
from checks.loader import BUILT_IN
from checks.one_quotation import shown_in_clause
from checks.plain_text import blocks_of
from checks.sections import SectionText
from checks.text import tokenize
from checks.usual_words import SCALE
from checks.verdict import judge

FOLDER = BUILT_IN / "hr-due-diligence"
MOST = 100
FEWEST = 2
"""A word of a single clause tells nothing."""
NAMED = 3
"""A word that inside a sentence has a capital so many times as often as not is a name."""
ADDRESSES = frozenset({"example"})
"""How invented addresses end."""
LOOSENESS = 10
"""How freely a weight may grow (C)."""
HEAD = "# Words that usually stand where an element is stated, or is not (minus): tools/usual_words.py.\n"
Key = tuple[str, str, Language]
"""The requirement, the element and the language."""


@dataclass(frozen=True)
class Clause:
    """A labelled clause; `states` says of each essential element whether it is stated."""

    requirement: str
    language: Language
    text: str
    states: dict[str, bool]


@dataclass(frozen=True)
class Seen:
    """The content words of a quotation that states the element, or of a clause that does not."""

    key: Key
    states: bool
    words: frozenset[str]


def main(paths: Sequence[Path]) -> None:
    """Writes the files; KeyError for an element that all clauses of a language state, or none."""
    clauses = [*_labelled(paths), *_examples(load_pack(FOLDER))]
    names = _names(clauses) | ADDRESSES
    seen: defaultdict[Key, list[Seen]] = defaultdict(list)
    parts = [clauses[at : at + 500] for at in range(0, len(clauses), 500)]
    with ProcessPoolExecutor() as processes:
        for found in processes.map(_seen, parts):
            for one in found:
                seen[one.key].append(replace(one, words=one.words - names))
        both = {key: these for key, these in seen.items() if len({one.states for one in these}) > 1}
        written = dict(zip(both, processes.map(_weigh, both.values(), chunksize=20), strict=True))
    for path in FOLDER.glob("rules/**/HR-*.examples.yaml"):
        requirement = path.name.removesuffix(".examples.yaml")
        elements = sorted({key[1] for key in seen if key[0] == requirement})
        text = "".join(
            f"{name}:\n" + "".join(f"  {lang}:\n{written[requirement, name, lang]}" for lang in LANGUAGES)
            for name in elements
        )
        path.with_name(f"{requirement}.usual.yaml").write_text(HEAD + text, "utf-8")


def _names(clauses: Iterable[Clause]) -> set[str]:
    """The words, in dictionary form, that are mostly written with a capital where no sentence begins."""
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for clause in clauses:
        for before, token in pairwise(tokenize(clause.text, clause.language)):
            if clause.text[before.end : token.start] in (" ", ", "):
                counts = capital if clause.text[token.start].isupper() else small
                counts[token.lemma] += 1
    return {word for word, count in capital.items() if count > NAMED * small[word]}


def _labelled(paths: Iterable[Path]) -> Iterator[Clause]:
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            one = json.loads(line)
            yield Clause(one["requirement"], one["lang"], one["text"], one["elements"])


def _examples(pack: Pack) -> Iterator[Clause]:
    for one in pack.examples:
        essential = [element.id for element in pack.rule(one.rule).essential]
        absent = essential if one.expect == "not_found" else one.missing
        states = {name: name not in absent for name in essential}
        yield Clause(pack.rule(one.rule).requirement, one.language, one.text, states)


def _seen(clauses: Sequence[Clause]) -> list[Seen]:
    pack = load_pack(FOLDER, examples=False)
    analysts = analysts_for([pack])
    found = []
    for clause in clauses:
        blocks = tuple(block for _, block in blocks_of(clause.text))
        passage = analysts.analyst(pack, clause.language).passage(
            SectionText("", "", clause.language, blocks)
        )
        words = content_words_and_denials(passage)
        rule = pack.rule(clause.requirement)
        shown = shown_in_clause(rule.essential, judge(rule, passage).elements, passage)
        for name, states in clause.states.items():
            places: Collection[int] = shown.get(name, ()) if states else range(len(words))
            if places:
                key = (clause.requirement, name, clause.language)
                found.append(Seen(key, states, frozenset[str]().union(*(words[at] for at in places))))
    return found


def _weigh(seen: Sequence[Seen]) -> str:
    """The lines of one element and language."""
    counts = Counter(word for one in seen for word in one.words if word.isalpha())
    words = sorted(word for word, count in counts.items() if count >= FEWEST)
    weights = _fitted(seen, words)
    shares = {word: math.sqrt(sum(1 / len(one.words) for one in seen if word in one.words)) for word in words}
    telling = sorted(words, key=lambda word: -abs(weights[word]) * shares[word])[:MOST]
    tenths = {word: round(SCALE * weight) for word, weight in _fitted(seen, telling).items()}
    listed = sorted((word for word in telling if tenths[word]), key=lambda word: (-tenths[word], word))
    together = textwrap.wrap(" ".join(f"{word}={tenths[word]}," for word in listed), 104)
    lines = [line.replace("=", " ") for line in together]
    lines[-1] = lines[-1].rstrip(",")
    return "".join(f"    {line}\n" for line in lines)


def _fitted(seen: Sequence[Seen], words: Sequence[str]) -> dict[str, float]:
    """The weight of each word."""
    rows = [{word: 1 / math.sqrt(len(one.words)) for word in one.words.intersection(words)} for one in seen]
    columns = DictVectorizer()
    model = LogisticRegression(C=LOOSENESS, fit_intercept=False, max_iter=500)
    model.fit(columns.fit_transform(rows), [one.states for one in seen])
    return dict(zip(columns.get_feature_names_out(), map(float, model.coef_[0]), strict=True))


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
