"""Scope expressions say yes, no or unknown, and which answers decided."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.answers import Answer
from checks.scope import ScopeProblem, ScopeResult, parse

VALUES = st.sampled_from(["none", "no", "yes", "unknown", "", "dpi", "police", "agent", "5A004.a", "é\u202e"])
LISTED: dict[str, Answer] = {"Q08": ["5A001.f.1"], "Q05": "software"}


@pytest.mark.parametrize(
    ("expression", "answers", "value", "because"),
    [
        ("ALL", {}, "yes", ()),
        ("Q08 has any of 5A001.f, 5A001.j", LISTED, "yes", ("Q08",)),
        ("Q08 has any of 5A001.j", LISTED, "no", ("Q08",)),
        ('Q08 has any of 5A001.f and not Q05 is "no"', LISTED, "yes", ("Q08", "Q05")),
        ("Q08 has any", {"Q08": ["none"]}, "no", ("Q08",)),
        ("Q08 has any", {"Q08": []}, "no", ("Q08",)),
        ("Q08 has any", {}, "unknown", ("Q08",)),
        ("Q08 has any or Q11 has any", {"Q11": ["face"]}, "yes", ("Q11",)),
        ("Q08 has any and Q11 has any", {"Q11": ["none"]}, "no", ("Q11",)),
        ("Q07 is yes", {"Q07": "unknown"}, "unknown", ("Q07",)),
        ("Q07 is yes", {"Q07": True}, "yes", ("Q07",)),
        ("Q07 is not yes", {"Q07": "no"}, "yes", ("Q07",)),
        ("Q11 is answered", {}, "no", ("Q11",)),
        ("Q19 has all of police, army", {"Q19": ["police"]}, "no", ("Q19",)),
        ("Q19 has none of police, army", {"Q19": ["bank"]}, "yes", ("Q19",)),
        ("NLT", {"Q11": ["face"]}, "yes", ("Q11",)),
        ("GOV", {"Q19": ["police"]}, "yes", ("Q19",)),
        ("INT", {"Q17": ["direct"]}, "no", ("Q17",)),
    ],
)
def test_evaluates(expression: str, answers: dict[str, Answer], value: str, because: tuple[str, ...]) -> None:
    """Each form of test gives the expected outcome and names its questions."""
    assert parse(expression).evaluate(answers) == ScopeResult(value, because)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("users", "value"), [(["bank"], "no"), (["police"], "yes"), (["bank", "intelligence"], "yes")]
)
def test_encryption_alone_is_not_cyber_surveillance(users: list[str], value: str) -> None:
    """An encryption exporter is CYB only with a government user, packet inspection or cryptanalysis."""
    answers: dict[str, Answer] = {"Q08": ["none"], "Q09": ["none"], "Q10": ["5A002.a.1"], "Q19": list(users)}
    assert parse("CYB").evaluate(answers).value == value
    assert parse("CYB").evaluate({**answers, "Q10": ["dpi"]}).value == "yes"


@pytest.mark.parametrize(
    ("expression", "position"),
    [
        ("", 0),
        ("Q08", 3),
        ("Q08 has", 7),
        ("Q08 is", 6),
        ("Q08 has any of", 14),
        ("(Q08 has any", 12),
        ("XYZ", 0),
        ("ALL ALL", 4),
        ("Q08 has any of a, and", 18),
        ("Q08 = 3", 3),
    ],
)
def test_errors_have_a_position(expression: str, position: int) -> None:
    """A mistake is pointed at by its character."""
    with pytest.raises(ScopeProblem) as caught:
        parse(expression)
    assert caught.value.position == position


@given(
    st.dictionaries(
        st.sampled_from(["Q08", "Q09", "Q10", "Q11", "Q17", "Q19"]),
        st.one_of(st.none(), st.booleans(), VALUES, st.lists(VALUES)),
    )
)
def test_not_turns_yes_into_no(answers: dict[str, Answer]) -> None:
    """For any answers, a test and its opposite never agree unless both are unknown."""
    for code in ("CYB", "NLT", "GOV", "INT"):
        plain, opposite = parse(code).evaluate(answers), parse(f"not {code}").evaluate(answers)
        assert (plain.value == opposite.value) == (plain.value == "unknown")
