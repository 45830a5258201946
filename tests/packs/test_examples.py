"""Every example beside every rule of every built-in pack holds."""

from functools import cache
from pathlib import Path

import pytest

import checks
from checks import ExampleOutcome, Pack, built_in_packs, near_duplicates, run_examples
from checks.example import Example, Expectation
from checks.strict_yaml import read_yaml
from checks.terms import Concept

PACKS = built_in_packs()
EXAMPLES = [(pack, number) for pack in PACKS for number in range(len(pack.examples))]


@cache
def outcomes(pack: str) -> tuple[ExampleOutcome, ...]:
    """All examples of a pack, run once and not while the tests are collected."""
    return run_examples(next(one for one in PACKS if one.id == pack))


def name(pack: Pack, number: int) -> str:
    example = pack.examples[number]
    return f"{example.rule}-{example.language}-{example.name}"


@pytest.mark.parametrize(
    ("pack", "number"),
    [(pack.id, number) for pack, number in EXAMPLES],
    ids=[name(pack, number) for pack, number in EXAMPLES],
)
def test_example_holds(pack: str, number: int) -> None:
    """The engine says of this text what its author expects, and quotes what it should."""
    outcome = outcomes(pack)[number]
    assert outcome.holds, f"{outcome.example.file}:{outcome.example.line}: {outcome.problem}"


@pytest.mark.parametrize("pack", PACKS, ids=[pack.id for pack in PACKS])
def test_no_two_examples_are_nearly_the_same(pack: Pack) -> None:
    """Two examples of one rule, language and outcome with the same words prove no more than one of them."""
    alike = [
        f"{later.file}:{later.line} and {earlier.line}" for earlier, later in near_duplicates(pack.examples)
    ]
    assert alike == []


def test_an_example_that_repeats_another_with_a_word_changed_is_told() -> None:
    """Changing one name in a sentence does not make it another example; another outcome does."""
    text = "The export control officer enters the outcome of every check in the order file on the same day."
    one = example("one", text, "noticed")
    other = example("other", text.replace("every", "each"), "noticed")
    counterpart = example("counterpart", text, "nothing")
    assert near_duplicates([one, other, counterpart]) == ((one, other),)


def example(name: str, text: str, expect: Expectation) -> Example:
    return Example("R", name, "en", text, expect, (), "", (), False, "R.examples.yaml", 1)


def test_packs_mean_the_same_by_the_same_word() -> None:
    """One name, one meaning over all built-in packs: then a sentence is read once for all of them."""
    meanings: dict[str, Concept] = {}
    for pack in PACKS:
        for concept in pack.concepts:
            assert meanings.setdefault(concept.name, concept) == concept, f"{pack.id}: {concept.name}"


def test_the_packs_mean_the_same_by_the_same_name() -> None:
    """Otherwise each sentence is read once per opinion, and the words are kept twice."""
    meant: dict[str, Concept] = {}
    other = {
        concept.name
        for pack in PACKS
        for concept in pack.concepts
        if meant.setdefault(concept.name, concept) != concept
    }
    assert other == set()


@pytest.mark.parametrize("pack", ["structure", "hard-checks", "text-quality"])
def test_what_an_included_concept_includes_is_included_too(pack: str) -> None:
    """The words of a concept are lent one level deep: "anybody" must name who "in charge" is made of."""
    root = Path(checks.__file__).parent
    files = [*root.glob("lexicons/*.yaml"), *root.glob("packs/*/lexicons/*.yaml")]
    includes = {
        name: (file, set(concept.get("includes", ())))
        for file in files
        for name, concept in read_yaml(file).items()
    }
    gaps = {
        f"{name} includes {other} without {missing}"
        for name, (file, others) in includes.items()
        for other in others
        if pack in file.parts and (missing := includes[other][1] - others - {name})
    }
    assert gaps == set()
