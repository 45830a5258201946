"""Why a section is in or out, in words: those of the interview of its template."""

from collections.abc import Iterable

from app.domain.overview import Applicability
from app.i18n import _, current_language
from checks.answers import Answers, said
from icp_templates.interview import Question, load_interview

NONE_OF_THESE = (("none",), ("no",))


def reason_of(template: str, applicability: Applicability) -> str:
    """The reason in the language in force; empty when the section is for every company."""
    pages = pages_of(template, applicability.because)
    if applicability.undecided:
        return _("Stays in until the questions under %(pages)s are answered.", pages=pages)
    if not pages:
        return ""
    if applicability.applies:
        return _("Applies because of your answers under %(pages)s.", pages=pages)
    return _("Does not apply because of your answers under %(pages)s.", pages=pages)


def printed_reason_of(template: str, applicability: Applicability, answers: Answers) -> str:
    """The reason as it stands behind *Not applicable.* in the Word file: what the company answered.

    Who reads the file has not seen the interview.
    """
    asked = set(applicability.because)
    return " ".join(
        _(
            "The company has answered the question “%(question)s” with: %(answers)s.",
            question=question.text[current_language()],
            answers=_given(question, answers),
        )
        for question in load_interview(template).questions
        if question.id in asked
    )


def _given(question: Question, answers: Answers) -> str:
    """The answers as one text; *none of these* with what it is none of, unless that is a list of codes."""
    labels = {option.value: option.label[current_language()] for option in question.options}
    values = said(answers, question.id)
    given = "; ".join(labels.get(value, value) for value in values)
    if question.kind != "many" or values not in NONE_OF_THESE:
        return given
    others = "; ".join(label for value, label in labels.items() if value not in values)
    return f"{given} ({others})"


def pages_of(template: str, questions: Iterable[str]) -> str:
    """The pages of the template's interview that ask these questions, by title: people know no numbers."""
    asked = set(questions)
    titles = (
        page.title[current_language()]
        for page in load_interview(template).pages
        if any(question.id in asked for question in page.questions)
    )
    return ", ".join(f"“{title}”" for title in titles)


def own_chapter_words() -> str:
    """The heading over sections of the company's own."""
    return _("Your own sections")


def example_words() -> str:
    """What stands on everything of the example company."""
    return _("Example. Nothing here is real.")
