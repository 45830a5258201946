"""The scoping interview as data."""

from icp_templates import load_example, load_library
from icp_templates.interview import load_interview

INTERVIEW = load_interview("eu-nl")
TEMPLATE = load_library().template("eu-nl")


def test_thirty_questions_are_asked_once_each() -> None:
    """Q01 to Q30, each on exactly one of about eight pages."""
    ids = [question.id for question in INTERVIEW.questions]
    assert sorted(ids) == [f"Q{number:02}" for number in range(1, 31)]
    assert len(ids) == len(set(ids))
    assert 7 <= len(INTERVIEW.pages) <= 9


def test_every_question_can_be_answered() -> None:
    """A question offers options, or takes countries; and "I do not know yet" is always an answer."""
    for question in INTERVIEW.questions:
        assert question.options or question.kind == "countries", question.id
        assert question.accepts("unknown")
        values = [option.value for option in question.options]
        assert len(values) == len(set(values)), question.id


def test_code_questions_take_their_options_from_the_control_list() -> None:
    """Interception, intrusion and information security each offer the codes of the reference data."""
    for question_id, code in (("Q08", "5A001.f.1"), ("Q09", "4D004"), ("Q10", "5A004.a")):
        question = INTERVIEW.question(question_id)
        assert question is not None
        assert question.accepts(code)
        assert not question.accepts("5A001.i")


def test_facts_asked_here_are_blanks_of_the_template() -> None:
    """Every fact on a question page is filled in for the whole programme."""
    asked = {key for page in INTERVIEW.pages for key in page.blanks}
    assert asked <= {blank.key for blank in TEMPLATE.blanks}
    assert {"company_name", "export_control_officer", "deputy_export_control_officer"} <= asked


def test_the_example_company_answers_within_the_interview() -> None:
    """Every answer of Meridian Sensors B.V. is one that the interview offers."""
    for question_id, given in load_example("meridian").answers.items():
        question = INTERVIEW.question(question_id)
        assert question is not None, question_id
        for value in given if isinstance(given, list | tuple) else [given]:
            assert question.accepts(str(value)), (question_id, value)
