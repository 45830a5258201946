"""Rule files, read strictly."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import cast, get_args

from checks import hard
from checks.common_defects import PLACES_OF_DOUBTS, CommonDefect, CommonDefects
from checks.defects import Defect, DefectSet, Spares
from checks.languages import Words
from checks.lines import Line, LineProblem, parse_line
from checks.model import Delegated, Detector, Element, Part, Rule, Severity, Source
from checks.other_subjects import SubjectWords
from checks.patterns import PatternProblem, check_pattern
from checks.quality import DETECTORS
from checks.schema import Reader
from checks.scope import Expression, ScopeProblem, parse
from checks.strict_yaml import LinedDict, YamlProblem

RULE_FIELDS = [
    "id",
    "was",
    "requirement",
    "name",
    "severity",
    "basis",
    "applies_to",
    "about",
    "unless_about",
    "topic",
    "topic_at_home",
    "home",
    "home_only",
    "elements",
    "stronger",
    "defects",
    "sources",
    "finding",
    "in_part",
    "why",
    "fix",
    "clause",
    "strict",
    "elsewhere",
    "silent",
    "notices",
    "patterns",
    "values",
]
ELEMENT_FIELDS = ("says", "any", "parts", "shows", "of_each", "home", "bears", "half")
Known = frozenset[str] | None
"""The concept names that lines may use; None where lines are not read at all."""
DELEGATED_FIELDS = ["id", "name", "decided_by", "sources", "how", "silent"]
BASES = ("CORE", "DERIVED", "SECTOR", "LAW", "METHOD")
MARKS = ("VERIFIED", "VERIFIED-SECONDARY", "UNVERIFIED", "V1", "V2", "U")


def read_rule(file: Reader, defects: CommonDefects, known: Known, literal: bool = False) -> Rule:
    """One rule; `known` are the concept names that lines may use. `literal` forbids good will."""
    strict = file.one_of("strict", ("yes", "no"), "no") == "yes"
    notices = file.one_of("notices", ("", *DETECTORS), "")
    elements = _all_elements(file, known, strict, defects.borne, may_be_empty=bool(notices))
    essential = frozenset(element.id for element in elements if not element.advice)
    return Rule(
        id=file.text("id"),
        requirement=file.text("requirement", file.text("id")),
        name=file.words("name"),
        severity=cast(Severity, file.one_of("severity", get_args(Severity))),
        basis=file.one_of("basis", BASES),
        applies_to=_scope(file, "applies_to"),
        home=file.texts("home"),
        home_only=file.one_of("home_only", ("yes", "no"), "no") == "yes",
        about=_about(file, known, "about"),
        unless_about=_about(file, known, "unless_about"),
        elements=elements,
        own_defects=DefectSet(_defects(file, defects, known, essential)),
        pack_defects=defects.of_every_rule(essential),
        doubts=defects.doubts,
        sources=tuple(_source(file, item) for item in file.items("sources")),
        finding=file.words("finding"),
        in_part=file.words("in_part", required=False),
        why=file.words("why"),
        fix=file.words("fix"),
        clause=file.text("clause", "") or None,
        was=file.texts("was"),
        strict=strict,
        literal=literal or strict,
        topic=_lines(file, "topic", known),
        topic_at_home=_lines(file, "topic_at_home", known),
        silent=file.words("silent", required=strict),
        elsewhere=_elsewhere(file),
        notices=notices,
        patterns=_patterns(file),
        values=file.texts("values"),
    )


def _all_elements(
    file: Reader, known: Known, strict: bool, borne: Collection[str], may_be_empty: bool
) -> tuple[Element, ...]:
    essential = _elements(file, "elements", known, borne, advice=False, strict=strict)
    if not essential and not may_be_empty:
        file.refuse("elements", "a rule needs at least one element")
    return (*essential, *_elements(file, "stronger", known, (), advice=True, strict=False))


def read_delegated(file: Reader) -> Delegated:
    """A check that is listed here and made by the rules it names."""
    decided_by = file.texts("decided_by")
    if not decided_by:
        file.refuse("decided_by", "name at least one rule")
    return Delegated(
        file.text("id"),
        file.words("name"),
        decided_by,
        tuple(_source(file, item) for item in file.items("sources")),
        file.words("how"),
        file.words("silent"),
    )


def read_common_defects(file: Reader, known: Known) -> CommonDefects:
    """The pack's own vocabulary of defects."""
    found = {}
    for code in file.tree:
        inner = file.reader(code, ("says", "lines", "unless", "everywhere", "spares", "words"))
        where = inner.one_of("everywhere", ("yes", "no", *PLACES_OF_DOUBTS), "no")
        lines = _lines(inner, "lines", known)
        if where != "no":
            # A section that is called "Stop authority" is not about authorities in each of its sentences.
            lines = tuple(replace(line, unheaded=True) for line in lines)
        spares = cast(Spares, inner.one_of("spares", get_args(Spares), "no"))
        unless = _lines(inner, "unless", known)
        words = SubjectWords(inner.words("words")) if "words" in inner.tree else None
        found[code] = CommonDefect(inner.words("says"), lines, unless, where, spares, words)
    return CommonDefects(found)


def _patterns(file: Reader) -> tuple[str, ...]:
    for pattern, number in file.lined_texts("patterns"):
        try:
            check_pattern(pattern)
        except PatternProblem as problem:
            raise YamlProblem(file.path, number, "pack_regex", str(problem)) from None
    return file.texts("patterns")


def _elements(
    file: Reader, key: str, known: Known, borne: Collection[str], advice: bool, strict: bool
) -> tuple[Element, ...]:
    tree = file.mapping(key)
    found = []
    for name in tree:
        value = tree[name]
        if not isinstance(value, LinedDict):
            raise YamlProblem(file.path, tree.line_of(name), "pack_schema", f"element '{name}' needs fields")
        inner = Reader(file.path, value, (*ELEMENT_FIELDS, *(("when", "detector") if strict else ())))
        element = _element(name, inner, known, advice)
        if not set(element.home) <= set(file.texts("home")):
            inner.refuse("home", f"the home of element '{name}' is none of the rule's")
        if not set(element.bears) <= set(borne):
            inner.refuse(
                "bears", f"in the telling of '{name}' no defect with one of these codes is looked for"
            )
        found.append(element)
    return tuple(found)


def _element(name: str, inner: Reader, known: Known, advice: bool) -> Element:
    if sum(way in inner.tree for way in ("any", "parts", "detector")) != 1:
        inner.refuse("any", f"element '{name}' needs one of 'any', 'parts' and, in a strict rule, 'detector'")
    detector = _detector(inner) if "detector" in inner.tree else None
    return Element(
        id=name,
        says=inner.words("says"),
        parts=() if detector else _parts(inner, known),
        advice=advice,
        when=_scope(inner, "when") if "when" in inner.tree else None,
        detector=detector,
        shows=_lines(inner, "shows", known),
        of_each=inner.one_of("of_each", ("yes", "no"), "no") == "yes",
        home=inner.texts("home"),
        bears=inner.texts("bears"),
        half=_lines(inner, "half", known),
    )


def _elsewhere(file: Reader) -> dict[str, Words]:
    tree = file.mapping("elsewhere")
    inner = Reader(file.path, tree, tree.keys())
    return {place: inner.words(place) for place in tree}


def _detector(inner: Reader) -> Detector:
    tree = inner.mapping("detector")
    file = Reader(inner.path, tree, tree.keys())
    name = file.one_of("name", hard.DETECTORS)
    settings = {key: file.text(key) for key in tree if key != "name"}
    if settings.keys() != hard.DETECTORS[name][1]:
        needed = ", ".join(sorted(hard.DETECTORS[name][1])) or "nothing"
        inner.refuse("detector", f"the detector '{name}' needs {needed}")
    return Detector(name, settings)


def _parts(inner: Reader, known: Known) -> tuple[Part, ...]:
    if "any" in inner.tree:
        return (Part("all", _lines(inner, "any", known)),)
    tree = inner.mapping("parts")
    reader = Reader(inner.path, tree, tree.keys())
    return tuple(Part(name, _lines(reader, name, known)) for name in tree)


def _lines(file: Reader, key: str, known: Known) -> tuple[Line, ...]:
    found: list[Line] = []
    for written, number in file.lined_texts(key) if known is not None else ():
        try:
            line = parse_line(written)
        except LineProblem as problem:
            raise YamlProblem(file.path, number, "pack_line", str(problem)) from None
        for name in sorted(line.concepts - (known or frozenset())):
            raise YamlProblem(file.path, number, "pack_schema", f"there is no concept '{name}'")
        found.append(line)
    return tuple(found)


def _defects(
    file: Reader, common: Mapping[str, CommonDefect], known: Known, elements: frozenset[str]
) -> tuple[Defect, ...]:
    tree = file.mapping("defects")
    found = []
    for name in tree:
        code = name.split("_")[0]
        described = common.get(name, common.get(code))
        if described is None:
            file.refuse("defects", f"the pack has no defect '{code}'")
        value = tree[name]
        inner = (
            Reader(file.path, value, ("touches", "lines", "unless", "own", "words"))
            if isinstance(value, LinedDict)
            else None
        )
        if inner is None:
            raise YamlProblem(
                file.path, tree.line_of(name), "pack_schema", f"defect '{name}' needs fields or {{}}"
            )
        own = inner.one_of("own", ("yes", "no"), "no") == "yes"
        touches = frozenset(inner.texts("touches"))
        if touches - elements:
            inner.refuse("touches", f"there is no element {', '.join(sorted(touches - elements))}")
        base = CommonDefect(described.says, (), ()) if own else described
        found.append(
            Defect(
                code,
                base.says,
                base.lines + _lines(inner, "lines", known),
                base.unless + _lines(inner, "unless", known),
                touches,
                spares=described.spares,
                words=SubjectWords(inner.words("words"), described.words) if "words" in value else None,
            )
        )
    return tuple(found)


def _source(file: Reader, item: object) -> Source:
    if not isinstance(item, LinedDict):
        file.refuse("sources", "a source needs instrument, pinpoint and mark")
    inner = Reader(file.path, item, ("instrument", "pinpoint", "mark"))
    return Source(inner.text("instrument"), inner.text("pinpoint", ""), inner.one_of("mark", MARKS))


def _about(file: Reader, known: Known, key: str) -> frozenset[str]:
    names = frozenset(file.texts(key))
    if known is None:
        return frozenset()
    if names - known:
        file.refuse(key, f"there is no concept '{', '.join(sorted(names - known))}'")
    return names


def _scope(file: Reader, key: str) -> Expression:
    try:
        return parse(file.text(key, "ALL"))
    except ScopeProblem as problem:
        raise YamlProblem(file.path, file.tree.line_of(key), "pack_scope", str(problem)) from None
