"""Reference data is dated, bilingual and modest about what it does not hold."""

from pathlib import Path

import pytest
from babel import Locale

from checks.reference import control_codes, destinations
from checks.strict_yaml import YamlProblem


def test_every_code_explains_itself_in_both_languages() -> None:
    """No code is shown without words, and every file says which edition was read and when."""
    codes = control_codes()
    assert (codes.mark, codes.checked, codes.in_force_since) == ("V1", "2026-11-23", "2025-11-15")
    for code in codes.codes:
        assert set(code.covers) == {"en", "nl"}, code.code
        assert code.limits is None or set(code.limits) == {"en", "nl"}, code.code


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("5A001.f.1", "known"),
        ("5A001.f", "known"),
        ("5A001.i", "not_used"),
        ("5A001", "known"),
        ("5A001.f.9", "not_checked"),
        ("9A999", "not_checked"),
        ("5", "not_checked"),
    ],
)
def test_an_unknown_code_is_not_checked_and_never_wrong(code: str, state: str) -> None:
    """Only a code that the file marks as unused may be called out; the rest is simply not checked."""
    assert control_codes().state(code) == state


def test_the_questions_of_group_one_cover_the_listed_surveillance_codes() -> None:
    """Interception, intrusion, monitoring, cryptanalysis and forensic tools each belong to a question."""
    asked = {code.code: code.question for code in control_codes().codes}
    for code in ("4A005", "4D004", "4E001.c", "5A001.f.1", "5A001.j", "5D001.e", "5A004.a", "5A004.b"):
        assert asked[code] in {"Q08", "Q09", "Q10"}


@pytest.mark.parametrize(
    ("group", "size"), [("eu", 27), ("eu001", 10), ("eu007", 16), ("eu008_excluded", 43)]
)
def test_destination_groups_have_the_size_the_law_gives_them(group: str, size: int) -> None:
    """EU001 counts Switzerland with Liechtenstein as two codes; EU008 counts China as three."""
    assert len(destinations().group(group).countries) == size


def test_every_country_has_a_name_in_both_languages() -> None:
    """Codes are real ISO codes, also the one that YAML likes to read as "no"."""
    countries = {country for group in destinations().groups for country in group.countries}
    assert "NO" in countries
    for language in ("en", "nl"):
        assert countries <= set(Locale(language).territories)


def test_a_country_can_stand_in_several_groups() -> None:
    """Israel and Malaysia are destinations of EU007 and excluded from EU008."""
    naming = {c: [g.id for g in destinations().groups if c in g.countries] for c in ("IL", "MY", "BR")}
    assert naming == {"IL": ["eu007", "eu008_excluded"], "MY": ["eu007", "eu008_excluded"], "BR": ["eu007"]}
    with pytest.raises(KeyError):
        destinations().group("nato")


def test_a_wrong_key_is_refused_with_its_line(tmp_path: Path) -> None:
    """A slip in a data file stops the start with file and line."""
    path = tmp_path / "codes.yaml"
    path.write_text(
        "edition: x\ncodes:\n  - code: 4A005\n    covers: {en: a, nl: b}\n    colour: red\n", "utf-8"
    )
    with pytest.raises(YamlProblem) as caught:
        control_codes(path)
    assert (caught.value.line, caught.value.code) == (5, "reference_key")


def test_a_code_stands_in_the_list_once(tmp_path: Path) -> None:
    """Two descriptions of one code would contradict each other sooner or later."""
    path = tmp_path / "codes.yaml"
    entry = "  - code: 4A005\n    covers: {en: a, nl: b}\n"
    path.write_text(f"edition: x\ncodes:\n{entry}{entry}", "utf-8")
    with pytest.raises(YamlProblem) as caught:
        control_codes(path)
    assert caught.value.code == "reference_duplicate"
