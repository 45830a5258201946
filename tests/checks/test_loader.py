"""A pack is whole or refused with file and line, and the last good packs stay in use."""

import shutil
from pathlib import Path

import pytest

from checks import PackStore, YamlProblem, load_pack, read_packs
from checks.loader import BUILT_IN

RULE = "rules/STR-2.3-DEPUTY.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(BUILT_IN / "structure", tmp_path / "structure")
    return tmp_path


def change(root: Path, file: str, old: str, new: str) -> int:
    """Replace text in a pack file; gives the line on which the change stands."""
    path = root / "structure" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("severity: fix_first", "severity: worst", "pack_schema"),
        ("severity: fix_first", "colour: red", "pack_schema"),
        ("- DEPUTY_TITLE!", "- NO_SUCH_CONCEPT!", "pack_schema"),
        ("- DEPUTY_TITLE!", "- DEPUTY_TITLE!, in 3 metres", "pack_line"),
        ("- DEPUTY_TITLE!", "- deputy", "pack_line"),
        ("home: [icp.2.3]", "applies_to: Q08 has some", "pack_scope"),
        ("  E1:", "  E1: &anchor", "pack_alias"),
        ("    says:", "    home: [icp.2.2]\n    says:", "pack_schema"),
        ("    says:", "    bears: [D01]\n    says:", "pack_schema"),
        ("    says:", "    half: [NO_SUCH_CONCEPT]\n    says:", "pack_schema"),
    ],
)
def test_faulty_rule_is_refused_with_its_line(root: Path, old: str, new: str, code: str) -> None:
    """Every mistake in a rule names the file, the line and a stable code."""
    line = change(root, RULE, old, new)
    with pytest.raises(YamlProblem) as caught:
        load_pack(root / "structure")
    assert (caught.value.path.name, caught.value.code) == ("STR-2.3-DEPUTY.yaml", code)
    assert caught.value.line == line or "missing" in caught.value.message


@pytest.mark.parametrize("pattern", ["(a+)+\\1", "(?<=x)y", "("])
def test_pattern_beyond_linear_time_is_refused(root: Path, pattern: str) -> None:
    """Look-behind, back-references and broken patterns never reach a text."""
    (root / "structure/lexicons/extra.yaml").write_text(f"X:\n  patterns: ['{pattern}']\n", encoding="utf-8")
    with pytest.raises(YamlProblem) as caught:
        load_pack(root / "structure")
    assert (caught.value.path.name, caught.value.line, caught.value.code) == ("extra.yaml", 2, "pack_regex")


def test_a_concept_cannot_include_what_does_not_exist(root: Path) -> None:
    (root / "structure/lexicons/extra.yaml").write_text(
        "X:\n  en: a word\n  includes: [NOBODY]\n", encoding="utf-8"
    )
    with pytest.raises(YamlProblem) as caught:
        load_pack(root / "structure")
    assert (caught.value.path.name, caught.value.line, caught.value.code) == ("extra.yaml", 3, "pack_schema")


@pytest.mark.parametrize("term", ["~2 plug", "ab*", "pull ~99 plug", "pull ~2 ~4 plug", "a*b"])
def test_unreadable_term_is_refused(root: Path, term: str) -> None:
    """A term must begin and end with a word, have one gap at a time, and wildcards need letters."""
    (root / "structure/lexicons/extra.yaml").write_text(f"X:\n  en: {term!r}\n", encoding="utf-8")
    with pytest.raises(YamlProblem) as caught:
        load_pack(root / "structure")
    assert caught.value.code == "pack_term"


def test_example_with_an_unquoted_evidence_is_refused(root: Path) -> None:
    """Evidence in an example must stand in its text."""
    change(root, "rules/STR-2.3-DEPUTY.examples.yaml", 'evidence: ["The finance', 'evidence: ["A finance')
    with pytest.raises(YamlProblem) as caught:
        load_pack(root / "structure")
    assert caught.value.path.name == "STR-2.3-DEPUTY.examples.yaml"


def test_wrong_pack_leaves_the_last_good_one_active(root: Path) -> None:
    """After a bad edit the old packs judge on, and the reason is kept until it is repaired."""
    store = PackStore(root)
    good = store.packs
    change(root, RULE, "severity: fix_first", "severity: worst")
    assert not store.reload()
    assert (store.packs, store.problem is not None) == (good, True)
    change(root, RULE, "severity: worst", "severity: tip")
    assert store.reload()
    assert (store.problem, store.packs == good) == (None, False)


def test_digest_changes_with_the_words(root: Path) -> None:
    """Results may be cached by the digest: any byte of a lexicon changes it."""
    before = load_pack(root / "structure").digest
    change(root, "lexicons/organisation.yaml", "understudy", "understudies")
    assert load_pack(root / "structure").digest != before


def test_unverified_pinpoint_is_kept_but_not_citable() -> None:
    """A paragraph number that nobody has seen stays in the data and is never shown as a citation."""
    sources = [source for pack in read_packs() for rule in pack.rules for source in rule.sources]
    unverified = [source for source in sources if source.mark == "UNVERIFIED"]
    assert unverified
    assert all(source.pinpoint and not source.citable for source in unverified)
    assert all(source.citable == source.pinpoint for source in sources if source.mark == "VERIFIED")


def test_all_fifty_requirements_are_there_with_both_languages() -> None:
    """The human-rights pack has one rule per requirement, its elements and texts in English and Dutch."""
    pack = next(pack for pack in read_packs() if pack.id == "hr-due-diligence")
    assert len(pack.rules) == 50
    for rule in pack.rules:
        assert all(set(words) == {"en", "nl"} for words in (rule.name, rule.finding, rule.why, rule.fix))
        assert [element.id for element in rule.elements if not element.advice] == [
            f"E{number}" for number in range(1, len([e for e in rule.elements if not e.advice]) + 1)
        ]
