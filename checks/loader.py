"""Packs from disk: strict, whole or not at all, every error with file and line.

A pack is a folder with `pack.yaml`, `lexicons/*.yaml`, optionally
`defects.yaml`, `rules/**/ID.yaml` with `ID.examples.yaml` and `ID.usual.yaml` beside it, and
`delegated/*.yaml` for checks that the rules of another pack make. The
concepts of `checks/lexicons` (cues, actors, dates, records) are shared by all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from checks import cues, negation, people
from checks.common_defects import CommonDefects
from checks.example import Example
from checks.example_files import read_examples
from checks.model import Pack, Rule
from checks.passage import EARLIER_TEXT, POINTS_BACK
from checks.patterns import PatternProblem, check_pattern
from checks.quality import DETECTORS
from checks.quality.examples import check_enough
from checks.reliability import read_reliability
from checks.rules import (
    DELEGATED_FIELDS,
    RULE_FIELDS,
    Known,
    read_common_defects,
    read_delegated,
    read_rule,
)  # fmt: skip
from checks.schema import Reader, open_file, read_file
from checks.strict_yaml import LinedDict, YamlProblem
from checks.terms import Concept, TermProblem, Terms, check_terms
from checks.usual_word_files import with_usual_words

SHARED = Path(__file__).parent / "lexicons"
BUILT_IN = Path(__file__).parent / "packs"
BESIDE_A_RULE = (".examples.yaml", ".usual.yaml")
HEAD_FIELDS = ["id", "version", "title", "languages", "licence", "sources", "good_will"]
CUES = cues.CONCEPTS | negation.CONCEPTS | people.CONCEPTS | {POINTS_BACK, EARLIER_TEXT}
"""What the judge looks for in every text, whatever the rules of a pack ask."""


def read_packs(root: Path | None = None, *, words: bool = True, examples: bool = True) -> tuple[Pack, ...]:
    """Every pack in a folder (the built-in ones by default), sorted by id.

    Packs without `words` are for showing: no judge can work with them, and they take a third of the memory.
    Their digests are those of the whole packs.
    """
    folder = root or BUILT_IN
    files = sorted(folder.glob("*/pack.yaml"))
    return tuple(load_pack(file.parent, words=words, examples=examples) for file in files)


@cache
def built_in_packs() -> tuple[Pack, ...]:
    """The packs that come with the program, read once in a process."""
    return read_packs()


@cache
def packs_to_show() -> tuple[Pack, ...]:
    """The packs that come with the program, without words and examples, read once in a process."""
    return read_packs(words=False, examples=False)


def load_pack(folder: Path, *, words: bool = True, examples: bool = True) -> Pack:
    """One pack; raises YamlProblem at the first fault."""
    head = open_file(folder / "pack.yaml", HEAD_FIELDS)
    literal = head.one_of("good_will", ("yes", "no"), "yes") == "no"
    lexicons = [*sorted(SHARED.glob("*.yaml")), *sorted(folder.glob("lexicons/**/*.yaml"))]
    concepts = read_lexicons(lexicons) if words else ()
    known = frozenset(concept.name for concept in concepts) if words else None
    common = _common_defects(folder, known)
    rules: list[Rule] = []
    cases: list[Example] = []
    for path in _rule_files(folder):
        rule = read_rule(open_file(path, RULE_FIELDS), common, known, literal)
        _refuse_twin(rule, rules, path)
        usual = path.with_name(f"{path.stem}.usual.yaml")
        rules.append(with_usual_words(rule, usual) if words and usual.exists() else rule)
        if examples:
            cases.extend(_examples_beside(path, rule))
    sources = head.mapping("sources")
    return Pack(
        id=head.text("id"),
        version=head.text("version"),
        title=head.words("title"),
        languages=head.texts("languages"),
        licence=head.text("licence"),
        sources={key: str(sources[key]) for key in sources},
        concepts=_used(concepts, rules),
        rules=tuple(rules),
        examples=tuple(cases),
        digest=_digest([*sorted(SHARED.glob("*.yaml")), *sorted(folder.glob("**/*.yaml"))]),
        folder=folder,
        reliability=read_reliability(folder / "reliability.yaml", judging_digest(folder)),
        delegated=tuple(
            read_delegated(open_file(path, DELEGATED_FIELDS))
            for path in sorted(folder.glob("delegated/*.yaml"))
        ),
        families=common.families,
    )


def examples_of(pack: Pack, rule: Rule) -> tuple[Example, ...]:
    """The examples of one rule, read now: who shows one now and then need not keep thousands.

    Raises YamlProblem.
    """
    (path,) = (path for path in _rule_files(pack.folder) if path.stem == rule.id)
    return _examples_beside(path, rule)


def _examples_beside(path: Path, rule: Rule) -> tuple[Example, ...]:
    beside = path.with_name(f"{path.stem}.examples.yaml")
    found = read_examples(beside, rule) if beside.exists() else ()
    check_enough(beside, rule, found)
    return found


def read_lexicons(paths: Iterable[Path]) -> tuple[Concept, ...]:
    """The concepts of these files; a name may be given once only."""
    found: dict[str, Concept] = {}
    fields: dict[str, Reader] = {}
    for path in paths:
        tree = _mapping_file(path)
        for name in tree:
            if name in found:
                raise YamlProblem(
                    path, tree.line_of(name), "pack_duplicate", f"the concept '{name}' exists already"
                )
            fields[name] = _fields(path, tree, name)
            found[name] = _concept(name, fields[name])
    return tuple(_including(concept, fields[concept.name], found) for concept in found.values())


def judging_digest(folder: Path) -> str:
    """Changes with any byte that a judgement depends on: rules, words and defects, not examples."""
    judging = [*folder.glob("rules/**/*.yaml"), *folder.glob("lexicons/**/*.yaml"), folder / "defects.yaml"]
    judging = [path for path in judging if path.exists() and not path.name.endswith(".examples.yaml")]
    return _digest([*sorted(SHARED.glob("*.yaml")), *sorted(judging)])


class PackStore:
    """The active packs of a folder; a faulty change leaves the last good set active."""

    def __init__(self, root: Path | None = None) -> None:
        self._root = root
        self._packs = read_packs(root)
        self._problem: YamlProblem | None = None

    @property
    def packs(self) -> tuple[Pack, ...]:
        """The packs in use."""
        return self._packs

    @property
    def problem(self) -> YamlProblem | None:
        """Why the last reload was refused; None when it was not."""
        return self._problem

    def reload(self) -> bool:
        """Read the folder again; False, with `problem` set, when the old packs stay."""
        try:
            self._packs = read_packs(self._root)
        except YamlProblem as problem:
            self._problem = problem
            return False
        self._problem = None
        return True


def _rule_files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("rules/**/*.yaml")) if not path.name.endswith(BESIDE_A_RULE)]


def _refuse_twin(rule: Rule, rules: Iterable[Rule], path: Path) -> None:
    if rule.id != path.stem:
        raise YamlProblem(path, 1, "pack_schema", f"the file must be named {rule.id}.yaml")
    for other in rules:
        if other.id == rule.id:
            raise YamlProblem(path, 1, "pack_duplicate", f"the rule '{rule.id}' exists already")


def _common_defects(folder: Path, known: Known) -> CommonDefects:
    path = folder / "defects.yaml"
    if not path.exists():
        return CommonDefects({})
    tree = _mapping_file(path)
    return read_common_defects(Reader(path, tree, tree.keys()), known)


def _mapping_file(path: Path) -> LinedDict:
    tree = read_file(path)
    if not isinstance(tree, LinedDict):
        raise YamlProblem(path, 1, "pack_schema", "the file must be a list of named fields")
    return tree


def _fields(path: Path, tree: LinedDict, name: str) -> Reader:
    value = tree[name]
    if not isinstance(value, LinedDict):
        raise YamlProblem(path, tree.line_of(name), "pack_schema", f"the concept '{name}' needs fields")
    return Reader(path, value, ("note", "en", "nl", "both", "patterns", "includes"))


def _concept(name: str, reader: Reader) -> Concept:
    """The concept by itself, without what it includes."""
    terms = {
        language: _terms(reader, language) for language in ("en", "nl", "both") if language in reader.tree
    }
    patterns = reader.texts("patterns")
    for pattern in patterns:
        try:
            check_pattern(pattern)
        except PatternProblem as problem:
            line = reader.tree.line_of("patterns")
            raise YamlProblem(reader.path, line, "pack_regex", str(problem)) from None
    return Concept(name, terms, patterns)


def _terms(reader: Reader, language: str) -> Terms:
    terms = [term for term in (piece.strip() for piece in reader.text(language).split(",")) if term]
    try:
        check_terms(terms)
    except TermProblem as problem:
        raise YamlProblem(reader.path, reader.tree.line_of(language), "pack_term", str(problem)) from None
    return Terms(",".join(terms))


def _including(concept: Concept, reader: Reader, known: dict[str, Concept]) -> Concept:
    """The concept with those that it includes."""
    names = reader.texts("includes")
    for name in names:
        if name not in known:
            line = reader.tree.line_of("includes")
            raise YamlProblem(reader.path, line, "pack_schema", f"there is no concept '{name}'")
    return replace(concept, includes=tuple(known[name] for name in names))


def _used(concepts: Iterable[Concept], rules: Iterable[Rule]) -> tuple[Concept, ...]:
    """Only the concepts that some rule or the cues need, so that analysis stays fast."""
    names = set(CUES)
    for rule in rules:
        names |= rule.concepts
        if rule.notices:
            names |= DETECTORS[rule.notices].concepts
    return tuple(concept for concept in concepts if concept.name in names)


def _digest(paths: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()
