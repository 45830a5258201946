"""Search in a programme: literal, in what a reader sees, in one's own programme only."""

import pytest

from app.domain.errors import Invalid, NotFound
from app.domain.people import Actor
from app.domain.searching import excerpts
from app.i18n import in_language
from app.usecases.workbench import Workbench
from app.usecases.writing import blanks, drafting
from app.usecases.writing.searching import HITS_LIMIT, search_programme
from app.web.views.search_page import search_page
from tests.stories.companies import Company, a_company

TEXT = "100% of orders, net_weight, C:\\temp and a+b.*\n\nAsk **An**na or {{export_control_officer}}."


@pytest.fixture
def anna(company: Company) -> Actor:
    return company.person("Anna de Wit")


@pytest.fixture
def programme(bench: Workbench, company: Company, anna: Actor) -> str:
    made = company.programme(anna)
    drafting.save_section_text(bench, anna, made, "icp.2.3", TEXT, 0)
    blanks.fill_blanks(bench, anna, made, {"export_control_officer": "Leila Haddad"}, 0)
    return made


@pytest.mark.parametrize("wanted", ["%", "_", "\\", "a+b.*", "ORDERS", "anna", "leila haddad", " 100%  of "])
def test_words_are_found_as_they_read(bench: Workbench, anna: Actor, programme: str, wanted: str) -> None:
    """Signs have no special meaning, letters no case; marks vanish and facts are filled in."""
    (hit,) = search_programme(bench, anna, programme, wanted, "en").hits
    assert hit.excerpt.hit.lower() == " ".join(wanted.split()).lower()
    assert hit.number.startswith("2.3.")


@pytest.mark.parametrize("wanted", ["", "  ", "nowhere", "' OR 1=1", "export_control_officer", "." * 3])
def test_what_does_not_stand_there_is_not_found(
    bench: Workbench, anna: Actor, programme: str, wanted: str
) -> None:
    """Neither nothing, nor patterns, nor the key of a fact that shows its value."""
    assert search_programme(bench, anna, programme, wanted, "en").hits == ()


def test_search_has_limits_and_says_so(bench: Workbench, anna: Actor, programme: str) -> None:
    """Very long words are refused; very many hits are cut, and the page knows."""
    with pytest.raises(Invalid) as refused:
        search_programme(bench, anna, programme, "x" * 10_000, "en")
    assert refused.value.code == "too_long"
    drafting.save_section_text(bench, anna, programme, "icp.2.1", "\n\n".join(["so so so"] * 60), 0)
    found = search_programme(bench, anna, programme, "so", "en")
    assert (len(found.hits), found.is_cut) == (HITS_LIMIT, True)


def test_nobody_searches_another_company(bench: Workbench, programme: str) -> None:
    """The programme does not exist for a stranger."""
    with pytest.raises(NotFound):
        search_programme(bench, a_company(bench, "Other B.V.").person("Otto"), programme, "orders", "en")


def test_places_stay_right_where_lower_case_is_longer() -> None:
    """`İ` has two letters in lower case; the words behind it are cut at the right place all the same."""
    (found,) = excerpts("İstanbul ORDER", "order", 5)
    assert (found.before, found.hit) == ("İstanbul ", "ORDER")


def test_an_excerpt_has_whole_words_of_one_line() -> None:
    """No word is cut in two, and the row of a table does not run on into the next."""
    text = "Role | Task\n" + "responsibilities " * 6 + "order " + "responsibilities " * 6 + "\nother | row"
    (found,) = excerpts(text, "order", 5)
    assert set(f"{found.before}{found.hit}{found.after}".split()) == {"responsibilities", "order"}
    assert (found.cut_before, found.cut_after) == (True, True)


def test_places_close_together_are_shown_once(bench: Workbench, anna: Actor, programme: str) -> None:
    """One line for a paragraph that says the word twice, each of them marked, and no signs of a table."""
    text = "| Order | Who |\n|---|---|\n| An order of orders | Anna |"
    drafting.save_section_text(bench, anna, programme, "icp.2.1", text, 0)
    shown = search_page(search_programme(bench, anna, programme, "order", "en"))
    (group,) = [one for one in shown.groups if one.title.startswith("2.1")]
    row = group.hits[-1].pieces
    assert "".join(piece.text for piece in row) == "An order of orders · Anna"
    assert [piece.text for piece in row if piece.is_hit] == ["order", "order"]


def test_a_cut_search_counts_the_first_places(bench: Workbench, anna: Actor, programme: str) -> None:
    """A hundred is where the list stops, not how many there are."""
    drafting.save_section_text(bench, anna, programme, "icp.2.1", "\n\n".join(["so so so"] * 60), 0)
    with in_language("nl"):
        found = search_page(search_programme(bench, anna, programme, "so", "nl"))
    assert found.summary == f"De eerste {HITS_LIMIT} plaatsen"
