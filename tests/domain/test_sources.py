"""Sources as people read them: full names, verified places only, no English left in Dutch."""

import re

import pytest

from app.domain.source_names import DUTCH_PHRASES, DUTCH_PLACES, NAMES
from app.domain.sources import citation, cited, place, tidied
from checks import Source, built_in_packs
from checks.languages import LANGUAGES
from icp_templates import load_library

RULES = [rule for pack in built_in_packs() for rule in pack.rules]
SOURCES = sorted({source for rule in RULES for source in rule.sources}, key=str)


def test_every_source_of_a_pack_has_a_name() -> None:
    """No rule page shows the short key of an instrument."""
    keys = {source.instrument for pack in built_in_packs() for rule in pack.rules for source in rule.sources}
    keys |= {key for pack in built_in_packs() for key in pack.sources}
    assert keys <= NAMES.keys()
    assert all(names.keys() == set(LANGUAGES) for names in NAMES.values())


def test_only_verified_paragraphs_are_cited() -> None:
    """A paragraph that nobody verified is not shown; a verified one is, in the reader's language."""
    verified = Source("R18", "Annex 1 elements 2 and 4", "V2")
    assert citation(verified, "en").endswith(": Annex 1, elements 2 and 4")
    assert citation(verified, "nl").endswith(": bijlage 1, elementen 2 en 4")
    for mark in ("U", "UNVERIFIED"):
        assert citation(Source("R18", "Annex 1", mark), "en") == NAMES["R18"]["en"]


def test_names_are_those_of_the_guidance() -> None:
    """An instrument that sections cite too has the same name there."""
    guidance = {
        c.url: c.name
        for template in load_library().templates
        for section in template.sections
        for c in section.citations
    }
    both = [
        (NAMES[key], guidance[url])
        for pack in built_in_packs()
        for key, url in pack.sources.items()
        if url in guidance
    ]
    assert both
    assert all(ours == dict(theirs) for ours, theirs in both)


@pytest.mark.parametrize("source", SOURCES, ids=str)
def test_no_english_is_left_in_a_dutch_place(source: Source) -> None:
    """Every word of a place has its Dutch: in the list of whole places or among the phrases."""
    english = tidied(source)
    phrases = sorted(map(re.escape, DUTCH_PHRASES), key=len, reverse=True)
    left = "" if english in DUTCH_PLACES else re.sub("|".join(phrases), "", english)
    assert not re.search(r"\b(?![IVXivx]+\b)[A-Za-z]{3,}", left), left
    assert not re.search(r"\b(Article|Annex|commentary|and|the)\b", place(source, "nl"))


@pytest.mark.parametrize("source", SOURCES, ids=str)
def test_a_place_that_nobody_verified_is_never_shown(source: Source) -> None:
    """Then the name of the instrument stands alone."""
    for language in LANGUAGES:
        assert bool(place(source, language)) == bool(source.citable)


def test_an_instrument_is_cited_once_with_all_its_places() -> None:
    """Two keys for one text come together; a place without a reader stays out."""
    sources = (
        Source("UNGP", "17 commentary (mergers)", "VERIFIED"),
        Source("DDG", "step 1.2", "UNVERIFIED"),
        Source("UNGP", "19(a)(ii)", "VERIFIED"),
    )
    assert list(map(str, cited(sources, "nl"))) == [
        f"{NAMES['UNGP']['nl']}: beginsel 17, toelichting (fusies); beginsel 19, onder a, ii",
        NAMES["DDG"]["nl"],
    ]
    assert str(cited(sources, "en")[0]).endswith(": Principle 17, commentary (mergers); Principle 19(a)(ii)")


def test_points_are_told_from_paragraphs() -> None:
    """Article 2 of the dual-use regulation has points; elsewhere a number in brackets is a paragraph."""
    assert place(Source("DUR", "Article 2(21)", "V1"), "nl") == "artikel 2, punt 21"
    assert place(Source("DUR", "Article 15(1)(c)", "V1"), "nl") == "artikel 15, lid 1, onder c"
    assert place(Source("WSD", "Article 2(4)", "V1"), "nl") == "artikel 2, lid 4"
