"""What a pack is made of. Plain frozen values; what a check gives back stands in `checks.results`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from checks.defects import NO_DEFECTS, Defect, DefectSet
from checks.example import Example
from checks.languages import Language, Words
from checks.lines import Line
from checks.names import union
from checks.reliability import Reliability
from checks.scope import Expression
from checks.terms import Concept
from checks.usual_words import UsualWords

Severity = Literal["fix_first", "improve", "tip"]
Verdict = Literal["found", "partly", "not_found"]


@dataclass(frozen=True)
class Part:
    """A half of an element; any of its lines will do."""

    id: str
    lines: tuple[Line, ...]

    @cached_property
    def stating(self) -> tuple[Line, ...]:
        """Those that tell it by themselves or beside another element; no hints."""
        return tuple(line for line in self.lines if not line.hint)

    @cached_property
    def stating_alone(self) -> tuple[Line, ...]:
        """Those of them that need no other element."""
        return tuple(line for line in self.stating if not line.context)


@dataclass(frozen=True)
class Detector:
    """What decides an element that words cannot decide: a name in `checks.hard`, with its settings."""

    name: str
    settings: Mapping[str, str]


@dataclass(frozen=True)
class Element:
    """Something a text must say. All parts are needed; a detector stands in their place.

    `when` limits an element of a strict rule to companies with certain answers. What `shows` it is quoted
    with it and not asked for: the other half of what a reader looks for. What is asked `of_each` of several
    is quoted wherever it is said. Its `home` are the sections of a programme that answer for it, where those
    are not the same for all elements of the rule. It `bears` the defects of these codes beside it: a ban
    is told by denying, so that a denial in its sentence takes nothing back (`checks.telling`).
    A `half` of it counts in a sentence with one of these lines where a passage says nothing else
    (`checks.half_said`). Its `usual` words tell whether a quotation is like what states it
    (`checks.read_again`).
    """

    id: str
    says: Words
    parts: tuple[Part, ...]
    advice: bool = False
    when: Expression | None = None
    detector: Detector | None = None
    shows: tuple[Line, ...] = ()
    of_each: bool = False
    home: tuple[str, ...] = ()
    bears: tuple[str, ...] = ()
    half: tuple[Line, ...] = ()
    usual: Mapping[Language, UsualWords] = field(default_factory=dict)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Concepts of which one must occur before anything of the element can be seen."""
        return union(*(line.starts for part in self.parts for line in part.lines))

    @cached_property
    def leans_on_others(self) -> bool:
        """Whether some of its lines count only beside another element."""
        return any(line.context for part in self.parts for line in part.lines)


@dataclass(frozen=True)
class Source:
    """Where a rule rests. `pinpoint` is empty when it may not be cited as such."""

    instrument: str
    pinpoint: str
    mark: str

    @property
    def citable(self) -> str:
        """The pinpoint, or nothing when nobody has verified it."""
        return "" if self.mark.startswith("UN") or self.mark == "U" else self.pinpoint


@dataclass(frozen=True)
class Rule:
    """One atomic check.

    `home` lists the sections where it looks first. `about` are concepts of
    which one must occur in a section before anything in it counts: "remedy"
    of a software bug is not remedy for people. With `unless_about` a section
    without them counts all the same, as long as none of those occurs in it.

    `pack_defects` are those that every rule of the pack has: a text that takes
    itself back.

    `topic` is how a programme names what the rule is about: what does not stand
    near one of these lines is about something else (`checks.excerpts`). In the
    home sections the lines of `topic_at_home` name it too.

    A `strict` rule follows from law. It says nothing as long as an answer or
    a text that it needs is missing; `silent` tells when that is, in words.
    `elsewhere` holds what belongs to it and is decided by the element of
    another rule ("STR-6.3.E2"), so that nobody reads it twice.

    A `literal` rule asks for facts: each stands there or does not, and nothing is read with good will.

    `finding` says that the duty is not there, `in_part` that only a part of it is; without it, `finding` must
    be true of both.

    A quality rule says something only where the detector named in `notices`
    (see `checks.quality`) finds a problem. Its `elements` are what that looks
    at; `patterns` and `values` are what it is told besides.
    """

    id: str
    requirement: str
    name: Words
    severity: Severity
    basis: str
    applies_to: Expression
    home: tuple[str, ...]
    home_only: bool
    about: frozenset[str]
    elements: tuple[Element, ...]
    own_defects: DefectSet
    sources: tuple[Source, ...]
    finding: Words
    why: Words
    fix: Words
    clause: str | None
    was: tuple[str, ...] = ()
    unless_about: frozenset[str] = frozenset()
    strict: bool = False
    literal: bool = False
    topic: tuple[Line, ...] = ()
    topic_at_home: tuple[Line, ...] = ()
    pack_defects: DefectSet = NO_DEFECTS
    doubts: DefectSet = NO_DEFECTS
    silent: Words = field(default_factory=dict)
    elsewhere: Mapping[str, Words] = field(default_factory=dict)
    notices: str = ""
    patterns: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    in_part: Words = field(default_factory=dict)

    def message(self, verdict: Verdict) -> Words:
        """What a finding says in one sentence."""
        if verdict == "found":
            return self.name
        return (self.in_part if verdict == "partly" else None) or self.finding

    @cached_property
    def essential(self) -> tuple[Element, ...]:
        """The elements that words decide and that the duty needs."""
        return tuple(each for each in self.elements if not each.advice and each.detector is None)

    @property
    def defects(self) -> tuple[Defect, ...]:
        """Its own, then those of the pack."""
        return (*self.own_defects.defects, *self.pack_defects.defects)

    def possible_defects(self, names: frozenset[str], in_programme: bool) -> list[Defect]:
        """Those that can show where these concepts occur; those of the pack take back single clauses only."""
        own = self.own_defects.possible(names)
        return own if in_programme else [*own, *self.pack_defects.possible(names)]

    def is_about(self, speaks_of: Callable[[frozenset[str]], bool]) -> bool:
        """Whether a text can say anything about its subject; it `speaks_of` any of some concepts or not."""
        if not self.about or speaks_of(self.about):
            return True
        return bool(self.unless_about) and not speaks_of(self.unless_about)

    def heeds(self, in_programme: bool) -> frozenset[str]:
        """The concepts that any line which counts there names: of a text without them, it sees nothing."""
        return self._own_concepts if in_programme else self._all_concepts

    @property
    def concepts(self) -> frozenset[str]:
        """Every concept that any of its lines names, those of its topic included."""
        return self._all_concepts.union(*(line.concepts for line in (*self.topic, *self.topic_at_home)))

    @cached_property
    def _all_concepts(self) -> frozenset[str]:
        return self._own_concepts | self.pack_defects.concepts | self.doubts.concepts

    @cached_property
    def _own_concepts(self) -> frozenset[str]:
        parts = (part.lines for element in self.elements for part in element.parts)
        beside = (lines for element in self.elements for lines in (element.shows, element.half))
        lines = (line for each in (*parts, *beside) for line in each)
        return self.about.union(
            self.unless_about, self.own_defects.concepts, *(line.concepts for line in lines)
        )


@dataclass(frozen=True)
class Delegated:
    """A check that other rules already make: listed for completeness, never reported a second time."""

    id: str
    name: Words
    decided_by: tuple[str, ...]
    sources: tuple[Source, ...]
    how: Words
    silent: Words


@dataclass(frozen=True)
class Pack:
    """A versioned set of rules with their words and examples; `digest` changes with any byte of its `folder`.

    `families` say in one sentence what all defects with a code ("D01") have in common.
    """

    id: str
    version: str
    title: Words
    languages: tuple[str, ...]
    licence: str
    sources: Mapping[str, str]
    concepts: tuple[Concept, ...]
    rules: tuple[Rule, ...]
    examples: tuple[Example, ...]
    digest: str
    folder: Path
    delegated: tuple[Delegated, ...] = ()
    reliability: Reliability | None = None
    families: Mapping[str, Words] = field(default_factory=dict)

    @cached_property
    def at_home(self) -> Mapping[str, tuple[Rule, ...]]:
        """For each section the rules with a topic that look there first."""
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for section in rule.home if rule.topic else ():
                found.setdefault(section, []).append(rule)
        return {section: tuple(rules) for section, rules in found.items()}

    def rule(self, requirement: str) -> Rule:
        """The rule with this id or for this requirement; KeyError when there is none."""
        for rule in self.rules:
            if requirement in (rule.id, rule.requirement) or requirement in rule.was:
                return rule
        raise KeyError(requirement)


@dataclass(frozen=True)
class Evidence:
    """A quotation that supports an element; offsets are code points in the block's visible text.

    `pointed`: a person says that it does, the rules did not see it.
    """

    block: str
    start: int
    end: int
    quote: str
    element: str
    section: str = ""
    pointed: bool = False
