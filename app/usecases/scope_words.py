"""Why a section is in or out, in words."""

from app.domain.overview import Applicability
from app.i18n import _


def reason_of(applicability: Applicability) -> str:
    """The reason in the language in force; empty when the section is for every company."""
    questions = ", ".join(applicability.because)
    if applicability.undecided:
        return _("Stays in until these questions are answered: %(questions)s.", questions=questions)
    if not questions:
        return ""
    if applicability.applies:
        return _("Applies because of your answers to %(questions)s.", questions=questions)
    return _("Does not apply because of your answers to %(questions)s.", questions=questions)


def own_chapter_words() -> str:
    """The heading over sections of the company's own."""
    return _("Your own sections")


def example_words() -> str:
    """What stands on everything of the example company."""
    return _("Example. Nothing here is real.")
