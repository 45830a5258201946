"""A good sentence falls when it is denied, hedged, wished, postponed, asked or handed to somebody else."""

import pytest

from checks import built_in_packs, judge_passage

STRUCTURE = next(pack for pack in built_in_packs() if pack.id == "structure")
GOOD = (
    "The export control officer stops any order. "
    "The finance director is her deputy and has the same authority."
)
GOED = (
    "De exportcontrolefunctionaris stopt orders. "
    "De controller is haar plaatsvervanger met dezelfde bevoegdheid."
)


def verdict(text: str, lang: str) -> tuple[str, str]:
    judged = judge_passage(STRUCTURE, "STR-2.3-DEPUTY", text, lang)
    return judged.verdict, judged.states["E1"]


@pytest.mark.parametrize(("text", "lang"), [(GOOD, "en"), (GOED, "nl")])
def test_plain_statement_is_found(text: str, lang: str) -> None:
    """The plain sentence is found in both languages."""
    assert verdict(text, lang) == ("found", "present")


@pytest.mark.parametrize(
    ("text", "lang", "state"),
    [
        ("The finance director is not her deputy and has no authority.", "en", "negated"),
        ("We aim to make the finance director her deputy.", "en", "aspiration"),
        ("The finance director is to be appointed as her deputy.", "en", "future"),
        ("The finance director used to be her deputy.", "en", "past"),
        ("Is the finance director her deputy?", "en", "question"),
        ("Where practicable the finance director is her deputy.", "en", "weak"),
        ("[Name] is the deputy, a finance director.", "en", "template"),
        ("Is the finance director her deputy? No.", "en", "negated"),
        ("De controller is niet haar plaatsvervanger.", "nl", "negated"),
        ("Orders go to the customer, who names her deputy, the finance director.", "en", "other_actor"),
        (
            "Orders gaan naar de afnemer, die de controller als haar plaatsvervanger aanwijst.",
            "nl",
            "other_actor",
        ),
        ("Wij streven ernaar dat de controller haar plaatsvervanger wordt.", "nl", "aspiration"),
        ("We try to have the finance director as her deputy.", "en", "aspiration"),
        ("Zonder plaatsvervanger werkt de controller.", "nl", "negated"),
        ("De controller is nog niet haar plaatsvervanger.", "nl", "future"),
        ("Waar mogelijk is de controller haar plaatsvervanger.", "nl", "weak"),
        ("Is de controller haar plaatsvervanger?", "nl", "question"),
    ],
)
def test_meaning_is_heard(text: str, lang: str, state: str) -> None:
    """Each turn of phrase gives its own state, and none of them counts."""
    assert verdict(text, lang) == ("not_found", state)


@pytest.mark.parametrize(
    "text",
    [
        "No shipment leaves without the deputy, our finance director, who has the same authority.",
        "Not only the officer but also her deputy, the finance director, has the same authority.",
    ],
)
def test_negation_that_strengthens_does_not_deny(text: str) -> None:
    """ "No ... without" and "not only" make a clause stronger."""
    assert verdict(text, "en")[1] == "present"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("First we try the finance director, her deputy, and then the board.", "en"),
        ("Zonder verdere omhaal is de controller haar plaatsvervanger met dezelfde bevoegdheid.", "nl"),
    ],
)
def test_what_is_tried_first_and_what_is_only_spared_are_no_lack(text: str, lang: str) -> None:
    """A step of several is no wish, and an opening "zonder" takes back what stands right behind it."""
    assert verdict(text, lang)[1] == "present"


def test_row_of_terms_is_no_clause() -> None:
    """Key words without grammar are not read as a duty."""
    stuffed = (
        "Deputy, finance director, same authority, release, export control officer, stopping, shipments, "
        "orders, delivery, transactions, authority, responsibility, compliance, governance."
    )
    assert verdict(stuffed, "en")[0] != "found"


def test_separable_verb_is_found_apart() -> None:
    """Dutch verbs are found when their parts stand far from each other."""
    text = (
        "De controller neemt bij haar vakantie het werk van de "
        "exportcontrolefunctionaris waar, volledig bevoegd."
    )
    assert verdict(text, "nl")[1] == "present"


def test_table_row_is_read_with_its_header() -> None:
    """A cell gets its meaning from the head of its column."""
    table = (
        "| Function | Deputy with the same authority |\n| --- | --- |\n"
        "| Export control officer | Finance director |"
    )
    assert verdict(table, "en") == ("found", "present")


@pytest.mark.parametrize(
    ("first", "state"),
    [
        ("| Deputy | the finance director with the same authority |", "present"),
        ("| Deputy | Finance director, same authority, at any hour |", "present"),
        ("| Deputy with the same authority | Name of the person |", "missing"),
    ],
)
def test_a_first_row_that_says_something_is_no_header(first: str, state: str) -> None:
    """In a table of labels the first row is one like the others; a header of short names says nothing."""
    assert verdict(f"{first}\n| --- | --- |\n| Seat | Limerick |", "en")[1] == state


@pytest.mark.parametrize(
    "text",
    [
        "| Duty | State |\n|---|---|\n| Finance director as deputy with the same authority | none |",
        "| Finance director as deputy with the same authority | no rule agreed |",
        "| Finance director as deputy with the same authority | not part of the letter |",
        "| Finance director as deputy with the same authority | no arrangement for that |",
        "| Finance director as deputy with the same authority | is not described |",
        "| Finance director as deputy with the same authority | - |",
        "| De controller als haar plaatsvervanger met dezelfde bevoegdheid | wordt hier niet benoemd |",
        "| De controller als haar plaatsvervanger met dezelfde bevoegdheid | geen vaste regeling |",
        "The finance director as her deputy with the same authority: not arranged.",
        "De controller als haar plaatsvervanger met dezelfde bevoegdheid: geen.",
        "| Finance director as deputy with the same authority | **No.** |",
        "Duty | State\nFinance director as deputy with the same authority | none",
        "The finance director as her deputy with the same authority: there is no arrangement.",
    ],
)
def test_label_answered_with_no_is_a_denial(text: str) -> None:
    """A cell or a label whose whole answer is "none" or "not arranged" says that the thing is not there."""
    assert verdict(text, "nl" if "controller" in text else "en") == ("not_found", "negated")


def test_what_is_written_down_about_a_try_is_no_wish() -> None:
    """ "What we tried" on record is a record; "we try to record" stays a wish."""
    pack = next(pack for pack in built_in_packs() if pack.id == "hr-due-diligence")
    kept = judge_passage(
        pack, "HR-LEV-01", "Wij noteren wat wij probeerden, wanneer, en wat het opleverde.", "nl"
    )
    wished = judge_passage(
        pack, "HR-LEV-01", "Wij proberen te noteren wat er gebeurde en wat het opleverde.", "nl"
    )
    assert (kept.states["E5"], wished.states["E5"]) == ("present", "aspiration")


@pytest.mark.parametrize(
    ("requirement", "row", "element"),
    [
        ("HR-PRI-01", "| Revenue and customer importance in the ranking | not considered |", "E3"),
        ("HR-PRI-01", "Role of revenue and customer importance: not considered.", "E3"),
    ],
)
def test_what_is_rightly_left_out_is_no_answer_of_no(requirement: str, row: str, element: str) -> None:
    """A criterion that is "not considered" is just what the duty asks."""
    pack = next(one for one in built_in_packs() if one.id == "hr-due-diligence")
    assert judge_passage(pack, requirement, row, "en").elements[element]
